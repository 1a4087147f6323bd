import type { FaultKind, FaultRule, FaultTarget } from "../faults/rules";

export const KIND_LABELS = {
  latency: "Slow answer",
  rate_limit: "Too many requests (429)",
  server_error: "Server error (5xx)",
  timeout: "No answer at all",
  malformed_json: "Malformed JSON",
  refused_media: "Refused media (403, 404)",
  cut_off_answer: "Answer cut off (finish_reason length)",
  refusal: "Model declines",
  inflated_usage: "Inflated usage",
  cut_off_body: "Body cut off",
} as const satisfies Record<FaultKind, string>;

export const TARGET_LABELS = {
  all: "Every call",
  openai: "OpenAI: every call",
  transcription: "OpenAI: transcription",
  chat: "OpenAI: chat completions",
  twilio: "Twilio: every call",
  media: "Twilio: media download",
  send: "Twilio: sending",
  list: "Twilio: list of messages",
  remove: "Twilio: deleting",
  content: "Twilio: templates",
} as const satisfies Record<FaultTarget, string>;

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);

/** What a rule does, in a few words. */
export function effectOf(rule: FaultRule): string {
  switch (rule.kind) {
    case "latency":
      return `Slower by ${seconds(rule.delayMs)}${rule.jitterMs > 0 ? ` to ${seconds(rule.delayMs + rule.jitterMs)}` : ""}`;
    case "rate_limit":
      return `429${rule.isBare ? " without a code" : ""}, retry after ${rule.retryAfterSeconds} s`;
    case "server_error":
      return `Server error ${rule.status}`;
    case "timeout":
      return `No answer for ${seconds(rule.limitMs)}`;
    case "refused_media":
      return `Media refused with ${rule.status}`;
    case "inflated_usage":
      return `Usage times ${rule.factor}`;
    case "malformed_json":
    case "cut_off_answer":
    case "refusal":
    case "cut_off_body":
      return KIND_LABELS[rule.kind];
  }
}

/** Whom a rule meets, in a few words each. */
export function scopeOf(rule: FaultRule): string[] {
  return [
    TARGET_LABELS[rule.target],
    ...(rule.share < 1 ? [`${Math.round(rule.share * 100)} % of calls`] : []),
    ...(rule.nextCalls === undefined
      ? []
      : [rule.nextCalls === 1 ? "next call only" : `next ${rule.nextCalls} calls`]),
    ...(rule.phone === undefined ? [] : [rule.phone]),
    ...(rule.club === undefined ? [] : [rule.club]),
  ];
}
