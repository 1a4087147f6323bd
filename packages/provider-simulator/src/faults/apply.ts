import type { ServerResponse } from "node:http";
import type { Reply } from "../http/messages";
import { sendReply } from "../http/router";
import { withCutOffAnswer, withInflatedUsage, withRefusal } from "./altered-answers";
import type { FaultPlan } from "./registry";

/** How a provider words its own errors. */
export interface ErrorReplies {
  rateLimited(retryAfterSeconds: number, isBare: boolean): Reply;
  serverError(status: number): Reply;
  refused(status: 403 | 404): Reply;
}

/** Resolves after the time or as soon as the caller hangs up, whichever is first. */
function waitUnlessGone(response: ServerResponse, ms: number): Promise<void> {
  if (ms === 0 || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      response.off("close", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    response.on("close", finish);
  });
}

/** Answers as planned. `makeReply` is the answer without a fault and is not asked for one where the fault replaces it. */
export async function answerWithFault(
  plan: FaultPlan,
  response: ServerResponse,
  errors: ErrorReplies,
  makeReply: () => Reply | Promise<Reply>,
): Promise<void> {
  await waitUnlessGone(response, plan.delayMs);
  if (response.destroyed) return;
  const { fault } = plan;
  switch (fault?.kind) {
    case undefined:
      return sendReply(response, await makeReply());
    case "rate_limit":
      return sendReply(response, errors.rateLimited(fault.retryAfterSeconds, fault.isBare ?? false));
    case "server_error":
      return sendReply(response, errors.serverError(fault.status));
    case "refused_media":
      return sendReply(response, errors.refused(fault.status));
    case "timeout":
      await waitUnlessGone(response, fault.limitMs);
      response.destroy();
      return;
    case "malformed_json":
      return sendReply(response, withMalformedBody(await makeReply()));
    case "cut_off_answer":
      return sendReply(response, withCutOffAnswer(await makeReply()));
    case "refusal":
      return sendReply(response, withRefusal(await makeReply()));
    case "inflated_usage":
      return sendReply(response, withInflatedUsage(await makeReply(), fault.factor));
    case "cut_off_body":
      return sendFirstHalf(response, await makeReply());
  }
}

/** The same answer with its closing characters lost: the right type and length, and no JSON. */
function withMalformedBody(whole: Reply): Reply {
  return { ...whole, body: whole.body.subarray(0, Math.max(1, Math.floor(whole.body.length * 0.8))) };
}

function sendFirstHalf(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  return new Promise((resolve) => {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => {
      response.destroy();
      resolve();
    });
  });
}
