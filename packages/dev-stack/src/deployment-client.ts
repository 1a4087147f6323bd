/** Calls functions of the running deployment with its admin key, as `npx convex run` does. */

class DeploymentCallError extends Error {
  constructor(
    readonly path: string,
    detail: string,
  ) {
    super(`${path} failed: ${detail}`);
    this.name = "DeploymentCallError";
  }
}

export interface DeploymentAddress {
  url: string;
  adminKey: string;
}

/** Runs any function, internal ones included. Throws DeploymentCallError; the result is for the caller to parse. */
export async function callFunctionOrThrow(
  address: DeploymentAddress,
  path: string,
  args: Record<string, unknown>,
): Promise<unknown> {
  const response = await fetch(`${address.url}/api/function`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Convex ${address.adminKey}` },
    body: JSON.stringify({ path, args, format: "json" }),
  });
  const body: unknown = await response.json().catch(() => null);
  if (isRecord(body) && body.status === "success") return body.value;
  const message = isRecord(body) ? (body.errorMessage ?? body.message) : undefined;
  throw new DeploymentCallError(path, typeof message === "string" ? message : `HTTP ${response.status}`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
