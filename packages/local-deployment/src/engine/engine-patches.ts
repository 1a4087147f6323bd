/**
 * Everything in which the `convex-test` engine is made to differ from its source. One transform appends an export of
 * its internals (checked by name, so that a new version of the engine fails at start and not in use); the rest replaces
 * methods at run time:
 *
 * - results of finished queries are freed, and read lazily, so that documents that a `.filter()` rejects are counted;
 * - a scan visits the documents of its table alone, and index ranges are taken from lists that are kept sorted;
 * - "in a transaction" means this call's own, not whichever one is open, so an action's file is never lost in another's;
 * - a page with a fixed end keeps that end although the document there is gone;
 * - commits are published with the documents before and after.
 */
import { getDocumentSize, jsonToConvex, type Value } from "convex/values";
import type { Plugin } from "vite";
import { callStorage } from "./call-context.ts";
import type { DocumentWrite } from "./document-writes.ts";
import type {
  ConvexGlobal,
  EngineDatabase,
  EngineDocument,
  EngineInternals,
  Page,
  ResolvedSource,
  SerializedQuery,
  TransactionMetrics,
} from "./engine-types.ts";
import { type RangeRead, readsOfTable, sortKey } from "./read-set.ts";
import { type DocumentChange, sortedIndex, updateSortedIndexes } from "./sorted-index.ts";

/** Names of module-level bindings that the engine's source must declare. */
const INTERNAL_NAMES = [
  "DatabaseFake",
  "TransactionManager",
  "AuthFake",
  "convexGlobalStorage",
  "nestedTxStorage",
  "authStorage",
  "executionContextStorage",
  "requestMetadataStorage",
  "getConvexGlobal",
  "getCurrentComponentPath",
  "getFunctionPathFromAddress",
  "withAuth",
  "runWithGlobalOverrides",
  "getHandler",
  "evaluateRangeFilter",
  "evaluateFieldPath",
  "hasPendingValues",
  "tableNameFromId",
] as const satisfies readonly (keyof EngineInternals)[];

const DATABASE_METHODS = [
  "startQuery",
  "queryNext",
  "paginate",
  "_iterateDocs",
  "_resolveQuerySource",
] as const;
const MANAGER_METHODS = ["begin", "commit", "rollback", "isInTransaction", "getMetricsTracker"] as const;

const ENGINE_FILE = /[\\/]convex-test[\\/]dist[\\/]index\.js$/;

export function exposeEngineInternals(): Plugin {
  return {
    name: "convex-engine-internals",
    transform(code, id) {
      if (!ENGINE_FILE.test(id.split("?")[0] ?? id)) {
        return null;
      }
      const missing = INTERNAL_NAMES.filter(
        (name) => !new RegExp(`^(?:async )?(?:class|function|const|let) ${name}\\b`, "m").test(code),
      );
      if (missing.length > 0) {
        throw new Error(
          `This version of convex-test has no ${missing.join(", ")}; engine-patches.ts must be adapted to it.`,
        );
      }
      return {
        code: `${code}\nexport const engineInternals = { ${INTERNAL_NAMES.join(", ")} };\n`,
        map: null,
      };
    },
  };
}

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

interface OpenQuery {
  docs: EngineDocument[];
  position: number;
  /** How many the query may still return. */
  remaining: number;
  accepts: (doc: EngineDocument) => boolean;
  read: RangeRead | null;
}

/** Committed ids of each table, kept beside the engine's single map of documents. */
const tableIds = new WeakMap<EngineDatabase, Map<string, Set<string>>>();

