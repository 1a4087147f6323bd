/** What the command reads and writes. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LabelledNote, labelledNoteSchema } from "@voice-flow/domain/quality/labelled-note";
import { z } from "zod";
import { LABELLED_NOTES } from "../labels/notes";
import { type EvalResult, evalResultSchema } from "../run/result";
import { summarise } from "../score/summary";
import { type Thresholds, thresholdFileSchema } from "../score/thresholds";
import { type Options, UsageError } from "./options";

const packageFolder = fileURLToPath(new URL("../..", import.meta.url));
export const CACHE_FOLDER = join(packageFolder, ".cache");
const DEFAULT_OUT = join(packageFolder, "reports", "latest");

/** The notes that the options ask for. Throws UsageError for a file or an id that isn't there. */
export function chosenNotes(options: Options): readonly LabelledNote[] {
  const all = options.labels
    ? readJsonOrThrow(options.labels, z.array(labelledNoteSchema))
    : LABELLED_NOTES.filter((note) => note.part === "visible" || options.release);
  const { notes: ids, limit } = options;
  const unknown = ids?.filter((id) => !all.some((note) => note.id === id)) ?? [];
  if (unknown.length > 0)
    throw new UsageError(`There is no note ${unknown.join(", ")} in this part of the set.`);
  const chosen = ids ? all.filter((note) => ids.includes(note.id)) : all;
  return limit === undefined ? chosen : chosen.slice(0, limit);
}

export function chosenThresholds(name: string): Thresholds {
  const file = join(packageFolder, "thresholds.json");
  const found = readJsonOrThrow(file, thresholdFileSchema)[name];
  if (!found) throw new UsageError(`There are no thresholds "${name}" in ${file}.`);
  return found;
}

export const readResult = (file: string): EvalResult => readJsonOrThrow(file, evalResultSchema);

/** @returns the paths of what was written */
export function writeReports(folder = DEFAULT_OUT, result: EvalResult, markdown: string): string[] {
  mkdirSync(folder, { recursive: true });
  const runs = result.runs.map((run) => ({
    ...run,
    summary: summarise(run.notes.map(({ score }) => score)),
  }));
  const files = { "report.json": `${JSON.stringify({ ...result, runs }, null, 2)}\n`, "report.md": markdown };
  return Object.entries(files).map(([name, text]) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  });
}

function readJsonOrThrow<T>(file: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${file} can't be read.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError(`${file} isn't JSON.`);
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success)
    throw new UsageError(`${file} isn't what was expected.\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
