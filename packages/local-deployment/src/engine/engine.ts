/** The engine with one project loaded: its tables, its commits, its scheduled functions and its files. */
import { AsyncLocalStorage } from "node:async_hooks";
import { addTransaction, callStorage, type LogLine } from "./call-context.ts";
import { CallRunner } from "./call-runner.ts";
import type { DocumentWrite } from "./document-writes.ts";
import { patchEngine } from "./engine-patches.ts";
import type { ConvexGlobal, EngineDatabase, EngineInternals, EngineModule } from "./engine-types.ts";
import { FileStorage } from "./file-storage.ts";
import { JobScheduler } from "./job-scheduler.ts";
import { listenToTransactions, type TransactionListener } from "./patched-transactions.ts";
import type { LoadedComponent, LoadedProject } from "./project.ts";
import { wrapSyscalls } from "./syscalls.ts";
import { withValidatedResults } from "./validated-modules.ts";

export interface EngineOptions {
  projectDir: string;
  /** Address of the API as clients reach it. */
  origin: () => string;
  enforceLimits: boolean;
  onLog: (line: LogLine) => void;
}

export class Engine {
  readonly internals: EngineInternals;
  readonly calls: CallRunner;
  readonly files: FileStorage;
  readonly jobs: JobScheduler;
  readonly #global: ConvexGlobal;
  readonly #commitListeners = new Set<(ts: bigint, writes: DocumentWrite[]) => void>();
  /** Entry points start from here, or they would inherit the component and transaction of whoever caused them. */
  readonly #clean = AsyncLocalStorage.snapshot();

  private constructor(internals: EngineInternals, global: ConvexGlobal, options: EngineOptions) {
    this.internals = internals;
    this.#global = global;
    this.calls = new CallRunner({
      internals,
      projectDir: options.projectDir,
      onLog: options.onLog,
      currentTs: () => this.currentTs,
      enter: (work) => this.#enter(work),
    });
    this.files = new FileStorage(global, options.origin);
    this.jobs = new JobScheduler({
      database: (component) => this.#database(component),
      transact: (component, work) => this.#transact(component, work),
      run: ({ path, args, jobId }) => this.calls.runUnattended("scheduled", path, args, jobId),
    });
    const { enforceLimits } = options;
    wrapSyscalls({ internals, global, files: this.files, jobs: this.jobs, enforceLimits });
    listenToTransactions(global, this.#transactionListener());
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
    const components = [...project.components.values()];
    const fresh = components.map((component) => ({ component, db: this.#databaseWithSchemaOf(component) }));
    for (const { component, db } of fresh) {
      const path = component.componentPath;
      const existing = this.#global.components[path]?.db;
      if (existing) {
        existing._schema = db._schema;
      }
      const modules = withValidatedResults(this.internals, path, component.modules);
      this.#global.components[path] = {
        db: existing ?? db,
        modules: async (modulePath) => {
          const module = modules.get(modulePath);
          if (!module) {
            throw new Error(`Could not find module for: "${modulePath}"`);
          }
          return module;
        },
      };
    }
  }

  /** An empty one. Throws when a stored document of the component does not match its schema. */
  #databaseWithSchemaOf(component: LoadedComponent): EngineDatabase {
    const { internals } = this;
    const fresh = new internals.DatabaseFake(component.schema, component.componentPath);
    const stored = this.#global.components[component.componentPath]?.db._documents ?? {};
    for (const { _id, _creationTime, ...fields } of Object.values(stored)) {
      try {
        fresh._validate(internals.tableNameFromId(_id) ?? "", fields);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`The stored document ${_id} does not match the new schema: ${reason}`);
      }
    }
    return fresh;
  }

  #database(component: string): EngineDatabase {
    const info = this.#global.components[component];
    if (!info) {
      throw new Error(`There is no component ${component}.`);
    }
    return info.db;
  }

  get currentTs(): bigint {
    return this.#global.transactionManager._lastCommitTs;
  }

  #enter<T>(work: () => T): T {
    return this.#clean(() => this.internals.convexGlobalStorage.run(this.#global, work));
  }

  async #transact(component: string, work: () => void): Promise<void> {
    await this.#enter(() =>
      this.internals.withAuth().runInComponent(component, async () => {
        work();
        return null;
      }),
    );
  }

  /** Stores a file in a transaction of its own. */
  storeFile(component: string, body: Blob): Promise<string> {
    return this.#enter(() => this.files.store(this.internals.withAuth(), component, body));
  }

  onCommit(listener: (ts: bigint, writes: DocumentWrite[]) => void): () => void {
    this.#commitListeners.add(listener);
    return () => this.#commitListeners.delete(listener);
  }

  #transactionListener(): TransactionListener {
    return {
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
    };
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

  /** Starts nothing new and waits, up to `graceMs`, for what runs. */
  async close(graceMs: number): Promise<void> {
    this.jobs.close();
    this.#commitListeners.clear();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, graceMs);
    });
    await Promise.race([this.calls.settled(), grace]);
    clearTimeout(timer);
  }
}
