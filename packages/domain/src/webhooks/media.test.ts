import { describe, expect, it } from "vitest";
import { checkMedia, checkMediaUrl, MEDIA_PROBLEM_ERROR_CODE, mediaDefaults } from "./media";

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
  it.each([
    [{ contentType: "audio/ogg; codecs=opus", bytes: 1 }, { ok: true }],
    [{ contentType: "Audio/MPEG" }, { ok: true }],
    [{ contentType: "audio/ogg", bytes: mediaDefaults.maxBytes }, { ok: true }],
    [
      { contentType: "audio/ogg", bytes: mediaDefaults.maxBytes + 1 },
      { ok: false, problem: "too_large" },
    ],
    [
      { contentType: "audio/ogg", bytes: 0 },
      { ok: false, problem: "empty" },
    ],
    [
      { contentType: "image/jpeg", bytes: 10 },
      { ok: false, problem: "not_audio" },
    ],
    [
      { contentType: "video/mp4", bytes: 10 },
      { ok: false, problem: "not_audio" },
    ],
    [
      { contentType: "", bytes: 10 },
      { ok: false, problem: "not_audio" },
    ],
  ])("TC-WA-072: judges %o", (media, verdict) => {
    expect(checkMedia(media)).toEqual(verdict);
  });

  it("gives each problem a stage error code", () => {
    expect(MEDIA_PROBLEM_ERROR_CODE.too_large).toBe("media_too_large");
  });
});
