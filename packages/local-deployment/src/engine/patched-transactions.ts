/** Beginning, commit and rollback of the engine's transactions, made known to the host of the engine. */
import type { DocumentWrite } from "./document-writes.ts";
import type { ConvexGlobal, EngineInternals, TransactionMetrics } from "./engine-types.ts";
import { type DocumentChange, updateSortedIndexes } from "./sorted-index.ts";
import { idsOfTable } from "./table-documents.ts";

/** What the host of an engine is told about its transactions. */
export interface TransactionListener {
  /** A top-level transaction holds the lock from now on. */
  began(snapshotTs: bigint): void;
  committed(ts: bigint, writes: DocumentWrite[], metrics: TransactionMetrics | null): void;
  rolledBack(metrics: TransactionMetrics | null): void;
}

const listeners = new WeakMap<ConvexGlobal, TransactionListener>();

export function listenToTransactions(global: ConvexGlobal, listener: TransactionListener): void {
  listeners.set(global, listener);
}

export function patchTransactions(internals: EngineInternals): void {
  const manager = internals.TransactionManager.prototype;
  const { begin, commit, rollback } = manager;

  manager.isInTransaction = () => internals.nestedTxStorage.getStore() !== undefined;

  manager.begin = async function (isNested, limits) {
    await begin.call(this, isNested, limits);
    if (!isNested) {
      listeners.get(internals.getConvexGlobal())?.began(this._lastCommitTs);
    }
  };

  manager.commit = function (isNested) {
    if (isNested) {
      return commit.call(this, true);
    }
    const global = internals.getConvexGlobal();
    const metrics = this.getMetricsTracker()?.getTransactionMetrics() ?? null;
    const before = Object.values(global.components).flatMap(({ db }) =>
      Object.keys(db._writes[0] ?? {}).map((id) => ({ db, id, before: db._documents[id] ?? null })),
    );
    const ts = commit.call(this, false) ?? this._lastCommitTs;
    const writes: DocumentWrite[] = [];
    const changes: DocumentChange[] = [];
    for (const { db, id, before: old } of before) {
      const table = internals.tableNameFromId(id);
      if (table === null) {
        continue;
      }
      const after = db._documents[id] ?? null;
      const ids = idsOfTable(db, table);
      if (after) {
        ids.add(id);
      } else {
        ids.delete(id);
      }
      if (old !== null || after !== null) {
        changes.push({ db, table, before: old, after });
        writes.push({ component: db.componentPath, table, id, before: old, after });
      }
    }
    updateSortedIndexes(changes);
    finish(global);
    listeners.get(global)?.committed(ts, writes, metrics);
    return ts;
  };

  manager.rollback = function (isNested) {
    const global = internals.getConvexGlobal();
    const metrics = isNested ? null : (this.getMetricsTracker()?.getTransactionMetrics() ?? null);
    rollback.call(this, isNested);
    if (!isNested) {
      finish(global);
      listeners.get(global)?.rolledBack(metrics);
    }
  };
}

/** Transactions are serial, so at the end of one no query is open. */
function finish(global: ConvexGlobal): void {
  for (const { db } of Object.values(global.components)) {
    db._queryResults = {};
  }
}
