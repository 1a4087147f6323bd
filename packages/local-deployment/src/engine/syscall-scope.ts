import type { ConvexGlobal, EngineDatabase, EngineInternals } from "./engine-types.ts";

export type AsyncSyscall = (jsonArgs: string) => Promise<string>;

/** What a system call is made in: the calling function's component and transaction. */
export interface SyscallScope {
  internals: EngineInternals;
  global: ConvexGlobal;
  component(): string;
  database(): EngineDatabase;
  isInTransaction(): boolean;
  /** A single document becomes part of what the running query has read. */
  recordRead(id: string): void;
  /** In the caller's transaction, or in one of its own when an action calls. */
  transact(work: () => void): Promise<void>;
}
