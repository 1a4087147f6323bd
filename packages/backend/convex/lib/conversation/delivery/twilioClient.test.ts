import { expect, onTestFinished, test, vi } from "vitest";
import { serve } from "../../../../test/http-server";
import { configureTwilio } from "../../../../test/whatsapp";
import { retryAfterMs, sendTwilioMessage } from "./twilioClient";

const MESSAGE = {
  toPhone: "+353861234567",
  content: { kind: "text", body: "Hello & goodbye" },
  statusCallback: "https://voice.example.org/twilio/status?message=1",
} as const;

/** A provider that answers with this. */
async function provider(status: number, body: string, headers: Record<string, string> = {}) {
  const url = await serve((_, response) => {
    response.writeHead(status, headers).end(body);
  });
  configureTwilio(url, `${url}/twilio/whatsapp`);
  onTestFinished(() => void vi.unstubAllEnvs());
}

test("a message that was taken has the provider's id", async () => {
  await provider(201, '{"sid":"SM1"}');
  expect(await sendTwilioMessage(MESSAGE)).toEqual({ ok: true, providerMessageSid: "SM1" });
});

test("the form carries receiver, sender, text and callback, with the account's credentials", async () => {
  let seen: { body: string; authorization: string | undefined; url: string | undefined } | undefined;
  const url = await serve(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    seen = {
      body: Buffer.concat(chunks).toString(),
      authorization: request.headers.authorization,
      url: request.url,
    };
    response.writeHead(201).end('{"sid":"SM1"}');
  });
  configureTwilio(`${url}/`, `${url}/twilio/whatsapp`);
  onTestFinished(() => void vi.unstubAllEnvs());
  await sendTwilioMessage(MESSAGE);
  expect(Object.fromEntries(new URLSearchParams(seen?.body))).toMatchObject({
    To: "whatsapp:+353861234567",
    Body: MESSAGE.content.body,
    StatusCallback: MESSAGE.statusCallback,
  });
  expect(seen?.url).toMatch(/^\/2010-04-01\/Accounts\/AC\w+\/Messages\.json$/);
  expect(Buffer.from(seen?.authorization?.split(" ")[1] ?? "", "base64").toString()).toMatch(/^AC\w+:.+/);
});

test.each([
  [
    400,
    '{"code":21211,"message":"Invalid number +353861234567"}',
    { code: "twilio_21211", retryable: false },
  ],
  [500, "<html>", { code: "http_500", retryable: true }],
  [401, '{"code":20003}', { code: "twilio_20003", retryable: true }],
  [429, '{"code":20429}', { code: "twilio_20429", retryable: true }],
  [302, "", { code: "http_302", retryable: false }],
  // Taken under an id that we do not know: sending again would say it twice.
  [201, "not json", { code: "provider_bad_response", retryable: false }],
])("an answer of %i %s is a code without the provider's text", async (status, body, expected) => {
  await provider(status, body, { location: "http://127.0.0.1:1/" });
  const result = await sendTwilioMessage(MESSAGE);
  expect(result).toMatchObject({ ok: false, ...expected });
  expect(JSON.stringify(result)).not.toContain("353861234567");
});

test("a provider that cannot be reached can be tried again", async () => {
  configureTwilio("http://127.0.0.1:1", "http://127.0.0.1:1/twilio/whatsapp");
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(await sendTwilioMessage(MESSAGE)).toMatchObject({ code: "network_error", retryable: true });
});

test.each([
  ["2", 2000],
  ["0", 0],
  ["99999", 3_600_000],
  ["soon", undefined],
])("Retry-After %j is %s ms", (header, ms) => {
  expect(retryAfterMs(new Response(null, { headers: { "retry-after": header } }))).toBe(ms);
});
