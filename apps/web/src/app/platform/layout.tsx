import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { ActionsProvider } from "@/components/actions/actions-provider";
import { PaletteButton } from "@/components/actions/palette-button";
import { NoPermission, ServiceUnreachable } from "@/components/empty-states";
import { ServerClock } from "@/components/server-clock";
import { ConvexClientProvider } from "@/features/frame/convex-client-provider";
import { PageActions } from "@/features/frame/page-actions";
import { PlatformFrame } from "@/features/frame/platform-frame";
import { environment } from "@/lib/auth-server";
import { loginPath, REQUESTED_PATH_HEADER } from "@/lib/session/next-path";
import { readAccess } from "@/lib/session/read-access";

export const metadata: Metadata = { title: "Platform" };

export default async function PlatformLayout({ children }: LayoutProps<"/platform">) {
  const access = await readAccess();
  switch (access.kind) {
    case "signed_out":
      return redirect(loginPath((await headers()).get(REQUESTED_PATH_HEADER) ?? "/platform"));
    case "unreachable":
      return (
        <PlatformFrame>
          <ServiceUnreachable />
        </PlatformFrame>
      );
    case "not_staff":
      return (
        <PlatformFrame viewer={access.viewer}>
          <NoPermission account={access.viewer.email} isCoach={access.isCoach} />
        </PlatformFrame>
      );
    case "staff":
      return (
        <ConvexClientProvider convexUrl={environment.convexUrl} initialToken={access.token}>
          <ServerClock at={Date.now()} />
          <ActionsProvider>
            <PageActions />
            <PlatformFrame viewer={access.viewer} tools={<PaletteButton />}>
              {children}
            </PlatformFrame>
          </ActionsProvider>
        </ConvexClientProvider>
      );
  }
}
