/** The engine with one project loaded: transactions, commits, functions of every kind. */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { httpActionGeneric, type UserIdentityAttributes } from "convex/server";
import type { Value } from "convex/values";
import {
  addTransaction,
  type CallContext,
  type CallKind,
  type CallReport,
  callStorage,
  emptyUsage,
  type LogLine,
} from "./call-context.ts";
import type { DocumentWrite } from "./document-writes.ts";
import { listenToTransactions, patchEngine } from "./engine-patches.ts";
import type {
  ConvexGlobal,
  EngineAccessor,
  EngineDatabase,
  EngineInternals,
  EngineModule,
  FunctionPath,
  RequestMetadata,
} from "./engine-types.ts";
import { describeError } from "./errors.ts";
import { FileStorage } from "./file-storage.ts";
import { JobScheduler, type ScheduledJob } from "./job-scheduler.ts";
import type { LoadedProject } from "./project.ts";
import { wrapSyscalls } from "./syscalls.ts";

export interface EngineOptions {
  projectDir: string;
  /** Address of the API as clients reach it. */
  origin: () => string;
  enforceLimits: boolean;
  onLog: (line: LogLine) => void;
}

/** Who calls: what `ctx.auth` shows, and what `getRequestMetadata()` answers. */
export interface Caller {
  identity: UserIdentityAttributes | null;
  token: string | null;
  ip: string | null;
  userAgent: string | null;
  scheduledFunctionId: string | null;
}

export const NOBODY: Caller = {
  identity: null,
  token: null,
  ip: null,
  userAgent: null,
  scheduledFunctionId: null,
};

export interface CallSpec {
  kind: CallKind;
  path: FunctionPath;
  caller: Caller;
  reads?: CallContext["reads"];
  pageEnds?: readonly string[];
}

/** What an HTTP action is at run time; its public type hides this method. */
function invokable(action: unknown): { invokeHttpAction(request: Request): Promise<Response> } {
  return action as { invokeHttpAction(request: Request): Promise<Response> };
}

export class Engine {
  readonly internals: EngineInternals;
  readonly files: FileStorage;
  readonly jobs: JobScheduler;
  readonly #global: ConvexGlobal;
  readonly #options: EngineOptions;
  readonly #commitListeners = new Set<(ts: bigint, writes: DocumentWrite[]) => void>();
  readonly #callListeners = new Set<(report: CallReport) => void>();
  readonly #inFlight = new Set<Promise<unknown>>();
  /** Entry points start from here, or they would inherit the component and transaction of whoever caused them. */
  readonly #clean = AsyncLocalStorage.snapshot();

  private constructor(internals: EngineInternals, global: ConvexGlobal, options: EngineOptions) {
    this.internals = internals;
    this.#global = global;
    this.#options = options;
    this.files = new FileStorage(global, options.origin);
    this.jobs = new JobScheduler({
      database: (component) => this.database(component),
      transact: (component, work) => this.transact(component, work),
      run: (job) => this.#runJob(job),
    });
    wrapSyscalls({ internals, global, files: this.files, jobs: this.jobs });
    listenToTransactions(global, {
      began: (ts) => {
        const context = callStorage.getStore();
        if (context) {
          context.snapshotTs = ts;
        }
      },
      committed: (ts, writes, metrics) => {
        const context = callStorage.getStore();
        if (context) {
          context.commitTs = ts;
          if (metrics) {
            addTransaction(context, metrics);
          }
        }
        this.#publish(ts, writes);
      },
      rolledBack: (metrics) => {
        const context = callStorage.getStore();
        if (context && metrics) {
          addTransaction(context, metrics);
        }
        this.jobs.afterTransaction();
      },
    });
  }

  static async create(module: EngineModule, options: EngineOptions): Promise<Engine> {
    patchEngine(module.engineInternals);
    const internals = module.engineInternals;
    const instance = module.convexTest({
      // The engine looks for this folder to learn where modules are; they are set with each project.
      modules: { "./_generated/server.js": async () => ({}) },
      transactionLimits: options.enforceLimits,
    });
    let global: ConvexGlobal | undefined;
    await instance.run(async () => {
      global = internals.getConvexGlobal();
      return null;
    });
    if (!global) {
      throw new Error("The convex-test engine did not start.");
    }
    return new Engine(internals, global, options);
  }

