import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PIPELINE_STAGES, STAGE_ERROR_CODES } from "../vocabulary/pipeline";
import { buildCallId, callIdsOfAttempt, parseCallId } from "./call-id";
import { buildClaimId, parseClaimId } from "./claim-id";
import { buildFingerprint, parseFingerprint } from "./fingerprint";
import { buildMessageKey, parseMessageKey } from "./message-key";
import { joinParts, splitParts } from "./parts";
import { buildScope, parseScope } from "./scope";
import { buildWebhookJobKey, parseWebhookJobKey } from "./webhook-job-key";

/** With plenty of the characters that keys are made of. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(":", "%", "3", "A", "2", "5", ";", "a") }),
);
const id = text.filter((value) => value !== "");
const count = fc.nat();

/** `parse(build(x))` is x, so that no two keys are alike. */
function survives<T>(key: fc.Arbitrary<T>, build: (key: T) => string, parse: (text: string) => unknown) {
  fc.assert(
    fc.property(key, (value) => {
      expect(parse(build(value))).toEqual(value);
    }),
  );
}

describe("a key is taken apart as it was built:", () => {
  it("parts of any text", () => {
    survives(fc.array(text, { minLength: 1 }), (parts) => joinParts(...parts), splitParts);
  });

  it("calls to a provider", () => {
    survives(fc.record({ subjectId: id, attempt: count, operation: text }), buildCallId, parseCallId);
  });

  it("claims", () => {
    survives(fc.record({ artifactId: id, attempt: count, position: count }), buildClaimId, parseClaimId);
  });

  it("causes of failures", () => {
    const cause = fc.record({
      stage: fc.constantFrom(...PIPELINE_STAGES),
      code: fc.constantFrom(...STAGE_ERROR_CODES),
      hash: text,
    });
    survives(cause, buildFingerprint, parseFingerprint);
  });

  it("messages to coaches", () => {
    const about = fc.constantFrom("artifact" as const, "note" as const, "draft" as const, "coach" as const);
    survives(fc.record({ about, id: text, purpose: text, occasion: text }), buildMessageKey, parseMessageKey);
  });

  it("deliveries to webhooks", () => {
    const delivery = fc.record({ webhookId: text, alertId: text, step: text, at: count });
    const test = fc.record({ webhookId: text, testedAtSecond: count });
    survives(fc.oneof(delivery, test), buildWebhookJobKey, parseWebhookJobKey);
  });

  it("scopes", () => {
    survives(fc.option(text, { nil: undefined }), buildScope, parseScope);
  });
});

describe("a text that is no such key", () => {
  it.each(["", "a", "a:b", "a:x:claims_extraction", "a:1:b:c"])("is no call: %s", (key) => {
    expect(parseCallId(key)).toBeUndefined();
  });

  it.each([
    "",
    "transcription:provider_timeout",
    "transcription:no_such_code:1",
    "nowhere:provider_timeout:1",
  ])("is no cause: %s", (key) => {
    expect(parseFingerprint(key)).toBeUndefined();
  });
});

it("the calls of an attempt are exactly those between its bounds", () => {
  fc.assert(
    fc.property(id, id, fc.nat(30), fc.nat(30), text, (mine, other, attempt, otherAttempt, operation) => {
      const { from, before } = callIdsOfAttempt(mine, attempt);
      const within = (callId: string) => callId >= from && callId < before;
      expect(within(buildCallId({ subjectId: mine, attempt, operation }))).toBe(true);
      const another = { subjectId: other, attempt: otherAttempt, operation };
      expect(within(buildCallId(another))).toBe(other === mine && otherAttempt === attempt);
    }),
  );
});
