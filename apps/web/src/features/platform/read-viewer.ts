import "server-only";
import { api } from "@voice-flow/backend/api";
import { readSession, type Session } from "@/features/auth/read-session";
import { fetchAuthQuery } from "@/lib/auth-server";

export type Viewer = { name: string; email: string };

export type Access =
  | { kind: "staff" | "not_staff"; viewer: Viewer; isCoach: boolean; token: string }
  | Exclude<Session, { kind: "signed_in" }>;

/** Who asks for a page, as the deployment says. */
export async function readAccess(): Promise<Access> {
  const session = await readSession();
  if (session.kind !== "signed_in") {
    return session;
  }
  const viewer = await fetchViewer();
  if (viewer === undefined) {
    return { kind: "unreachable" };
  }
  if (viewer.kind === "signed_out") {
    return { kind: "signed_out" };
  }
  const { name, email, isPlatformStaff, isCoach } = viewer;
  const { token } = session;
  return { kind: isPlatformStaff ? "staff" : "not_staff", viewer: { name, email }, isCoach, token };
}

async function fetchViewer() {
  try {
    return await fetchAuthQuery(api.models.platform.getViewer);
  } catch (error) {
    console.error(
      "The viewer could not be read:",
      error instanceof Error ? error.message : "no reason given",
    );
    return undefined;
  }
}