  /** Takes over a project; data that does not fit the new schema makes it throw, and changes nothing. */
  use(project: LoadedProject): void {
    const databases = new Map<string, EngineDatabase>();
    for (const component of project.components.values()) {
      const fresh = new this.internals.DatabaseFake(component.schema, component.componentPath);
      const existing = this.#global.components[component.componentPath]?.db;
      if (existing) {
        for (const doc of Object.values(existing._documents)) {
          const { _id, _creationTime, ...fields } = doc;
          try {
            fresh._validate(this.internals.tableNameFromId(_id) ?? "", fields);
          } catch (error) {
            throw new Error(
              `The stored document ${_id} does not match the new schema: ${error instanceof Error ? error.message : String(error)}`,
            );
          }
        }
      }
      databases.set(component.componentPath, fresh);
    }
    for (const component of project.components.values()) {
      const path = component.componentPath;
      const fresh = databases.get(path);
      const existing = this.#global.components[path];
      if (existing && fresh) {
        existing.db._schema = fresh._schema;
      }
      const db = existing?.db ?? fresh;
      if (db) {
        this.#global.components[path] = {
          db,
          modules: async (modulePath) => {
            const module = component.modules.get(modulePath);
            if (!module) {
              throw new Error(`Could not find module for: "${modulePath}"`);
            }
            return module;
          },
        };
      }
    }
  }

  database(component: string): EngineDatabase {
    const info = this.#global.components[component];
    if (!info) {
      throw new Error(`There is no component ${component}.`);
    }
    return info.db;
  }

  get currentTs(): bigint {
    return this.#global.transactionManager._lastCommitTs;
  }

  /** Runs in the engine's context and in no one's call or transaction. */
  #enter<T>(work: () => T): T {
    return this.#clean(() => this.internals.convexGlobalStorage.run(this.#global, work));
  }

  async transact(component: string, work: () => void): Promise<void> {
    await this.#enter(() =>
      this.internals.withAuth().runInComponent(component, async () => {
        work();
        return null;
      }),
    );
  }

  /** Runs `work` as one call, with its log, reads, counters and caller; the context is returned with the result. */
  async call<T>(
    spec: CallSpec,
    work: (accessor: EngineAccessor) => Promise<T>,
  ): Promise<{ context: CallContext; result: { ok: true; value: T } | { ok: false; thrown: unknown } }> {
    const { caller, path } = spec;
    const context: CallContext = {
      kind: spec.kind,
      path: path.udfPath,
      componentPath: path.componentPath,
      logLines: [],
      onLog: this.#options.onLog,
      reads: spec.reads ?? null,
      pageEnds: { given: spec.pageEnds ?? [], taken: [] },
      snapshotTs: this.currentTs,
      commitTs: null,
      functionCalls: 1,
      transactions: 0,
      usage: emptyUsage(),
      largestTransaction: emptyUsage(),
    };
    const auth = new this.internals.AuthFake(caller.identity, caller.token);
    const metadata: RequestMetadata = {
      ip: caller.ip,
      userAgent: caller.userAgent,
      requestId: randomUUID(),
      scheduledFunctionId: caller.scheduledFunctionId,
      authToken: caller.token,
    };
    const startedAt = performance.now();
    const running = this.#enter(() =>
      callStorage.run(context, () =>
        this.internals.requestMetadataStorage.run(metadata, () =>
          this.internals.authStorage.run(auth, () => work(this.internals.withAuth(auth))),
        ),
      ),
    ).then(
      (value) => ({ ok: true, value }) as const,
      (thrown: unknown) => ({ ok: false, thrown }) as const,
    );
    this.#inFlight.add(running);
    const result = await running;
    this.#inFlight.delete(running);
    this.#report(context, result.ok, performance.now() - startedAt);
    return { context, result };
  }

  /** Inside a call: hands a request to one HTTP action, with the context that production gives it. */
  async invokeHttpAction(accessor: EngineAccessor, action: unknown, request: Request): Promise<Response> {
    const { internals } = this;
    const wrapped = httpActionGeneric((ctx, incoming) =>
      internals.runWithGlobalOverrides({}, () =>
        internals.getHandler(action)(
          {
            ...ctx,
            runQuery: accessor.query,
            runMutation: accessor.mutation,
            runAction: accessor.action,
            auth: internals.authStorage.getStore(),
          },
          incoming,
        ),
      ),
    );
    return await invokable(wrapped).invokeHttpAction(request);
  }

  /** Stores a file in a transaction of its own. */
  storeFile(component: string, body: Blob): Promise<string> {
    return this.#enter(() => this.files.store(this.internals.withAuth(), component, body));
  }

  async #runJob({ path, args, jobId }: ScheduledJob): Promise<void> {
    await this.runUnattended("scheduled", path, args, jobId);
  }

  /** Runs a function for the scheduler or a cron: a failure is logged and thrown. */
  async runUnattended(
    kind: "scheduled" | "cron",
    path: FunctionPath,
    args: Value,
    jobId: string | null = null,
  ): Promise<void> {
    const caller: Caller = { ...NOBODY, scheduledFunctionId: jobId };
    const { result } = await this.call({ kind, path, caller }, (accessor) => accessor.fun(path, args));
    if (!result.ok) {
      const { errorMessage } = describeError(result.thrown, this.#options.projectDir);
      this.#options.onLog({ level: "ERROR", path: path.udfPath, text: errorMessage });
      throw result.thrown;
    }
  }

  onCommit(listener: (ts: bigint, writes: DocumentWrite[]) => void): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }

  onCall(listener: (report: CallReport) => void): () => void {
    this.#callListeners.add(listener);
    return () => this.#callListeners.delete(listener);
  }

  #publish(ts: bigint, writes: DocumentWrite[]): void {
    this.#clean(() => {
      this.jobs.afterCommit(writes);
      this.jobs.afterTransaction();
      this.files.afterCommit(writes);
      if (writes.length > 0) {
        for (const listener of this.#commitListeners) {
          listener(ts, writes);
        }
      }
    });
  }

  #report(context: CallContext, success: boolean, durationMs: number): void {
    if (this.#callListeners.size === 0) {
      return;
    }
    const { kind, path, componentPath, functionCalls, transactions, usage, largestTransaction } = context;
    const report: CallReport = {
      kind,
      path,
      componentPath,
      success,
      durationMs,
      functionCalls,
      transactions,
      usage,
      largestTransaction,
    };
    for (const listener of this.#callListeners) {
      listener(report);
    }
  }

  /** Starts nothing new and waits, up to `graceMs`, for what runs. */
  async close(graceMs: number): Promise<void> {
    this.jobs.close();
    this.#commitListeners.clear();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([Promise.allSettled(this.#inFlight), grace]);
    clearTimeout(timer);
  }
}
