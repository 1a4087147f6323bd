/**
 * What one client is subscribed to, what it was last told, and the version it stands at.
 *
 * Each result holds for a span of timestamps (`LiveResult`). A transition leads to one timestamp that lies in the spans of
 * all of the client's queries, so the client never sees one query from before a commit and another from after it.
 */
import type { Identity } from "../deployment.ts";
import { isFresh, type LiveQueries, type LiveQuery, sameIdentity } from "./live-query.ts";
import { type AddQuery, type ModifyQuerySet, ProtocolError } from "./messages.ts";
import type { Refreshable, Refresher } from "./refresher.ts";
import { queryChanged, queryRemoved, type StateVersion } from "./transition.ts";

interface Subscription {
  add: AddQuery;
  query: LiveQuery;
  /** What the client has; undefined before the first transition with it. */
  sent: string | undefined;
}

/** Encoded modifications. */
export interface News {
  removed: string[];
  changed: string[];
}

export interface TransitionSink {
  /** False while the client does not take what was sent before. */
  isOpen(): boolean;
  sendTransition(start: StateVersion, end: StateVersion, news: News): void;
}

export class QuerySet implements Refreshable {
  private readonly subscriptions = new Map<number, Subscription>();
  private readonly subscriber = {
    onStale: () => this.refresher.wake(this),
    onResult: () => this.refresher.touch(this),
  };
  private removed: number[] = [];
  private sent: StateVersion = { querySet: 0, ts: 0n, identity: 0 };
  private querySetVersion = 0;
  private identityVersion = 0;
  private currentIdentity: Identity = null;
  /** The client waits for a transition at this timestamp or later. */
  private awaitedTs: bigint | null = null;

  constructor(
    private readonly queries: LiveQueries,
    private readonly refresher: Refresher,
    private readonly sink: TransitionSink,
    private readonly currentTs: () => bigint,
  ) {}

  get size(): number {
    return this.subscriptions.size;
  }

  get identity(): { value: Identity; version: number } {
    return { value: this.currentIdentity, version: this.identityVersion };
  }

  /** @throws ProtocolError when the client and this side count versions differently, or for a query id used twice. */
  modify(message: ModifyQuerySet): void {
    if (message.baseVersion !== this.querySetVersion || message.newVersion <= message.baseVersion) {
      throw new ProtocolError(
        "The versions of the query set do not follow each other: connect again.",
        false,
      );
    }
    for (const modification of message.modifications) {
      if (modification.type === "Add") this.add(modification);
      else this.remove(modification.queryId);
    }
    this.querySetVersion = message.newVersion;
    this.settle();
  }

  /** @throws ProtocolError when the client and this side count versions differently. */
  setIdentity(identity: Identity, baseVersion: number): void {
    this.checkIdentityVersion(baseVersion);
    this.identityVersion = baseVersion + 1;
    const changed = !sameIdentity(identity, this.currentIdentity);
    this.currentIdentity = identity;
    if (changed) {
      for (const subscription of this.subscriptions.values()) {
        const { query } = subscription;
        subscription.query = this.join(subscription.add, query.journal);
        this.queries.unsubscribe(query, this.subscriber);
      }
    }
    this.settle();
  }

  /** @throws ProtocolError when the client and this side count versions differently. */
  checkIdentityVersion(baseVersion: number): void {
    if (baseVersion === this.identityVersion) return;
    throw new ProtocolError("The versions of the identity do not follow each other: connect again.", false);
  }

  /** A mutation's answer has been sent: the client takes it for done at the next transition at or after `ts`. */
  transitionAfter(ts: bigint): void {
    if (this.awaitedTs === null || ts > this.awaitedTs) this.awaitedTs = ts;
    this.refresher.touch(this);
  }

  /** To be called when the client takes messages again. */
  settle(): void {
    this.refresher.touch(this);
    if (this.staleQueries().length > 0) this.refresher.wake(this);
  }

  staleQueries(): LiveQuery[] {
    if (!this.sink.isOpen()) return [];
    const queries = new Set([...this.subscriptions.values()].map(({ query }) => query));
    return [...queries].filter((query) => !isFresh(query));
  }

  advance(): void {
    if (!this.sink.isOpen()) return;
    const ts = this.commonTs();
    if (ts === null) return;
    const news = this.takeNews();
    const end = { querySet: this.querySetVersion, ts, identity: this.identityVersion };
    const answered = this.awaitedTs !== null && ts >= this.awaitedTs;
    const versionChanged = end.querySet !== this.sent.querySet || end.identity !== this.sent.identity;
    const quiet = news.removed.length === 0 && news.changed.length === 0;
    if (quiet && !versionChanged && !answered) return;
    if (answered) this.awaitedTs = null;
    const start = this.sent;
    this.sent = end;
    this.sink.sendTransition(start, end, news);
  }

  close(): void {
    this.refresher.forget(this);
    for (const { query } of this.subscriptions.values()) this.queries.unsubscribe(query, this.subscriber);
    this.subscriptions.clear();
  }

  /** The latest timestamp at which all results hold, not before the one that the client has; null if there is none. */
  private commonTs(): bigint | null {
    let earliest = this.sent.ts;
    let latest = this.currentTs();
    for (const { query } of this.subscriptions.values()) {
      if (query.result === null) return null;
      const { from, invalidatedAt } = query.result;
      if (from > earliest) earliest = from;
      if (invalidatedAt !== null && invalidatedAt <= latest) latest = invalidatedAt - 1n;
    }
    return latest < earliest ? null : latest;
  }

  private takeNews(): News {
    const news: News = { removed: this.removed.map(queryRemoved), changed: [] };
    this.removed = [];
    for (const [queryId, subscription] of this.subscriptions) {
      const { result } = subscription.query;
      if (result === null || subscription.sent === result.content) continue;
      subscription.sent = result.content;
      news.changed.push(queryChanged(queryId, result));
    }
    return news;
  }

  private add(add: AddQuery): void {
    if (this.subscriptions.has(add.queryId)) {
      throw new ProtocolError(`The query id ${add.queryId} is in use: remove that query first.`, false);
    }
    const query = this.join(add, add.journal ?? null);
    this.subscriptions.set(add.queryId, { add, query, sent: undefined });
  }

  private remove(queryId: number): void {
    const subscription = this.subscriptions.get(queryId);
    if (subscription === undefined) {
      throw new ProtocolError(`There is no query with the id ${queryId} to remove.`, false);
    }
    this.subscriptions.delete(queryId);
    this.removed.push(queryId);
    const stillUsed = [...this.subscriptions.values()].some(({ query }) => query === subscription.query);
    if (!stillUsed) this.queries.unsubscribe(subscription.query, this.subscriber);
  }

  private join(add: AddQuery, journal: string | null): LiveQuery {
    const { udfPath: path, args, componentPath } = add;
    const call = { path, args: args[0] ?? {}, identity: this.currentIdentity, componentPath };
    return this.queries.subscribe(call, journal, this.subscriber);
  }
}
