import { env } from "../../_generated/server";

/** Every environment variable the functions read, with what it is for. `.env.example` lists the same names. */
const PURPOSE = {
  SITE_URL: "the address of the web application, such as http://localhost:3000",
  BETTER_AUTH_SECRET: "at least 32 random characters that sign sessions",
  TWILIO_ACCOUNT_SID: "the Twilio account's SID (AC…)",
  TWILIO_AUTH_TOKEN: "the Twilio account's auth token; webhooks are verified with it",
  TWILIO_WHATSAPP_FROM: "the sender of outgoing messages, such as whatsapp:+14155238886",
  OPENAI_API_KEY: "the OpenAI key for transcription and extraction",
} as const;

export type RequiredVariable = keyof typeof PURPOSE;

/** Variables that may be absent: each has a default that production uses. */
const DEFAULTS = {
  OPENAI_BASE_URL: "https://api.openai.com/v1",
  TWILIO_API_BASE_URL: "https://api.twilio.com",
  /** Twilio's ids of the contents in `domain/delivery/contents`; empty: messages go as text, or wait. */
  TWILIO_CONTENT_SID_SUMMARY: "",
  TWILIO_CONTENT_SID_QUESTION: "",
  TWILIO_CONTENT_SID_NOTICE: "",
  TWILIO_CONTENT_SID_BUTTONS_SAVE_CANCEL: "",
  TWILIO_CONTENT_SID_BUTTONS_SAVE_CHOOSE_CANCEL: "",
  TWILIO_CONTENT_SID_BUTTONS_USE_DROP: "",
  TWILIO_CONTENT_SID_BUTTONS_USE_LISTEN_DROP: "",
  /** The URL that Twilio signed, when a proxy rewrites it; empty means: the URL of the request. */
  TWILIO_WEBHOOK_URL: "",
  /** "true" lets alert webhooks call this machine over http: for local use. */
  ALERT_WEBHOOK_ALLOW_LOOPBACK: "",
  /** "true" or "false" wins over every row of the flag; see `lib/featureFlags.ts`. */
  FEATURE_FLAG_VOICE_NOTES_V2: "",
  /** "true" lets the demonstration be seeded; production leaves it unset. */
  VOICE_FLOW_ALLOW_SEED: "",
} as const;

export type OptionalVariable = keyof typeof DEFAULTS;

/** Its message is for whoever runs the deployment; people at the pages and coaches never see it. */
export class MissingVariableError extends Error {
  override name = "MissingVariableError";
}

/** Throws a MissingVariableError that names the variable and says what it is for. */
export function environment(name: RequiredVariable): string {
  const value = env[name];
  if (!value) {
    throw new MissingVariableError(`Set ${name} in the deployment's environment: ${PURPOSE[name]}.`);
  }
  return value;
}

export function optionalEnvironment(name: OptionalVariable): string {
  return env[name] || DEFAULTS[name];
}
