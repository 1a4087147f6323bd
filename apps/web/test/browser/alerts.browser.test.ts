import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { type Browser, launch } from "./launch";
import { FAILING_CLUB, failingCoach, openBreaker, QUICK_BREAKER } from "./open-breaker";
import { accessibilityProblems, chooseTheme, openSignedIn, product, urlOf } from "./product";
import { changeSettings, checkHealth, resetSettings } from "./staff-client";

const ALERTS = "/platform/voice-monitoring/alerts";
const FAILURES_TO_OPEN = 5;

const phone = () => coachPhone(product());
const breaker = (page: Page) => page.locator('article[data-alert="CIRCUIT_BREAKER"]');
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

let browser: Browser;

beforeAll(async () => {
  await changeSettings(QUICK_BREAKER);
  await openBreaker();
}, 180_000);
afterAll(async () => {
  await phone().setFaults([]);
  await resetSettings(QUICK_BREAKER);
});
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

async function openAlerts(page: Page, query = ""): Promise<void> {
  await openSignedIn(page, product().staff, `${ALERTS}${query}`);
}

describe("incidents", () => {
  it("announces an incident once, on any monitoring page, and counts it in the tab", () =>
    browser.step("incident toast", async (page) => {
      await openSignedIn(page, product().staff, "/platform/voice-monitoring/events");
      const toast = page.locator("[data-sonner-toast]").first();
      await toast.waitFor({ timeout: 20_000 });
      const tab = page.getByRole("link", { name: /^Alerts/ });
      await expect.poll(() => tab.textContent()).toMatch(/Alerts\d+\+? open/);
      await page.reload();
      await expect.poll(() => tab.textContent()).toMatch(/Alerts\d+\+? open/);
      expect(await page.locator("[data-sonner-toast]").count()).toBe(0);
      expect(browser.complaints).toEqual([]);
    }));

  it("ALERTS-001 ALERTS-002 ALERTS-004 lists active incidents with severity, type, since when, and what to do", () =>
    browser.step("incident card", async (page) => {
      await openAlerts(page);
      const card = breaker(page).first();
      await card.waitFor();
      const text = (await card.textContent()) ?? "";
      expect(text).toContain("Critical");
      expect(text).toContain("A circuit breaker is open");
      expect(text).toMatch(/circuit breaker of openai/i);
      expect(text).toMatch(/for \d+/);
      expect(text).toContain("status page");
      const row = page.locator('tr[data-alert="CIRCUIT_BREAKER"]').first();
      expect(await row.textContent()).toMatch(/ago|now/);
      expect(await row.textContent()).toContain("Circuit breaker");
      expect(browser.complaints).toEqual([]);
    }));

  it("leads to exactly the runs behind it, narrowed by cause, and back", () =>
    browser.step("incident runs", async (page) => {
      await openAlerts(page);
      await breaker(page)
        .first()
        .getByRole("link", { name: /^Affected notes/ })
        .click();
      const runs = page.getByRole("list", { name: "Affected notes" }).getByRole("listitem");
      await runs.first().waitFor();
      const told = await runs.allTextContents();
      expect(told.filter((run) => run.includes(FAILING_CLUB)).length).toBeGreaterThanOrEqual(
        FAILURES_TO_OPEN,
      );
      // Any club's: the breaker is the provider's. Nothing but what the provider failed or the open breaker held back.
      for (const run of told) expect(run).toMatch(/Provider unavailable|Circuit breaker open/);
      expect(await page.getByRole("list", { name: "What happened" }).textContent()).toContain("Opened");
      await page.getByRole("button", { name: "Only these" }).first().click();
      await expect.poll(() => parameter(page, "cause")).not.toBeNull();
      const link = page.url();
      await page.goto(link);
      await expect.poll(() => runs.count()).toBeGreaterThan(0);
      await page.keyboard.press("Escape");
      await expect.poll(() => parameter(page, "incident")).toBeNull();
      await page.goBack();
      await expect.poll(() => page.url()).toBe(link);
      await runs.first().waitFor();
      await runs.first().getByRole("link").click();
      await page.getByRole("region", { name: "Why it failed" }).waitFor();
      await page.goBack();
      await runs.first().waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => parameter(page, "incident")).toBeNull();
      await breaker(page).first().waitFor();
    }));

  it("M4-003 M8-004 acknowledges with a note: who and when are kept, and it leaves what waits for somebody", () =>
    browser.step("acknowledge", async (page) => {
      await openAlerts(page);
      const card = breaker(page).first();
      await card.getByRole("button", { name: "Snooze" }).click();
      await page.getByRole("button", { name: "Until it gets worse" }).click();
      const handled = region(page, "Acknowledged or snoozed");
      await expect.poll(() => handled.textContent()).toContain("until it gets worse");

      await card.getByRole("button", { name: "Acknowledge" }).click();
      await page.getByLabel(/^Note for others/).fill("Asked the provider.");
      await page.getByRole("button", { name: "I'm on it" }).click();
      await expect.poll(() => handled.textContent()).toMatch(/by Stella Staff now: “Asked the provider\.”/);
      // The card has moved to the acknowledged ones, and focus is still among the incidents.
      const active = region(page, "Active incidents");
      await expect.poll(() => active.evaluate((all) => all.contains(document.activeElement))).toBe(true);
      const row = page.locator('tr[data-alert="CIRCUIT_BREAKER"]').first();
      await expect.poll(() => row.textContent()).toMatch(/Acknowledged.*Stella Staff.*Asked the provider/);

      const other = await launch();
      try {
        await openSignedIn(other.page, product().staff, "/platform/voice-monitoring/events");
        await other.page.locator("[data-row]").first().waitFor();
        const tab = other.page.getByRole("link", { name: /^Alerts/ });
        await expect.poll(() => tab.isVisible()).toBe(true);
        const told = await other.page.locator("[data-sonner-toast]").allTextContents();
        expect(told.join()).not.toContain("A circuit breaker is open");
      } finally {
        await other.close();
      }
      expect(browser.complaints).toEqual([]);
    }));

  it("filters the history in the URL, and clears what matches nothing", () =>
    browser.step("alert history", async (page) => {
      await openAlerts(page);
      await page.locator("tr[data-alert]").first().waitFor();
      await page.getByLabel("Severity").selectOption("critical");
      await expect.poll(() => parameter(page, "severity")).toBe("critical");
      await page.getByLabel("Type").selectOption("CIRCUIT_BREAKER");
      await expect.poll(() => parameter(page, "type")).toBe("CIRCUIT_BREAKER");
      const rows = page.locator("tr[data-alert]");
      await rows.first().waitFor();
      await page.goto(page.url());
      await rows.first().waitFor();
      await expect
        .poll(async () => [...new Set(await rows.evaluateAll((all) => all.map((row) => row.dataset.alert)))])
        .toEqual(["CIRCUIT_BREAKER"]);
      await page.getByLabel("Severity").selectOption("low");
      await page.getByRole("heading", { name: "No incidents match" }).waitFor();
      await page.goBack();
      await rows.first().waitFor();
      await expect.poll(() => parameter(page, "severity")).toBe("critical");
    }));
});

