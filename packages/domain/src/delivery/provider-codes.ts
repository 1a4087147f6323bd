/** What the provider's error codes mean for a message that we sent: whether it can still arrive, and what to tell staff. */

/**
 * `passing`: another attempt can arrive. `window`: free-form text outside the 24-hour window. `opted_out`: the coach
 * wants no messages. `setup`: somebody has to change the account. `permanent`: this phone cannot get this message.
 */
export const DELIVERY_ERROR_KINDS = ["passing", "window", "opted_out", "setup", "permanent"] as const;
export type DeliveryErrorKind = (typeof DELIVERY_ERROR_KINDS)[number];

export interface DeliveryError {
  kind: DeliveryErrorKind;
  /** A sentence for staff. Holds nothing about the coach. */
  reason: string;
}

const passing = (reason: string): DeliveryError => ({ kind: "passing", reason });
const permanent = (reason: string): DeliveryError => ({ kind: "permanent", reason });
const setup = (reason: string): DeliveryError => ({ kind: "setup", reason });

/** By the code that is stored on the message: `twilio_` and the provider's number, or a word of our own. */
const KNOWN_ERRORS: Readonly<Record<string, DeliveryError>> = {
  twilio_20003: setup("Twilio refused our credentials. Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN."),
  twilio_20404: setup("Twilio doesn't know this account or template."),
  twilio_20429: passing("Twilio was asked too often."),
  twilio_20500: passing("Twilio had a fault."),
  twilio_20503: passing("Twilio was unavailable."),
  twilio_21211: permanent("The coach's number isn't a WhatsApp address."),
  twilio_21603: setup("TWILIO_WHATSAPP_FROM is missing."),
  twilio_21610: { kind: "opted_out", reason: "The coach has opted out of messages." },
  twilio_21611: passing("The sender's queue at Twilio was full."),
  twilio_21617: permanent("The message was longer than WhatsApp allows."),
  twilio_21619: permanent("The message was empty."),
  twilio_21655: setup("The template's ContentSid isn't valid."),
  twilio_21656: setup("The template's variables don't fit it."),
  twilio_30001: passing("The sender's queue at Twilio overflowed."),
  twilio_30003: passing("The phone couldn't be reached."),
  twilio_30008: passing("WhatsApp gave no reason."),
  twilio_63001: setup("WhatsApp refused the sender's credentials."),
  twilio_63003: permanent("The coach's number isn't on WhatsApp."),
  twilio_63005: permanent("WhatsApp refused the content of the message."),
  twilio_63007: setup("TWILIO_WHATSAPP_FROM isn't a sender of this account."),
  twilio_63013: permanent("WhatsApp's policy doesn't allow this message."),
  twilio_63015: permanent("The coach hasn't joined the sandbox."),
  twilio_63016: { kind: "window", reason: "The coach last wrote more than 24 hours ago." },
  twilio_63018: passing("WhatsApp's rate limit was reached."),
  twilio_63024: permanent("WhatsApp says this number can't receive messages."),
  twilio_63027: setup("The template doesn't exist in this language."),
  twilio_63032: permanent("WhatsApp doesn't deliver this kind of message to the coach."),
  twilio_63040: setup("WhatsApp rejected the template."),
  twilio_63041: setup("WhatsApp paused the template."),
  twilio_63042: setup("WhatsApp disabled the template."),
  twilio_63049: permanent("WhatsApp chose not to deliver this message."),
  twilio_63051: setup("WhatsApp has locked the business account."),
  // Our own words.
  network_error: passing("Twilio couldn't be reached."),
  timeout: passing("Twilio didn't answer in time."),
  lease_expired: passing("The sending was interrupted."),
  internal_error: passing("The sending failed on our side."),
  provider_credentials_missing: setup("Twilio's credentials aren't set on this deployment."),
  provider_bad_response: permanent("Twilio's answer couldn't be read; the message may have been sent."),
  opted_out: { kind: "opted_out", reason: "The coach sent STOP. Messages go out again after START." },
  no_address: permanent("The coach has no WhatsApp number."),
  gave_up: permanent("It couldn't be sent for a day."),
  window_never_opened: permanent("The coach didn't write again while the message waited."),
  erased: permanent("The message was erased before it was sent."),
};

const UNKNOWN_STATUS = /^http_(\d{3})$/;
const RETRYABLE_HTTP: readonly number[] = [401, 408, 425, 429];

/**
 * The meaning of a code. One that is not in the table passes if it came by callback: the message is known not to have
 * arrived, so that sending it once more says nothing twice. A call that was refused with an unknown code is final.
 */
export function deliveryError(code: string, source: "call" | "callback"): DeliveryError {
  const known = Object.hasOwn(KNOWN_ERRORS, code) ? KNOWN_ERRORS[code] : undefined;
  if (known) return known;
  const status = Number(UNKNOWN_STATUS.exec(code)?.[1] ?? 0);
  if (status >= 500 || RETRYABLE_HTTP.includes(status)) return passing(`Twilio answered ${status}.`);
  if (source === "callback") return passing("WhatsApp didn't deliver it and gave a reason we don't know.");
  return permanent("Twilio refused the message.");
}

/** The coach has opted out: that it was not sent is right. */
export const isUnwanted = (code: string | undefined): boolean =>
  code !== undefined && deliveryError(code, "call").kind === "opted_out";

/** Codes with an entry, for the filter of the messages page and for the docs. */
export const KNOWN_DELIVERY_CODES: readonly string[] = Object.keys(KNOWN_ERRORS);

/** The provider's number in a stored code: `twilio_63016` → `63016`; null for a word of our own. */
export const providerCodeOf = (code: string): string | null => /^twilio_(\d+)$/.exec(code)?.[1] ?? null;
