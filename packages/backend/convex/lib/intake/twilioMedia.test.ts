import type { RequestListener } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { serve } from "../../../test/http-server";
import { recordingBytes } from "../../../test/recordings";
import { configureTwilio } from "../../../test/whatsapp";
import { downloadMedia } from "./twilioMedia";

const LIMITS = { maxBytes: 1000, timeoutMs: 2000 };
const ROOMY = { ...LIMITS, maxBytes: 100_000 };
const AUDIO = Buffer.from("OggS and some sound");

/** A provider at a free port. Returns its base address. */
async function provider(listener: RequestListener): Promise<string> {
  const url = await serve(listener);
  configureTwilio(url, `${url}/twilio/whatsapp`);
  onTestFinished(() => void vi.unstubAllEnvs());
  return url;
}

const audio =
  (fields: { contentType?: string; body?: Buffer } = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { "content-type": fields.contentType ?? "audio/ogg; codecs=opus" });
    response.end(fields.body ?? AUDIO);
  };

test("audio is downloaded with the account's credentials and hashed", async () => {
  let authorization: string | undefined;
  const url = await provider((request, response) => {
    authorization = request.headers.authorization;
    audio()(request, response);
  });
  const media = await downloadMedia(`${url}/media/1`, LIMITS);
  expect(media).toMatchObject({ ok: true, contentType: "audio/ogg" });
  if (!media.ok) throw new Error("No media.");
  expect(Buffer.from(await media.blob.arrayBuffer()).equals(AUDIO)).toBe(true);
  expect(media.contentKey).toMatch(/^media:[0-9a-f]{64}$/);
  expect(authorization).toMatch(/^Basic /);
});

test("media of another host is refused without a single request", async () => {
  await provider(audio());
  let requests = 0;
  const foreign = await serve((request, response) => {
    requests += 1;
    audio()(request, response);
  });
  for (const url of [
    `${foreign}/x`,
    "http://169.254.169.254/latest",
    "file:///etc/passwd",
    "",
    "/relative",
  ]) {
    expect(await downloadMedia(url, LIMITS)).toMatchObject({ ok: false, retryable: false });
  }
  expect(requests).toBe(0);
});

test("a redirect to a foreign host is not followed, so that neither request nor credentials reach it", async () => {
  let requests = 0;
  const foreign = await serve((request, response) => {
    requests += 1;
    audio()(request, response);
  });
  const url = await provider((_, response) => response.writeHead(302, { location: `${foreign}/x` }).end());
  expect(await downloadMedia(`${url}/media/1`, LIMITS)).toMatchObject({
    ok: false,
    code: "media_unavailable",
  });
  expect(requests).toBe(0);
});

test("redirects within the provider are followed, but not for ever", async () => {
  const url = await provider((request, response) => {
    if (request.url === "/once") response.writeHead(307, { location: "/media/1" }).end();
    else if (request.url === "/loop") response.writeHead(302, { location: "/loop" }).end();
    else audio()(request, response);
  });
  expect(await downloadMedia(`${url}/once`, LIMITS)).toMatchObject({ ok: true });
  expect(await downloadMedia(`${url}/loop`, LIMITS)).toMatchObject({ ok: false, retryable: false });
});

test.each([
  ["announced", { "content-length": "1001" }],
  ["not announced", { "transfer-encoding": "chunked" }],
])("a file over the limit, its size %s, is refused", async (_, headers) => {
  const url = await provider((_request, response) => {
    response.writeHead(200, { "content-type": "audio/ogg", ...headers }).end(Buffer.alloc(1001, 1));
  });
  const refused = { ok: false, code: "media_too_large", retryable: false };
  expect(await downloadMedia(`${url}/media/1`, LIMITS)).toMatchObject(refused);
});

test("reading stops at the limit: a stream without an end costs no more", async () => {
  let sent = 0;
  const url = await provider((_, response) => {
    response.writeHead(200, { "content-type": "audio/ogg" });
    const timer = setInterval(() => {
      sent += 500;
      response.write(Buffer.alloc(500, 1));
    }, 1);
    response.on("close", () => clearInterval(timer));
  });
  expect(await downloadMedia(`${url}/media/1`, LIMITS)).toMatchObject({ ok: false, code: "media_too_large" });
  expect(sent).toBeLessThan(1_000_000);
});

test("TC-WA-072: what the server calls an image is refused, whatever the message called it", async () => {
  const url = await provider(audio({ contentType: "image/jpeg" }));
  const refused = { ok: false, code: "media_not_audio", retryable: false };
  expect(await downloadMedia(`${url}/media/1`, LIMITS)).toMatchObject(refused);
});

test.each([
  ["audio/ogg", ""],
  ["application/octet-stream", "not there yet"],
])("HE-005: a file that is not there yet is fetched again: %s, %j", async (contentType, text) => {
  const url = await provider(audio({ contentType, body: Buffer.from(text) }));
  expect(await downloadMedia(`${url}/media/1`, LIMITS)).toMatchObject({ ok: false, retryable: true });
});

test.each([
  ["note.amr", "audio/amr"],
  ["note.amr", "audio/3gpp"],
  ["note.aac", "audio/aac"],
  ["note.aac", "application/octet-stream"],
  ["video.mp4", "video/mp4"],
])("D7: %s as %s is refused at once", async (file, contentType) => {
  const url = await provider(audio({ contentType, body: recordingBytes(file) }));
  const refused = { ok: false, code: "media_not_audio", retryable: false };
  expect(await downloadMedia(`${url}/media/1`, ROOMY)).toMatchObject(refused);
});

test.each([
  ["note.m4a", "video/mp4", "audio/mp4"],
  ["note.m4a", "application/octet-stream", "audio/mp4"],
  ["note.wav", "audio/wave", "audio/wav"],
  ["note.ogg", 'Audio/OGG; codecs="opus"', "audio/ogg"],
])("D7: %s as %s is kept as %s", async (file, label, contentType) => {
  const url = await provider(audio({ contentType: label, body: recordingBytes(file) }));
  const media = await downloadMedia(`${url}/media/1`, ROOMY);
  expect(media).toMatchObject({ ok: true, contentType });
  expect(media.ok && media.blob.type).toBe(contentType);
});

test("a body that is cut off can be tried again", async () => {
  const url = await provider((_, response) => {
    response.writeHead(200, { "content-type": "audio/ogg", "content-length": "500" });
    response.write(Buffer.alloc(100, 1), () => response.destroy());
  });
  const incomplete = { ok: false, code: "media_incomplete", retryable: true };
  expect(await downloadMedia(`${url}/media/1`, LIMITS)).toMatchObject(incomplete);
});

test("a server that never answers is given up after the time limit", async () => {
  const url = await provider(() => undefined);
  const timedOut = { ok: false, code: "timeout", retryable: true };
  expect(await downloadMedia(`${url}/media/1`, { ...LIMITS, timeoutMs: 50 })).toMatchObject(timedOut);
});

test.each([
  [500, { retryable: true, code: "http_500" }],
  [404, { retryable: true, code: "media_unavailable" }],
  [403, { retryable: false, code: "media_unavailable" }],
  [401, { retryable: true, code: "http_401" }],
])("an answer of %i is told apart", async (status, expected) => {
  const url = await provider((_, response) => response.writeHead(status).end());
  expect(await downloadMedia(`${url}/media/1`, LIMITS)).toMatchObject({ ok: false, ...expected });
});
