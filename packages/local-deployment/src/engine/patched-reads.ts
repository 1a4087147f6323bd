/** The methods with which the engine's database reads, replaced: see `engine-patches.ts` for what changes. */
import { getDocumentSize, jsonToConvex, type Value } from "convex/values";
import { callStorage } from "./call-context.ts";
import type {
  EngineDatabase,
  EngineDocument,
  EngineInternals,
  Page,
  ResolvedSource,
  SerializedQuery,
} from "./engine-types.ts";
import { compareToKey, type RangeRead, readsOfTable, sortKey } from "./read-set.ts";
import { firstWhere, sortedIndex } from "./sorted-index.ts";
import { committedDocuments, idsOfTable, pendingWrites } from "./table-documents.ts";

interface OpenQuery {
  docs: EngineDocument[];
  position: number;
  /** How many the query may still return. */
  remaining: number;
  accepts: (doc: EngineDocument) => boolean;
  read: RangeRead | null;
}

export function patchReads(internals: EngineInternals): void {
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

export function patchPages(internals: EngineInternals): void {
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
      return afterCursor(internals, resolved, request.cursor);
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

/** Leaves out what comes before the page: the engine would compare each of these documents with the cursor. */
function afterCursor(
  internals: EngineInternals,
  resolved: ResolvedSource,
  cursor: string | null,
): ResolvedSource {
  const { sortedDocs, fieldPathsToSortBy: fields, order } = resolved;
  // Results of a search are in no order of their fields.
  if (!cursor || cursor === END_CURSOR || fields.length === 0) {
    return resolved;
  }
  const position = { sortFields: fields.includes("_id") ? fields : [...fields, "_id"], order };
  const key = decodeCursor(cursor);
  const start = firstWhere(sortedDocs, (doc) => compareToKey(internals, doc, key, position) > 0);
  return { ...resolved, sortedDocs: sortedDocs.slice(start) };
}

function narrowToPage(read: RangeRead | null, cursor: string | null, continueCursor: string): void {
  if (!read) {
    return;
  }
  read.from = cursor && cursor !== END_CURSOR ? decodeCursor(cursor) : null;
  read.until = continueCursor === END_CURSOR ? null : decodeCursor(continueCursor);
}
