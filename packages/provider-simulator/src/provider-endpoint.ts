import type { CallLog } from "./call-log";
import type { CoachDirectory } from "./coaches";
import { answerWithFault, type ErrorReplies } from "./faults/apply";
import type { FaultRegistry } from "./faults/registry";
import type { Endpoint } from "./faults/rules";
import type { Call, Reply } from "./http/messages";
import { type RawHandler, sendReply } from "./http/router";

/** What a call asks for, or the answer that refuses it (bad credentials, bad input). */
export type Reading<Input> = { readonly input: Input } | { readonly refusal: Reply };

/** One call that the product makes on a provider. */
export interface ProviderEndpoint<Input> {
  readonly endpoint: Endpoint;
  readonly errors: ErrorReplies;
  read(call: Call): Reading<Input> | Promise<Reading<Input>>;
  /** The phone of the coach for whom the call is made, where it can be told. */
  phoneOf(input: Input): string | undefined;
  answer(input: Input): Reply;
}

export interface EndpointContext {
  readonly calls: CallLog;
  readonly coaches: CoachDirectory;
  readonly faults: FaultRegistry;
}

/**
 * Serves an endpoint with the faults in force. A call that is refused meets no fault and is not counted by any: faults are
 * for calls that would have succeeded.
 */
export function serveEndpoint<Input>(
  { calls, coaches, faults }: EndpointContext,
  served: ProviderEndpoint<Input>,
): RawHandler {
  return async (call, response) => {
    const startedAt = Date.now();
    const reading = await served.read(call);
    const plan =
      "refusal" in reading
        ? undefined
        : faults.plan(served.endpoint, coaches.subject(served.phoneOf(reading.input)));
    const log = () =>
      calls.add({
        endpoint: served.endpoint,
        method: call.method,
        startedAt,
        durationMs: Date.now() - startedAt,
        status: response.headersSent ? response.statusCode : null,
        faults: plan?.kinds ?? [],
      });
    response.once("close", log);
    if ("refusal" in reading) return sendReply(response, reading.refusal);
    if (plan) await answerWithFault(plan, response, served.errors, () => served.answer(reading.input));
  };
}
