/** The coach's side of a test, through the simulator's own HTTP interface and signed webhooks. */
import twilio from "twilio";
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
    sendSample: async (phone: string, sampleId: string) => {
      await readOrThrow(await fetch(chatUrl(phone), json("POST", { sampleId })), z.unknown());
    },
    replies: async (phone: string) =>
      (await chat(phone)).filter(({ direction }) => direction === "to_coach").map(({ body }) => body),
    setFaults: async (rules: Record<string, unknown>[]) => {
      await readOrThrow(await fetch(`${product.simulatorUrl}/api/faults`, json("PUT", rules)), z.unknown());
    },

    /** A text as Twilio would deliver it, signed here with Twilio's own library. Resolves with the HTTP status. */
    postSignedText: async (phone: string, body: string): Promise<number> => {
      const { developmentDefaults } = await import("@voice-flow/provider-simulator");
      const url = `${product.siteUrl}/twilio/whatsapp`;
      const form = {
        MessageSid: `SM${crypto.randomUUID().replaceAll("-", "")}`,
        AccountSid: developmentDefaults.accountSid,
        From: `whatsapp:${phone}`,
        To: developmentDefaults.whatsappFrom,
        Body: body,
        NumMedia: "0",
      };
      const response = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "x-twilio-signature": twilio.getExpectedTwilioSignature(developmentDefaults.authToken, url, form),
        },
        body: new URLSearchParams(form),
      });
      return response.status;
    },
  };
}
