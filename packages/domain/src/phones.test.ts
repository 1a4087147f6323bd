import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isUsernameId, phoneVariants, readSender, toE164, whatsappAddress } from "./phones";

describe("toE164", () => {
  it.each([
    ["whatsapp:+353871234567", "+353871234567"],
    ["WhatsApp:+353 87 123 4567", "+353871234567"],
    ["+353871234567", "+353871234567"],
    ["+353 (0)87 123 4567", "+353871234567"],
    ["+3530871234567", "+353871234567"],
    ["00353871234567", "+353871234567"],
    ["0871234567", "+353871234567"],
    ["087 123-4567", "+353871234567"],
    ["(087) 123 4567", "+353871234567"],
    ["871234567", "+353871234567"],
    ["  +44 7700 900123 ", "+447700900123"],
    ["0044 7700 900123", "+447700900123"],
    ["+1 415 523 8886", "+14155238886"],
    ["\u202A+353 87 123 4567\u202C", "+353871234567"],
    ["\u200B087\u00A0123 4567", "+353871234567"],
  ])("TC-WA-004: reads %s as %s", (raw, e164) => {
    expect(toE164(raw)).toBe(e164);
  });

  it("reads national numbers of another default country", () => {
    expect(toE164("020 7946 0958", { defaultCountry: "GB" })).toBe("+442079460958");
  });

  it.each([
    "",
    "whatsapp:",
    "hello",
    "12",
    "call 0871234567 now",
    "+353",
    "0871234567890123456",
    "١٢٣",
    "++353871234567",
    // D17: numbers of Northern Ireland and Great Britain, typed without +44.
    "07700 900123",
    "028 9012 3456",
  ])("TC-WA-003: takes %j for no number", (raw) => {
    expect(toE164(raw)).toBeNull();
  });

  it("is idempotent, and never throws", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^\+?[0-9 ()-]{3,20}$/)),
        (raw) => {
          const e164 = toE164(raw);
          if (e164 === null) return;
          expect(e164).toMatch(/^\+[1-9]\d{4,14}$/);
          expect(toE164(e164)).toBe(e164);
          expect(toE164(whatsappAddress(e164))).toBe(e164);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("the sender of a message", () => {
  it.each([
    ["whatsapp:+353861234567", undefined, { address: "+353861234567", phone: "+353861234567" }],
    ["whatsapp:+353861234567", "353861234567", { address: "+353861234567", phone: "+353861234567" }],
    // D6: a username, with and without a number.
    ["whatsapp:IE.13491208655302741918", undefined, { address: "IE.13491208655302741918" }],
    [
      "whatsapp:IE.13491208655302741918",
      "353861234567",
      { address: "IE.13491208655302741918", phone: "+353861234567" },
    ],
    // Not a number that anybody could register, but WhatsApp's own.
    ["whatsapp:+5215512345678", "5215512345678", { address: "+5215512345678", phone: "+5215512345678" }],
    ["", "353861234567", { address: "+353861234567", phone: "+353861234567" }],
    ["", undefined, { address: "unknown" }],
    ["messenger:1234", undefined, { address: "messenger:1234" }],
  ])("%s with WaId %s", (from, waId, sender) => {
    expect(readSender(from, waId)).toEqual(sender);
  });

  it("is never refused", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.option(fc.string(), { nil: undefined }), (from, waId) => {
        expect(readSender(from, waId).address.length).toBeGreaterThan(0);
      }),
    );
  });

  it("knows usernames", () => {
    expect(isUsernameId("IE.13491208655302741918")).toBe(true);
    expect(isUsernameId("+353861234567")).toBe(false);
  });
});

describe("variants of a number", () => {
  it.each([
    ["+5215512345678", "+525512345678"],
    ["+525512345678", "+5215512345678"],
    ["+5491112345678", "+541112345678"],
    ["+541112345678", "+5491112345678"],
    ["+5511912345678", "+551112345678"],
    ["+551112345678", "+5511912345678"],
  ])("D6: %s is also written %s", (written, other) => {
    expect(phoneVariants(written)).toEqual([written, other]);
  });

  it("an Irish number is written in one way", () => {
    expect(phoneVariants("+353861234567")).toEqual(["+353861234567"]);
  });

  it("are the same seen from each of them", () => {
    const number = fc.stringMatching(/^\+(52|54|55|353)[0-9]{8,11}$/);
    fc.assert(
      fc.property(number, (e164) => {
        for (const variant of phoneVariants(e164)) expect(phoneVariants(variant)).toContain(e164);
      }),
    );
  });
});
