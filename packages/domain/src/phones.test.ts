import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toE164, whatsappAddress } from "./phones";

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
  ])("TC-WA-004: reads %s as %s", (raw, e164) => {
    expect(toE164(raw)).toBe(e164);
  });

  it("reads national numbers of another default country", () => {
    expect(toE164("07700 900123", { defaultCountry: "GB" })).toBe("+447700900123");
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
