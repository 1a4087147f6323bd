/** A model that answers with the claims that a test gives it, and counts what it was asked. */
import type { ExtractedClaim } from "@voice-flow/domain/claims/extracted";
import { vi } from "vitest";
import { serve } from "./http-server";

export interface Asked {
  transcript: string;
  roster: { playerId: string; name: string }[];
}
/** `cut_off`: the model had more to say than it could. */
export type ModelAnswer = readonly ExtractedClaim[] | "cut_off";

export async function useModel(answer: (asked: Asked) => ModelAnswer): Promise<Asked[]> {
  const asked: Asked[] = [];
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      const note: Asked = JSON.parse(body.messages.at(-1).content);
      asked.push(note);
      const claims = answer(note);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(completion(claims)));
    });
  });
  vi.stubEnv("OPENAI_BASE_URL", `${url}/v1`);
  return asked;
}

const completion = (claims: ModelAnswer) => ({
  id: "chatcmpl-test",
  object: "chat.completion",
  created: 1,
  model: "gpt-4o",
  choices: [
    claims === "cut_off"
      ? { index: 0, finish_reason: "length", message: { role: "assistant", content: '{"claims":[{' } }
      : {
          index: 0,
          finish_reason: "stop",
          message: { role: "assistant", content: JSON.stringify({ claims }) },
        },
  ],
  usage: { prompt_tokens: 900, completion_tokens: 120, total_tokens: 1020 },
});

/** A claim about what `quote` says, of the name that stands in `name`. */
export const claimOf = (
  quote: string,
  name: string | undefined,
  changes: Partial<ExtractedClaim> = {},
): ExtractedClaim => ({
  topic: "performance",
  title: "Played well",
  description: "Played well.",
  recommendedAction: null,
  sourceText: quote,
  sourceStart: 0,
  sourceEnd: quote.length,
  sentiment: "neutral",
  severity: null,
  skillName: null,
  skillRating: null,
  timeReference: null,
  confidence: 0.97,
  mentions:
    name === undefined
      ? []
      : [{ rawText: name, mentionType: "player_name", position: 0, candidatePlayerId: null }],
  assignee: null,
  assigneeName: null,
  ...changes,
});
