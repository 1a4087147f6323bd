/** A health check: the platform, then the organisations in which something happened or is pending. */
import { buildScope, PLATFORM_SCOPE, parseScope } from "@voice-flow/domain/keys/scope";
import { internal } from "../../_generated/api";
import type { ActionCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { FIVE_MINUTES_MS } from "../metrics/accumulate";
import { errorName } from "./gather";

/** Organisations that one listing names, and that are checked at a time. */
const LISTED = 100;
const AT_A_TIME = 5;
/** The next check begins after five minutes, ms. What is left then is left to it: pending conditions come first. */
const TIME_LIMIT_MS = 240_000;

export interface HealthCheck {
  scopes: number;
  news: number;
  failedRules: number;
  /** A stable code, when something could not be checked. */
  error?: "scope_failed" | "rule_failed" | "out_of_time";
}

/** Each scope is read in one transaction and recorded in another; one that fails does not stop the others. */
export async function checkHealth(ctx: ActionCtx, now: number): Promise<HealthCheck> {
  const total: HealthCheck = { scopes: 0, news: 0, failedRules: 0 };
  const check = async (scope: string): Promise<void> => {
    try {
      const found = await ctx.runQuery(internal.models.voicePipelineAlertChecks.gather, { scope, now });
      total.scopes += 1;
      if (found.quiet && scope !== PLATFORM_SCOPE) return;
      const recorded = await ctx.runMutation(internal.models.voicePipelineAlertChecks.record, {
        scope,
        now,
        found,
      });
      total.news += recorded.news;
      total.failedRules += recorded.failedRules;
    } catch (error) {
      console.error("A scope could not be checked:", scope, errorName(error));
      total.error = "scope_failed";
    }
  };
  await check(PLATFORM_SCOPE);
  const done = new Set<string>();
  for await (const organizationIds of organizationsToCheck(ctx, now)) {
    const fresh = organizationIds.filter((id) => !done.has(id));
    for (let first = 0; first < fresh.length; first += AT_A_TIME) {
      if (Date.now() - now > TIME_LIMIT_MS) return { ...total, error: "out_of_time" };
      const few = [...new Set(fresh.slice(first, first + AT_A_TIME))];
      for (const id of few) done.add(id);
      await Promise.all(few.map((id) => check(buildScope(id))));
    }
  }
  if (total.failedRules > 0) total.error ??= "rule_failed";
  return total;
}

async function* organizationsToCheck(ctx: ActionCtx, now: number): AsyncGenerator<string[]> {
  for (let after: string | null = ""; after !== null; ) {
    const listed: Listed = await ctx.runQuery(internal.models.voicePipelineAlertChecks.listWatched, {
      after,
    });
    yield listed.organizationIds;
    after = listed.next;
  }
  for (let cursor: string | null = "begin"; cursor !== null; ) {
    const listed: Listed = await ctx.runQuery(internal.models.voicePipelineAlertChecks.listActive, {
      now,
      cursor: cursor === "begin" ? null : cursor,
    });
    yield listed.organizationIds;
    cursor = listed.next;
  }
}

export interface Listed {
  organizationIds: string[];
  /** Where the next listing goes on; null at the end. */
  next: string | null;
}

/** Organisations in which something is pending or open, in the order of their ids. */
export async function watchedOrganizations(db: DbReader, after: string): Promise<Listed> {
  const rows = await db
    .query("voicePipelineAlertScopes")
    .withIndex("by_watched_and_scope", (q) => q.eq("watched", true).gt("scope", after))
    .take(LISTED);
  const last = rows.at(-1);
  return {
    organizationIds: rows.flatMap(({ scope }) => parseScope(scope) ?? []),
    next: rows.length === LISTED && last ? last.scope : null,
  };
}

/**
 * Organisations with events since about the check before; one that was active earlier in a rule's window and is not
 * any more was checked then, and is watched if anything was found.
 */
export async function activeOrganizations(db: DbReader, now: number, cursor: string | null): Promise<Listed> {
  const since = Math.floor(now / FIVE_MINUTES_MS) * FIVE_MINUTES_MS - FIVE_MINUTES_MS;
  const found = await db
    .query("voicePipelineMetricsBuckets")
    .withIndex("by_scopeKind_and_start", (q) => q.eq("scopeKind", "organization").gte("periodStart", since))
    .paginate({ cursor, numItems: LISTED });
  return {
    organizationIds: found.page.flatMap(({ organizationId }) => organizationId ?? []),
    next: found.isDone ? null : found.continueCursor,
  };
}
