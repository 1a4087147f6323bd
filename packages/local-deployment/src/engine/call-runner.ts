/** Runs one call after the other kind: each with its own log, reads, counters and caller. */
import { randomUUID } from "node:crypto";
import { httpActionGeneric, type UserIdentityAttributes } from "convex/server";
import type { Value } from "convex/values";
import {
  type CallContext,
  type CallKind,
  type CallReport,
  callStorage,
  emptyUsage,
  type LogLine,
} from "./call-context.ts";
import type { EngineAccessor, EngineInternals, FunctionPath, RequestMetadata } from "./engine-types.ts";
import { describeError } from "./errors.ts";

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

export type CallResult<T> = { ok: true; value: T } | { ok: false; thrown: unknown };

export interface CallHost {
  internals: EngineInternals;
  projectDir: string;
  onLog: (line: LogLine) => void;
  currentTs(): bigint;
  /** Runs in the engine's context and in no one's call or transaction. */
  enter<T>(work: () => T): T;
}

/** What an HTTP action is at run time; its public type hides this method. */
function invokable(action: unknown): { invokeHttpAction(request: Request): Promise<Response> } {
  return action as { invokeHttpAction(request: Request): Promise<Response> };
}

export class CallRunner {
  readonly #host: CallHost;
  readonly #listeners = new Set<(report: CallReport) => void>();
  readonly #inFlight = new Set<Promise<unknown>>();

  constructor(host: CallHost) {
    this.#host = host;
  }

  #newContext({ kind, path, reads, pageEnds }: CallSpec): CallContext {
    return {
      kind,
      path: path.udfPath,
      componentPath: path.componentPath,
      logLines: [],
      onLog: this.#host.onLog,
      reads: reads ?? null,
      pageEnds: { given: pageEnds ?? [], taken: [] },
      snapshotTs: this.#host.currentTs(),
      commitTs: null,
      functionCalls: 1,
      transactions: 0,
      usage: emptyUsage(),
      largestTransaction: emptyUsage(),
    };
  }

  /** Never rejects: what `work` throws is part of the result. */
  async call<T>(
    spec: CallSpec,
    work: (accessor: EngineAccessor) => Promise<T>,
  ): Promise<{ context: CallContext; result: CallResult<T> }> {
    const { internals } = this.#host;
    const { identity, token, ip, userAgent, scheduledFunctionId } = spec.caller;
    const context = this.#newContext(spec);
    const auth = new internals.AuthFake(identity, token);
    const metadata: RequestMetadata = {
      ip,
      userAgent,
      requestId: randomUUID(),
      scheduledFunctionId,
      authToken: token,
    };
    const startedAt = performance.now();
    const running = this.#host
      .enter(() =>
        callStorage.run(context, () =>
          internals.requestMetadataStorage.run(metadata, () =>
            internals.authStorage.run(auth, () => work(internals.withAuth(auth))),
          ),
        ),
      )
      .then(
        (value) => ({ ok: true, value }) as const,
        (thrown: unknown) => ({ ok: false, thrown }) as const,
      );
    this.#inFlight.add(running);
    const result = await running;
    this.#inFlight.delete(running);
    this.#report(context, result.ok, performance.now() - startedAt);
    return { context, result };
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
      const { errorMessage } = describeError(result.thrown, this.#host.projectDir);
      this.#host.onLog({ level: "ERROR", path: path.udfPath, text: errorMessage });
      throw result.thrown;
    }
  }

  /** Inside a call: hands a request to one HTTP action, with the context that production gives it. */
  async invokeHttpAction(accessor: EngineAccessor, action: unknown, request: Request): Promise<Response> {
    const { internals } = this.#host;
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

  onCall(listener: (report: CallReport) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #report(context: CallContext, success: boolean, durationMs: number): void {
    const { kind, path, componentPath, functionCalls, transactions, usage, largestTransaction } = context;
    for (const listener of this.#listeners) {
      listener({
        kind,
        path,
        componentPath,
        success,
        durationMs,
        functionCalls,
        transactions,
        usage,
        largestTransaction,
      });
    }
  }

  /** Resolves when no call runs. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#inFlight);
  }
}
