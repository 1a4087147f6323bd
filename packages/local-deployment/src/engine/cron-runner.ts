/** Runs the crons of the app and of its components. A run that is still going when the next is due makes that one wait. */
import { type JSONValue, jsonToConvex, type Value } from "convex/values";
import { z } from "zod";
import { type CronSchedule, cronSchedule, nextRun } from "./cron-schedule.ts";
import type { FunctionPath } from "./engine-types.ts";
import { canonicalUdfPath } from "./functions.ts";
import type { LoadedProject } from "./project.ts";
import { TimerQueue } from "./timer-queue.ts";

const cronModule = z.object({
  crons: z.record(
    z.string(),
    z.object({ name: z.string(), args: z.array(z.json()).max(1), schedule: cronSchedule }),
  ),
});

interface Cron {
  path: FunctionPath;
  args: Value;
  schedule: CronSchedule;
  /** The definition as text, to tell after a reload whether it changed. */
  signature: string;
  anchor: number;
  isRunning: boolean;
}

export interface CronInfo {
  name: string;
  componentPath: string;
  udfPath: string;
  nextRunAt: number;
}

export class CronRunner {
  readonly #run: (path: FunctionPath, args: Value, name: string) => Promise<void>;
  readonly #crons = new Map<string, Cron>();
  readonly #next = new Map<string, number>();
  readonly #timers = new TimerQueue<string>((key) => this.#due(key));
  #closed = false;

  /** @param run must report a failure itself and not reject */
  constructor(run: (path: FunctionPath, args: Value, name: string) => Promise<void>) {
    this.#run = run;
  }

  /** Takes over the crons of a project; those that did not change keep their time. */
  update(project: LoadedProject): void {
    const found = new Map<string, { cron: Omit<Cron, "anchor" | "isRunning"> }>();
    for (const component of project.components.values()) {
      const module = component.modules.get("crons")?.default;
      if (module === undefined) {
        continue;
      }
      for (const [name, { args, schedule, name: udf }] of Object.entries(cronModule.parse(module).crons)) {
        const path = { componentPath: component.componentPath, udfPath: canonicalUdfPath(udf) };
        const json: JSONValue = args[0] ?? {};
        found.set(`${component.componentPath}:${name}`, {
          cron: {
            path,
            args: jsonToConvex(json),
            schedule,
            signature: JSON.stringify([udf, json, schedule]),
          },
        });
      }
    }
    for (const key of this.#crons.keys()) {
      if (!found.has(key)) {
        this.#crons.delete(key);
        this.#next.delete(key);
        this.#timers.remove(key);
      }
    }
    const now = Date.now();
    for (const [key, { cron }] of found) {
      if (this.#crons.get(key)?.signature === cron.signature) {
        continue;
      }
      this.#timers.remove(key);
      this.#crons.set(key, { ...cron, anchor: now, isRunning: false });
      // An interval begins when it is deployed; everything else at its next time.
      this.#arm(key, cron.schedule.type === "interval" ? now : nextRun(cron.schedule, now, now));
    }
  }

  list(): CronInfo[] {
    return [...this.#crons].map(([key, { path }]) => ({
      name: key.slice(path.componentPath.length + 1),
      ...path,
      nextRunAt: this.#next.get(key) ?? 0,
    }));
  }

  #arm(key: string, at: number): void {
    this.#next.set(key, at);
    this.#timers.add(key, at);
  }

  #due(key: string): void {
    const cron = this.#crons.get(key);
    if (!cron || this.#closed) {
      return;
    }
    const now = Date.now();
    this.#arm(key, nextRun(cron.schedule, now, cron.anchor));
    if (cron.isRunning) {
      return;
    }
    cron.isRunning = true;
    void this.#run(cron.path, cron.args, key.slice(cron.path.componentPath.length + 1)).finally(() => {
      cron.isRunning = false;
    });
  }

  close(): void {
    this.#closed = true;
    this.#timers.close();
  }
}
