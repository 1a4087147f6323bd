/** A run as a page that people read: figures first, then where they come from. */

import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { CLAIM_TOPIC_LABELS } from "@voice-flow/domain/labels/topics";
import { type LabelledNote, NOTE_TAGS, type NoteTag } from "@voice-flow/domain/quality/labelled-note";
import { CLAIM_TOPICS } from "@voice-flow/domain/vocabulary/notes";
import type { EvalResult, ModelRun } from "../run/result";
import { COMPARED, type Difference } from "../score/compare";
import { type Summary, summarise } from "../score/summary";
import { table } from "./table";

export interface ReportOptions {
  /** Leaves out what differs between two runs of the same answers: dates, latencies, addresses. */
  reproducible?: boolean;
  /** Faults listed per model. */
  maxFaults?: number;
  comparisons?: readonly { title: string; differences: readonly Difference[] }[];
  broken?: Readonly<Record<string, readonly string[]>>;
}

const TAG_LABELS = {
  namesake: "Namesakes",
  rival: "Another name nearby",
  correction: "Corrections",
  negation: "Negations",
  everyday_name: "Names that are words",
  mishearing: "Recognition errors",
  irish: "Irish words",
  reported_speech: "Reported speech",
  several_players: "Several players",
  rambling: "Three minutes and more",
  nothing_to_save: "Nothing to save",
} as const satisfies Record<NoteTag, string>;

export function markdownReport(
  result: EvalResult,
  notes: readonly LabelledNote[],
  options: ReportOptions = {},
): string {
  const { reproducible = false, comparisons = [], maxFaults = 40 } = options;
  const head = [
    `Prompt version ${result.promptVersion}, ${result.runs[0]?.notes.length ?? 0} notes (${result.parts.join(" and ")}).`,
    ...(reproducible ? [] : [`Ran ${new Date(result.ranAt).toISOString()} against ${result.address}.`]),
  ];
  return [
    "# Evaluation",
    head.join(" "),
    "## Figures",
    figures(result.runs, reproducible),
    verdicts(options.broken),
    ...comparisons.map(({ title, differences }) => `## ${title}\n\n${comparison(differences)}`),
    "## By topic",
    byTopic(result.runs),
    "## By kind of note",
    byTag(result.runs, notes),
    ...result.runs.map((run) => `## Faults of ${run.model}\n\n${faults(run, maxFaults)}`),
  ]
    .filter((section) => section !== "")
    .join("\n\n")
    .concat("\n");
}

export const percent = (share: number | null): string =>
  share === null ? "–" : `${(Math.round(share * 1000) / 10).toFixed(1)} %`;
const decimal = (value: number): string => value.toFixed(2);
const milliseconds = (value: number | null): string => (value === null ? "–" : `${Math.round(value)} ms`);

const summaryOf = (run: ModelRun): Summary => summarise(run.notes.map(({ score }) => score));

function figures(runs: readonly ModelRun[], reproducible: boolean): string {
  const rows: [string, (run: ModelRun, summary: Summary) => string][] = [
    ["Wrong child (must be 0)", (_, { wrongChild }) => String(wrongChild)],
    ["Missed injuries", (_, { missedInjuries }) => String(missedInjuries)],
    ["Precision", (_, { precision }) => percent(precision)],
    ["Recall", (_, { recall }) => percent(recall)],
    ["Invented claims per note", (_, { inventedPerNote }) => decimal(inventedPerNote)],
    ["… of these forbidden by the labels", (_, { forbidden }) => String(forbidden)],
    ["Repeated claims", (_, { repeated }) => String(repeated)],
    ["Quotes found in the note", (_, { quoteValidity }) => percent(quoteValidity)],
    ["Severity as expected", (_, { severityAgreement }) => percent(severityAgreement)],
    ["Questions per note", (_, { questionsPerNote }) => decimal(questionsPerNote)],
    ["Notes without an answer", ({ totals }) => String(totals.failed)],
    ["Tokens in, per note", ({ totals, notes }) => perNote(totals.inputTokens, notes.length)],
    ["Tokens out, per note", ({ totals, notes }) => perNote(totals.outputTokens, notes.length)],
    ["Cost of the whole set", ({ totals }) => cost(totals.costMicros)],
    ...(reproducible
      ? []
      : ([
          ["Latency, median", ({ totals }) => milliseconds(totals.latencyMs.p50)],
          ["Latency, 95th percentile", ({ totals }) => milliseconds(totals.latencyMs.p95)],
        ] satisfies [string, (run: ModelRun) => string][])),
  ];
  return table(
    ["", ...runs.map((run) => run.model)],
    rows.map(([label, value]) => [label, ...runs.map((run) => value(run, summaryOf(run)))]),
  );
}

