/**
 * Migrations of stored data. For operators: `npx convex run migrations:splitUsers` starts or resumes,
 * `'{"dryRun":true,"reset":true}'` tries the first batch and keeps nothing, `'{"reset":true}'` starts anew.
 */
import { Migrations } from "@convex-dev/migrations";
import { components } from "./_generated/api";
import type { DataModel } from "./_generated/dataModel";
import { migrateQuestions } from "./lib/conversation/migrateQuestions";
import { fillOutcome } from "./lib/intake/messageStatus";
import { joinUser, splitUser } from "./lib/pipeline/splitUsers";

const migrations = new Migrations<DataModel>(components.migrations);

/** Copies profile, billing and conversation out of the wide rows of `users`. */
export const splitUsers = migrations.define({
  table: "users",
  migrateOne: async (ctx, user) => await splitUser(ctx.db, user, Date.now()),
});

/** The way back: profile and billing are read from the wide rows again. What was edited meanwhile is in both. */
export const joinUsers = migrations.define({
  table: "users",
  migrateOne: async (ctx, user) => await joinUser(ctx.db, user),
});

/** Gives every inbound message from before outcomes were stored its outcome. Each message once; nothing to take back. */
export const inboundOutcomes = migrations.define({
  table: "whatsappMessages",
  migrateOne: async (ctx, message) => await fillOutcome(ctx.db, message),
});

/** Makes rows of the open questions that conversations kept in themselves. Each conversation once; nothing to take back. */
export const openQuestions = migrations.define({
  table: "conversationState",
  migrateOne: async (ctx, row) => await migrateQuestions(ctx, row, Date.now()),
});
