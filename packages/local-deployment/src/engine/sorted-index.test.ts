import { compareValues } from "convex/values";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EngineDocument, RangeExpression } from "./engine-types.ts";
import { SortedIndex } from "./sorted-index.ts";

const FIELDS = ["a", "b", "_creationTime", "_id"];

/** As the engine evaluates: a missing field is below everything else. */
const internals = {
  evaluateFieldPath: (field: string, doc: EngineDocument) => doc[field],
  evaluateRangeFilter(doc: EngineDocument, { type, fieldPath, value }: RangeExpression): boolean {
    const difference = compareValues(doc[fieldPath], value);
    switch (type) {
      case "Eq":
        return difference === 0;
      case "Gt":
        return difference > 0;
      case "Gte":
        return difference >= 0;
      case "Lt":
        return difference < 0;
      case "Lte":
        return difference <= 0;
    }
  },
};

const field = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constantFrom("x", "y", null, true));
const document = fc.record({ id: fc.nat(15), a: field, b: field, missing: fc.boolean() }).map(
  ({ id, a, b, missing }): EngineDocument => ({
    _id: `id${id}`,
    _creationTime: id % 3,
    a,
    ...(missing ? {} : { b }),
  }),
);

const bound = (fieldPath: string) =>
  fc.tuple(
    fc.option(
      fc.record({ type: fc.constantFrom("Gt", "Gte"), fieldPath: fc.constant(fieldPath), value: field }),
      {
        nil: null,
      },
    ),
    fc.option(
      fc.record({ type: fc.constantFrom("Lt", "Lte"), fieldPath: fc.constant(fieldPath), value: field }),
      {
        nil: null,
      },
    ),
  );
const equal = (fieldPath: string) =>
  fc.record({ type: fc.constant("Eq"), fieldPath: fc.constant(fieldPath), value: field });
const range = fc
  .oneof(
    bound("a"),
    fc.tuple(equal("a"), bound("b")).map(([first, bounds]) => [first, ...bounds]),
    fc.tuple(equal("a"), equal("b")),
  )
  .map((expressions): RangeExpression[] => expressions.flatMap((expression) => expression ?? []));

/** What the engine does: look at every document, and sort. */
function scan(docs: Iterable<EngineDocument>, expressions: RangeExpression[]): EngineDocument[] {
  return [...docs]
    .filter((doc) => expressions.every((expression) => internals.evaluateRangeFilter(doc, expression)))
    .sort((one, other) => {
      for (const name of FIELDS) {
        const difference = compareValues(one[name], other[name]);
        if (difference !== 0) return difference;
      }
      return 0;
    });
}

describe("SortedIndex", () => {
  it("finds what a scan finds, in the same order, whatever was committed and is pending", () => {
    const change = fc.record({ doc: document, remove: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(document),
        fc.array(change),
        fc.array(change, { maxLength: 5 }),
        range,
        (first, commits, writes, expressions) => {
          const stored = new Map(first.map((doc) => [doc._id, doc]));
          const index = new SortedIndex(internals, FIELDS, stored.values());
          for (const { doc, remove } of commits) {
            index.replace(stored.get(doc._id) ?? null, remove ? null : doc);
            if (remove) stored.delete(doc._id);
            else stored.set(doc._id, doc);
          }
          expect(index.range(expressions, new Map())).toEqual(scan(stored.values(), expressions));

          const pending = new Map(writes.map(({ doc, remove }) => [doc._id, remove ? null : doc]));
          const visible = new Map<string, EngineDocument | null>([...stored, ...pending]);
          const docs = [...visible.values()].filter((doc) => doc !== null);
          expect(index.range(expressions, pending)).toEqual(scan(docs, expressions));
        },
      ),
      { numRuns: 500 },
    );
  });
});
