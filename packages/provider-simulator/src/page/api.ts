import type { LoggedCall } from "../call-log";
import type { Coach } from "../coaches";
import type { FaultState } from "../faults/registry";
import type { FaultRuleInput } from "../faults/rules";
import type { Sample } from "../samples";
import type { DeliveryRuleInput, DeliveryRuleState } from "../twilio/delivery-rules";
import type { PhoneMessage } from "../twilio/messages";

/** The simulator refused a request; the message is for people. */
class RequestRefusedError extends Error {}

async function request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  return read(
    await fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    }),
  );
}

async function read<Answer>(response: Response): Promise<Answer> {
  // Both ends are one package: the routes answer with exactly these types.
  const answer = (await response.json()) as Answer & { error?: { message: string } };
  if (!response.ok)
    throw new RequestRefusedError(answer.error?.message ?? `The simulator answered ${response.status}.`);
  return answer;
}

export interface Status {
  readonly webhookUrl: string;
  readonly whatsappFrom: string;
  readonly seed: number;
}

const phonePath = (phone: string) => `/api/phones/${encodeURIComponent(phone)}`;

export const api = {
  status: () => request<Status>("GET", "/api/status"),
  coaches: () => request<Coach[]>("GET", "/api/coaches"),
  samples: () => request<Sample[]>("GET", "/api/samples"),
  calls: () => request<LoggedCall[]>("GET", "/api/calls"),
  faults: () => request<FaultState[]>("GET", "/api/faults"),
  setFaults: (rules: readonly FaultRuleInput[]) => request<FaultState[]>("PUT", "/api/faults", rules),
  reset: () => request<{ seed: number }>("POST", "/api/reset", {}),
  chat: (phone: string) => request<PhoneMessage[]>("GET", `${phonePath(phone)}/messages`),
  sendText: (phone: string, text: string, replyTo?: string) =>
    request<unknown>("POST", `${phonePath(phone)}/messages`, { text, replyTo }),
  tap: (phone: string, on: string, button: string) =>
    request<unknown>("POST", `${phonePath(phone)}/messages`, { on, button }),
  markRead: (phone: string) => request<unknown>("POST", `${phonePath(phone)}/read`, {}),
  window: (phone: string) =>
    request<{ closesAt: number | null; isOpen: boolean; now: number }>("GET", `${phonePath(phone)}/window`),
  clock: () => request<{ now: number; aheadMs: number }>("GET", "/api/clock"),
  advanceClock: (advanceMs: number) => request<unknown>("POST", "/api/clock", { advanceMs }),
  deliveryRules: () => request<DeliveryRuleState[]>("GET", "/api/delivery-rules"),
  setDeliveryRules: (rules: readonly DeliveryRuleInput[]) =>
    request<DeliveryRuleState[]>("PUT", "/api/delivery-rules", rules),
  sendSample: (phone: string, sampleId: string) =>
    request<unknown>("POST", `${phonePath(phone)}/messages`, { sampleId }),
  sendRecording: async (phone: string, recording: Blob, transcript: string, replyTo?: string) =>
    read<unknown>(
      await fetch(
        `${phonePath(phone)}/audio?${new URLSearchParams({ transcript, ...(replyTo && { replyTo }) })}`,
        {
          method: "POST",
          headers: { "content-type": recording.type },
          body: recording,
        },
      ),
    ),
};
