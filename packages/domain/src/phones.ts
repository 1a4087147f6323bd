/** Phone numbers and WhatsApp addresses: one spelling for identity, however it arrives. */
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/min";

export const phoneDefaults = { defaultCountry: "IE" } as const satisfies { defaultCountry: CountryCode };

export type PhoneCountry = CountryCode;

const WHATSAPP_PREFIX = "whatsapp:";
/** Zero-width and directional marks, which phones add around a copied number. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

const withoutPrefix = (text: string): string =>
  text.toLowerCase().startsWith(WHATSAPP_PREFIX) ? text.slice(WHATSAPP_PREFIX.length).trim() : text;

/**
 * The number in E.164 (`+353871234567`), or null where the text is no number. Understands
 * `whatsapp:` addresses, a leading `00`, brackets, dashes and spaces, and national numbers of the default country.
 */
export function toE164(
  raw: string,
  { defaultCountry = phoneDefaults.defaultCountry }: { defaultCountry?: PhoneCountry } = {},
): string | null {
  const number = withoutPrefix(raw.normalize("NFKC").replace(INVISIBLE, "").trim());
  // The whole text must be a number: the parser would also find one inside a sentence.
  if (!/^\+?[\d\s().\-/]{5,24}$/.test(number)) return null;
  const international = number.replace(/^00/, "+");
  const parsed = parsePhoneNumberFromString(international, { defaultCountry, extract: false });
  if (!parsed?.isPossible()) return null;
  // Without a country code it may be a number of somewhere else, which would then reach somebody else here.
  return international.startsWith("+") || parsed.isValid() ? parsed.number : null;
}

/** Twilio's address of a WhatsApp user, from a number in E.164 or a username id. */
export const whatsappAddress = (address: string): string => WHATSAPP_PREFIX + address;

/** A WhatsApp user who has chosen a username: a country and a number that is no phone's, such as `IE.1349…`. */
const USERNAME_ID = /^[A-Z]{2}\.[A-Za-z0-9.]{1,160}$/;
export const isUsernameId = (address: string): boolean => USERNAME_ID.test(address);

/** Who sent a message, as the provider says it. */
export interface SenderAddress {
  /** What we answer to: E.164, a username id, or whatever else the provider wrote. Never empty. */
  address: string;
  /** E.164, where the provider told a number as well. */
  phone?: string;
}

/**
 * The sender of a signed message. Never refuses: what is neither a number nor a username is kept as it was written, so
 * that staff can see it.
 */
export function readSender(from: string, waId?: string): SenderAddress {
  const written = withoutPrefix(from.replace(INVISIBLE, "").trim()).slice(0, 200);
  const phone = asDigits(written) ?? asDigits(waId ?? "");
  const address = asDigits(written) ?? (written || phone || "unknown");
  return phone ? { address, phone } : { address };
}

/** WhatsApp's own digits are trusted: an id may differ from every number that can be dialled. */
function asDigits(text: string): string | undefined {
  const digits = text.replace(/[\s().-]/g, "").replace(/^00/, "+");
  return /^\+?[1-9]\d{6,14}$/.test(digits) ? `+${digits.replace(/^\+/, "")}` : undefined;
}

/** A country where WhatsApp writes a number with or without digits that are dialled or not. */
const VARIANTS: readonly { long: RegExp; short: RegExp; toShort: string; toLong: string }[] = [
  // Mexico: a 1 after the country code.
  { long: /^\+521(\d{10})$/, short: /^\+52(\d{10})$/, toShort: "+52$1", toLong: "+521$1" },
  // Argentina: a 9 after the country code.
  { long: /^\+549(\d{10})$/, short: /^\+54(\d{10})$/, toShort: "+54$1", toLong: "+549$1" },
  // Brazil: mobile numbers with the ninth digit or without it.
  { long: /^\+55(\d{2})9(\d{8})$/, short: /^\+55(\d{2})(\d{8})$/, toShort: "+55$1$2", toLong: "+55$19$2" },
];

/** All ways in which WhatsApp may write this number, the given one first. */
export function phoneVariants(e164: string): readonly string[] {
  for (const { long, short, toShort, toLong } of VARIANTS) {
    if (long.test(e164)) return [e164, e164.replace(long, toShort)];
    if (short.test(e164)) return [e164, e164.replace(short, toLong)];
  }
  return [e164];
}
