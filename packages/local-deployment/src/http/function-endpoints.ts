/** `/api/query`, `/api/mutation`, `/api/action`, `/api/function` and their variants. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { JSONValue } from "convex/values";
import { z } from "zod";
import type { FunctionCall, FunctionOutcome } from "../deployment.ts";
import type { LocalDeployment } from "../engine/local-deployment.ts";
import { type ApiServices, identityOf, RequestError } from "./api-request.ts";
import { parseJson, readBody, sendJson } from "./node-http.ts";

/** An error of the application, as opposed to one of the request: clients take it apart by this status. */
const STATUS_FUNCTION_FAILED = 560;
/** Convex's limit for arguments is 16 MiB; JSON may need more than the values it encodes. */
const MAX_CALL_BYTES = 64 * 1024 * 1024;

const callBody = z.object({
  path: z.string(),
  componentPath: z.string().nullish(),
  format: z.string().optional(),
  /** One object, or a list of it. */
  args: z.json().default({}),
});

const ENDPOINTS: Readonly<
  Record<string, (deployment: LocalDeployment, call: FunctionCall) => Promise<FunctionOutcome>>
> = {
  "/api/query": async (deployment, call) => (await deployment.query(call)).outcome,
  // Transactions are serial here: the present is as consistent as any earlier moment.
  "/api/query_at_ts": async (deployment, call) => (await deployment.query(call)).outcome,
  "/api/mutation": async (deployment, call) => (await deployment.mutation(call)).outcome,
  "/api/action": (deployment, call) => deployment.action(call),
  "/api/function": (deployment, call) => deployment.anyFunction(call),
};

export function isFunctionEndpoint(pathname: string): boolean {
  return pathname === "/api/query_ts" || pathname in ENDPOINTS;
}

/** A timestamp as clients write it: base64 of a little-endian 64-bit number. */
function encodeTs(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

export async function handleFunctionCall(
  request: IncomingMessage,
  response: ServerResponse,
  { deployment }: ApiServices,
): Promise<void> {
  if (request.method !== "POST") {
    throw new RequestError(405, "MethodNotAllowed", "Functions are called with POST.");
  }
  const pathname = new URL(request.url ?? "/", "http://local").pathname;
  const text = (await readBody(request, MAX_CALL_BYTES)).toString("utf8");
  if (pathname === "/api/query_ts") {
    sendJson(response, 200, { ts: encodeTs(deployment.currentTs()) });
    return;
  }
  const run = ENDPOINTS[pathname];
  const body = callBody.safeParse(parseJson(text));
  if (!run || !body.success) {
    throw new RequestError(
      400,
      "BadJsonBody",
      'The body must be JSON like {"path": "module:function", "args": {}}.',
    );
  }
  const identity = await identityOf(request, deployment);
  const { path, componentPath, format } = body.data;
  const args: JSONValue = Array.isArray(body.data.args) ? (body.data.args[0] ?? {}) : body.data.args;
  const call: FunctionCall = { path, args, identity, ...(componentPath ? { componentPath } : {}) };
  const outcome = await run(deployment, call);
  if (outcome.success) {
    const value = format === "json" ? plainJson(outcome.value) : outcome.value;
    sendJson(response, 200, { status: "success", value, logLines: outcome.logLines });
    return;
  }
  sendJson(response, STATUS_FUNCTION_FAILED, {
    status: "error",
    errorMessage: outcome.errorMessage,
    ...(outcome.errorData === undefined ? {} : { errorData: outcome.errorData }),
    logLines: outcome.logLines,
  });
}

/** `format: "json"` is for callers without a Convex client: integers are decimal strings. */
function plainJson(value: JSONValue): JSONValue {
  if (Array.isArray(value)) {
    return value.map(plainJson);
  }
  if (value !== null && typeof value === "object") {
    if (typeof value.$integer === "string") {
      return Buffer.from(value.$integer, "base64").readBigInt64LE().toString();
    }
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plainJson(entry ?? null)]));
  }
  return value;
}
