import migrations from "@convex-dev/migrations/convex.config";
import rateLimiter from "@convex-dev/rate-limiter/convex.config";
import { defineApp } from "convex/server";
import { v } from "convex/values";
import betterAuth from "./betterAuth/convex.config";

/** All are optional here, so that a deployment starts and says in a sentence what it lacks: see `lib/environment.ts`. */
const app = defineApp({
  env: {
    SITE_URL: v.optional(v.string()),
    BETTER_AUTH_SECRET: v.optional(v.string()),
    TWILIO_ACCOUNT_SID: v.optional(v.string()),
    TWILIO_AUTH_TOKEN: v.optional(v.string()),
    TWILIO_WHATSAPP_FROM: v.optional(v.string()),
    TWILIO_API_BASE_URL: v.optional(v.string()),
    TWILIO_WEBHOOK_URL: v.optional(v.string()),
    TWILIO_CONTENT_SID_SUMMARY: v.optional(v.string()),
    TWILIO_CONTENT_SID_QUESTION: v.optional(v.string()),
    TWILIO_CONTENT_SID_NOTICE: v.optional(v.string()),
    TWILIO_CONTENT_SID_BUTTONS_SAVE_CANCEL: v.optional(v.string()),
    TWILIO_CONTENT_SID_BUTTONS_SAVE_CHOOSE_CANCEL: v.optional(v.string()),
    TWILIO_CONTENT_SID_BUTTONS_USE_DROP: v.optional(v.string()),
    TWILIO_CONTENT_SID_BUTTONS_USE_LISTEN_DROP: v.optional(v.string()),
    ALERT_WEBHOOK_ALLOW_LOOPBACK: v.optional(v.string()),
    OPENAI_API_KEY: v.optional(v.string()),
    OPENAI_BASE_URL: v.optional(v.string()),
    FEATURE_FLAG_VOICE_NOTES_V2: v.optional(v.string()),
    VOICE_FLOW_ALLOW_SEED: v.optional(v.string()),
  },
});
app.use(betterAuth);
app.use(rateLimiter);
app.use(migrations);

export default app;
