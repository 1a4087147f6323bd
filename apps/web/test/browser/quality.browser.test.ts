import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, urlOf } from "./product";

const QUALITY = "/platform/voice-monitoring/quality";
const WIDTHS = [1440, 1024, 375];

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

const answered = (page: Page, range: string) => page.locator(`[data-answered="${range}"]`).waitFor();

async function openQuality(page: Page, query = "", range = "30d"): Promise<void> {
  await openSignedIn(page, product().staff, `${QUALITY}${query}`);
  await answered(page, range);
}

const cellsOf = (page: Page) => page.locator('[data-model="gpt-4o"]').first().locator("td").allInnerTexts();

describe("the quality page", () => {
  it("shows what coaches did with each model's claims, beside cost and latency", () =>
    browser.step("quality", async (page) => {
      await openQuality(page);
      await page
        .getByRole("rowheader", { name: /gpt-4o/ })
        .first()
        .waitFor();
      const [notes = "", decided = "", confirmed, corrected, rejected, undone, , cost, p50, p95] =
        await cellsOf(page);
      expect(Number(notes.replace(",", ""))).toBeGreaterThan(20);
      expect(Number(decided.replace(",", ""))).toBeGreaterThan(0);
      for (const share of [confirmed, corrected, rejected, undone]) expect(share).toMatch(/^[\d.]+ %$/);
      expect(cost).toMatch(/^\$\d/);
      for (const latency of [p50, p95]) expect(latency).toMatch(/ m?s$/);
      expect(browser.complaints).toEqual([]);
    }));

  it("keeps range and club in the URL, and is reached by its keys", () =>
    browser.step("quality range", async (page) => {
      await openSignedIn(page, product().staff, "/platform/voice-monitoring/metrics");
      await page.locator("[data-answered]").waitFor();
      await page.keyboard.press("g");
      await page.keyboard.press("q");
      await answered(page, "30d");
      const [all = ""] = await cellsOf(page);
      await page.getByRole("button", { name: "7D", exact: true }).click();
      await answered(page, "7d");
      expect(new URL(page.url()).searchParams.get("range")).toBe("7d");
      await page.goBack();
      await answered(page, "30d");
      await page.getByRole("button", { name: "Club" }).click();
      await page.getByText("Grange GAA").first().click();
      await expect.poll(() => new URL(page.url()).searchParams.has("club")).toBe(true);
      await expect.poll(async () => Number((await cellsOf(page))[0])).toBeLessThan(Number(all));
    }));

  it("fits every width and has no accessibility problems in either theme", () =>
    browser.step("quality axe", async (page) => {
      await openQuality(page);
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        await page.goto(urlOf(QUALITY));
        await answered(page, "30d");
        expect(await accessibilityProblems(page)).toEqual([]);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          const sideways = await page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          expect(sideways, `${theme} at ${width}`).toBe(false);
          await page.screenshot({ path: `test-results/quality-${theme}-${width}.png` });
        }
      }
    }));
});
