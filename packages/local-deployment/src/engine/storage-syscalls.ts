/** The system calls of file storage: the engine's give no content type, no working URL, and lose files under concurrency. */
import { convexToJson } from "convex/values";
import { z } from "zod";
import type { EngineDocument } from "./engine-types.ts";
import type { FileStorage } from "./file-storage.ts";
import type { AsyncSyscall, SyscallScope } from "./syscall-scope.ts";

const storageArgs = z.object({ storageId: z.string() });
const storeArgs = z.object({ blob: z.instanceof(Blob) });

type JsSyscall = (args: Record<string, unknown>) => Promise<unknown>;

export function storageSyscalls(
  scope: SyscallScope,
  files: FileStorage,
): { async: Record<string, AsyncSyscall>; js: Record<string, JsSyscall> } {
  /** An action sees what is committed; a transaction also what it wrote itself. */
  const rowOf = (storageId: string): EngineDocument | null => {
    const db = scope.database();
    return scope.isInTransaction() ? db.get(undefined, storageId) : (db._documents[storageId] ?? null);
  };
  const readRow = (jsonArgs: string) => {
    const { storageId } = storageArgs.parse(JSON.parse(jsonArgs));
    scope.recordRead(storageId);
    return { storageId, row: rowOf(storageId) };
  };
  return {
    async: {
      "1.0/storageGetUrl": async (jsonArgs) => {
        const { storageId, row } = readRow(jsonArgs);
        return JSON.stringify(row ? files.url(scope.component(), storageId) : null);
      },
      "1.0/storageGenerateUploadUrl": async () => JSON.stringify(files.uploadUrl(scope.component())),
      "1.0/storageGetMetadata": async (jsonArgs) => {
        const { storageId, row } = readRow(jsonArgs);
        const metadata = row && {
          storageId,
          sha256: row.sha256 ?? "",
          size: row.size ?? 0,
          contentType: row.contentType ?? null,
        };
        return JSON.stringify(convexToJson(metadata));
      },
      "1.0/storageDelete": async (jsonArgs) => {
        const { storageId } = storageArgs.parse(JSON.parse(jsonArgs));
        await scope.transact(() => scope.database().delete(undefined, storageId));
        return "{}";
      },
    },
    js: {
      "storage/storeBlob": async (args) => {
        const accessor = scope.isInTransaction() ? null : scope.internals.withAuth();
        return await files.store(accessor, scope.component(), storeArgs.parse(args).blob);
      },
      "storage/getBlob": async (args) => {
        const { storageId } = storageArgs.parse(args);
        return rowOf(storageId) ? (scope.database()._storage[storageId] ?? null) : null;
      },
    },
  };
}
