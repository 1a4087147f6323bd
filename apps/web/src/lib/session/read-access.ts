import "server-only";
import { api } from "@voice-flow/backend/api";
import { fetchQuery } from "convex/nextjs";
import { environment, getToken } from "@/lib/auth-server";

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
  const viewer = await fetchViewer(session.token);
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

async function fetchViewer(token: string) {
  try {
    return await fetchQuery(api.models.platform.getViewer, {}, { token, url: environment.convexUrl });
  } catch (error) {
    console.error(
      "The viewer could not be read:",
      error instanceof Error ? error.message : "no reason given",
    );
    return undefined;
  }
}

export type Session =
  | { kind: "signed_in"; token: string }
  | { kind: "signed_out" }
  /** The deployment did not answer: nobody is sent to the login page for that. */
  | { kind: "unreachable" };

/** Whether the browser that asks carries a session that the deployment accepts. */
export async function readSession(): Promise<Session> {
  try {
    const token = await getToken();
    return token === undefined ? { kind: "signed_out" } : { kind: "signed_in", token };
  } catch (error) {
    if (isFrameworkSignal(error)) {
      throw error;
    }
    console.warn("The deployment did not answer when a session was read:", describe(error));
    return { kind: "unreachable" };
  }
}

// Next signals "this page is dynamic" and redirects by throwing; those carry a digest and must pass.
function isFrameworkSignal(error: unknown): boolean {
  return typeof error === "object" && error !== null && "digest" in error;
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : "no reason given";
}
