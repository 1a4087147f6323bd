/** `pnpm eval`: estimates, asks, runs, scores, compares, and writes the reports. */
import { createInterface } from "node:readline/promises";
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import type { LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import { markdownReport } from "../report/markdown";
import { estimate } from "../run/estimate";
import { modelFor } from "../run/models";
import { promptVersion } from "../run/product";
import type { EvalResult, ModelRun } from "../run/result";
import { type Address, runModel } from "../run/run-model";
import { compareRuns } from "../score/compare";
import { summarise } from "../score/summary";
import { brokenThresholds } from "../score/thresholds";
import { CACHE_FOLDER, chosenNotes, chosenThresholds, readResult, writeReports } from "./files";
import { type Options, readOptions, USAGE, UsageError } from "./options";
import { progressLine } from "./progress";
import { startOfflineProvider } from "./simulator";

const EXIT = { kept: 0, broken: 1, notStarted: 2 } as const;

/** @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) {
      console.log(USAGE);
      return EXIT.kept;
    }
    return options.simulator ? await withSimulator(options) : await evaluate(options, providerOrThrow());
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return EXIT.notStarted;
  }
}

async function withSimulator(options: Options): Promise<number> {
  const provider = await startOfflineProvider();
  try {
    const model = options.model.length > 0 ? options.model : [provider.model];
    return await evaluate({ ...options, model, yes: true, "no-cache": true }, provider);
  } finally {
    await provider.close();
  }
}

function providerOrThrow(): Address {
  const apiKey = process.env.OPENAI_API_KEY;
  if (!apiKey) throw new UsageError("Set OPENAI_API_KEY (any text for a server that needs none).");
  return { baseUrl: process.env.OPENAI_BASE_URL || "https://api.openai.com/v1", apiKey };
}

async function evaluate(options: Options, address: Address): Promise<number> {
  const notes = chosenNotes(options);
  const bounds = chosenThresholds(options.thresholds ?? (options.simulator ? "simulator" : "default"));
  const before = options.against ? readResult(options.against) : null;
  const cacheFolder = options["no-cache"] ? null : CACHE_FOLDER;
  const models = options.model.map((name) => modelOrThrow(name, options));
  const common = { ...address, notes, cacheFolder };
  if (!(await mayStart(models, options, common))) return EXIT.notStarted;

  const runs: ModelRun[] = [];
  for (const model of models) {
    const progress = progressLine(model.model, notes.length);
    const { concurrency, timeout } = options;
    const run = await runModel({
      ...common,
      model,
      concurrency,
      timeoutMs: timeout * 1000,
      onProgress: progress.show,
    });
    progress.end();
    runs.push(run);
  }
  const result: EvalResult = {
    format: 1,
    ranAt: Date.now(),
    address: new URL(address.baseUrl).host,
    promptVersion,
    parts: [...new Set(notes.map((note) => note.part))],
    runs,
  };
  const broken = Object.fromEntries(
    runs.map((run) => [run.model, brokenThresholds(summarise(run.notes.map(({ score }) => score)), bounds)]),
  );
  const markdown = markdownReport(result, notes, {
    comparisons: comparisonsOf(before, result),
    broken,
    reproducible: options.reproducible,
  });
  console.log(markdown);
  for (const file of writeReports(options.out, result, markdown)) console.log(`Wrote ${file}`);
  const isKept = Object.values(broken).every((sentences) => sentences.length === 0);
  return isKept && runs.every((run) => run.totals.failed === 0) ? EXIT.kept : EXIT.broken;
}

function modelOrThrow(name: string, { price, simulator }: Options): AiModel {
  const model = modelFor(name, price ?? (simulator ? { input: 0, output: 0 } : undefined));
  if (!model) throw new UsageError(`The product has no price for ${name}. Give it with --price IN,OUT.`);
  return model;
}

/** Shows what each model will cost, and waits for a yes. */
async function mayStart(
  models: readonly AiModel[],
  { yes }: Options,
  common: { notes: readonly LabelledNote[]; cacheFolder: string | null; baseUrl: string },
): Promise<boolean> {
  const estimates = await Promise.all(models.map((model) => estimate(model, common.notes, common)));
  for (const { model, requests, usage, costMicros } of estimates) {
    const tokens = `${usage.inputTokens} tokens in, ${usage.outputTokens} out`;
    console.log(`${model}: ${requests} requests (${tokens}), about ${formatMicroDollars(costMicros)}.`);
  }
  if (yes || estimates.every(({ requests }) => requests === 0)) return true;
  if (!process.stdin.isTTY) throw new UsageError("Add --yes to start without a terminal to ask on.");
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question("Start? [y/N] ");
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

/** With an earlier report: each model with its own earlier run. Otherwise each model with the first. */
function comparisonsOf(before: EvalResult | null, { runs }: EvalResult) {
  const scores = (run: ModelRun) => run.notes.map(({ score }) => score);
  const [first, ...others] = runs;
  const pairs = before
    ? runs.flatMap((run) => {
        const earlier = before.runs.find((each) => each.model === run.model) ?? before.runs[0];
        return earlier ? [{ title: `${run.model} compared with ${earlier.model} before`, earlier, run }] : [];
      })
    : others.flatMap((run) =>
        first ? [{ title: `${run.model} compared with ${first.model}`, earlier: first, run }] : [],
      );
  return pairs.map(({ title, earlier, run }) => ({
    title,
    differences: compareRuns(scores(earlier), scores(run)),
  }));
}