function idsOfTable(db: EngineDatabase, table: string): Set<string> {
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

const patched = new WeakSet<EngineInternals>();

/** Does nothing when these internals are patched already. */
export function patchEngine(internals: EngineInternals): void {
  if (patched.has(internals)) {
    return;
  }
  patched.add(internals);
  for (const name of DATABASE_METHODS) {
    assertMethod(internals.DatabaseFake.prototype, name);
  }
  for (const name of MANAGER_METHODS) {
    assertMethod(internals.TransactionManager.prototype, name);
  }
  patchReads(internals);
  patchPages(internals);
  patchTransactions(internals);
}

function assertMethod(prototype: object, name: string): void {
  if (typeof Reflect.get(prototype, name) !== "function") {
    throw new Error(
      `This version of convex-test has no method ${name}; engine-patches.ts must be adapted to it.`,
    );
  }
}

function patchReads(internals: EngineInternals): void {
  const database = internals.DatabaseFake.prototype;

  database._iterateDocs = function (table, visit) {
    const pending = pendingWrites(internals, this, table);
    for (const id of idsOfTable(this, table)) {
      const doc = pending.has(id) ? pending.get(id) : this._documents[id];
      pending.delete(id);
      if (doc) {
        visit(doc);
      }
    }
    for (const doc of pending.values()) {
      if (doc) {
        visit(doc);
      }
    }
  };

  const resolveSource = database._resolveQuerySource;
  database._resolveQuerySource = function (query) {
    const resolved = resolveSorted(internals, this, query, (source) => resolveSource.call(this, source));
    const tracker = internals.getConvexGlobal().transactionManager.getMetricsTracker();
    return {
      ...resolved,
      // The engine counts the documents it returns; production counts also those that it had to look at.
      filterFn: (doc) => {
        const accepted = resolved.filterFn(doc);
        if (!accepted) {
          tracker?.trackRead(getDocumentSize(doc));
        }
        return accepted;
      },
    };
  };

  database.startQuery = function (query) {
    const resolved = this._resolveQuerySource(query);
    const id = this._nextQueryId++;
    const open: OpenQuery = {
      docs: resolved.sortedDocs,
      position: 0,
      remaining: resolved.limit ?? Number.POSITIVE_INFINITY,
      accepts: resolved.filterFn,
      read: recordRange(this, query, resolved),
    };
    this._queryResults[id] = open;
    return id;
  };

  database.queryNext = function (queryId) {
    // Only startQuery above writes these entries.
    const open = this._queryResults[queryId] as OpenQuery | undefined;
    if (!open) {
      throw new Error("This query has ended.");
    }
    while (open.remaining > 0 && open.position < open.docs.length) {
      const doc = open.docs[open.position++];
      if (doc && open.accepts(doc)) {
        open.remaining -= 1;
        if (open.read) {
          open.read.until = sortKey(internals, doc, open.read.sortFields);
        }
        return { value: doc, done: false };
      }
    }
    if (open.read && open.remaining > 0) {
      open.read.until = null;
    }
    delete this._queryResults[queryId];
    return { value: null, done: true };
  };
}

/** What the open transaction wrote to the table, inner levels over outer ones; null for what it deleted. */
function pendingWrites(
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

function* committedDocuments(db: EngineDatabase, table: string): Generator<EngineDocument> {
  for (const id of idsOfTable(db, table)) {
    const doc = db._documents[id];
    if (doc) {
      yield doc;
    }
  }
}

/** As the engine resolves a source, but its documents come from the list that is kept sorted instead of a scan. */
function resolveSorted(
  internals: EngineInternals,
  db: EngineDatabase,
  query: SerializedQuery,
  resolve: (query: SerializedQuery) => ResolvedSource,
): ResolvedSource {
  const { source } = query;
  if (source.type === "Search") {
    return resolve(query);
  }
  let resolved: ResolvedSource;
  db._iterateDocs = () => {};
  try {
    resolved = resolve(query);
  } finally {
    Reflect.deleteProperty(db, "_iterateDocs");
  }
  const [table = ""] = source.type === "FullTableScan" ? [source.tableName] : source.indexName.split(".");
  const fields = resolved.fieldPathsToSortBy;
  const index = sortedIndex(internals, db, table, fields.includes("_id") ? fields : [...fields, "_id"], () =>
    committedDocuments(db, table),
  );
  const range = source.type === "IndexRange" ? source.range : [];
  const sortedDocs = index.range(range, pendingWrites(internals, db, table));
  return { ...resolved, sortedDocs: resolved.order === "desc" ? sortedDocs.reverse() : sortedDocs };
}

/** The range as read in full; whoever consumes it narrows it. Null when the run is not watched. */
function recordRange(db: EngineDatabase, query: SerializedQuery, resolved: ResolvedSource): RangeRead | null {
  const reads = callStorage.getStore()?.reads;
  if (!reads) {
    return null;
  }
  const { source } = query;
  const [table = ""] = source.type === "FullTableScan" ? [source.tableName] : source.indexName.split(".");
  const tableReads = readsOfTable(reads, db.componentPath, table);
  if (source.type === "Search") {
    tableReads.all = true;
    return null;
  }
  const fields = resolved.fieldPathsToSortBy;
  const read: RangeRead = {
    range: source.type === "IndexRange" ? source.range : [],
    sortFields: fields.includes("_id") ? fields : [...fields, "_id"],
    order: resolved.order,
    from: null,
    until: null,
  };
  tableReads.ranges.push(read);
  return read;
}

function decodeCursor(cursor: string): (Value | undefined)[] {
  // The engine's own format: a list with the JSON of each sort key, `null` for a missing field.
  const keys: (string | null)[] = JSON.parse(cursor);
  return keys.map((key) => (key === null ? undefined : jsonToConvex(JSON.parse(key))));
}

const END_CURSOR = "_end_cursor";

function patchPages(internals: EngineInternals): void {
  const database = internals.DatabaseFake.prototype;
  const { paginate, _resolveQuerySource: resolveSource } = database;

  database.paginate = function (request) {
    const pageEnds = callStorage.getStore()?.pageEnds;
    // A subscription that runs again keeps the ends of its pages, or they would gap and overlap.
    const endCursor = request.endCursor ?? pageEnds?.given[pageEnds.taken.length] ?? null;
    const seen: { read: RangeRead | null } = { read: null };
    this._resolveQuerySource = (query) => {
      const resolved = resolveSource.call(this, query);
      seen.read = recordRange(this, query, resolved);
      return resolved;
    };
    let result: Page;
    try {
      result = paginate.call(this, { ...request, endCursor });
    } finally {
      Reflect.deleteProperty(this, "_resolveQuerySource");
    }
    if (endCursor && endCursor !== END_CURSOR && result.pageStatus !== "SplitRequired") {
      result = { ...result, continueCursor: endCursor, isDone: false };
    }
    pageEnds?.taken.push(result.continueCursor);
    narrowToPage(seen.read, request.cursor, result.continueCursor);
    return result;
  };
}

function narrowToPage(read: RangeRead | null, cursor: string | null, continueCursor: string): void {
  if (!read) {
    return;
  }
  read.from = cursor && cursor !== END_CURSOR ? decodeCursor(cursor) : null;
  read.until = continueCursor === END_CURSOR ? null : decodeCursor(continueCursor);
}

function patchTransactions(internals: EngineInternals): void {
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
