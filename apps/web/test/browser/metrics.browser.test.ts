import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, urlOf } from "./product";

const CARDS = [
  "Notes processed",
  "Completion rate",
  "End to end, average",
  "AI cost",
  "Auto-resolution rate",
  "Disambiguation backlog",
];
const METRICS = "/platform/voice-monitoring/metrics";

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

const figureOf = (page: Page, title: string) =>
  page.locator(`[data-card="${title}"] [data-value]`).innerText();
const answered = (page: Page, range: string) => page.locator(`[data-answered="${range}"]`).waitFor();
const choose = (page: Page, range: string) => page.getByRole("button", { name: range, exact: true }).click();

async function openMetrics(page: Page, query = "", range = "24h"): Promise<void> {
  await openSignedIn(page, product().staff, `${METRICS}${query}`);
  await answered(page, range);
}

describe("the metrics page", () => {
  it("METRICS-001 METRICS-003 shows numbers that agree with each other, and the latency of every stage", () =>
    browser.step("metrics", async (page) => {
      await openMetrics(page, "?range=7d", "7d");
      const processed = Number(await figureOf(page, "Notes processed"));
      expect(processed).toBeGreaterThan(20);
      expect(await figureOf(page, "AI cost")).toMatch(/^\$\d/);
      expect(await figureOf(page, "End to end, average")).toMatch(/ m?s$/);

      const stages = page.locator("[data-stage-row]");
      expect(await stages.count()).toBe(6);
      for (const text of await stages.allInnerTexts()) {
        expect(text, "average, p50, p95 and p99").toMatch(/(\d[\d.]* m?s\s+){4}/);
      }
      const clubs = page.getByRole("region", { name: "Clubs" }).locator("tbody tr");
      // Clubs are added up once a minute.
      await expect.poll(() => clubs.locator("button").count(), { timeout: 70_000 }).toBeGreaterThanOrEqual(3);
      const completedAndFailed = async () => {
        const rows = await clubs.evaluateAll((all) =>
          all.map((row) =>
            [2, 3].reduce((sum, cell) => sum + Number.parseInt(row.children[cell]?.textContent ?? "", 10), 0),
          ),
        );
        return rows.reduce((total, count) => total + count, 0);
      };
      // Both cover the same seven days, which need not start at midnight. The clubs' totals follow within a minute.
      await expect
        .poll(async () => (await completedAndFailed()) - Number(await figureOf(page, "Notes processed")), {
          timeout: 70_000,
        })
        .toBe(0);
      expect(browser.complaints).toEqual([]);
    }));

  it("leads from figures to the runs behind them: same time, same organisation", () =>
    browser.step("metric links", async (page) => {
      await openMetrics(page, "?range=7d", "7d");
      const hrefOf = async (locator: Locator) =>
        new URL(urlOf((await locator.first().getAttribute("href")) ?? ""));
      for (const title of CARDS) {
        const card = page.locator(`[data-card="${title}"]`);
        expect((await hrefOf(card.getByRole("link"))).searchParams.get("from"), title).toMatch(/^2/);
      }
      const claims = page.locator("[data-stage-row=claims_extraction]").getByRole("link");
      const runs = await hrefOf(claims);
      expect(runs.searchParams.get("types")).toBe("claims_extracted");
      expect(runs.searchParams.get("stage")).toBe("claims_extraction");
      const length =
        Date.parse(runs.searchParams.get("to") ?? "") - Date.parse(runs.searchParams.get("from") ?? "");
      expect(length).toBe(7 * 24 * 3_600_000);
      // An hour of the week leads to the notes of that hour.
      const hour = await hrefOf(
        page.getByRole("region", { name: "Notes by hour of the week" }).getByRole("link"),
      );
      expect(hour.pathname).toMatch(/\/artifacts$/);
      expect(hour.searchParams.has("to")).toBe(true);
      await claims.first().click();
      await page.waitForURL(/\/events\?/);
      await page.locator("tbody tr", { hasText: "Claims extracted" }).first().waitFor();
    }));

  it("METRICS-002 TC-M7-001 has a range for each button, in the URL, and the back button returns to the one before", () =>
    browser.step("ranges", async (page) => {
      await openMetrics(page);
      for (const range of ["1H", "6H", "7D", "30D"]) {
        await choose(page, range);
        await answered(page, range.toLowerCase());
        expect(new URL(page.url()).searchParams.get("range")).toBe(range.toLowerCase());
      }
      const bars = page.locator("section", { hasText: "Throughput" }).locator("[data-unfinished]");
      expect(await bars.count()).toBeGreaterThan(0);
      // Thirty days by the day, seven by the hour.
      const periods = () => page.getByRole("slider", { name: "Throughput by period" }).getAttribute("max");
      expect(await periods()).toBe("29");
      await page.goBack();
      await answered(page, "7d");
      expect(await periods()).toBe("167");
      await page.reload();
      await answered(page, "7d");
      expect(browser.complaints).toEqual([]);
    }));

  it("tells each period by the arrow keys, and says which one is not finished", () =>
    browser.step("chart keys", async (page) => {
      await openMetrics(page);
      const slider = page.getByRole("slider", { name: "Throughput by period" });
      await slider.focus();
      expect(await slider.getAttribute("aria-valuetext")).toMatch(
        /\(not finished\): Completed \d+ · Failed \d+$/,
      );
      await page.keyboard.press("ArrowLeft");
      expect(await slider.getAttribute("aria-valuetext")).toMatch(/^\w+.*\d\d:00–\d\d:00: Completed \d+/);
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/events\?types=artifact_completed.*from=.*to=/);
    }));

  it("shows one organisation alone, and all of them again", () =>
    browser.step("one organisation", async (page) => {
      await openMetrics(page, "?range=7d", "7d");
      const all = Number(await figureOf(page, "Notes processed"));
      await page.getByRole("button", { name: "Grange GAA" }).click();
      await expect.poll(async () => Number(await figureOf(page, "Notes processed"))).toBeLessThan(all);
      await page.getByRole("button", { name: "Show all clubs" }).click();
      await expect
        .poll(async () => Number(await figureOf(page, "Notes processed")))
        .toBeGreaterThanOrEqual(all);
    }));

  it("has no accessibility problems in either theme", () =>
    browser.step("metrics axe", async (page) => {
      await openMetrics(page);
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        await page.goto(urlOf(METRICS));
        await answered(page, "24h");
        expect(await accessibilityProblems(page)).toEqual([]);
      }
    }));
});