const perNote = (tokens: number, count: number): string =>
  count === 0 ? "–" : String(Math.round(tokens / count));
const cost = (micros: number | null): string => (micros === null ? "unknown" : formatMicroDollars(micros));

function verdicts(broken: ReportOptions["broken"] = {}): string {
  const lines = Object.entries(broken).flatMap(([model, sentences]) =>
    sentences.length === 0
      ? [`- ${model}: every threshold kept.`]
      : sentences.map((sentence) => `- ${model}: ${sentence}`),
  );
  return lines.length === 0 ? "" : `## Thresholds\n\n${lines.join("\n")}`;
}

function comparison(differences: readonly Difference[]): string {
  const show = (figure: Difference["figure"], value: number | null): string =>
    value === null ? "–" : isShare(figure) ? percent(value) : decimal(value);
  return table(
    ["", "before", "after", "change (95 % interval)", ""],
    differences.map(({ figure, before, after, change, verdict }) => [
      COMPARED[figure].label,
      show(figure, before),
      show(figure, after),
      change
        ? `${show(figure, change.value)} (${show(figure, change.low)} to ${show(figure, change.high)})`
        : "–",
      verdict,
    ]),
  );
}

const isShare = (figure: Difference["figure"]): boolean =>
  figure === "precision" ||
  figure === "recall" ||
  figure === "quoteValidity" ||
  figure === "severityAgreement";

function byTopic(runs: readonly ModelRun[]): string {
  const summaries = runs.map(summaryOf);
  return table(
    ["topic", "expected", ...runs.flatMap(({ model }) => [`${model}: precision`, "recall"])],
    CLAIM_TOPICS.map((topic) => {
      const first = summaries[0]?.topics[topic];
      return [
        CLAIM_TOPIC_LABELS[topic],
        String((first?.matched ?? 0) + (first?.missed ?? 0)),
        ...summaries.flatMap(({ topics }) => [
          percent(topics[topic]?.precision ?? null),
          percent(topics[topic]?.recall ?? null),
        ]),
      ];
    }),
  );
}

function byTag(runs: readonly ModelRun[], notes: readonly LabelledNote[]): string {
  const tagsOf = new Map(notes.map((note) => [note.id, note.tags]));
  return table(
    ["kind", "notes", ...runs.flatMap(({ model }) => [`${model}: precision`, "recall", "wrong child"])],
    NOTE_TAGS.map((tag) => {
      const of = (run: ModelRun) =>
        summarise(
          run.notes.map(({ score }) => score).filter((score) => tagsOf.get(score.noteId)?.includes(tag)),
        );
      const summaries = runs.map(of);
      return [
        TAG_LABELS[tag],
        String(summaries[0]?.notes ?? 0),
        ...summaries.flatMap((summary) => [
          percent(summary.precision),
          percent(summary.recall),
          String(summary.wrongChild),
        ]),
      ];
    }),
  );
}

/** The gravest first, in whole notes, until the page is long enough. */
function faults(run: ModelRun, most: number): string {
  const weight = ({ score, failure }: ModelRun["notes"][number]): number =>
    score.wrongChild * 100 +
    score.forbidden * 20 +
    score.missedInjuries * 10 +
    score.invented +
    (failure ? 5 : 0);
  const lines = [...run.notes]
    .sort((a, b) => weight(b) - weight(a) || (a.score.noteId < b.score.noteId ? -1 : 1))
    .flatMap(({ score, failure }) => [
      ...(failure ? [`- ${score.noteId}: no answer (${failure})`] : []),
      ...score.faults.map((fault) => `- ${score.noteId}: ${fault}`),
    ]);
  if (lines.length === 0) return "None.";
  const more = lines.length - most;
  return [...lines.slice(0, most), ...(more > 0 ? [`- … and ${more} more in the JSON report`] : [])].join(
    "\n",
  );
}
