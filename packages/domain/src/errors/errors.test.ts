import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { STAGE_ERROR_CODES, type StageErrorCode } from "../vocabulary/pipeline";
import { failureSentence, KNOWN_CAUSES } from "./catalogue";
import {
  classifyFailure,
  countsForBreaker,
  isTransient,
  type OutsideFailure,
  retryAfterMs,
} from "./classify";
import { fingerprint } from "./fingerprint";
import { MAX_NORMALISED_LENGTH, normaliseMessage } from "./normalise";

describe("classifyFailure", () => {
  it.each<[string, OutsideFailure, StageErrorCode]>([
    ["rate limit", { kind: "http", service: "openai", status: 429 }, "provider_rate_limited"],
    [
      "no credit, which waiting does not cure",
      { kind: "http", service: "openai", status: 429, providerCode: "insufficient_quota" },
      "provider_quota_exhausted",
    ],
    ["wrong key", { kind: "http", service: "openai", status: 401 }, "provider_credentials_missing"],
    ["server error", { kind: "http", service: "openai", status: 500 }, "provider_unavailable"],
    ["overload", { kind: "http", service: "openai", status: 503 }, "provider_unavailable"],
    ["gateway timeout", { kind: "http", service: "openai", status: 504 }, "provider_timeout"],
    ["unknown model", { kind: "http", service: "openai", status: 404 }, "provider_rejected_request"],
    ["too large", { kind: "http", service: "openai", status: 413 }, "media_too_large"],
    [
      "a code like a method",
      { kind: "http", service: "openai", status: 400, providerCode: "toString" },
      "provider_rejected_request",
    ],
    ["media gone", { kind: "http", service: "media", status: 404 }, "media_unavailable"],
    ["media refused", { kind: "http", service: "media", status: 403 }, "provider_credentials_missing"],
    [
      "bad number",
      { kind: "http", service: "twilio", status: 400, providerCode: 21211 },
      "provider_rejected_request",
    ],
    [
      "daily cap",
      { kind: "http", service: "twilio", status: 429, providerCode: 63038 },
      "provider_quota_exhausted",
    ],
    ["no answer", { kind: "network", service: "openai" }, "provider_unavailable"],
    ["slow", { kind: "timeout", service: "twilio" }, "provider_timeout"],
    ["no JSON", { kind: "bad_response", service: "openai" }, "provider_bad_response"],
    ["cut off", { kind: "cut_off", service: "openai" }, "provider_answer_cut_off"],
    ["refused by the model", { kind: "refused", service: "openai" }, "provider_refused"],
    [
      "refused by the filter",
      { kind: "http", service: "openai", status: 400, providerCode: "content_filter" },
      "provider_refused",
    ],
    [
      "a file that it cannot read, by sentence alone",
      {
        kind: "http",
        service: "openai",
        status: 400,
        providerCode: "invalid_request_error",
        sentence: "400 Invalid file format. Supported formats: ['flac', 'm4a', 'mp3']",
      },
      "provider_rejected_file",
    ],
    [
      "a file that newer models cannot read",
      { kind: "http", service: "openai", status: 400, providerCode: "unsupported_format" },
      "provider_rejected_file",
    ],
    [
      "too long for the model",
      {
        kind: "http",
        service: "openai",
        status: 400,
        providerCode: "invalid_value",
        sentence:
          "audio duration 1830.53 seconds is longer than 1400 seconds which is the maximum for this model",
      },
      "media_too_long",
    ],
    [
      "a sentence beside another status",
      { kind: "http", service: "openai", status: 503, sentence: "Invalid file format." },
      "provider_unavailable",
    ],
    ["empty success", { kind: "http", service: "openai", status: 204 }, "provider_bad_response"],
  ])("%s", (_, failure, code) => {
    expect(classifyFailure(failure)).toBe(code);
  });

  it("counts for the breaker only what another attempt may cure", () => {
    const counted = STAGE_ERROR_CODES.filter(countsForBreaker);
    expect(counted).toEqual(["provider_rate_limited", "provider_unavailable", "provider_timeout"]);
    expect(counted.every(isTransient)).toBe(true);
  });

  it.each([
    ["120", 120_000],
    ["0.5", 500],
    ["Thu, 01 Jan 1970 00:00:10 GMT", 9000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["soon", undefined],
    [undefined, undefined],
  ])("reads Retry-After %s", (header, expected) => {
    expect(retryAfterMs(header, 1000)).toBe(expected);
  });
});

describe("normaliseMessage", () => {
  it.each([
    ["Request req_8f3ab29c0d1e failed after 30.5s", "request <id> failed after <n>s"],
    ["GET https://api.twilio.com/2010/Accounts/AC1/Media/ME2?x=1 -> 404", "get <url> -> <n>"],
    ["Incorrect API key provided: sk-proj-abcdef123456", "incorrect api key provided: <key>"],
    ["to whatsapp:+353 86 123 4567 failed", "to <phone> failed"],
    ["note jd7c2m8x9q4k5w6z7v8b9n0m1p2s3t4u missing", "note <id> missing"],
    ['Unexpected token in "Seán\'s hamstring is tight"', "unexpected token in <text>"],
    ["Can't read 'Aoife' of undefined", "can't read <text> of undefined"],
    ["mail john.murphy@club.ie bounced", "mail <email> bounced"],
    ["id 3f2504e0-4f89-41d3-9a0c-0305e82c3301 not found", "id <id> not found"],
    ["TypeError: x is not a function\n    at file.ts:12:3", "typeerror: x is not a function"],
  ])("%s", (message, expected) => {
    expect(normaliseMessage(message)).toBe(expected);
  });

  it("leaves no digit and stays short, whatever the message", () => {
    const piece = fc.oneof(fc.string(), fc.webUrl(), fc.emailAddress(), fc.uuid(), fc.integer().map(String));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const normalised = normaliseMessage(pieces.join(" "));
        expect(normalised).not.toMatch(/[0-9]/);
        expect(normalised.length).toBeLessThanOrEqual(MAX_NORMALISED_LENGTH);
      }),
    );
  });

  it("is the same whatever ids, addresses and numbers a message carries", () => {
    const filled = fc
      .tuple(fc.uuid(), fc.webUrl(), fc.nat(), fc.emailAddress())
      .map(([id, url, ms, mail]) => normaliseMessage(`Call ${id} to ${url} took ${ms} ms (${mail})`));
    fc.assert(
      fc.property(filled, (normalised) => {
        expect(normalised).toBe("call <id> to <url> took <n> ms (<email>)");
      }),
    );
  });
});