describe("for everybody", () => {
  it("has no accessibility problems in either theme, and reads on a phone", () =>
    browser.step("alerts axe", async (page) => {
      await openAlerts(page);
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        await page.goto(urlOf(ALERTS));
        await breaker(page).first().waitFor();
        await page.locator("tr[data-alert]").first().waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await browser.screenshot(`alerts ${theme}`);
        await breaker(page)
          .first()
          .getByRole("link", { name: /^Affected notes/ })
          .click();
        await page.getByRole("list", { name: "Affected notes" }).getByRole("listitem").first().waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await browser.screenshot(`alerts incident ${theme}`);
      }
      await page.setViewportSize({ width: 375, height: 800 });
      await page.goto(urlOf(ALERTS));
      await breaker(page).first().waitFor();
      await browser.screenshot("alerts phone");
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }));
});

describe("the end of an incident", () => {
  it("recovers when the provider is back, and the history tells the story", () =>
    browser.step("resolved", async (page) => {
      await phone().setFaults([]);
      await openAlerts(page, "?type=CIRCUIT_BREAKER&status=acknowledged");
      await page.locator("tr[data-alert]").first().getByRole("link").click();
      const story = page.getByRole("list", { name: "What happened" });
      await story.waitFor();
      // After its cool-down the breaker lets one call through, and a call that succeeds closes it.
      const number = await failingCoach();
      await expect
        .poll(
          async () => {
            await phone().sendSample(number, "one-player");
            await checkHealth();
            return story.textContent();
          },
          { timeout: 60_000, interval: 3_000 },
        )
        .toContain("Recovered");
      expect(await story.textContent()).toMatch(/Opened[\s\S]*Snoozed by[\s\S]*Acknowledged by/);
      await page.keyboard.press("Escape");
      await expect.poll(() => breaker(page).count()).toBe(0);
    }));
});
