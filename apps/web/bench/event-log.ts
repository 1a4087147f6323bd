import { callFunctionOrThrow } from "@voice-flow/dev-stack/deployment-client";
import type { Stack } from "@voice-flow/dev-stack/stack";
import type { Page } from "playwright-core";
import { MONITORING_ROOT } from "../src/lib/routes/monitoring-pages";

const ROWS_IN_DOM = 100;
const LONG_TASK_MS = 100;
const EVENTS_PER_SECOND = 20;
const SECONDS = 10;
const EVENTS_PER_CALL = 50;
const SCROLL_LIMIT_MS = 300_000;

/** Events without a note: the log shows them as any other. */
const events = (count: number, at: (index: number) => number, name: string) =>
  Array.from({ length: count }, (_, index) => ({
    eventId: `bench:${name}:${index}`,
    eventType: "artifact_status_changed",
    outcome: "info",
    previousStatus: "received",
    newStatus: "transcribing",
    pipelineStage: "ingestion",
    timestamp: at(index),
  }));

async function log(stack: Stack, all: ReturnType<typeof events>): Promise<void> {
  for (let first = 0; first < all.length; first += EVENTS_PER_CALL) {
    await callFunctionOrThrow(stack.deployment, "models/voicePipelineEvents:logEvents", {
      events: all.slice(first, first + EVENTS_PER_CALL),
    });
  }
}

/**
 * Loads `rows` events into the log by scrolling, then lets 20 a second arrive for ten seconds. Prints the most rows that were in
 * the DOM and the longest task meanwhile; false where a budget is broken.
 */
export async function busyEventLog(page: Page, stack: Stack, rows: number): Promise<boolean> {
  console.log(`▸ Writing ${rows} events …`);
  const now = Date.now();
  await log(
    stack,
    events(rows, (index) => now - index * 1_000, "old"),
  );
  await page.goto(`${stack.webUrl}${MONITORING_ROOT}/events`);
  await page.locator("[data-row]").first().waitFor();
  const loaded = await scrollUntilLoaded(page, rows);
  await page.locator("[data-scroller]").evaluate((list) => list.scrollTo({ top: 0 }));
  const watched = await page.evaluateHandle(() => {
    const longest = { ms: 0, rows: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: "longtask" });
    new MutationObserver(() => {
      longest.rows = Math.max(longest.rows, document.querySelectorAll("[data-row]").length);
    }).observe(document.body, { childList: true, subtree: true });
    return longest;
  });
  await stream(stack);
  const { ms, rows: most } = await watched.jsonValue();
  console.log(
    `\nevent log: ${loaded} rows loaded, ${EVENTS_PER_SECOND} events a second for ${SECONDS} s: at most ${most} rows in the DOM ` +
      `(budget ${ROWS_IN_DOM}), longest task ${ms === 0 ? "under 50" : ms.toFixed(0)} ms (budget ${LONG_TASK_MS} ms)`,
  );
  return loaded >= rows && most <= ROWS_IN_DOM && ms <= LONG_TASK_MS;
}

/** Resolves with how many rows the list has room for, which is how many it has loaded. */
async function scrollUntilLoaded(page: Page, rows: number): Promise<number> {
  const scroller = page.locator("[data-scroller]");
  const deadline = Date.now() + SCROLL_LIMIT_MS;
  for (let loaded = 0; ; ) {
    const height = await scroller.evaluate((list) => {
      list.scrollTo({ top: list.scrollHeight });
      return list.scrollHeight;
    });
    loaded = await scroller.evaluate((list) => {
      const row = list.querySelector("[data-row]")?.closest("tr")?.getBoundingClientRect().height ?? 0;
      return row > 0 ? Math.round(list.scrollHeight / row) : 0;
    });
    if (loaded >= rows || Date.now() > deadline) return loaded;
    await page.waitForFunction(
      (before) => (document.querySelector("[data-scroller]")?.scrollHeight ?? 0) > before,
      height,
    );
  }
}

/** Events at the pace of the budget, whatever each call takes. */
async function stream(stack: Stack): Promise<void> {
  const began = Date.now();
  for (let second = 0; second < SECONDS; second += 1) {
    await log(
      stack,
      events(EVENTS_PER_SECOND, () => Date.now(), `new-${second}`),
    );
    const rest = began + (second + 1) * 1_000 - Date.now();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, rest)));
  }
}
