/** The `Deployment` of one project folder: the engine, its functions, its schedule, and its reload. */
import { timingSafeEqual } from "node:crypto";
import type {
  Commit,
  Deployment,
  FunctionCall,
  FunctionOutcome,
  Identity,
  QueryRun,
  ReadSet,
  WriteSet,
} from "../deployment.ts";
import type { CallReport } from "./call-context.ts";
import { ClientCalls } from "./client-calls.ts";
import { clientStorage } from "./client-storage.ts";
import { captureConsole } from "./console-capture.ts";
import { CronRunner } from "./cron-runner.ts";
import type { LocalDeploymentOptions } from "./deployment-options.ts";
import { Engine } from "./engine.ts";
import { describeError } from "./errors.ts";
import { API_SPEC, canonicalUdfPath, functionSpec } from "./functions.ts";
import { runHttpAction } from "./http-action.ts";
import { type Measurement, measure } from "./measurement.ts";
import { type ModuleHost, openModuleHost } from "./module-host.ts";
import { fromReadSet, fromWriteSet, toReadSet, toWriteSet } from "./opaque-sets.ts";
import { emptyProject, type LoadedProject, loadProject } from "./project.ts";
import { meets, type Reads } from "./read-set.ts";
import { ReloadQueue } from "./reload-queue.ts";
import { TokenVerifier } from "./token-verifier.ts";

const CLOSE_GRACE_MS = 2000;

export class LocalDeployment implements Deployment {
  readonly #options: LocalDeploymentOptions;
  readonly #engine: Engine;
  readonly #host: ModuleHost;
  readonly #calls: ClientCalls;
  readonly #crons: CronRunner;
  readonly #reloadListeners = new Set<() => void>();
  readonly #releaseConsole = captureConsole();
  #project: LoadedProject;
  #verifier: TokenVerifier;
  readonly #reloads = new ReloadQueue((cause) => this.reload(cause));

