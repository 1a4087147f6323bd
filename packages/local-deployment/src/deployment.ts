/**
 * The seam between the engine (which runs functions) and the servers (which speak Convex's protocols).
 * Everything under `engine/` implements it; everything under `sync/` and `http/` only uses it.
 */
import type { UserIdentityAttributes } from "convex/server";
import type { JSONValue } from "convex/values";

/** Verified claims of a user's token, `"admin"` for the holder of the admin key, `null` for nobody. */
export type Identity =
  | { kind: "user"; attributes: UserIdentityAttributes; token?: string }
  /** `actingAs`: the user that `npx convex run --identity` names. */
  | { kind: "admin"; actingAs?: UserIdentityAttributes }
  | null;

export type FunctionKind = "query" | "mutation" | "action";

export interface FunctionCall {
  /** `models/artifacts:list` or `models/artifacts.js:list`; the engine canonicalises it. */
  path: string;
  /** Convex-encoded JSON of the single arguments object. */
  args: JSONValue;
  identity: Identity;
  /** Set by the admin key only: run a function of a component (`betterAuth`, `rateLimiter/batchWorker`). */
  componentPath?: string;
}

/** One outcome for every kind of call; a thrown error never leaves the engine as an exception. */
export type FunctionOutcome =
  | { success: true; value: JSONValue; logLines: string[] }
  | { success: false; errorMessage: string; errorData?: JSONValue; logLines: string[] };

/** What one run of a query read: tables, index ranges and single ids, per component. Opaque to the servers. */
export interface ReadSet {
  readonly opaque: unique symbol;
}

/** One committed transaction: its timestamp (monotonic, nanoseconds) and an opaque set of written documents. */
export interface Commit {
  ts: bigint;
  writes: WriteSet;
}

export interface WriteSet {
  readonly opaque: unique symbol;
}

export interface QueryRun {
  outcome: FunctionOutcome;
  reads: ReadSet;
  /** Pagination journal: hand it back when the same subscription runs again, so that its pages keep their ends. */
  journal: string | null;
  /** Timestamp of the snapshot that was read. */
  ts: bigint;
}

/**
 * Calls are served in the order in which they were made, one transaction at a time, so queries that are called together
 * read one snapshot unless a transaction was already waiting between them. The sync server relies on this for speed only:
 * what it sends is consistent whatever the order.
 */
export interface Deployment {
  /** Refuses internal functions unless the identity is admin. */
  query(call: FunctionCall & { journal?: string | null }): Promise<QueryRun>;
  /** `ts` is the commit's timestamp, or the current one when nothing was written. */
  mutation(call: FunctionCall): Promise<{ outcome: FunctionOutcome; ts: bigint }>;
  action(call: FunctionCall): Promise<FunctionOutcome>;
  /** Runs `http.ts`'s router. The response may carry several `Set-Cookie` headers. */
  httpAction(request: Request): Promise<Response>;

  /**
   * Called synchronously after each commit, in commit order, outside any transaction, and before the caller of the
   * mutation learns of it: when `currentTs()` answers t, every listener has been called for each commit up to t that
   * wrote anything. A listener must not throw. Returns the unsubscribe function.
   */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Called after a code reload: every subscription must run again. */
  onReload(listener: () => void): () => void;
  /** True when a query with these reads could answer differently after these writes. */
  meets(reads: ReadSet, writes: WriteSet): boolean;
  currentTs(): bigint;

  storage: {
    /** URL-safe upload token made by `storage.generateUploadUrl`; returns the storage id. */
    upload(token: string, body: Blob): Promise<string>;
    /** By the name in the URL that `storage.getUrl` gave; null when there is no such file. */
    read(urlToken: string): Promise<{ body: Blob; contentType: string; sha256: string } | null>;
  };

  /** Verifies a JWT against `auth.config.ts`; throws an Error with a readable message when it does not hold. */
  authenticate(token: string): Promise<Identity>;
  isAdminKey(key: string): boolean;
  close(): Promise<void>;
}
