import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { PortInUseError } from "./http/server";
import type { SimulatorOptions } from "./options";
import { InvalidOptionsError, startSimulator } from "./simulator";

const USAGE = `Usage: voice-flow-providers [options]
  --port N            port on 127.0.0.1 (default 3220; 0 takes a free one)
  --webhook-url URL   where WhatsApp messages are posted (default http://127.0.0.1:3211/twilio/whatsapp)
  --public-url URL    how the product reaches the simulator, if not by the address it listens on
  --coaches FILE      JSON list of { name, phone, club } for the page
  --seed N            seed of the faults (default 1)
  --help              this text
Environment: TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_WHATSAPP_FROM (development values by default).`;

/** Steps of a delivery are far enough apart to be seen on the page. */
const DELIVERY_STEP_MS = 350;

function optionsFrom(args: readonly string[], env: NodeJS.ProcessEnv): SimulatorOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string" },
      "webhook-url": { type: "string" },
      "public-url": { type: "string" },
      coaches: { type: "string" },
      seed: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) return "help";
  return {
    port: values.port === undefined ? undefined : Number(values.port),
    webhookUrl: values["webhook-url"],
    publicUrl: values["public-url"],
    coaches: values.coaches === undefined ? undefined : JSON.parse(readFileSync(values.coaches, "utf8")),
    seed: values.seed === undefined ? undefined : Number(values.seed),
    accountSid: env.TWILIO_ACCOUNT_SID || undefined,
    authToken: env.TWILIO_AUTH_TOKEN || undefined,
    whatsappFrom: env.TWILIO_WHATSAPP_FROM || undefined,
    deliveryStepMs: DELIVERY_STEP_MS,
  };
}

/** One sentence for what a person can mend; null for a defect, which keeps its stack. */
function sentenceFor(error: unknown): string | null {
  if (error instanceof PortInUseError) return error.message;
  if (error instanceof InvalidOptionsError) return `The simulator's options are not right:\n${error.message}`;
  if (error instanceof SyntaxError) return `The list of coaches is no JSON: ${error.message}`;
  if (error instanceof Error && "code" in error) return error.message;
  return null;
}

async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2), process.env);
  if (options === "help") {
    console.log(USAGE);
    return;
  }
  const simulator = await startSimulator(options);
  console.log(
    `Provider simulator ready: ${simulator.url} (coach's phone), ${simulator.openaiBaseUrl} (OpenAI)`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void simulator.close().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  const sentence = sentenceFor(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
});
