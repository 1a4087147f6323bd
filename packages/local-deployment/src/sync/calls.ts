/** The deployment's functions, called so that nothing a client sends can make a call reject. */
import type { Deployment, FunctionCall, FunctionOutcome, ReadSet } from "../deployment.ts";
import type { MutationResult } from "./mutation-log.ts";

export interface SafeQueryRun {
  outcome: FunctionOutcome;
  /** Null when the run broke off and what it read is unknown. */
  reads: ReadSet | null;
  journal: string | null;
  ts: bigint;
}

export async function runQuery(
  deployment: Deployment,
  call: FunctionCall,
  journal: string | null,
): Promise<SafeQueryRun> {
  const unread = { reads: null, journal, ts: deployment.currentTs() };
  if (!mayCall(call)) return { ...unread, outcome: refused() };
  try {
    return await deployment.query({ ...call, journal });
  } catch (error) {
    return { ...unread, outcome: broken(call, error), ts: deployment.currentTs() };
  }
}

export async function runMutation(deployment: Deployment, call: FunctionCall): Promise<MutationResult> {
  if (!mayCall(call)) return { outcome: refused(), ts: deployment.currentTs() };
  try {
    return await deployment.mutation(call);
  } catch (error) {
    return { outcome: broken(call, error), ts: deployment.currentTs() };
  }
}

export async function runAction(deployment: Deployment, call: FunctionCall): Promise<FunctionOutcome> {
  if (!mayCall(call)) return refused();
  try {
    return await deployment.action(call);
  } catch (error) {
    return broken(call, error);
  }
}

function mayCall(call: FunctionCall): boolean {
  return call.componentPath === undefined || call.identity?.kind === "admin";
}

function refused(): FunctionOutcome {
  return failure("Functions of a component can be called with the admin key only.");
}

/** By its contract the deployment turns every error into an outcome: what arrives here is a defect of the deployment. */
function broken(call: FunctionCall, error: unknown): FunctionOutcome {
  console.error(`${call.path} could not be run:`, error);
  return failure("The function could not be run: see the log of the deployment.");
}

function failure(errorMessage: string): FunctionOutcome {
  return { success: false, errorMessage, logLines: [] };
}
