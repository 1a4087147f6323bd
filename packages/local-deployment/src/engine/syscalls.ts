/** Wraps the engine's three system call functions with what it lacks or only pretends to do. */
import { getConvexSize, jsonToConvex } from "convex/values";
import { z } from "zod";
import { callStorage } from "./call-context.ts";
import type { ConvexGlobal, EngineInternals } from "./engine-types.ts";
import type { FileStorage } from "./file-storage.ts";
import type { JobScheduler } from "./job-scheduler.ts";
import { readsOfTable } from "./read-set.ts";
import { storageSyscalls } from "./storage-syscalls.ts";
import type { AsyncSyscall, SyscallScope } from "./syscall-scope.ts";

const idArgs = z.object({ id: z.string() });
const scheduleArgs = z.object({
  name: z.string().optional(),
  reference: z.string().optional(),
  functionHandle: z.string().optional(),
  /** Seconds since the epoch. */
  ts: z.number(),
  args: z.json(),
});

export interface SyscallServices {
  internals: EngineInternals;
  global: ConvexGlobal;
  files: FileStorage;
  jobs: JobScheduler;
  /** As production does, refuse documents that are too large. */
  enforceLimits: boolean;
}

const NESTED_CALLS = new Set([
  "1.0/runUdf",
  "1.0/actions/query",
  "1.0/actions/mutation",
  "1.0/actions/action",
]);
const DOCUMENT_WRITES = new Set(["1.0/insert", "1.0/replace", "1.0/shallowMerge"]);
/** https://docs.convex.dev/production/state/limits */
const MAX_DOCUMENT_BYTES = 1 << 20;

function scopeOf({ internals, global }: SyscallServices): SyscallScope {
  const component = () => internals.getCurrentComponentPath();
  const isInTransaction = () => internals.nestedTxStorage.getStore() !== undefined;
  return {
    internals,
    global,
    component,
    isInTransaction,
    database() {
      const info = global.components[component()];
      if (!info) {
        throw new Error(`There is no component ${component()}.`);
      }
      return info.db;
    },
    recordRead(id) {
      const reads = callStorage.getStore()?.reads;
      const table = internals.tableNameFromId(id);
      if (reads && table !== null) {
        readsOfTable(reads, component(), table).ids.add(id);
      }
    },
    async transact(work) {
      if (isInTransaction()) {
        work();
        return;
      }
      await internals.withAuth().runInComponent(component(), async () => {
        work();
        return null;
      });
    },
  };
}

function schedulerSyscalls(scope: SyscallScope, jobs: JobScheduler): Record<string, AsyncSyscall> {
  const { internals, global } = scope;
  return {
    // From an action, the engine wraps both of these in a transaction.
    "1.0/schedule": async (jsonArgs) => {
      const { ts, args, ...address } = scheduleArgs.parse(JSON.parse(jsonArgs));
      const path = internals.getFunctionPathFromAddress(address);
      const values = jsonToConvex(args);
      if (internals.hasPendingValues(values)) {
        throw new Error(
          `A scheduled function cannot take an unresolved placeholder value (${path.udfPath}).`,
        );
      }
      global.transactionManager.getMetricsTracker()?.trackScheduledFunction(getConvexSize(values));
      return JSON.stringify(jobs.insert(scope.database(), scope.component(), path, values, ts * 1000));
    },
    "1.0/cancel_job": async (jsonArgs) => {
      jobs.cancel(scope.database(), idArgs.parse(JSON.parse(jsonArgs)).id);
      return "{}";
    },
  };
}

export function wrapSyscalls(services: SyscallServices): void {
  const { global, files, jobs, enforceLimits } = services;
  const { asyncSyscall, jsSyscall } = global;
  const scope = scopeOf(services);
  const storage = storageSyscalls(scope, files);
  const handlers: Record<string, AsyncSyscall> = {
    ...schedulerSyscalls(scope, jobs),
    ...storage.async,
    "1.0/get": async (jsonArgs) => {
      scope.recordRead(idArgs.parse(JSON.parse(jsonArgs)).id);
      return await asyncSyscall("1.0/get", jsonArgs);
    },
  };
  const bytesWritten = () =>
    global.transactionManager.getMetricsTracker()?.getTransactionMetrics().bytesWritten.used ?? 0;
  const writeDocument = async (op: string, jsonArgs: string) => {
    const before = bytesWritten();
    const result = await asyncSyscall(op, jsonArgs);
    const size = bytesWritten() - before;
    if (size > MAX_DOCUMENT_BYTES) {
      throw new Error(`Document is too large (${size} bytes); the limit is ${MAX_DOCUMENT_BYTES} bytes.`);
    }
    return result;
  };

  global.asyncSyscall = async (op, jsonArgs) => {
    const context = callStorage.getStore();
    if (context && NESTED_CALLS.has(op)) {
      context.functionCalls += 1;
    }
    if (enforceLimits && DOCUMENT_WRITES.has(op)) {
      return await writeDocument(op, jsonArgs);
    }
    return await (handlers[op]?.(jsonArgs) ?? asyncSyscall(op, jsonArgs));
  };
  global.jsSyscall = async (op, args) => await (storage.js[op]?.(args) ?? jsSyscall(op, args));
}