describe("fingerprint", () => {
  it("is the same for one cause and another for another", () => {
    const one = fingerprint("transcription", "provider_timeout", "call req_123456789 took 31 s");
    expect(fingerprint("transcription", "provider_timeout", "call req_987654321 took 40 s")).toBe(one);
    expect(fingerprint("transcription", "provider_timeout", "no answer")).not.toBe(one);
    expect(fingerprint("claims_extraction", "provider_timeout", "call req_123456789 took 31 s")).not.toBe(
      one,
    );
    expect(one).toMatch(/^transcription:provider_timeout:[0-9a-f]{8}$/);
  });
});

describe("catalogue", () => {
  it("has whole sentences for every code", () => {
    for (const code of STAGE_ERROR_CODES) {
      const { sentence, cause, cure } = KNOWN_CAUSES[code];
      for (const text of [sentence, cause, cure]) expect(text, code).toMatch(/^[A-Z].{15,}\.$/);
    }
  });

  it("adds a provider's code, and never its text", () => {
    expect(
      failureSentence("provider_rejected_request", { status: 404, providerCode: "model_not_found" }),
    ).toBe("The provider rejected the request as invalid. (HTTP 404, model_not_found)");
    expect(failureSentence("provider_rate_limited", { status: 429, retryAfterMs: 19_500 })).toBe(
      "The AI provider refused the call because it got too many. (HTTP 429, retry after 20 s)",
    );
    expect(failureSentence("provider_rejected_request", { providerCode: "Aoife was brilliant" })).toBe(
      "The provider rejected the request as invalid.",
    );
  });
});
