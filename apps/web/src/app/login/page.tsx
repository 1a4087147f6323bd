import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ProductMark } from "@/components/product-mark";
import { ThemeMenu } from "@/components/theme-menu";
import { Card } from "@/components/ui/card";
import { LoginForm } from "@/features/login/login-form";
import { safeNextPath } from "@/lib/session/next-path";
import { readSession } from "@/lib/session/read-access";

export const metadata: Metadata = { title: "Sign in" };

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const nextPath = safeNextPath((await searchParams).next);
  const session = await readSession();
  if (session.kind === "signed_in") {
    redirect(nextPath);
  }
  return (
    <main className="relative grid min-h-dvh place-items-center px-4 py-12">
      <div className="absolute top-3 right-3">
        <ThemeMenu />
      </div>
      <div className="w-full max-w-sm">
        <ProductMark className="mb-6 justify-center" />
        <Card className="p-6">
          <h1 className="text-base font-semibold">Sign in</h1>
          <p className="mt-1 mb-5 text-muted-foreground">
            For platform staff and coaches. Ask an administrator for an account.
          </p>
          <LoginForm nextPath={nextPath} />
        </Card>
      </div>
    </main>
  );
}
