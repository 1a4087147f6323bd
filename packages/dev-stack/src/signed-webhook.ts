import { developmentDefaults } from "@voice-flow/provider-simulator";
import twilio from "twilio";

/** A coach's text as Twilio would deliver it, signed with Twilio's own library. Resolves with the HTTP status. */
export async function postSignedText(siteUrl: string, phone: string, body: string): Promise<number> {
  const url = `${siteUrl}/twilio/whatsapp`;
  const form = {
    MessageSid: `SM${crypto.randomUUID().replaceAll("-", "")}`,
    AccountSid: developmentDefaults.accountSid,
    From: `whatsapp:${phone}`,
    To: developmentDefaults.whatsappFrom,
    Body: body,
    NumMedia: "0",
  };
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": twilio.getExpectedTwilioSignature(developmentDefaults.authToken, url, form),
    },
    body: new URLSearchParams(form),
  });
  return response.status;
}
