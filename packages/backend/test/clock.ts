/**
 * The time of the tests. Limits count by the hour, metrics by five minutes, budgets by the day: a test that happens to run
 * across one of these ends would fail once in a thousand times, and nobody could say why. Every file therefore begins
 * at the same moment, in the middle of all of them, and time goes on from there. Tests of what happens at the ends say
 * themselves what time it is.
 *
 *     VOICE_FLOW_TEST_TIME=2026-12-31T23:59:50Z npx vitest run test/alert-checks.test.ts
 */
import { onTestFinished } from "vitest";

const BEGINNING = "2026-11-18T12:10:20Z";

declare global {
  /** The machine's own time. Files share a process, so the one before has left its clock in `Date`. */
  var machineDate: DateConstructor | undefined;
  /** When the clock was last moved, ms. Each file runs this one afresh, while the harness keeps the copy that it began with. */
  var clockMovedAt: number | undefined;
}

const begin = Date.parse(process.env.VOICE_FLOW_TEST_TIME ?? BEGINNING);
if (Number.isNaN(begin)) throw new Error("VOICE_FLOW_TEST_TIME must be a date as in 2026-12-31T23:59:50Z.");

globalThis.machineDate ??= globalThis.Date;
const RealDate = globalThis.machineDate;
let ahead = begin - RealDate.now();
const now = () => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});

globalThis.clockMovedAt = 0;

/** The time at which the clock was last moved, ms: what was scheduled before that waits for a timer that did not notice. */
export const movedAt = (): number => globalThis.clockMovedAt ?? 0;

/** Moves the time of this test on; the next test begins at the same moment as ever. Timers do not notice. */
export function moveClock(ms: number): void {
  ahead += ms;
  globalThis.clockMovedAt = now();
  onTestFinished(() => {
    ahead -= ms;
    globalThis.clockMovedAt = 0;
  });
}
