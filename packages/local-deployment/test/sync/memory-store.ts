/** A table of items with a sorted index on key and value, and a record of what each transaction read and wrote. */
import { ConvexError } from "convex/values";
import type { Row } from "./functions.ts";

/** An index range: one key, from and to a position in it. */
export interface Range {
  key: string;
  after: Position | null;
  upTo: Position | null;
}
export type Position = readonly [value: number, id: string];
export interface Write {
  before: Row | null;
  after: Row | null;
}

export function compare(one: Position, other: Position): number {
  return one[0] - other[0] || (one[1] < other[1] ? -1 : one[1] > other[1] ? 1 : 0);
}

export function contains(range: Range, row: Row): boolean {
  const position: Position = [row.value, row.id];
  return (
    row.key === range.key &&
    (range.after === null || compare(position, range.after) > 0) &&
    (range.upTo === null || compare(position, range.upTo) <= 0)
  );
}

export class Store {
  private rows = new Map<string, Row>();
  private nextId = 1;

  begin(): Transaction {
    return new Transaction(new Map(this.rows), () => `item${String(this.nextId++).padStart(8, "0")}`);
  }

  commit(transaction: Transaction): void {
    this.rows = transaction.rows;
  }
}

export class Transaction {
  readonly reads: Range[] = [];
  readonly writes: Write[] = [];

  constructor(
    readonly rows: Map<string, Row>,
    private readonly newId: () => string,
  ) {}

  /** Rows of the range in the order of the index; no more than `limit`. */
  read(range: Range, limit = Number.POSITIVE_INFINITY): Row[] {
    const sorted = [...this.rows.values()]
      .filter((row) => contains(range, row))
      .sort((a, b) => compare([a.value, a.id], [b.value, b.id]));
    const rows = sorted.slice(0, limit);
    const last = rows.at(-1);
    // A full page reads no further than its last row.
    const upTo: Position | null =
      last !== undefined && sorted.length > limit ? [last.value, last.id] : range.upTo;
    this.reads.push({ ...range, upTo });
    return rows;
  }

  all(key: string): Row[] {
    return this.read({ key, after: null, upTo: null });
  }

  first(key: string): Row | null {
    return this.read({ key, after: null, upTo: null }, 1)[0] ?? null;
  }

  insert(key: string, value: number): string {
    const row = { id: this.newId(), key, value };
    this.rows.set(row.id, row);
    this.writes.push({ before: null, after: row });
    return row.id;
  }

  setValue(row: Row, value: number): void {
    const after = { ...row, value };
    this.rows.set(row.id, after);
    this.writes.push({ before: row, after });
  }

  delete(row: Row): void {
    this.rows.delete(row.id);
    this.writes.push({ before: row, after: null });
  }

  firstOrThrow(key: string): Row {
    const row = this.first(key);
    if (row === null) throw new ConvexError({ code: "NOT_FOUND", key });
    return row;
  }
}
