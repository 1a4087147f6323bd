/**
 * What one run read, precise enough to tell whether a commit could change its answer: single documents, index ranges
 * with the part that was really consumed, or whole tables.
 */
import { compareValues, type Value } from "convex/values";
import type { DocumentWrite } from "./document-writes.ts";
import type { EngineDocument, EngineInternals, RangeExpression } from "./engine-types.ts";

type Key = readonly (Value | undefined)[];

/** A range of an index in reading order; the part that was consumed is after `from` and not after `until`. */
export interface RangeRead {
  range: readonly RangeExpression[];
  sortFields: readonly string[];
  order: "asc" | "desc";
  /** Exclusive; `null` when reading began at the start of the range. */
  from: Key | null;
  /** Inclusive; `null` when the range was read to its end. */
  until: Key | null;
}

export interface TableReads {
  all: boolean;
  ids: Set<string>;
  ranges: RangeRead[];
}

/** Keyed by component and table. */
export type Reads = Map<string, TableReads>;

function tableKey(component: string, table: string): string {
  return `${component}:${table}`;
}

export function readsOfTable(reads: Reads, component: string, table: string): TableReads {
  const key = tableKey(component, table);
  let entry = reads.get(key);
  if (!entry) {
    entry = { all: false, ids: new Set(), ranges: [] };
    reads.set(key, entry);
  }
  return entry;
}

export function sortKey(internals: EngineInternals, doc: EngineDocument, fields: readonly string[]): Key {
  return fields.map((field) => internals.evaluateFieldPath(field, doc));
}

/** Negative when the document comes before the key in the order of reading. */
export function compareToKey(
  internals: EngineInternals,
  doc: EngineDocument,
  key: Key,
  read: Pick<RangeRead, "sortFields" | "order">,
): number {
  for (const [index, field] of read.sortFields.entries()) {
    const difference = compareValues(internals.evaluateFieldPath(field, doc), key[index]);
    if (difference !== 0) {
      return read.order === "asc" ? difference : -difference;
    }
  }
  return 0;
}

function covers(internals: EngineInternals, read: RangeRead, doc: EngineDocument | null): boolean {
  return (
    doc !== null &&
    read.range.every((expression) => internals.evaluateRangeFilter(doc, expression)) &&
    (read.from === null || compareToKey(internals, doc, read.from, read) > 0) &&
    (read.until === null || compareToKey(internals, doc, read.until, read) <= 0)
  );
}

export function meets(internals: EngineInternals, reads: Reads, writes: readonly DocumentWrite[]): boolean {
  return writes.some((write) => {
    const table = reads.get(tableKey(write.component, write.table));
    if (!table) {
      return false;
    }
    return (
      table.all ||
      table.ids.has(write.id) ||
      table.ranges.some(
        (read) => covers(internals, read, write.before) || covers(internals, read, write.after),
      )
    );
  });
}
