/** Rows as CSV (RFC 4180) and as JSON lines, for downloads. */

export type CsvValue = string | number | boolean | null | undefined;

export interface CsvColumn<Row> {
  header: string;
  value: (row: Row) => CsvValue;
}

/**
 * One cell. Text that a spreadsheet would take for a formula (it begins with = + - @, a tab or a line break) gets a
 * leading apostrophe: what a coach dictated must not run on the computer of whoever opens the file. Numbers stay
 * numbers, also negative ones.
 */
export function csvCell(value: CsvValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  // The full-width forms are read as the plain ones by some spreadsheets.
  const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value);
  const text = formula ? `'${value}` : value;
  return /[",;\r\n\t]|^\s|\s$/.test(text) || formula ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvCell).join(",")}\r\n`;

/** Header line; begins with a byte order mark, without which Excel misreads "Seán". */
export const csvHeader = <Row>(columns: readonly CsvColumn<Row>[]): string =>
  `\uFEFF${csvLine(columns.map((column) => column.header))}`;

/** Lines without header, so that pages of a long export can follow one another. */
export const csvLines = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  rows.map((row) => csvLine(columns.map((column) => column.value(row)))).join("");

/** One JSON object per line, under the same headers; what is absent is null. */
export const toJsonLines = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string =>
  rows
    .map((row) => Object.fromEntries(columns.map(({ header, value }) => [header, value(row) ?? null])))
    .map((object) => `${JSON.stringify(object)}\n`)
    .join("");
