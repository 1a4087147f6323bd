/** Wraps the engine's three system call functions with what it lacks or only pretends to do. */
import { convexToJson, getConvexSize, jsonToConvex } from "convex/values";
import { z } from "zod";
import { callStorage } from "./call-context.ts";
import type { ConvexGlobal, EngineInternals } from "./engine-types.ts";
import type { FileStorage } from "./file-storage.ts";
import type { JobScheduler } from "./job-scheduler.ts";
import { readsOfTable } from "./read-set.ts";

const getArgs = z.object({ id: z.string() });
const storageArgs = z.object({ storageId: z.string() });
const cancelArgs = z.object({ id: z.string() });
const scheduleArgs = z.object({
  name: z.string().optional(),
  reference: z.string().optional(),
  functionHandle: z.string().optional(),
  /** Seconds since the epoch. */
  ts: z.number(),
  args: z.json(),
});
const storeArgs = z.object({ blob: z.instanceof(Blob) });

const NESTED_CALLS = new Set([
  "1.0/runUdf",
  "1.0/actions/query",
  "1.0/actions/mutation",
  "1.0/actions/action",
]);

export interface SyscallServices {
  internals: EngineInternals;
  global: ConvexGlobal;
  files: FileStorage;
  jobs: JobScheduler;
}

export function wrapSyscalls({ internals, global, files, jobs }: SyscallServices): void {
  const { syscall, asyncSyscall, jsSyscall } = global;
  const component = () => internals.getCurrentComponentPath();
  const isInTransaction = () => internals.nestedTxStorage.getStore() !== undefined;
  const database = () => {
    const info = global.components[component()];
    if (!info) {
      throw new Error(`There is no component ${component()}.`);
    }
    return info.db;
  };
  const recordRead = (id: string) => {
    const reads = callStorage.getStore()?.reads;
    const table = internals.tableNameFromId(id);
    if (reads && table !== null) {
      readsOfTable(reads, component(), table).ids.add(id);
    }
  };
  /** In the caller's transaction, or in one of its own when an action calls. */
  const transact = async (work: () => void) => {
    if (isInTransaction()) {
      work();
      return;
    }
    await internals.withAuth().runInComponent(component(), async () => {
      work();
      return null;
    });
  };

  const handlers: Record<string, (jsonArgs: string) => Promise<string>> = {
    "1.0/get": async (jsonArgs) => {
      recordRead(getArgs.parse(JSON.parse(jsonArgs)).id);
      return await asyncSyscall("1.0/get", jsonArgs);
    },
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
      const jobId = jobs.insert(database(), component(), path, values, ts * 1000);
      return JSON.stringify(jobId);
    },
    "1.0/cancel_job": async (jsonArgs) => {
      jobs.cancel(database(), cancelArgs.parse(JSON.parse(jsonArgs)).id);
      return "{}";
    },
    "1.0/storageGetUrl": async (jsonArgs) => {
      const { storageId } = storageArgs.parse(JSON.parse(jsonArgs));
      recordRead(storageId);
      return JSON.stringify(files.url(component(), storageId, isInTransaction()));
    },
    "1.0/storageGenerateUploadUrl": async () => JSON.stringify(files.uploadUrl(component())),
    "1.0/storageGetMetadata": async (jsonArgs) => {
      const { storageId } = storageArgs.parse(JSON.parse(jsonArgs));
      recordRead(storageId);
      const row = isInTransaction() ? database().get(undefined, storageId) : database()._documents[storageId];
      return JSON.stringify(
        row
          ? convexToJson({
              storageId,
              sha256: row.sha256 ?? "",
              size: row.size ?? 0,
              contentType: row.contentType ?? null,
            })
          : null,
      );
    },
    "1.0/storageDelete": async (jsonArgs) => {
      const { storageId } = storageArgs.parse(JSON.parse(jsonArgs));
      await transact(() => database().delete(undefined, storageId));
      return "{}";
    },
  };

  global.syscall = (op, jsonArgs) => syscall(op, jsonArgs);
  global.asyncSyscall = async (op, jsonArgs) => {
    const context = callStorage.getStore();
    if (context && NESTED_CALLS.has(op)) {
      context.functionCalls += 1;
    }
    return await (handlers[op]?.(jsonArgs) ?? asyncSyscall(op, jsonArgs));
  };
  global.jsSyscall = async (op, args) => {
    if (op === "storage/storeBlob") {
      return await files.store(
        isInTransaction() ? null : internals.withAuth(),
        component(),
        storeArgs.parse(args).blob,
      );
    }
    if (op === "storage/getBlob") {
      const { storageId } = storageArgs.parse(args);
      return isInTransaction()
        ? await jsSyscall(op, args)
        : database()._documents[storageId]
          ? (database()._storage[storageId] ?? null)
          : null;
    }
    return await jsSyscall(op, args);
  };
}
