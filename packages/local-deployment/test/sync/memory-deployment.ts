/**
 * A deployment in memory that keeps the promises of `Deployment` and no more: it is slow where it may be, so that
 * what the sync server must not rely on shows.
 */
import { ConvexError, convexToJson, type JSONValue, jsonToConvex } from "convex/values";
import { type CryptoKey, jwtVerify } from "jose";
import { z } from "zod";
import type {
  Commit,
  Deployment,
  FunctionCall,
  FunctionOutcome,
  Identity,
  QueryRun,
  ReadSet,
  WriteSet,
} from "../../src/deployment.ts";
import { mutations, queries } from "./memory-functions.ts";
import { contains, type Range, Store, type Transaction, type Write } from "./memory-store.ts";

export class MemoryDeployment implements Deployment {
  private readonly store = new Store();
  private readonly commitListeners = new Set<(commit: Commit) => void>();
  private readonly reloadListeners = new Set<() => void>();
  private readonly readSets = new WeakMap<object, readonly Range[]>();
  private readonly writeSets = new WeakMap<object, readonly Write[]>();
  private tail: Promise<unknown> = Promise.resolve();
  private ts = 1n;
  /** Awaited inside of each transaction, and once more before its caller learns of it. */
  pause: () => Promise<void> = () => Promise.resolve();
  /** Paths of the functions that ran, in order; more than once if they ran more than once. */
  readonly log: string[] = [];

  constructor(private readonly access: { adminKey: string; publicKey: CryptoKey }) {}

  async query(call: FunctionCall & { journal?: string | null }): Promise<QueryRun> {
    const journal = { value: call.journal ?? null };
    const run = await this.transact(async (db) => {
      const outcome = await this.execute(queries, call, db, journal);
      const reads = mark<ReadSet>();
      this.readSets.set(reads, db.reads);
      return { outcome, reads, journal: journal.value, ts: this.ts };
    });
    await this.pause();
    return run;
  }

  async mutation(call: FunctionCall): Promise<{ outcome: FunctionOutcome; ts: bigint }> {
    const done = await this.transact(async (db) => {
      const outcome = await this.execute(mutations, call, db, { value: null });
      if (outcome.success && db.writes.length > 0) this.commit(db);
      return { outcome, ts: this.ts };
    });
    return done;
  }

  async action(call: FunctionCall): Promise<FunctionOutcome> {
    if (call.path !== "items:addEach") return failure(`There is no public action ${call.path}.`);
    this.log.push(call.path);
    const { key, amounts } = z.object({ key: z.string(), amounts: z.array(z.number()) }).parse(call.args);
    let value: JSONValue = 0;
    for (const amount of amounts) {
      const { outcome } = await this.mutation({ ...call, path: "items:add", args: { key, amount } });
      if (!outcome.success) return outcome;
      value = outcome.value;
    }
    return { success: true, value, logLines: [] };
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    this.commitListeners.add(listener);
    return () => this.commitListeners.delete(listener);
  }

  onReload(listener: () => void): () => void {
    this.reloadListeners.add(listener);
    return () => this.reloadListeners.delete(listener);
  }

  reload(): void {
    for (const listener of this.reloadListeners) listener();
  }

  meets(reads: ReadSet, writes: WriteSet): boolean {
    const ranges = this.readSets.get(reads) ?? [];
    const rows = (this.writeSets.get(writes) ?? []).flatMap(({ before, after }) => [before, after]);
    return ranges.some((range) => rows.some((row) => row !== null && contains(range, row)));
  }

  currentTs(): bigint {
    return this.ts;
  }

  async authenticate(token: string): Promise<Identity> {
    const { payload } = await jwtVerify(token, this.access.publicKey).catch(() => {
      throw new Error("The token does not hold.");
    });
    return { kind: "user", attributes: { subject: payload.sub ?? "", issuer: payload.iss ?? "" } };
  }

  isAdminKey(key: string): boolean {
    return key === this.access.adminKey;
  }

  async httpAction(): Promise<Response> {
    return new Response(null, { status: 404 });
  }

  readonly storage = {
    upload: () => Promise.reject(new Error("This deployment stores no files.")),
    read: () => Promise.resolve(null),
  };

  async close(): Promise<void> {
    await this.tail;
  }

  private transact<T>(body: (db: Transaction) => Promise<T>): Promise<T> {
    const result = this.tail.then(() => body(this.store.begin()));
    this.tail = result.catch(() => undefined);
    return result;
  }

  private commit(db: Transaction): void {
    this.store.commit(db);
    this.ts += 1n;
    const writes = mark<WriteSet>();
    this.writeSets.set(writes, db.writes);
    for (const listener of this.commitListeners) listener({ ts: this.ts, writes });
  }

  private async execute(
    functions: typeof queries,
    call: FunctionCall,
    db: Transaction,
    journal: { value: string | null },
  ): Promise<FunctionOutcome> {
    this.log.push(call.path);
    await this.pause();
    const handler = functions[call.path];
    if (handler === undefined) return failure(`There is no public function ${call.path}.`);
    try {
      const value = handler({ db, identity: call.identity, journal }, jsonToConvex(call.args));
      return { success: true, value: convexToJson(value), logLines: [`ran ${call.path}`] };
    } catch (error) {
      if (error instanceof ConvexError)
        return { ...failure("ConvexError"), errorData: convexToJson(error.data) };
      return failure(String(error));
    }
  }
}

function failure(errorMessage: string) {
  return { success: false as const, errorMessage, logLines: [] };
}

/** What is read and written is looked up by identity; the type has no value of its own that could be built. */
function mark<Opaque extends ReadSet | WriteSet>(): Opaque {
  return {} as Opaque;
}
