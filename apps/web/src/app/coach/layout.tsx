import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { NotACoach, ServiceUnreachable } from "@/components/empty-states";
import { ConvexClientProvider } from "@/features/frame/convex-client-provider";
import { PlatformFrame } from "@/features/frame/platform-frame";
import { environment } from "@/lib/auth-server";
import { loginPath, REQUESTED_PATH_HEADER } from "@/lib/session/next-path";
import { readAccess } from "@/lib/session/read-access";

export const metadata: Metadata = { title: "Your notes" };

const HOME = "/coach/notes";

export default async function CoachLayout({ children }: LayoutProps<"/coach">) {
  const access = await readAccess();
  switch (access.kind) {
    case "signed_out":
      return redirect(loginPath((await headers()).get(REQUESTED_PATH_HEADER) ?? HOME));
    case "unreachable":
      return (
        <PlatformFrame homeHref={HOME}>
          <ServiceUnreachable />
        </PlatformFrame>
      );
    case "staff":
    case "not_staff":
      if (!access.isCoach) {
        return (
          <PlatformFrame viewer={access.viewer} homeHref="/">
            <NotACoach account={access.viewer.email} isStaff={access.kind === "staff"} />
          </PlatformFrame>
        );
      }
      return (
        <ConvexClientProvider convexUrl={environment.convexUrl} initialToken={access.token}>
          <PlatformFrame viewer={access.viewer} homeHref={HOME}>
            {children}
          </PlatformFrame>
        </ConvexClientProvider>
      );
  }
}
