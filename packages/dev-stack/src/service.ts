/** One child process of the stack: started in its own process group, so that ending it ends what it started. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

export interface ServiceOptions {
  /** Shown before each line of its output. */
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** The service is ready when this answers with any HTTP status below 500. */
  readyUrl: string;
  readyTimeoutMs: number;
  onLine: (name: string, line: string) => void;
}

export interface Service {
  name: string;
  /** Resolves with a sentence when the process ends by itself. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

/** Groups that still run: whatever ends this process, nothing that it started is left behind. */
const runningGroups = new Set<number>();
process.on("exit", () => {
  for (const pid of runningGroups) signalGroup(pid, "SIGKILL");
});

const KEPT_LINES = 25;
const STOP_GRACE_MS = 5_000;
const POLL_MS = 100;
/** For reading what a process printed before it ended. */
const LAST_WORDS_MS = 1_000;

/** Throws an Error that says which service did not start and what it printed last. */
export async function startService(options: ServiceOptions): Promise<Service> {
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (child.pid !== undefined) runningGroups.add(child.pid);
  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      tail.push(line);
      if (tail.length > KEPT_LINES) tail.shift();
      options.onLine(options.name, line);
    });
  }
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(`${options.name} could not be started: ${error.message}`));
    child.once("exit", (code, signal) => {
      const sentence = `${options.name} ended (${signal ?? `exit code ${code}`}).`;
      // What it printed last is read first; something that it started may keep its output open for ever.
      child.once("close", () => setImmediate(resolve, sentence));
      setTimeout(resolve, LAST_WORDS_MS, sentence).unref();
    });
  });
  const service: Service = { name: options.name, ended, stop: () => stopGroup(child) };
  const failure = await Promise.race([untilReady(options), ended]);
  if (failure !== null) {
    await service.stop();
    throw new Error([failure, ...tail.map((line) => `  ${line}`)].join("\n"));
  }
  return service;
}

/** Resolves with null when ready, or with a sentence when the time is over. */
async function untilReady(options: ServiceOptions): Promise<string | null> {
  const deadline = Date.now() + options.readyTimeoutMs;
  while (Date.now() < deadline) {
    const status = await fetch(options.readyUrl, { redirect: "manual" }).then(
      (response) => response.status,
      () => null,
    );
    if (status !== null && status < 500) return null;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return `${options.name} did not answer at ${options.readyUrl} within ${options.readyTimeoutMs / 1000} s.`;
}

/** Ends the whole process group: politely first, then for good. */
async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  // Also when the child itself has ended: what it started may still run.
  signalGroup(child.pid, "SIGTERM");
  runningGroups.delete(child.pid);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.pid && signalGroup(child.pid, "SIGKILL"), STOP_GRACE_MS);
  await gone;
  clearTimeout(timer);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The group may have ended between the check and the signal.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
