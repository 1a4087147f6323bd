import { parseArgs } from "node:util";
import { z } from "zod";

export const USAGE = `Judges models on the labelled notes, with the product's own prompt, checks and name resolution.

Usage: pnpm eval --model NAME [--model NAME …] [options]
  --model NAME          a model at OPENAI_BASE_URL; several are run one after the other and compared
  --simulator           run against the provider simulator, offline and free
  --release             also run the notes that are kept for releases
  --labels FILE         run the notes of this file instead (an export of coaches' decisions)
  --notes ID,ID         only these notes
  --limit N             only the first N notes
  --against FILE        compare with an earlier report (JSON)
  --price IN,OUT        US dollars per million tokens, for a model that the price table doesn't know
  --thresholds NAME     which thresholds of thresholds.json apply (default: "default", or "simulator")
  --concurrency N       requests at once (default 4)
  --timeout SECONDS     for one request (default 120)
  --out FOLDER          where report.md and report.json go (default packages/eval/reports/latest)
  --reproducible        leave times and addresses out of report.md
  --no-cache            ask again even where an answer is stored
  --yes                 start without asking whether the cost is all right
Environment: OPENAI_BASE_URL (default https://api.openai.com/v1), OPENAI_API_KEY.
Ends with 0 if every threshold is kept, 1 if one is broken or a note has no answer, 2 if it didn't start.`;

/** Thrown for what a person can mend; the message says how. */
export class UsageError extends Error {
  override name = "UsageError";
}

const positive = z.coerce.number().int().positive();
const priceSchema = z
  .string()
  .regex(/^\d+(\.\d+)?,\d+(\.\d+)?$/, "Give --price as IN,OUT, like 0.15,0.6.")
  .transform((text) => {
    const [input = 0, output = 0] = text.split(",").map(Number);
    return { input, output };
  });

const optionsSchema = z.object({
  model: z.array(z.string().min(1)).default([]),
  simulator: z.boolean().default(false),
  release: z.boolean().default(false),
  labels: z.string().optional(),
  notes: z
    .string()
    .transform((text) => text.split(",").map((id) => id.trim()))
    .optional(),
  limit: positive.optional(),
  against: z.string().optional(),
  price: priceSchema.optional(),
  thresholds: z.string().optional(),
  concurrency: positive.max(64).default(4),
  timeout: positive.max(1800).default(120),
  out: z.string().optional(),
  reproducible: z.boolean().default(false),
  "no-cache": z.boolean().default(false),
  yes: z.boolean().default(false),
  help: z.boolean().default(false),
});
export type Options = z.output<typeof optionsSchema>;

/** Throws UsageError. */
export function readOptions(args: readonly string[]): Options {
  const values = parsedOrThrow(args);
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) throw new UsageError(z.prettifyError(parsed.error));
  const options = parsed.data;
  if (!options.help && !options.simulator && options.model.length === 0) {
    throw new UsageError("Name a model with --model, or use --simulator.");
  }
  return options;
}

function parsedOrThrow(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.filter((arg) => arg !== "--"),
      options: {
        model: { type: "string", multiple: true },
        simulator: { type: "boolean" },
        release: { type: "boolean" },
        labels: { type: "string" },
        notes: { type: "string" },
        limit: { type: "string" },
        against: { type: "string" },
        price: { type: "string" },
        thresholds: { type: "string" },
        concurrency: { type: "string" },
        timeout: { type: "string" },
        out: { type: "string" },
        reproducible: { type: "boolean" },
        "no-cache": { type: "boolean" },
        yes: { type: "boolean" },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
