/** The documents of one table, which the engine keeps in one map with those of all others. */
import type { EngineDatabase, EngineDocument, EngineInternals } from "./engine-types.ts";

/** Committed ids of each table, kept beside the engine's single map of documents. */
const tableIds = new WeakMap<EngineDatabase, Map<string, Set<string>>>();

export function idsOfTable(db: EngineDatabase, table: string): Set<string> {
  let tables = tableIds.get(db);
  if (!tables) {
    tables = new Map();
    tableIds.set(db, tables);
  }
  let ids = tables.get(table);
  if (!ids) {
    ids = new Set();
    tables.set(table, ids);
  }
  return ids;
}

/** What the open transaction wrote to the table, inner levels over outer ones; null for what it deleted. */
export function pendingWrites(
  internals: EngineInternals,
  db: EngineDatabase,
  table: string,
): Map<string, EngineDocument | null> {
  const pending = new Map<string, EngineDocument | null>();
  for (const level of db._writes) {
    for (const [id, doc] of Object.entries(level)) {
      if (internals.tableNameFromId(id) === table) {
        pending.set(id, doc);
      }
    }
  }
  return pending;
}

export function* committedDocuments(db: EngineDatabase, table: string): Generator<EngineDocument> {
  for (const id of idsOfTable(db, table)) {
    const doc = db._documents[id];
    if (doc) {
      yield doc;
    }
  }
}
