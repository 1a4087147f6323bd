/** The coach's side of a test, through the simulator's own HTTP interface and signed webhooks. */
import { postSignedText } from "@voice-flow/dev-stack/signed-webhook";
import { z } from "zod";
import type { RunningProduct } from "./global-setup";

const coachSchema = z.object({ name: z.string(), phone: z.string(), club: z.string() });
export type Coach = z.infer<typeof coachSchema>;

const messageSchema = z.object({
  direction: z.enum(["from_coach", "to_coach"]),
  body: z.string(),
  at: z.number(),
});

async function readOrThrow<Output>(response: Response, schema: z.ZodType<Output>): Promise<Output> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return schema.parse(await response.json());
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export function coachPhone(product: RunningProduct) {
  const chatUrl = (phone: string) =>
    `${product.simulatorUrl}/api/phones/${encodeURIComponent(phone)}/messages`;
  const chat = async (phone: string) => readOrThrow(await fetch(chatUrl(phone)), z.array(messageSchema));

  return {
    coaches: async () =>
      readOrThrow(await fetch(`${product.simulatorUrl}/api/coaches`), z.array(coachSchema)),
    /** A recording of its own each time, so that it is no duplicate of what another test sent. */
    sendSample: async (phone: string, sampleId: string) => {
      const note = { sampleId, isNewRecording: true };
      await readOrThrow(await fetch(chatUrl(phone), json("POST", note)), z.unknown());
    },
    /** Types on the phone, so that a fault set for this coach applies to the note. */
    sendText: async (phone: string, text: string) => {
      await readOrThrow(await fetch(chatUrl(phone), json("POST", { text })), z.unknown());
    },
    replies: async (phone: string) =>
      (await chat(phone)).filter(({ direction }) => direction === "to_coach").map(({ body }) => body),
    setFaults: async (rules: Record<string, unknown>[]) => {
      await readOrThrow(await fetch(`${product.simulatorUrl}/api/faults`, json("PUT", rules)), z.unknown());
    },

    postSignedText: (phone: string, body: string) => postSignedText(product.siteUrl, phone, body),
  };
}
