/**
 * The messages of Convex's sync protocol (`convex/src/browser/sync/protocol.ts`) as they arrive, and the small replies.
 * Transitions, which are assembled from ready-made text, are in `transition.ts`.
 */
import type { JSONValue } from "convex/values";
import { z } from "zod";
import type { FunctionOutcome } from "../deployment.ts";

/** What came out of JSON.parse is JSON: walking large arguments once more would prove nothing. */
const json = z.custom<JSONValue>((value) => value !== undefined);
const counter = z.number().int().nonnegative();

const connect = z.object({
  type: z.literal("Connect"),
  sessionId: z.string().min(1).max(100),
  connectionCount: counter,
  lastCloseReason: z.string().nullish(),
  maxObservedTimestamp: z.string().optional(),
  /** The client's clock, milliseconds. */
  clientTs: z.number().optional(),
});

const addQuery = z.object({
  type: z.literal("Add"),
  queryId: counter,
  udfPath: z.string(),
  args: z.array(json).max(1),
  journal: z.string().nullish(),
  componentPath: z.string().optional(),
});

const removeQuery = z.object({ type: z.literal("Remove"), queryId: counter });

const modifyQuerySet = z.object({
  type: z.literal("ModifyQuerySet"),
  baseVersion: counter,
  newVersion: counter,
  modifications: z.array(z.discriminatedUnion("type", [addQuery, removeQuery])),
});

const request = {
  requestId: counter,
  udfPath: z.string(),
  args: z.array(json).max(1),
  componentPath: z.string().optional(),
};
const mutation = z.object({ type: z.literal("Mutation"), ...request });
const action = z.object({ type: z.literal("Action"), ...request });

const impersonated = z.object({ subject: z.string(), issuer: z.string() }).catchall(json);

const authenticate = z.discriminatedUnion("tokenType", [
  z.object({
    type: z.literal("Authenticate"),
    tokenType: z.literal("Admin"),
    value: z.string(),
    baseVersion: counter,
    impersonating: impersonated.optional(),
  }),
  z.object({
    type: z.literal("Authenticate"),
    tokenType: z.literal("User"),
    value: z.string(),
    baseVersion: counter,
  }),
  z.object({ type: z.literal("Authenticate"), tokenType: z.literal("None"), baseVersion: counter }),
]);

const event = z.object({ type: z.literal("Event"), eventType: z.string(), event: json.optional() });

const clientMessage = z.union([connect, modifyQuerySet, mutation, action, authenticate, event]);

export type ClientMessage = z.infer<typeof clientMessage>;
export type Connect = z.infer<typeof connect>;
export type AddQuery = z.infer<typeof addQuery>;
export type ModifyQuerySet = z.infer<typeof modifyQuerySet>;
export type FunctionRequest = z.infer<typeof mutation> | z.infer<typeof action>;
export type Authenticate = z.infer<typeof authenticate>;

/**
 * The client broke the protocol: the connection cannot go on. The message is sent to the client. A fatal one makes the
 * client give up for good; after another one it connects anew and starts from a clean state.
 */
export class ProtocolError extends Error {
  constructor(
    message: string,
    readonly fatal: boolean = true,
  ) {
    super(message);
  }
}

/** @throws ProtocolError when the text is no message of the protocol; the text itself is never repeated. */
export function parseClientMessage(text: string): ClientMessage {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ProtocolError("Send JSON messages of the Convex sync protocol: this one is not JSON.");
  }
  const message = clientMessage.safeParse(parsed);
  if (message.success) return message.data;
  const type = z.object({ type: z.string().max(40) }).safeParse(parsed);
  throw new ProtocolError(
    type.success
      ? `The ${type.data.type} message is not one of the sync protocol of convex 1.28 or later.`
      : "Send messages of the Convex sync protocol: this one has no type.",
  );
}

/** Timestamps travel as base64 of an unsigned 64-bit number, little end first. */
export function encodeTs(ts: bigint): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(ts);
  return bytes.toString("base64");
}

export function encodeResponse(
  type: "MutationResponse" | "ActionResponse",
  requestId: number,
  outcome: FunctionOutcome,
  ts?: bigint,
): string {
  const { logLines } = outcome;
  return JSON.stringify(
    outcome.success
      ? {
          type,
          requestId,
          success: true,
          result: outcome.value,
          ts: ts === undefined ? undefined : encodeTs(ts),
          logLines,
        }
      : {
          type,
          requestId,
          success: false,
          result: outcome.errorMessage,
          errorData: outcome.errorData,
          logLines,
        },
  );
}

/** @param attempted true in answer to an `Authenticate`, false when a token that held has expired. */
export function encodeAuthError(error: string, baseVersion: number, attempted: boolean): string {
  return JSON.stringify({ type: "AuthError", error, baseVersion, authUpdateAttempted: attempted });
}

export function encodeFatalError(error: string): string {
  return JSON.stringify({ type: "FatalError", error });
}

export const PING = JSON.stringify({ type: "Ping" });
