import { addUsage, type CallReport, emptyUsage, type Usage } from "./call-context.ts";
import type { CallRunner } from "./call-runner.ts";

/** What a piece of work cost, summed over every call that ended while it ran, scheduled ones included. */
export interface Measurement<T> {
  result: T;
  total: Usage;
  functionCalls: number;
  calls: CallReport[];
}

export async function measure<T>(runner: CallRunner, work: () => Promise<T>): Promise<Measurement<T>> {
  const calls: CallReport[] = [];
  const stop = runner.onCall((report) => calls.push(report));
  try {
    const result = await work();
    const total = emptyUsage();
    let functionCalls = 0;
    for (const call of calls) {
      addUsage(total, call.usage);
      functionCalls += call.functionCalls;
    }
    return { result, total, functionCalls, calls };
  } finally {
    stop();
  }
}
