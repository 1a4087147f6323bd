/** Turns what a function threw into what Convex's clients expect. */
import { convexToJson, type JSONValue } from "convex/values";

const CONVEX_ERROR = Symbol.for("ConvexError");

export interface FunctionError {
  errorMessage: string;
  errorData?: JSONValue;
}

/** Frames of the project alone: those of the engine say nothing to its authors. */
function projectFrames(error: Error, projectDir: string): string {
  return (error.stack ?? "")
    .split("\n")
    .filter((line) => line.includes(projectDir) && !line.includes("node_modules"))
    .map((line) => `\n${line.replace(projectDir, "..")}`)
    .join("");
}

export function describeError(thrown: unknown, projectDir: string): FunctionError {
  if (!(thrown instanceof Error)) {
    return { errorMessage: `Uncaught ${String(thrown)}` };
  }
  const errorMessage = `Uncaught ${thrown.name}: ${thrown.message}${projectFrames(thrown, projectDir)}`;
  if (CONVEX_ERROR in thrown && "data" in thrown) {
    // ConvexError's constructor accepts nothing but Convex values.
    return { errorMessage, errorData: convexToJson(thrown.data as Parameters<typeof convexToJson>[0]) };
  }
  return { errorMessage };
}
