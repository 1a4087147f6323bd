import fc from "fast-check";
import { expect, test } from "vitest";
import { checkEnd, conversationCommands, emptyModel } from "./conversation-commands";
import { createConversation } from "./conversation-world";

/** Set it to run the failure of another machine again; it is in the message of every failure. */
const SEED = Number(process.env.VOICE_FLOW_SEED ?? Date.now() % 1_000_000);
const RUNS = Number(process.env.VOICE_FLOW_RUNS ?? 20);

test(`a conversation keeps its promises, whatever happens (VOICE_FLOW_SEED=${SEED})`, {
  timeout: 240_000,
}, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.commands(conversationCommands, { maxCommands: 16, size: "+1" }), async (commands) => {
      const world = await createConversation();
      const model = emptyModel();
      await fc.asyncModelRun(() => ({ model, real: world }), commands);
      await checkEnd(model, world);
      steps += model.log.length;
    }),
    { seed: SEED, numRuns: RUNS, endOnFailure: true },
  );
  expect(steps).toBeGreaterThan(RUNS);
});
