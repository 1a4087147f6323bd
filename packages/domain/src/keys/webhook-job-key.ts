/** One delivery to an alert webhook: with the same key it is queued once. */
import { joinParts, splitParts, wholeNumber } from "./parts";

const KIND = "alert-webhook";
const TEST = "test";

export type WebhookJob =
  | { webhookId: string; alertId: string; step: string; at: number }
  /** A test message, once a second at most. */
  | { webhookId: string; testedAtSecond: number };

export const buildWebhookJobKey = (job: WebhookJob): string =>
  "testedAtSecond" in job
    ? joinParts(KIND, job.webhookId, TEST, job.testedAtSecond)
    : joinParts(KIND, job.webhookId, job.alertId, job.step, job.at);

export function parseWebhookJobKey(key: string): WebhookJob | undefined {
  const [kind, webhookId, subject, third, fourth, ...rest] = splitParts(key);
  if (kind !== KIND || webhookId === undefined || subject === undefined || rest.length > 0) return undefined;
  if (fourth === undefined) {
    const testedAtSecond = wholeNumber(third);
    return subject === TEST && testedAtSecond !== undefined ? { webhookId, testedAtSecond } : undefined;
  }
  const at = wholeNumber(fourth);
  if (third === undefined || at === undefined) return undefined;
  return { webhookId, alertId: subject, step: third, at };
}
