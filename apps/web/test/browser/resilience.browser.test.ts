import { MINUTE_MS } from "@voice-flow/domain/time";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cuttable } from "./connection";
import { type Browser, launch } from "./launch";
import { openSignedIn, product, sendNote } from "./product";

const MONITORING = "/platform/voice-monitoring";
const live = (page: Page) => page.locator("[data-live]");
// An incident that is open has such a link too.
const rows = (page: Page) => page.getByRole("region", { name: "Live events" }).locator("a[data-row]");
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const hrefs = (page: Page) =>
  rows(page).evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));

let browser: Browser;
beforeEach(async () => {
  // The vendor's client reports a closed socket, and tries again.
  browser = await launch({ ignoreConsole: [/WebSocket/i, /ERR_INTERNET_DISCONNECTED/] });
});
afterEach(async () => {
  await browser.close();
});

async function openLive(page: Page): Promise<void> {
  await openSignedIn(page, product().staff, MONITORING);
  await rows(page).first().waitFor();
  await expect.poll(() => live(page).textContent()).toBe("Live");
}

/** Sends a note and waits until the page shows one that wasn't there before. */
async function sendAndSee(page: Page, sampleId: string): Promise<void> {
  const before = new Set(await hrefs(page));
  await sendNote({ sampleId });
  await expect
    .poll(async () => (await hrefs(page)).some((href) => !before.has(href)), { timeout: 20_000 })
    .toBe(true);
}

describe("two members of staff", () => {
  it("see the same at the same time", () =>
    browser.step("two browsers", async (page) => {
      const other = await launch();
      try {
        await openLive(page);
        await openLive(other.page);
        await sendAndSee(page, "one-player");
        await expect
          .poll(async () => {
            const [here, there] = await Promise.all([hrefs(page), hrefs(other.page)]);
            return here.length > 0 && JSON.stringify(here) === JSON.stringify(there);
          })
          .toBe(true);
        expect([...browser.complaints, ...other.complaints]).toEqual([]);
      } finally {
        await other.close();
      }
    }));
});

describe("a connection", () => {
  it("shows when it was lost, and what happened meanwhile once it is back", () =>
    browser.step("connection", async (page) => {
      const connection = await cuttable(page);
      await openLive(page);
      const before = await hrefs(page);
      await connection.cut();
      await expect.poll(() => live(page).textContent()).toBe("Reconnecting");
      await expect
        .poll(() => live(page).textContent(), { timeout: 20_000 })
        .toMatch(/^Stale since \d\d:\d\d$/);
      // How the stages and the provider are doing is not known any more, whatever was known before.
      await expect
        .poll(() => page.locator('[data-card="AI service"] [data-value]').textContent())
        .toBe("Unknown");
      // Of incidents that are open the list stays; that there are none is not said any more.
      const incidents = () => region(page, "Active incidents").textContent();
      await expect.poll(incidents).toMatch(/Connection lost|Acknowledge/);
      expect(await incidents()).not.toContain("No open incidents");
      const health = page.locator("[data-health]");
      expect(await health.count()).toBeGreaterThan(0);
      await expect.poll(() => page.locator("[data-health=unknown]").count()).toBe(await health.count());
      await sendNote({ sampleId: "todo" });
      expect(await hrefs(page)).toEqual(before);
      connection.restore();
      await expect.poll(() => live(page).textContent(), { timeout: 40_000 }).toBe("Live");
      await expect.poll(() => hrefs(page), { timeout: 20_000 }).not.toEqual(before);
      expect(new URL(page.url()).pathname).toBe(MONITORING);
      expect(browser.complaints).toEqual([]);
    }));
});

describe("a clock", () => {
  it.each([10, -10])("that is %i minutes off tells no wrong times", (minutes) =>
    browser.step(`clock ${minutes}`, async (page) => {
      await page.clock.install({ time: Date.now() + minutes * MINUTE_MS });
      await openLive(page);
      await sendAndSee(page, "injury");
      await expect.poll(() => rows(page).first().locator("time").textContent()).toMatch(/^(now|\d+ s ago)$/);
      expect(browser.complaints).toEqual([]);
    }),
  );

  it("goes on for two hours: times grow old, and what happens still arrives", () =>
    browser.step("two hours", async (page) => {
      await page.clock.install();
      await openLive(page);
      await sendAndSee(page, "skill-rating");
      const newest = rows(page).first().locator("time");
      await expect.poll(() => newest.textContent()).toMatch(/^(now|\d+ s ago)$/);
      // A minute more than two hours: of the note, steps that end a moment after the jump are that old as well, and not 1:59.
      await page.clock.fastForward(121 * MINUTE_MS);
      await expect.poll(() => newest.textContent()).toBe("2 h ago");
      await expect.poll(() => live(page).textContent()).toBe("Live");
      await sendAndSee(page, "team-note");
      for (const text of await page.locator("[data-card] [data-value]").allTextContents()) {
        expect(text.trim()).not.toBe("");
      }
      expect(browser.complaints).toEqual([]);
    }));
});
