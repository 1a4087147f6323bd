import { z } from "zod";
import { addressSchema } from "../faults/rules";
import { type Call, jsonReply, type Reply, readJson } from "../http/messages";
import { answering } from "../http/router";

export const ok = (value: unknown): Reply => jsonReply(200, value, { "cache-control": "no-store" });
export const failed = (status: number, message: string): Reply => jsonReply(status, { error: { message } });

/** Reads JSON that was sent as JSON: a form of another site cannot claim that type without asking first. */
export function withJson<Schema extends z.ZodType>(
  schema: Schema,
  make: (input: z.output<Schema>, call: Call) => Reply | Promise<Reply>,
) {
  return answering((call) => {
    if (!/^application\/json\b/i.test(call.headers["content-type"] ?? "")) {
      return failed(415, "Send JSON, with the content type application/json.");
    }
    const body = readJson(call);
    if (body === undefined) return failed(400, "The body is no JSON.");
    const parsed = schema.safeParse(body);
    return parsed.success ? make(parsed.data, call) : failed(400, z.prettifyError(parsed.error));
  });
}

export const phoneOf = (call: Call): string => addressSchema.parse(call.params.phone);
