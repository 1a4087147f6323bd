import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CsvColumn, csvCell, csvHeader, csvLine, csvLines, toJsonLines } from "./csv";

/** A plain RFC 4180 reader of one file. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)) {
    const [, cell = "", end] = match;
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe("csvCell", () => {
  it.each([
    ["plain", "plain"],
    ["Seán O'Brien", "Seán O'Brien"],
    ["a,b", '"a,b"'],
    ['say "go"', '"say ""go"""'],
    ["two\nlines", '"two\nlines"'],
    ["=SUM(A1)", `"'=SUM(A1)"`],
    ["+353861234567", `"'+353861234567"`],
    ["-1+cmd|' /C calc'!A0", `"'-1+cmd|' /C calc'!A0"`],
    ["@SUM(1)", `"'@SUM(1)"`],
    ["\t=1", `"'\t=1"`],
    ["\r=1", `"'\r=1"`],
    ["  =1", `"'  =1"`],
    ["＝1", `"'＝1"`],
    [-12.5, "-12.5"],
    [0, "0"],
    [true, "true"],
    [null, ""],
    [undefined, ""],
  ])("%j is %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.string({ unit: fc.constantFrom("=", "'", '"', " ", "\t", "\r", "\n", ",", "a") }),
  );

  it("brings every text back, and none of them as a formula", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 5 }), (values) => {
        const [cells] = parse(csvLine(values));
        expect(cells).toHaveLength(values.length);
        cells?.forEach((cell, index) => {
          expect([values[index], `'${values[index]}`]).toContain(cell);
          expect(cell).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/);
        });
      }),
    );
  });
});

describe("files", () => {
  interface Row {
    id: string;
    ms?: number;
  }
  const columns: readonly CsvColumn<Row>[] = [
    { header: "id", value: (row) => row.id },
    { header: "duration (ms)", value: (row) => row.ms },
  ];
  const rows: readonly Row[] = [{ id: "a", ms: 5 }, { id: "b" }];

  it("have a header, a line per row and a mark by which Excel knows the encoding", () => {
    expect(csvHeader(columns) + csvLines(columns, rows)).toBe("\uFEFFid,duration (ms)\r\na,5\r\nb,\r\n");
    expect(csvLines(columns, [])).toBe("");
  });

  it("are also JSON lines", () => {
    expect(toJsonLines(columns, rows)).toBe(
      '{"id":"a","duration (ms)":5}\n{"id":"b","duration (ms)":null}\n',
    );
  });
});
