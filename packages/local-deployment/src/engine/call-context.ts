/** What is known about the call that the current code runs for, carried through every nested function of it. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { TransactionMetrics } from "./engine-types.ts";
import type { Reads } from "./read-set.ts";

/** In Convex's own cost terms. Bytes are sizes of documents as Convex counts them. */
export interface Usage {
  documentsRead: number;
  bytesRead: number;
  documentsWritten: number;
  bytesWritten: number;
  /** Index ranges and single documents looked up. */
  databaseQueries: number;
  functionsScheduled: number;
}

export type CallKind = "query" | "mutation" | "action" | "http" | "scheduled" | "cron";

/** One finished call of a client, of the scheduler or of a cron, with everything it called. */
export interface CallReport {
  kind: CallKind;
  path: string;
  componentPath: string;
  success: boolean;
  durationMs: number;
  /** The call itself and the functions that it called. */
  functionCalls: number;
  transactions: number;
  usage: Usage;
  /** The highest value of each number in any one transaction of the call: what the limits apply to. */
  largestTransaction: Usage;
}

export interface LogLine {
  level: "DEBUG" | "LOG" | "INFO" | "WARN" | "ERROR";
  path: string;
  text: string;
}

export interface CallContext {
  kind: CallKind;
  path: string;
  componentPath: string;
  /** In the form that Convex's clients parse: `[LOG] 'text'`. */
  logLines: string[];
  onLog(line: LogLine): void;
  /** Null for what is never run again (everything but queries). */
  reads: Reads | null;
  /** Ends of the pages that the run takes, in order: those of an earlier run, and those of this one. */
  pageEnds: { given: readonly string[]; taken: string[] };
  snapshotTs: bigint;
  commitTs: bigint | null;
  functionCalls: number;
  transactions: number;
  usage: Usage;
  largestTransaction: Usage;
}

export const callStorage = new AsyncLocalStorage<CallContext>();

export function emptyUsage(): Usage {
  return {
    documentsRead: 0,
    bytesRead: 0,
    documentsWritten: 0,
    bytesWritten: 0,
    databaseQueries: 0,
    functionsScheduled: 0,
  };
}

const USAGE_KEYS = [
  "documentsRead",
  "bytesRead",
  "documentsWritten",
  "bytesWritten",
  "databaseQueries",
  "functionsScheduled",
] as const satisfies readonly (keyof Usage)[];

export function addUsage(total: Usage, part: Usage): void {
  for (const key of USAGE_KEYS) {
    total[key] += part[key];
  }
}

export function addTransaction(context: CallContext, metrics: TransactionMetrics): void {
  context.transactions += 1;
  for (const key of USAGE_KEYS) {
    context.usage[key] += metrics[key].used;
    context.largestTransaction[key] = Math.max(context.largestTransaction[key], metrics[key].used);
  }
}
