/** Sends what functions print to the log of their call; everything else is printed as ever. */
import { inspect } from "node:util";
import { callStorage, type LogLine } from "./call-context.ts";

const LEVELS = {
  debug: "DEBUG",
  log: "LOG",
  info: "INFO",
  warn: "WARN",
  error: "ERROR",
} as const satisfies Record<string, LogLine["level"]>;

/** Bounded as in production, so that a loop that prints cannot fill the memory. */
const MAX_LOG_LINES = 256;

let installed = 0;
let restore: (() => void) | undefined;

/** Returns the function that ends the capture; captures may overlap. */
export function captureConsole(): () => void {
  installed += 1;
  restore ??= install();
  let ended = false;
  return () => {
    if (ended) {
      return;
    }
    ended = true;
    installed -= 1;
    if (installed === 0) {
      restore?.();
      restore = undefined;
    }
  };
}

function install(): () => void {
  const target = globalThis.console;
  const originals = Object.entries(LEVELS).map(([method, level]) => {
    const name = method as keyof typeof LEVELS; // Object.entries widens the keys of a const object
    const original = target[name];
    target[name] = (...args: unknown[]) => {
      const context = callStorage.getStore();
      if (!context) {
        original.apply(target, args);
        return;
      }
      const text = args.map((arg) => inspect(arg, { breakLength: Number.POSITIVE_INFINITY })).join(" ");
      if (context.logLines.length < MAX_LOG_LINES) {
        context.logLines.push(`[${level}] ${text}`);
      }
      // Outside the call: what a listener prints is not what the function printed.
      callStorage.exit(() => context.onLog({ level, path: context.path, text }));
    };
    return { name, original };
  });
  return () => {
    for (const { name, original } of originals) {
      target[name] = original;
    }
  };
}
