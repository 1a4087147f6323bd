import { setTimeout as wait } from "node:timers/promises";
import type { CallLog } from "../call-log";
import type { Callback, DeliveryPlan } from "./delivery-rules";
import type { TwilioAccount } from "./errors";
import type { MessageStore, PhoneMessage } from "./messages";
import { postSigned } from "./signed-post";

export interface DeliverContext {
  readonly account: TwilioAccount;
  readonly messages: MessageStore;
  readonly calls: CallLog;
  /** Milliseconds between the steps queued, sent and delivered. */
  readonly deliveryStepMs: number;
  /** Aborts when the simulator is reset or closed: deliveries then go no further. */
  readonly signal: () => AbortSignal;
}

interface Step {
  readonly callback: Callback;
  readonly status: PhoneMessage["status"];
}

function stepsOf({ errorCode, isPhoneOff }: DeliveryPlan): readonly Step[] {
  const queued: Step = { callback: "queued", status: "queued" };
  const sent: Step = { callback: "sent", status: "sent" };
  if (errorCode !== null) return [queued, { callback: "undelivered", status: "failed" }];
  return isPhoneOff ? [queued, sent] : [queued, sent, { callback: "delivered", status: "delivered" }];
}

/** Takes a message through its steps, and reports them as the plan says. */
export async function deliver(
  message: PhoneMessage,
  statusCallback: string | null,
  plan: DeliveryPlan,
  context: DeliverContext,
): Promise<void> {
  const signal = context.signal();
  const steps = stepsOf(plan);
  for (const { status } of steps) {
    await wait(status === "queued" ? 0 : context.deliveryStepMs, undefined, { signal }).catch(
      () => undefined,
    );
    if (signal.aborted) return;
    // What the phone has read meanwhile stays read.
    if (context.messages.find(message.sid)?.status === "read") continue;
    const errorCode = status === "failed" ? plan.errorCode : null;
    context.messages.update(message.phone, message.sid, {
      status,
      errorCode,
      problem: errorCode === null ? null : `WhatsApp did not deliver it (${errorCode}).`,
    });
    if (!plan.isReordered) await report([status], steps, message, statusCallback, plan, context);
  }
  if (!plan.isReordered) return;
  const reversed = steps.map(({ status }) => status).reverse();
  await report(reversed, steps, message, statusCallback, plan, context);
}

async function report(
  statuses: readonly PhoneMessage["status"][],
  steps: readonly Step[],
  message: PhoneMessage,
  statusCallback: string | null,
  plan: DeliveryPlan,
  context: DeliverContext,
): Promise<void> {
  for (const status of statuses) {
    const callback = steps.find((step) => step.status === status)?.callback;
    if (callback) await postCallback(message, callback, statusCallback, plan, context);
  }
}

/** Posts one callback, unless it is lost; later, or more than once, where the plan says so. */
export async function postCallback(
  message: PhoneMessage,
  callback: Callback,
  statusCallback: string | null,
  plan: DeliveryPlan,
  { account, calls, signal: signalNow }: DeliverContext,
): Promise<void> {
  if (statusCallback === null || plan.lost.includes(callback)) return;
  const signal = signalNow();
  await wait(plan.delayMs, undefined, { signal }).catch(() => undefined);
  if (signal.aborted) return;
  const fields = statusFields(message, callback, plan.errorCode, account);
  for (let time = 0; time < plan.times; time += 1) {
    await postSigned(statusCallback, fields, account.authToken, {
      log: calls,
      endpoint: "status_callback",
      signal,
    });
  }
}

/** The form of a status callback for a WhatsApp message. */
function statusFields(
  message: PhoneMessage,
  callback: Callback,
  errorCode: number | null,
  account: TwilioAccount,
): Record<string, string> {
  const isFailure = callback === "undelivered" && errorCode !== null;
  return {
    SmsSid: message.sid,
    SmsStatus: callback,
    MessageStatus: callback,
    ChannelToAddress: message.phone,
    To: `whatsapp:${message.phone}`,
    ChannelPrefix: "whatsapp",
    MessageSid: message.sid,
    AccountSid: account.accountSid,
    From: account.whatsappFrom,
    ApiVersion: "2010-04-01",
    ...(callback === "read" ? { EventType: "READ" } : {}),
    ...(isFailure ? { ErrorCode: String(errorCode), EventType: "UNDELIVERED" } : {}),
  };
}
