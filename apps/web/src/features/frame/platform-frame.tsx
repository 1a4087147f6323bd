import Link from "next/link";
import type { ReactNode } from "react";
import { ProductMark } from "@/components/product-mark";
import { ThemeMenu } from "@/components/theme-menu";
import type { Viewer } from "@/lib/session/read-access";
import { UserMenu } from "./user-menu";
import { words } from "./words";

/** The bar on top of every page for somebody who is signed in, and the page under it. */
export function PlatformFrame({
  viewer,
  homeHref = "/platform",
  tools,
  children,
}: {
  viewer?: Viewer;
  homeHref?: string;
  /** Before the theme and the account. */
  tools?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {words.bar.skip}
      </a>
      <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-surface px-4">
        <Link href={homeHref} className="rounded-md">
          <ProductMark />
        </Link>
        <div className="ml-auto flex items-center gap-1">
          {tools}
          <ThemeMenu />
          {viewer ? <UserMenu viewer={viewer} /> : null}
        </div>
      </header>
      <div id="content" tabIndex={-1} className="flex flex-1 flex-col outline-none">
        {children}
      </div>
    </div>
  );
}
