/** Good answers of OpenAI made into those that a product must not take for good. */
import { z } from "zod";
import { jsonReply, type Reply } from "../http/messages";

const completionSchema = z.looseObject({
  choices: z.array(z.looseObject({ message: z.looseObject({ content: z.string().nullable() }) })),
});
const answerSchema = z.looseObject({ usage: z.record(z.string(), z.unknown()).optional() });

const jsonOf = (reply: Reply): unknown => JSON.parse(reply.body.toString("utf8"));

/** The same answer with another body; its other headers stay. */
const withBody = ({ status, headers }: Reply, body: unknown): Reply => ({
  ...jsonReply(status, body),
  headers,
});

function withChoice(
  reply: Reply,
  change: (content: string) => { finish_reason: string; message: object },
): Reply {
  const completion = completionSchema.parse(jsonOf(reply));
  const choices = completion.choices.map((choice) => {
    const { finish_reason, message } = change(choice.message.content ?? "");
    return { ...choice, finish_reason, message: { ...choice.message, ...message } };
  });
  return withBody(reply, { ...completion, choices });
}

export const withCutOffAnswer = (reply: Reply): Reply =>
  withChoice(reply, (content) => ({
    finish_reason: "length",
    message: { content: content.slice(0, Math.floor(content.length / 2)) },
  }));

export const withRefusal = (reply: Reply): Reply =>
  withChoice(reply, () => ({
    finish_reason: "stop",
    message: { content: null, refusal: "I'm sorry, I can't help with that." },
  }));

export function withInflatedUsage(reply: Reply, factor: number): Reply {
  const answer = answerSchema.parse(jsonOf(reply));
  return withBody(reply, { ...answer, ...(answer.usage && { usage: inflated(answer.usage, factor) }) });
}

function inflated(value: unknown, factor: number): unknown {
  if (typeof value === "number") return value * factor;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inflated(inner, factor)]));
}
