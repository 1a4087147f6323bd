/** Calls of clients: who may call what, and how the result is told. */
import { convexToJson, jsonToConvex, type Value } from "convex/values";
import type { FunctionCall, FunctionKind, FunctionOutcome, Identity } from "../deployment.ts";
import type { CallContext, LogLine } from "./call-context.ts";
import { type Caller, type CallResult, type CallRunner, type CallSpec, NOBODY } from "./call-runner.ts";
import type { EngineAccessor, FunctionPath } from "./engine-types.ts";
import { describeError } from "./errors.ts";
import { canonicalUdfPath, findFunction } from "./functions.ts";
import type { LoadedProject } from "./project.ts";

const REFUSED = "Could not find public function for";

export interface ClientCallServices {
  calls: CallRunner;
  projectDir: string;
  onLog: (line: LogLine) => void;
  project(): LoadedProject;
}

function pathOf(call: FunctionCall): FunctionPath {
  return { componentPath: call.componentPath ?? "", udfPath: canonicalUdfPath(call.path) };
}

export class ClientCalls {
  readonly #services: ClientCallServices;

  constructor(services: ClientCallServices) {
    this.#services = services;
  }

  kindOf(call: FunctionCall): FunctionKind | null {
    return findFunction(this.#services.project(), pathOf(call))?.kind ?? null;
  }

  /** The context is null when the call was refused. */
  async run(
    call: FunctionCall,
    kind: FunctionKind,
    invoke: (accessor: EngineAccessor, path: FunctionPath, args: Value) => Promise<Value>,
    extra: Pick<CallSpec, "reads" | "pageEnds"> = {},
  ): Promise<{ outcome: FunctionOutcome; context: CallContext | null }> {
    const path = pathOf(call);
    const refusal = this.#refusal(call.identity, kind, path);
    if (refusal) {
      return { outcome: { success: false, errorMessage: refusal, logLines: [] }, context: null };
    }
    let args: Value;
    try {
      args = jsonToConvex(call.args);
    } catch (error) {
      const errorMessage = `Invalid arguments for ${path.udfPath}: ${error instanceof Error ? error.message : String(error)}`;
      return { outcome: { success: false, errorMessage, logLines: [] }, context: null };
    }
    const caller = callerOf(call.identity);
    const { context, result } = await this.#services.calls.call(
      { kind, path, caller, ...extra },
      (accessor) => invoke(accessor, path, args),
    );
    return { outcome: this.#outcome(context, result), context };
  }

  #refusal(identity: Identity, kind: FunctionKind, path: FunctionPath): string | null {
    const isAdmin = identity?.kind === "admin";
    const found = findFunction(this.#services.project(), path);
    if (!isAdmin && (!found?.isPublic || path.componentPath !== "")) {
      return `${REFUSED} '${path.udfPath}'. Check its name, and that it is not an internal function.`;
    }
    if (!found) {
      return `Could not find function for '${path.udfPath}'. Check its name.`;
    }
    if (found.kind !== kind) {
      return `Trying to execute ${path.udfPath} as a ${kind}, but it is defined as a ${found.kind}.`;
    }
    return null;
  }

  #outcome(context: CallContext, result: CallResult<Value>): FunctionOutcome {
    const { logLines } = context;
    if (result.ok) {
      return { success: true, value: convexToJson(result.value ?? null), logLines };
    }
    const error = describeError(result.thrown, this.#services.projectDir);
    this.#services.onLog({ level: "ERROR", path: context.path, text: error.errorMessage });
    return { success: false, ...error, logLines };
  }
}

function callerOf(identity: Identity): Caller {
  if (identity?.kind === "user") {
    return { ...NOBODY, identity: identity.attributes, token: identity.token ?? null };
  }
  return { ...NOBODY, identity: identity?.actingAs ?? null };
}
