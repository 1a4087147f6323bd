/** Judges models on the labelled notes: see docs/quality.md. */
import { main } from "../packages/eval/src/cli/main";

process.exitCode = await main(process.argv.slice(2));
