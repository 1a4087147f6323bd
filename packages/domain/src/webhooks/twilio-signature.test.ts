import fc from "fast-check";
import twilio from "twilio";
import { describe, expect, it } from "vitest";
import {
  equalsInConstantTime,
  parseWebhookBody,
  twilioSignature,
  verifyTwilioWebhook,
  webhookParam,
} from "./twilio-signature";

const authToken = "12345";
// The worked example of Twilio's security documentation.
const documented = {
  url: "https://mycompany.com/myapp.php?foo=1&bar=2",
  params: {
    CallSid: "CA1234567890ABCDE",
    Caller: "+14158675310",
    Digits: "1234",
    From: "+14158675310",
    To: "+18005551212",
  },
  signature: "GvWf1cFY/Q7PnoempGyD5oXAezc=",
};

describe("twilioSignature", () => {
  it("gives the signature of Twilio's worked example", async () => {
    expect(await twilioSignature({ authToken, ...documented })).toBe(documented.signature);
  });

  it("agrees with Twilio's own library on any form, with repeated names and any characters", async () => {
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.string(), { minLength: 1, maxLength: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ minLength: 1 }), value),
        fc.string(),
        async (params, token) => {
          fc.pre(token !== "" && Object.values(params).every((each) => each.length > 0 || each === ""));
          const url = "https://voice.example.org/whatsapp/incoming";
          const expected = twilio.getExpectedTwilioSignature(token, url, params);
          expect(await twilioSignature({ authToken: token, url, params })).toBe(expected);
        },
      ),
    );
  });
});

describe("verifyTwilioWebhook", () => {
  it("accepts the documented request and refuses any change to it", async () => {
    const request = { authToken, ...documented };
    expect(await verifyTwilioWebhook(request)).toEqual({ ok: true });
    const mismatch = { ok: false, problem: "signature_mismatch" };
    expect(await verifyTwilioWebhook({ ...request, authToken: "12346" })).toEqual(mismatch);
    expect(await verifyTwilioWebhook({ ...request, url: `${request.url}3` })).toEqual(mismatch);
    const forged = { ...request.params, Digits: "1235" };
    expect(await verifyTwilioWebhook({ ...request, params: forged })).toEqual(mismatch);
    expect(await verifyTwilioWebhook({ ...request, params: { ...request.params, Extra: "" } })).toEqual(
      mismatch,
    );
    expect(await verifyTwilioWebhook({ ...request, signature: "short" })).toEqual(mismatch);
  });

  it.each([
    ["https://a.example.org/hook", "https://a.example.org:443/hook"],
    ["https://a.example.org:443/hook", "https://a.example.org/hook"],
    ["http://a.example.org:80/hook", "http://a.example.org/hook"],
    ["http://127.0.0.1:41234/hook?x=it's", "http://127.0.0.1:41234/hook?x=it's"],
    ["https://a.example.org:8443/hook", "https://a.example.org/hook"],
    ["http://[::1]:80/hook", "http://[::1]/hook"],
  ])("accepts a request to %s signed for %s, as Twilio's library does", async (url, signedUrl) => {
    const params = { Body: "Emma trained well", MessageSid: "SM1" };
    const signature = await twilioSignature({ authToken, url: signedUrl, params });
    expect(twilio.validateRequest(authToken, signature, url, params)).toBe(true);
    expect(await verifyTwilioWebhook({ authToken, url, params, signature })).toEqual({ ok: true });
  });

  it("says what is missing", async () => {
    const request = { authToken, ...documented };
    expect(await verifyTwilioWebhook({ ...request, signature: null })).toEqual({
      ok: false,
      problem: "missing_signature",
    });
    expect(await verifyTwilioWebhook({ ...request, authToken: "" })).toEqual({
      ok: false,
      problem: "missing_auth_token",
    });
    expect(await verifyTwilioWebhook({ ...request, url: "not a url" })).toEqual({
      ok: false,
      problem: "malformed_url",
    });
  });
});

describe("webhook bodies", () => {
  it("keeps repeated names, plus signs, and names that objects already have", () => {
    const params = parseWebhookBody("Body=a+b%2Bc&Media=1&Media=2&__proto__=x&Empty=");
    expect(webhookParam(params, "Body")).toBe("a b+c");
    expect(params.Media).toEqual(["1", "2"]);
    expect(webhookParam(params, "Media")).toBe("1");
    expect(webhookParam(params, "__proto__")).toBe("x");
    expect(webhookParam(params, "Empty")).toBe("");
    expect(webhookParam(params, "toString")).toBeUndefined();
  });

  it("compares in full", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(equalsInConstantTime(a, b)).toBe(a === b);
        expect(equalsInConstantTime(a, `${a}`)).toBe(true);
      }),
    );
  });
});
