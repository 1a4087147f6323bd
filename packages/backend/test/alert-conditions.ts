/** A platform in trouble, one condition at a time: for the tests of alerts. */

import type { AlertType } from "@voice-flow/domain/alerts/registry";
import { traffic } from "@voice-flow/domain/alerts/testing";
import type { ChainStatus } from "../convex/tables/chains";
import {
  setEarlierWeeks,
  setNormal,
  setWindow,
  storeArtifact,
  storeFailure,
  storeOpenNames,
} from "./alert-rows";
import type { Backend } from "./harness";

async function removeArtifacts(t: Backend) {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("voiceNoteArtifacts").collect()) {
      await ctx.db.delete("voiceNoteArtifacts", row._id);
    }
  });
}

async function removeEvents(t: Backend) {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("voicePipelineEvents").collect()) {
      await ctx.db.delete("voicePipelineEvents", row._id);
    }
  });
}

async function removeOpenNames(t: Backend) {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("voiceNoteEntityResolutions").collect()) {
      await ctx.db.delete("voiceNoteEntityResolutions", row._id);
    }
  });
}

async function setBreaker(t: Backend, at: number, circuitBreakerState: "closed" | "open") {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("aiServiceHealth").collect())
      await ctx.db.delete("aiServiceHealth", row._id);
    const opened = circuitBreakerState === "open" ? { openedAt: at } : {};
    await ctx.db.insert("aiServiceHealth", {
      provider: "openai",
      circuitBreakerState,
      recentFailures: [],
      updatedAt: at,
      ...opened,
    });
  });
}

async function setChain(t: Backend, at: number, status: ChainStatus) {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("chains").collect()) await ctx.db.delete("chains", row._id);
    await ctx.db.insert("chains", {
      name: "rollUp",
      key: "",
      status,
      cursor: null,
      lastError: "TypeError",
      step: 0,
      attempt: 0,
      steps: 0,
      rows: 0,
      startedAt: at,
      updatedAt: at,
      nextStepAt: at,
    });
  });
}

export interface Condition {
  type: AlertType;
  /** Makes it true at `at`, and at checks after it. */
  bad: (t: Backend, at: number) => Promise<void>;
  good: (t: Backend, at: number) => Promise<void>;
  /** As bad, but on too few notes. */
  tooFew?: (t: Backend, at: number) => Promise<void>;
  /** Between checks while it is bad, ms. */
  badGap?: number;
}

const inOrder = (t: Backend, at: number) => setWindow(t, at, traffic({ completed: 20 }));
const nothing = async () => {};

/** Every condition there is; what is normal must be set before (see `prepare`). */
export const CONDITIONS: readonly Condition[] = [
  {
    type: "HIGH_FAILURE_RATE",
    bad: (t, at) => setWindow(t, at, traffic({ failed: 10, completed: 5 })),
    good: inOrder,
    tooFew: (t, at) => setWindow(t, at, traffic({ failed: 9 })),
  },
  {
    type: "HIGH_LATENCY",
    bad: (t, at) => setWindow(t, at, traffic({ completed: 20, endToEnd: 90_000 })),
    good: inOrder,
    tooFew: (t, at) => setWindow(t, at, traffic({ completed: 9, endToEnd: 900_000 })),
  },
  {
    type: "DELIVERY_FAILURES",
    bad: (t, at) => setWindow(t, at, traffic({ completed: 20, undelivered: 3 })),
    good: inOrder,
    tooFew: (t, at) => setWindow(t, at, traffic({ completed: 20, undelivered: 2 })),
  },
  {
    type: "QUEUE_DEPTH",
    bad: async (t, at) => {
      await removeArtifacts(t);
      for (let note = 0; note < 51; note += 1) await storeArtifact(t, at - 60_000);
    },
    good: removeArtifacts,
  },
  {
    type: "DISAMBIGUATION_BACKLOG",
    bad: async (t, at) => {
      await removeOpenNames(t);
      await storeOpenNames(t, at, 101);
    },
    good: removeOpenNames,
  },
  {
    type: "CIRCUIT_BREAKER",
    bad: (t, at) => setBreaker(t, at, "open"),
    good: (t, at) => setBreaker(t, at, "closed"),
  },
  {
    type: "INACTIVITY",
    bad: (t, at) => setWindow(t, at, traffic({})),
    good: inOrder,
  },
  {
    type: "YIELD_DROPPED",
    bad: (t, at) => setWindow(t, at, traffic({ completed: 20, claimsPerNote: 1 })),
    good: inOrder,
    tooFew: (t, at) => setWindow(t, at, traffic({ completed: 9, claimsPerNote: 0 })),
  },
  {
    type: "RUN_STALLED",
    bad: async (t, at) => {
      await storeArtifact(t, at - 900_000, { status: "transcribing", stageDeadlineAt: at - 60_000 });
    },
    good: removeArtifacts,
  },
  {
    type: "EVENTS_DISAGREE",
    bad: (t, at) => storeFailure(t, at, { errorCode: "events_disagree" }),
    good: removeEvents,
  },
  {
    type: "ROLLUP_BEHIND",
    // Checks are at times to come: the event is as old then as they are away.
    bad: (t, at) => storeFailure(t, at),
    good: removeEvents,
  },
  { type: "HEALTH_CHECK_OVERDUE", bad: nothing, good: nothing, badGap: 1_200_000 },
  {
    type: "CHAIN_FAILED",
    bad: (t, at) => setChain(t, at, "gave_up"),
    good: (t, at) => setChain(t, at, "running"),
  },
];

/** Everything in order, with a past to compare with. */
export async function prepare(t: Backend, at: number) {
  await setNormal(t, at, traffic({ completed: 200, failed: 4 }));
  await setEarlierWeeks(t, at, 3, 20);
  await inOrder(t, at);
}
