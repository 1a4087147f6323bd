import { RECORDING_CONTENT_TYPES } from "@voice-flow/domain/vocabulary/coach-notes";
import { bareContentType } from "@voice-flow/domain/webhooks/media";
import { expect, it } from "vitest";
import { microphoneProblemOf, pickRecordingFormat } from "./recording";

it.each([
  [["audio/webm;codecs=opus", "audio/mp4"], "audio/webm;codecs=opus"],
  [["audio/mp4", "video/mp4"], "audio/mp4"],
  [["audio/ogg;codecs=opus"], "audio/ogg;codecs=opus"],
  [["audio/wav"], undefined],
])("a browser that records into %j uses %s", (supported, expected) => {
  expect(pickRecordingFormat((type) => supported.includes(type))).toBe(expected);
});

it("never picks what the deployment refuses", () => {
  const asked: string[] = [];
  pickRecordingFormat((type) => {
    asked.push(bareContentType(type));
    return false;
  });
  expect(asked.every((type) => RECORDING_CONTENT_TYPES.some((known) => known === type))).toBe(true);
});

it.each([
  ["NotAllowedError", "denied"],
  ["SecurityError", "denied"],
  ["NotFoundError", "no_microphone"],
  ["NotReadableError", "busy"],
  ["TypeError", "failed"],
])("%s is %s", (name, problem) => {
  expect(microphoneProblemOf(new DOMException("", name))).toBe(problem);
});

it("takes whatever else was thrown for a failure", () => {
  expect(microphoneProblemOf("no reason")).toBe("failed");
});
