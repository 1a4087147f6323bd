import { callFunctionOrThrow } from "@voice-flow/dev-stack/deployment-client";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { coachPhone } from "./coach-phone";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, urlOf } from "./product";
import { changeSettings, checkHealth, resetSettings } from "./staff-client";

const ALERTS = "/platform/voice-monitoring/alerts";
const CLUB = "Riverside Rovers";
const FAILURES_TO_OPEN = 5;
/** More than open the breaker, each a note of its own. */
const SAMPLES = ["injury", "todo", "unclear", "two-alexes", "unknown-name", "injury-shawn"];
/** The thresholds of staff, set so that a breaker's life fits into a test. */
const QUICK = {
  BREAKER_COOL_DOWN_SECONDS: 5,
  ALERT_RESOLVE_AFTER_EVALUATIONS: 1,
  HEALTH_CHECK_MIN_GAP_SECONDS: 1,
};

const foundSchema = z.object({
  checks: z.array(z.object({ facts: z.object({ breakers: z.array(z.object({ state: z.string() })) }) })),
});
const phone = () => coachPhone(product());
const breaker = (page: Page) => page.locator('article[data-alert="CIRCUIT_BREAKER"]');
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

async function coachNumber(): Promise<string> {
  const coach = (await phone().coaches()).find(({ club }) => club === CLUB);
  if (!coach) throw new Error(`no coach of ${CLUB} is seeded`);
  return coach.phone;
}

let browser: Browser;

beforeAll(async () => {
  await changeSettings(QUICK);
  const number = await coachNumber();
  await phone().setFaults([{ kind: "server_error", target: "openai", phone: number }]);
  for (const sample of SAMPLES) await phone().sendSample(number, sample);
  // The breaker opens with the fifth failure; the check after that raises the incident.
  await vi.waitFor(
    async () => {
      const args = { scope: "platform", now: Date.now() };
      const found = foundSchema.parse(
        await callFunctionOrThrow(product().deployment, "models/voicePipelineAlertChecks:gather", args),
      );
      const open = found.checks
        .flatMap(({ facts }) => facts.breakers)
        .filter(({ state }) => state === "open");
      expect(open.length).toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 500 },
  );
  await vi.waitFor(async () => expect((await checkHealth()).news).toBeGreaterThan(0), {
    timeout: 30_000,
    interval: 1_500,
  });
}, 180_000);
afterAll(async () => {
  await phone().setFaults([]);
  await resetSettings(QUICK);
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
  it("tells of an incident once, on any monitoring page, and counts it in the tab", () =>
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
      expect(text).toContain("A provider is switched off");
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
        .getByRole("link", { name: /^Runs behind it/ })
        .click();
      const runs = page.getByRole("list", { name: "Runs" }).getByRole("listitem");
      await runs.first().waitFor();
      const told = await runs.allTextContents();
      expect(told.filter((run) => run.includes(CLUB)).length).toBeGreaterThanOrEqual(FAILURES_TO_OPEN);
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
      const handled = region(page, "Somebody is on it");
      await expect.poll(() => handled.textContent()).toContain("until it gets worse");

      await card.getByRole("button", { name: "Acknowledge" }).click();
      await page.getByLabel(/^What you know/).fill("Asked the provider.");
      await page.getByRole("button", { name: "I am on it" }).click();
      await expect.poll(() => handled.textContent()).toMatch(/by Stella Staff now: “Asked the provider\.”/);
      const row = page.locator('tr[data-alert="CIRCUIT_BREAKER"]').first();
      await expect.poll(() => row.textContent()).toMatch(/Acknowledged.*Stella Staff.*Asked the provider/);

      const other = await launch();
      try {
        await openSignedIn(other.page, product().staff, "/platform/voice-monitoring/events");
        await other.page.locator("[data-row]").first().waitFor();
        const tab = other.page.getByRole("link", { name: /^Alerts/ });
        await expect.poll(() => tab.isVisible()).toBe(true);
        const told = await other.page.locator("[data-sonner-toast]").allTextContents();
        expect(told.join()).not.toContain("A provider is switched off");
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

describe("rules", () => {
  it("saves a threshold only after its rehearsal, and follows the settings again", () =>
    browser.step("alert rules", async (page) => {
      await openAlerts(page, "?view=rules");
      const line = page.locator('li[data-rule="HIGH_FAILURE_RATE"]');
      await line.getByRole("button", { name: /^Change/ }).click();
      const field = line.getByLabel(/^Fires beyond/);
      const before = await field.inputValue();
      await field.fill("7");
      await line.getByText(/^From 0/).waitFor();
      await field.fill("0.15");
      const save = line.getByRole("button", { name: "Save" });
      expect(await save.getAttribute("aria-disabled")).toBe("true");
      await line.getByRole("button", { name: "Rehearse" }).click();
      await line.getByText(/^Would have fired \d+ times? in 7 days, \d+ times? in 30\.$/).waitFor();
      await save.click();
      await line.getByText("Changed by Stella Staff").waitFor();
      expect(await line.textContent()).toContain("0.15 share of notes");

      await line.getByRole("button", { name: /^Change/ }).click();
      await field.fill(before);
      await line.getByRole("button", { name: "Rehearse" }).click();
      await line.getByText(/^Would have fired/).waitFor();
      await save.click();
      await expect.poll(() => line.textContent()).toContain(`${before} share of notes`);
      expect(browser.complaints).toEqual([]);
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
          .getByRole("link", { name: /^Runs behind it/ })
          .click();
        await page.getByRole("list", { name: "Runs" }).getByRole("listitem").first().waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await browser.screenshot(`alerts incident ${theme}`);
        await page.goto(urlOf(`${ALERTS}?view=rules&rule=HIGH_FAILURE_RATE`));
        await page.getByRole("button", { name: "Save" }).waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await browser.screenshot(`alerts rules ${theme}`);
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
  it("resolves by itself when the provider is back, and the history tells the story", () =>
    browser.step("resolved", async (page) => {
      await phone().setFaults([]);
      await openAlerts(page, "?type=CIRCUIT_BREAKER&status=acknowledged");
      await page.locator("tr[data-alert]").first().getByRole("link").click();
      const story = page.getByRole("list", { name: "What happened" });
      await story.waitFor();
      // After its cool-down the breaker lets one call through, and a call that succeeds closes it.
      const number = await coachNumber();
      await expect
        .poll(
          async () => {
            await phone().sendSample(number, "one-player");
            await checkHealth();
            return story.textContent();
          },
          { timeout: 60_000, interval: 3_000 },
        )
        .toContain("Resolved by itself");
      expect(await story.textContent()).toMatch(/Opened[\s\S]*Snoozed by[\s\S]*Acknowledged by/);
      await page.keyboard.press("Escape");
      await expect.poll(() => breaker(page).count()).toBe(0);
    }));
});
