import { describe, expect, it } from "vitest";
import {
  checkMedia,
  checkMediaUrl,
  isAudioContentType,
  MEDIA_PROBLEM_ERROR_CODE,
  type MediaProblem,
  mayArriveLater,
  mediaDefaults,
} from "./media";

describe("checkMediaUrl", () => {
  it.each([
    ["https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1", true],
    ["https://API.twilio.com:443/2010-04-01/x", true],
    ["https://mms.twiliocdn.com/AC1/abc", false],
  ])("allows %s (credentials: %s)", (url, sendCredentials) => {
    expect(checkMediaUrl(url)).toMatchObject({ ok: true, sendCredentials });
  });

  it.each([
    "http://api.twilio.com/x",
    "https://api.twilio.com.evil.example/x",
    "https://evil.example/api.twilio.com",
    "https://api.twilio.com@evil.example/x",
    "https://user:secret@api.twilio.com/x",
    "https://api.twilio.com:8443/x",
    "https://169.254.169.254/latest/meta-data",
    "http://localhost:3211/x",
    "file:///etc/passwd",
    "data:audio/ogg;base64,AAAA",
    "https://xapi.twilio.com/x",
  ])("refuses %s", (url) => {
    expect(checkMediaUrl(url)).toEqual({ ok: false, problem: "host_not_allowed" });
  });

  it("refuses what is no URL", () => {
    expect(checkMediaUrl("/2010-04-01/x")).toEqual({ ok: false, problem: "malformed_url" });
  });

  it("allows exactly the origin of a configured simulator", () => {
    const options = { providerBaseUrl: "http://127.0.0.1:41234/twilio" };
    expect(checkMediaUrl("http://127.0.0.1:41234/media/1", options)).toMatchObject({ ok: true });
    expect(checkMediaUrl("http://127.0.0.1:41235/media/1", options)).toMatchObject({ ok: false });
    expect(checkMediaUrl("http://localhost:41234/media/1", options)).toMatchObject({ ok: false });
  });
});

describe("checkMedia", () => {
  it.each<[string, number | undefined, MediaProblem | undefined]>([
    ["audio/ogg; codecs=opus", 1, undefined],
    ['Audio/OGG; codecs="opus"', 1, undefined],
    ["audio/vnd.wave", 1, undefined],
    ["audio/3gpp", undefined, undefined],
    ["application/octet-stream", 10, undefined],
    ["video/mp4", 10, undefined],
    ["", 10, undefined],
    ["audio/ogg", mediaDefaults.maxBytes, undefined],
    ["audio/ogg", mediaDefaults.maxBytes + 1, "too_large"],
    ["image/jpeg", 10, "not_audio"],
    ["application/pdf", 10, "not_audio"],
    ["text/html", 10, "not_audio"],
  ])("TC-WA-072: judges %s of %s bytes: %s", (contentType, bytes, problem) => {
    expect(checkMedia({ contentType, bytes })).toEqual(problem ? { ok: false, problem } : { ok: true });
  });

  it.each([
    ["audio/mpeg", true],
    ["application/ogg", true],
    ["video/mp4", false],
    ["application/json", false],
  ])("a file under %s is labelled as audio: %s", (contentType, expected) => {
    expect(isAudioContentType(contentType)).toBe(expected);
  });

  it("gives each problem a stage error code", () => {
    expect(MEDIA_PROBLEM_ERROR_CODE.too_large).toBe("media_too_large");
  });
});

describe("HE-005: what is not there yet is fetched again", () => {
  it.each<[MediaProblem, string, boolean]>([
    ["empty", "audio/ogg", true],
    ["unrecognised", "application/octet-stream", true],
    ["unrecognised", "", true],
    ["unrecognised", "audio/ogg", false],
    ["unsupported_format", "application/octet-stream", false],
    ["video", "application/octet-stream", false],
  ])("%s under the label %j: %s", (problem, contentType, expected) => {
    expect(mayArriveLater(problem, contentType)).toBe(expected);
  });
});
