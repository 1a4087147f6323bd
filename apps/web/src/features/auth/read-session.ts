import "server-only";
import { getToken } from "@/lib/auth-server";

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
