import { timingSafeEqual } from "node:crypto";
import type { ErrorReplies } from "../faults/apply";
import { jsonReply, newId, type Reply, sha256 } from "../http/messages";

export interface TwilioAccount {
  readonly accountSid: string;
  readonly authToken: string;
  /** The sender of the product, like `whatsapp:+14155238886`. */
  readonly whatsappFrom: string;
}

export const twilioHeaders = (): Record<string, string> => ({ "twilio-request-id": newId("RQ") });

export const twilioError = (
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Reply =>
  jsonReply(
    status,
    { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
    { ...twilioHeaders(), ...headers },
  );

export const twilioNotFound = (path: string): Reply =>
  twilioError(404, 20404, `The requested resource ${path} was not found`);

export const twilioErrors: ErrorReplies = {
  rateLimited: (retryAfterSeconds) =>
    twilioError(429, 20429, "Too Many Requests", { "retry-after": String(retryAfterSeconds) }),
  serverError: (status) => twilioError(status, 20500, "An internal server error has occurred"),
  refused: (status) =>
    status === 403
      ? twilioError(403, 20403, "Forbidden")
      : twilioError(404, 20404, "The requested resource was not found"),
};

const sameText = (left: string, right: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(Buffer.from(left))), Buffer.from(sha256(Buffer.from(right))));

/** Checks Basic credentials against the account; the answer where they are missing or wrong. */
export function refuseTwilioCaller(
  authorization: string | undefined,
  pathAccountSid: string | undefined,
  account: TwilioAccount,
): Reply | null {
  const encoded = /^Basic\s+(\S+)\s*$/i.exec(authorization ?? "")?.[1] ?? "";
  const given = Buffer.from(encoded, "base64").toString("utf8");
  if (sameText(given, `${account.accountSid}:${account.authToken}`)) {
    return pathAccountSid === account.accountSid
      ? null
      : twilioNotFound(`/2010-04-01/Accounts/${pathAccountSid ?? ""}`);
  }
  return twilioError(401, 20003, "Authenticate", { "www-authenticate": 'Basic realm="Twilio API"' });
}