  private constructor(
    options: LocalDeploymentOptions,
    host: ModuleHost,
    engine: Engine,
    project: LoadedProject,
  ) {
    this.#options = options;
    this.#host = host;
    this.#engine = engine;
    this.#project = project;
    this.#verifier = new TokenVerifier(project.authConfig);
    this.#calls = new ClientCalls({ ...options, calls: engine.calls, project: () => this.#project });
    this.#crons = new CronRunner((path, args) =>
      engine.calls.runUnattended("cron", path, args).catch(() => {
        // Reported by the engine; the cron runs again at its next time.
      }),
    );
  }

  static async open(options: LocalDeploymentOptions): Promise<LocalDeployment> {
    let changed = (_file: string) => {};
    const host = await openModuleHost({
      ...options,
      ...(options.watch ? { onChange: (file: string) => changed(file) } : {}),
    });
    try {
      const engine = await Engine.create(await host.loadEngine(), options);
      const project = options.loadFunctions ? await loadProject(host, options.convexDir) : emptyProject();
      engine.use(project);
      const deployment = new LocalDeployment(options, host, engine, project);
      changed = (file) => deployment.#reloads.soon(file);
      return deployment;
    } catch (error) {
      await host.close();
      throw error;
    }
  }

  /** Starts the crons; call it when the servers answer. */
  start(): void {
    if (this.#options.crons) {
      this.#crons.update(this.#project);
    }
  }

  get project(): LoadedProject {
    return this.#project;
  }

  /** The project as it is on disk now, beside the one that runs. */
  async freshProject(): Promise<LoadedProject> {
    this.#host.clear();
    return await loadProject(this.#host, this.#options.convexDir);
  }

  async query(call: FunctionCall & { journal?: string | null }): Promise<QueryRun> {
    const reads: Reads = new Map();
    if (call.identity?.kind === "admin" && canonicalUdfPath(call.path) === API_SPEC) {
      const value = functionSpec(this.#project, call.componentPath ?? "");
      const outcome: FunctionOutcome = { success: true, value, logLines: [] };
      return { outcome, reads: toReadSet(reads), journal: null, ts: this.currentTs() };
    }
    const given: string[] = call.journal ? JSON.parse(call.journal) : [];
    const { outcome, context } = await this.#calls.run(
      call,
      "query",
      (accessor, path, args) => accessor.queryFromPath(path, args),
      { reads, pageEnds: given },
    );
    const taken = context?.pageEnds.taken ?? [];
    return {
      outcome,
      reads: toReadSet(reads),
      journal: taken.length > 0 ? JSON.stringify(taken) : null,
      ts: context?.snapshotTs ?? this.currentTs(),
    };
  }

  async mutation(call: FunctionCall): Promise<{ outcome: FunctionOutcome; ts: bigint }> {
    const { outcome, context } = await this.#calls.run(call, "mutation", (accessor, path, args) =>
      accessor.mutationFromPath(path, args),
    );
    return { outcome, ts: context?.commitTs ?? this.currentTs() };
  }

  async action(call: FunctionCall): Promise<FunctionOutcome> {
    const { outcome } = await this.#calls.run(call, "action", (accessor, path, args) =>
      accessor.actionFromPath(path, args),
    );
    return outcome;
  }

  /** Runs a function whatever its kind, as the command line does. */
  async anyFunction(call: FunctionCall): Promise<FunctionOutcome> {
    switch (this.#calls.kindOf(call)) {
      case "mutation":
        return (await this.mutation(call)).outcome;
      case "action":
        return await this.action(call);
      default:
        return (await this.query(call)).outcome;
    }
  }

  async httpAction(request: Request): Promise<Response> {
    return await runHttpAction(request, {
      engine: this.#engine,
      project: this.#project,
      authenticate: async (token) => {
        const identity = await this.authenticate(token);
        return identity?.kind === "user" ? identity.attributes : null;
      },
      onError: (path, thrown) => {
        const { errorMessage } = describeError(thrown, this.#options.projectDir);
        this.#options.onLog({ level: "ERROR", path, text: errorMessage });
      },
    });
  }

  onCommit(listener: (commit: Commit) => void): () => void {
    return this.#engine.onCommit((ts, writes) => listener({ ts, writes: toWriteSet(writes) }));
  }

  onReload(listener: () => void): () => void {
    this.#reloadListeners.add(listener);
    return () => this.#reloadListeners.delete(listener);
  }

  meets(reads: ReadSet, writes: WriteSet): boolean {
    return meets(this.#engine.internals, fromReadSet(reads), fromWriteSet(writes));
  }

  currentTs(): bigint {
    return this.#engine.currentTs;
  }

  get storage(): Deployment["storage"] {
    return clientStorage(this.#engine);
  }

  async authenticate(token: string): Promise<Identity> {
    return { kind: "user", attributes: await this.#verifier.verify(token), token };
  }

  isAdminKey(key: string): boolean {
    const expected = Buffer.from(this.#options.adminKey);
    const given = Buffer.from(key);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  /** Every call that ends from now on, with what it cost. Returns the function that stops it. */
  onCall(listener: (report: CallReport) => void): () => void {
    return this.#engine.calls.onCall(listener);
  }

  measure<T>(work: () => Promise<T>): Promise<Measurement<T>> {
    return measure(this.#engine.calls, work);
  }

  /** Resolves when no scheduled function runs or is due. */
  async schedulerIdle(): Promise<void> {
    await this.#engine.jobs.idle();
  }

  crons() {
    return this.#crons.list();
  }

  /** Loads the code again and keeps the data. Code that does not load leaves the old code running. */
  async reload(cause: string): Promise<void> {
    const startedAt = performance.now();
    try {
      this.#host.clear();
      const project = await loadProject(this.#host, this.#options.convexDir);
      const verifier = new TokenVerifier(project.authConfig);
      this.#engine.use(project);
      this.#project = project;
      this.#verifier = verifier;
      if (this.#options.crons) {
        this.#crons.update(project);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.onNotice(
        `The change of ${cause} could not be loaded, the code before it still runs: ${reason}`,
      );
      return;
    }
    for (const listener of this.#reloadListeners) {
      listener();
    }
    this.#options.onNotice(`Functions reloaded in ${Math.round(performance.now() - startedAt)} ms.`);
  }

  async close(): Promise<void> {
    await this.#reloads.close();
    this.#crons.close();
    await this.#engine.close(CLOSE_GRACE_MS);
    this.#releaseConsole();
    await this.#host.close();
  }
}
