/** Phone numbers: one spelling (E.164) for identity, whatever way a number arrives. */
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/min";

export const phoneDefaults = { defaultCountry: "IE" } as const satisfies { defaultCountry: CountryCode };

export type PhoneCountry = CountryCode;

const WHATSAPP_PREFIX = "whatsapp:";

/**
 * The number in E.164 (`+353871234567`), or null where the text is no phone number. Understands `whatsapp:`
 * addresses, a leading `00`, brackets, dashes and spaces, and national numbers of the default country.
 */
export function toE164(
  raw: string,
  { defaultCountry = phoneDefaults.defaultCountry }: { defaultCountry?: PhoneCountry } = {},
): string | null {
  const trimmed = raw.normalize("NFKC").trim();
  const number = trimmed.toLowerCase().startsWith(WHATSAPP_PREFIX)
    ? trimmed.slice(WHATSAPP_PREFIX.length).trim()
    : trimmed;
  // The whole text must be a number: the parser would also find one inside a sentence.
  if (!/^\+?[\d\s().\-/]{5,24}$/.test(number)) return null;
  const international = number.replace(/^00/, "+");
  const parsed = parsePhoneNumberFromString(international, { defaultCountry, extract: false });
  return parsed?.isPossible() ? parsed.number : null;
}

/** Twilio's address of a WhatsApp user. */
export const whatsappAddress = (e164: string): string => WHATSAPP_PREFIX + e164;
