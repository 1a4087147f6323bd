/**
 * One query with its arguments and the identity it runs as, for as long as anyone is subscribed to it: all sessions that
 * ask the same share it, and it runs once for all of them.
 */
import type { Commit, Deployment, FunctionCall, Identity, ReadSet } from "../deployment.ts";
import { runQuery } from "./calls.ts";
import { type EncodedOutcome, encodeOutcome } from "./transition.ts";

/** Told when the result it depends on stopped or started to hold. */
export interface Subscriber {
  onStale(): void;
  onResult(): void;
}

/** A result and the span of timestamps at which it is what the query answers. */
export interface LiveResult extends EncodedOutcome {
  /** First timestamp of the span. */
  from: bigint;
  /** The first commit after which the query may answer differently; null while there is none. */
  invalidatedAt: bigint | null;
  /** Null when the run broke off and what it read is unknown: then every commit meets it. */
  reads: ReadSet | null;
}

export interface LiveQuery {
  readonly call: FunctionCall;
  readonly subscribers: Set<Subscriber>;
  /** Empty before the first run and after a reload of the code. */
  result: LiveResult | null;
  journal: string | null;
  /** Where the registry finds it; changes when the first run brings a journal. */
  key: string;
  running: Promise<void> | null;
}

export function isFresh(query: LiveQuery): boolean {
  return query.result !== null && query.result.invalidatedAt === null;
}

export interface LiveQueryCounts {
  /** Runs of query functions, first ones and repeated ones. */
  runs: number;
  /** Runs that ended as the one before: nothing is sent for them. */
  unchangedRuns: number;
  /** Times that a commit was held against a query that did not read what it wrote. */
  skippedRuns: number;
}

export class LiveQueries {
  private readonly queries = new Map<string, LiveQuery>();
  /** All that have subscribers; `queries` holds those that a new subscriber may join. */
  private readonly active = new Set<LiveQuery>();
  /** Commits since the oldest run in flight began: its result is held against them when it arrives. */
  private commits: Commit[] = [];
  private runsInFlight = 0;
  private reloads = 0;
  readonly counts: LiveQueryCounts = { runs: 0, unchangedRuns: 0, skippedRuns: 0 };

  constructor(private readonly deployment: Deployment) {}

  get size(): number {
    return this.active.size;
  }

  subscribe(call: FunctionCall, journal: string | null, subscriber: Subscriber): LiveQuery {
    const key = queryKey(call, journal);
    let query = this.queries.get(key);
    if (query === undefined) {
      query = { call, subscribers: new Set(), result: null, journal, key, running: null };
      this.queries.set(key, query);
      this.active.add(query);
    }
    query.subscribers.add(subscriber);
    return query;
  }

  unsubscribe(query: LiveQuery, subscriber: Subscriber): void {
    query.subscribers.delete(subscriber);
    if (query.subscribers.size > 0) return;
    this.active.delete(query);
    if (this.queries.get(query.key) === query) this.queries.delete(query.key);
  }

  onCommit(commit: Commit): void {
    if (this.runsInFlight > 0) this.commits.push(commit);
    for (const query of this.active) {
      if (query.result === null || query.result.invalidatedAt !== null) continue;
      if (this.meets(query.result.reads, commit)) {
        query.result.invalidatedAt = commit.ts;
        tell(query, "onStale");
      } else {
        this.counts.skippedRuns += 1;
      }
    }
  }

  /** New code may answer differently at the same timestamp: nothing that was known holds any more. */
  onReload(): void {
    this.reloads += 1;
    for (const query of this.active) {
      query.result = null;
      tell(query, "onStale");
    }
  }

  /** Runs the query unless it is running; settles when its result is in place. Never rejects. */
  refresh(query: LiveQuery): Promise<void> {
    query.running ??= this.run(query).finally(() => {
      query.running = null;
      tell(query, "onResult");
      // A commit that came while it ran, after what it read: nobody has been told of that one.
      if (!isFresh(query)) tell(query, "onStale");
    });
    return query.running;
  }

  private async run(query: LiveQuery): Promise<void> {
    const { reloads } = this;
    const startedAt = this.deployment.currentTs();
    this.counts.runs += 1;
    this.runsInFlight += 1;
    const run = await runQuery(this.deployment, query.call, query.journal);
    const commits = this.commits;
    this.runsInFlight -= 1;
    if (this.runsInFlight === 0) this.commits = [];
    if (reloads !== this.reloads) return;

    const encoded = encodeOutcome(run.outcome, run.journal);
    const unchanged = query.result?.content === encoded.content;
    if (unchanged) this.counts.unchangedRuns += 1;
    const from = latest(run.ts, startedAt);
    const metBy = commits.find((commit) => commit.ts > from && this.meets(run.reads, commit));
    query.result = {
      // The same text object again, so that comparing it with what was sent costs nothing.
      content: unchanged && query.result !== null ? query.result.content : encoded.content,
      logLines: encoded.logLines,
      from,
      invalidatedAt: metBy?.ts ?? null,
      reads: run.reads,
    };
    if (run.journal !== null && run.journal !== query.journal) this.keepJournal(query, run.journal);
  }

  /**
   * From now on the query's page ends where it ended first. Who subscribes without a journal later gets a page of its own
   * with the length it asked for; who comes back with this journal joins.
   */
  private keepJournal(query: LiveQuery, journal: string): void {
    if (this.queries.get(query.key) === query) this.queries.delete(query.key);
    query.journal = journal;
    query.key = queryKey(query.call, journal);
    if (this.active.has(query) && !this.queries.has(query.key)) this.queries.set(query.key, query);
  }

  private meets(reads: ReadSet | null, commit: Commit): boolean {
    return reads === null || this.deployment.meets(reads, commit.writes);
  }
}

function latest(one: bigint, other: bigint): bigint {
  return one < other ? other : one;
}

function tell(query: LiveQuery, what: keyof Subscriber): void {
  for (const subscriber of query.subscribers) subscriber[what]();
}

function queryKey({ path, args, identity, componentPath }: FunctionCall, journal: string | null): string {
  const who = identityKey(identity);
  return canonical({ path, args, who, componentPath: componentPath ?? null, journal });
}

/** A renewed token of the same user is no change: queries see the claims, and only mutations and actions the token. */
function identityKey(identity: Identity): unknown {
  return identity?.kind === "user" ? { ...identity, token: undefined } : identity;
}

export function sameIdentity(one: Identity, other: Identity): boolean {
  return canonical(identityKey(one)) === canonical(identityKey(other));
}

/** JSON with sorted keys: arguments that differ in the order of their fields alone are the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
