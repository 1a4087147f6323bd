/** Runs scheduled functions at their time, once, and forgets them some time after they ended. */
import type { JSONValue, Value } from "convex/values";
import type { DocumentWrite } from "./document-writes.ts";
import type { EngineDatabase, EngineDocument, FunctionPath } from "./engine-types.ts";
import { TimerQueue } from "./timer-queue.ts";

type JobState = "pending" | "inProgress" | "success" | "failed" | "canceled";

export interface ScheduledJob {
  component: string;
  jobId: string;
  path: FunctionPath;
  args: Value;
}

/** How the scheduler reaches the engine. */
export interface JobHost {
  database(component: string): EngineDatabase;
  /** One transaction of the component. */
  transact(component: string, work: () => void): Promise<void>;
  /** Runs the function as nobody; rejects when it throws. */
  run(job: ScheduledJob): Promise<void>;
}

/** Production keeps results for seven days; here the number bounds the memory. */
const KEPT_RESULTS = 1000;
const PURGE_BATCH = 100;
/** As many as production runs at once for one deployment of the smallest class. */
const MAX_RUNNING = 64;

function stateOf(document: EngineDocument | null): JobState | null {
  const state = document?.state;
  if (
    state === undefined ||
    state === null ||
    typeof state !== "object" ||
    !("kind" in state) ||
    typeof state.kind !== "string"
  ) {
    return null;
  }
  // The scheduler below is the only writer of these rows.
  return state.kind as JobState;
}

function isOpen(state: JobState | null): boolean {
  return state === "pending" || state === "inProgress";
}

export class JobScheduler {
  readonly #host: JobHost;
  readonly #timers = new TimerQueue<string>((key) => this.#due(key));
  /** Every job that has not ended, by component and id. */
  readonly #jobs = new Map<string, ScheduledJob>();
  readonly #waiting: string[] = [];
  /** Jobs of the transaction that is open. */
  #uncommitted: string[] = [];
  #running = 0;
  #ended: { component: string; jobId: string }[] = [];
  #closed = false;
  readonly #idle: (() => void)[] = [];

  constructor(host: JobHost) {
    this.#host = host;
  }

  /** Inside a transaction: writes the row. The job is armed when that transaction commits. */
  insert(
    db: EngineDatabase,
    component: string,
    path: FunctionPath,
    args: Value,
    scheduledTime: number,
  ): string {
    const jobId = db.insert("_scheduled_functions", {
      name: path.udfPath,
      args: [args],
      scheduledTime,
      state: { kind: "pending" },
    });
    const key = `${component}:${jobId}`;
    this.#jobs.set(key, { component, jobId, path, args });
    this.#uncommitted.push(key);
    return jobId;
  }

  /** Inside a transaction. A job that runs goes on, but ends as canceled; one that has ended stays as it is. */
  cancel(db: EngineDatabase, jobId: string): void {
    const document = db.get("_scheduled_functions", jobId);
    if (document === null) {
      throw new Error(`There is no scheduled function with the id ${jobId}.`);
    }
    if (isOpen(stateOf(document))) {
      db.patch("_scheduled_functions", jobId, { state: { kind: "canceled" }, completedTime: Date.now() });
    }
  }

  afterCommit(writes: readonly DocumentWrite[]): void {
    for (const write of writes) {
      if (write.table !== "_scheduled_functions") {
        continue;
      }
      const key = `${write.component}:${write.id}`;
      const state = stateOf(write.after);
      if (state === "pending" && write.before === null) {
        this.#timers.add(key, Number(write.after?.scheduledTime ?? 0));
      } else if (!isOpen(state)) {
        this.#timers.remove(key);
        this.#jobs.delete(key);
        if (write.after !== null && isOpen(stateOf(write.before))) {
          this.#ended.push({ component: write.component, jobId: write.id });
        }
        this.#notifyIdle();
      }
    }
  }

  /** After every transaction: drops the jobs whose rows were rolled back. */
  afterTransaction(): void {
    for (const key of this.#uncommitted) {
      const job = this.#jobs.get(key);
      if (job && !this.#host.database(job.component)._documents[job.jobId]) {
        this.#jobs.delete(key);
      }
    }
    this.#uncommitted = [];
  }

  #due(key: string): void {
    this.#waiting.push(key);
    this.#start();
  }

  #start(): void {
    while (!this.#closed && this.#running < MAX_RUNNING) {
      const key = this.#waiting.shift();
      if (key === undefined) {
        return;
      }
      const job = this.#jobs.get(key);
      if (!job) {
        this.#notifyIdle();
        continue;
      }
      this.#running += 1;
      void this.#execute(job).finally(() => {
        this.#running -= 1;
        this.#start();
        this.#notifyIdle();
      });
    }
  }

  async #execute(job: ScheduledJob): Promise<void> {
    if (!(await this.#move(job, "pending", { state: { kind: "inProgress" } }))) {
      return;
    }
    let state: JobState = "success";
    try {
      await this.#host.run(job);
    } catch {
      // The host has reported it; what is left to do is to record it.
      state = "failed";
    }
    await this.#move(job, "inProgress", { state: { kind: state }, completedTime: Date.now() });
    await this.#purge();
  }

  /** False when the job is in another state (canceled, or gone). */
  async #move(job: ScheduledJob, from: JobState, patch: Record<string, JSONValue>): Promise<boolean> {
    let moved = false;
    await this.#host.transact(job.component, () => {
      const db = this.#host.database(job.component);
      if (stateOf(db.get("_scheduled_functions", job.jobId)) === from) {
        db.patch("_scheduled_functions", job.jobId, patch);
        moved = true;
      }
    });
    return moved;
  }

  async #purge(): Promise<void> {
    if (this.#ended.length < KEPT_RESULTS + PURGE_BATCH) {
      return;
    }
    const old = this.#ended.slice(0, PURGE_BATCH);
    this.#ended = this.#ended.slice(PURGE_BATCH);
    for (const component of new Set(old.map((job) => job.component))) {
      await this.#host.transact(component, () => {
        const db = this.#host.database(component);
        for (const { jobId } of old.filter((job) => job.component === component)) {
          if (db.get("_scheduled_functions", jobId) !== null) {
            db.delete("_scheduled_functions", jobId);
          }
        }
      });
    }
  }

  /** Resolves when nothing runs and nothing is due. */
  async idle(): Promise<void> {
    while (this.#running > 0 || this.#waiting.length > 0 || this.#timers.isDue()) {
      await new Promise<void>((resolve) => {
        this.#idle.push(resolve);
      });
    }
  }

  #notifyIdle(): void {
    for (const resolve of this.#idle.splice(0)) {
      resolve();
    }
  }

  /** Nothing starts any more; what runs is awaited by the engine. */
  close(): void {
    this.#closed = true;
    this.#waiting.length = 0;
    this.#timers.close();
  }
}
