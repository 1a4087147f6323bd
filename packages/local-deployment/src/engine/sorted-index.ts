/**
 * The committed documents of a table in the order of one index. The engine finds a range by looking at every document
 * of the table and sorting what it found; this keeps the sorted list between queries, so that a range is two binary
 * searches. What is in a range and what is before what is still decided by the engine's own comparisons.
 */
import { compareValues } from "convex/values";
import type { EngineDatabase, EngineDocument, EngineInternals, RangeExpression } from "./engine-types.ts";
import type { sortKey } from "./read-set.ts";

type Key = ReturnType<typeof sortKey>;
type Comparisons = Pick<EngineInternals, "evaluateFieldPath" | "evaluateRangeFilter">;

interface Entry {
  key: Key;
  doc: EngineDocument;
}

function compareKeys(one: Key, other: Key): number {
  for (const [index, value] of one.entries()) {
    const difference = compareValues(value, other[index]);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

/** Position of the first element that fulfils a condition which all elements after it fulfil too. */
export function firstWhere<T>(sorted: readonly T[], condition: (element: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const element = sorted[middle];
    if (element !== undefined && condition(element)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

export class SortedIndex {
  readonly #internals: Comparisons;
  readonly #fields: readonly string[];
  #entries: Entry[];

  /** @param fields sorted by, the last one `_id`: no two documents compare equal. */
  constructor(internals: Comparisons, fields: readonly string[], docs: Iterable<EngineDocument>) {
    this.#internals = internals;
    this.#fields = fields;
    this.#entries = Array.from(docs, (doc) => this.#entry(doc)).sort((a, b) => compareKeys(a.key, b.key));
  }

  /** @param before the document as it was committed before, null for a new one. @param after null when deleted. */
  replace(before: EngineDocument | null, after: EngineDocument | null): void {
    if (before) {
      const { key } = this.#entry(before);
      const at = firstWhere(this.#entries, (entry) => compareKeys(entry.key, key) >= 0);
      if (this.#entries[at]?.doc._id === before._id) {
        this.#entries.splice(at, 1);
      }
    }
    if (after) {
      const entry = this.#entry(after);
      this.#entries.splice(
        firstWhere(this.#entries, (other) => compareKeys(other.key, entry.key) >= 0),
        0,
        entry,
      );
    }
  }

  /**
   * The documents of a range, ascending.
   *
   * @param pending written by the open transaction, by id, and null when deleted by it: they hide what is committed
   */
  range(
    range: readonly RangeExpression[],
    pending: ReadonlyMap<string, EngineDocument | null>,
  ): EngineDocument[] {
    const from = firstWhere(this.#entries, ({ doc }) => !this.#isBefore(doc, range));
    const to = firstWhere(this.#entries, ({ doc }) => this.#isAfter(doc, range));
    const committed = this.#entries.slice(from, to);
    if (pending.size === 0) {
      return committed.map(({ doc }) => doc);
    }
    const own = [...pending.values()].filter(
      (doc): doc is EngineDocument =>
        doc !== null && range.every((expression) => this.#internals.evaluateRangeFilter(doc, expression)),
    );
    return committed
      .filter(({ doc }) => !pending.has(doc._id))
      .concat(own.map((doc) => this.#entry(doc)))
      .sort((a, b) => compareKeys(a.key, b.key))
      .map(({ doc }) => doc);
  }

  #entry(doc: EngineDocument): Entry {
    return { key: this.#fields.map((field) => this.#internals.evaluateFieldPath(field, doc)), doc };
  }

  /** A range is equalities on the first fields and then bounds of one field, as the engine has checked. */
  #isBefore(doc: EngineDocument, range: readonly RangeExpression[]): boolean {
    for (const expression of range) {
      if (expression.type === "Lt" || expression.type === "Lte") {
        continue;
      }
      if (expression.type !== "Eq") {
        return !this.#internals.evaluateRangeFilter(doc, expression);
      }
      if (!this.#internals.evaluateRangeFilter(doc, expression)) {
        return !this.#internals.evaluateRangeFilter(doc, { ...expression, type: "Gt" });
      }
    }
    return false;
  }

  #isAfter(doc: EngineDocument, range: readonly RangeExpression[]): boolean {
    for (const expression of range) {
      if (expression.type === "Gt" || expression.type === "Gte") {
        continue;
      }
      if (expression.type !== "Eq") {
        return !this.#internals.evaluateRangeFilter(doc, expression);
      }
      if (!this.#internals.evaluateRangeFilter(doc, expression)) {
        return this.#internals.evaluateRangeFilter(doc, { ...expression, type: "Gt" });
      }
    }
    return false;
  }
}

/** The indexes that were asked for so far, by table and fields; made at their first use and kept up to date by commits. */
const indexesOf = new WeakMap<EngineDatabase, Map<string, Map<string, SortedIndex>>>();

/** @param documents the table's committed documents, for the first use */
export function sortedIndex(
  internals: Comparisons,
  db: EngineDatabase,
  table: string,
  fields: readonly string[],
  documents: () => Iterable<EngineDocument>,
): SortedIndex {
  let tables = indexesOf.get(db);
  if (!tables) {
    tables = new Map();
    indexesOf.set(db, tables);
  }
  let indexes = tables.get(table);
  if (!indexes) {
    indexes = new Map();
    tables.set(table, indexes);
  }
  const name = fields.join(" ");
  let index = indexes.get(name);
  if (!index) {
    index = new SortedIndex(internals, fields, documents());
    indexes.set(name, index);
  }
  return index;
}

export interface DocumentChange {
  db: EngineDatabase;
  table: string;
  before: EngineDocument | null;
  after: EngineDocument | null;
}

/** From here on it is cheaper to sort the table once more at the next query. */
const MANY_CHANGES = 1000;

/** To be called with all that a commit changed. */
export function updateSortedIndexes(changes: readonly DocumentChange[]): void {
  for (const { db, table, before, after } of changes) {
    if (changes.length >= MANY_CHANGES) {
      indexesOf.get(db)?.delete(table);
    }
    for (const index of indexesOf.get(db)?.get(table)?.values() ?? []) {
      index.replace(before, after);
    }
  }
}
