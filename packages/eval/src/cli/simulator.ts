import { developmentDefaults, startSimulator } from "@voice-flow/provider-simulator";
import type { Address } from "../run/run-model";

/** The provider of development: answers by rules over the words, the same every time. */
export async function startOfflineProvider(): Promise<Address & { model: string; close(): Promise<void> }> {
  const simulator = await startSimulator({ port: 0 });
  return {
    baseUrl: simulator.openaiBaseUrl,
    apiKey: developmentDefaults.openaiApiKey,
    model: "gpt-simulator",
    close: () => simulator.close(),
  };
}
