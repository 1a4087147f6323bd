import { callFunctionOrThrow } from "@voice-flow/dev-stack/deployment-client";
import type { Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { cuttable } from "./connection";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, urlOf } from "./product";
import { registerClub } from "./staff-client";

const MESSAGING = "/platform/messaging";
const CLUB = "Grange GAA";
const REASON = "The provider answers with the notes of others.";
/** As many as open the breaker. */
const FAILURES = 5;

const call = (name: string, args: Record<string, unknown> = {}) =>
  callFunctionOrThrow(product().deployment, name, args);
const region = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const card = (page: Page, title: string) => page.locator(`[data-card="${title}"] [data-value]`);

let browser: Browser;
beforeAll(async () => {
  // Counts what the seed has logged now, instead of within a minute.
  await call("models/aiUsageDailyAggregates:countAiUsage");
});
beforeEach(async () => {
  // The vendor's client reports a closed socket, and tries again.
  browser = await launch({ ignoreConsole: [/WebSocket/i] });
});
afterEach(async () => {
  await browser.close();
});

async function openMessaging(page: Page): Promise<void> {
  await openSignedIn(page, product().staff, MESSAGING);
  await page.getByRole("heading", { name: "Messaging", level: 1 }).waitFor();
  await card(page, "AI calls, 30 days").waitFor();
}

/** `g` and a letter, again while nothing has come of it: a page answers to keys a moment after it is drawn. */
async function goByKeys(page: Page, letter: string, path: string): Promise<void> {
  const isThere = () => new URL(page.url()).pathname === path;
  const press = async () => {
    if (isThere()) return true;
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    return false;
  };
  await expect.poll(press, { interval: 2_000, timeout: 30_000 }).toBe(true);
}

describe("the messaging page", () => {
  it("is reached from the hub and by keys, and tells costs by day, model and organisation", () =>
    browser.step("usage", async (page) => {
      await openSignedIn(page, product().staff, "/platform");
      await page.getByRole("link", { name: /^Messaging/ }).click();
      await card(page, "AI calls, 30 days").waitFor();
      await expect.poll(() => card(page, "AI cost, 30 days").textContent()).toMatch(/^\$\d/);
      await expect
        .poll(async () => Number((await card(page, "AI calls, 30 days").textContent())?.replace(",", "")))
        .toBeGreaterThan(100);
      await page.getByRole("slider", { name: "AI cost by day by period" }).focus();
      await page.keyboard.press("ArrowLeft");
      await expect.poll(() => page.locator("[data-readout]").textContent()).toMatch(/UTC day.*Cost \$/);
      expect(await region(page, "By model").textContent()).toContain("gpt-4o");

      const all = await card(page, "AI cost, 30 days").textContent();
      await page.getByRole("button", { name: CLUB, exact: true }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get("club")).not.toBeNull();
      await expect.poll(() => card(page, "AI cost, 30 days").textContent()).not.toBe(all);
      await page.goBack();
      await expect.poll(() => card(page, "AI cost, 30 days").textContent()).toBe(all);

      await goByKeys(page, "d", "/platform/voice-monitoring");
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await goByKeys(page, "c", MESSAGING);
      expect(browser.complaints).toEqual([]);
    }));

  it("sets a budget in dollars, refuses what is none in words, raises an alert, and takes the budget away", () =>
    browser.step("budget", async (page) => {
      await openMessaging(page);
      const dialog = page.getByRole("dialog");
      await page.getByRole("button", { name: "Set a budget…" }).click();
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect.poll(() => dialog.getByRole("alert").textContent()).toContain("Choose a club");
      await dialog.getByRole("button", { name: CLUB }).click();
      const daily = dialog.getByLabel("Daily budget, in dollars");
      await daily.fill("ten");
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect
        .poll(() => dialog.getByRole("alert").textContent())
        .toMatch(/daily budget in dollars, such as 5/);
      expect(await daily.getAttribute("aria-invalid")).toBe("true");
      expect(await accessibilityProblems(page)).toEqual([]);
      await daily.fill("$5");
      await dialog.getByLabel("Monthly budget, in dollars").fill("0.01");
      await dialog.getByRole("button", { name: "Save" }).click();
      await expect.poll(() => dialog.getByRole("alert").textContent()).toContain("must not be more than");
      await daily.fill("");
      await dialog.getByRole("button", { name: "Save" }).click();
      await dialog.waitFor({ state: "detached" });

      const budget = page.locator("[data-budget]").filter({ hasText: CLUB });
      // The seeded month has cost more than a cent.
      await expect.poll(() => budget.textContent()).toMatch(/Used up until.*of \$0\.0100.*used up/);
      await call("models/platformCostAlerts:checkCostAlerts");
      const alert = page.locator('[data-cost-alert="budget_exceeded"]').filter({ hasText: CLUB });
      await alert.getByRole("button", { name: /^Acknowledge/ }).focus();
      await page.keyboard.press("Enter");
      await alert.waitFor({ state: "detached" });
      // The row is gone, and the keyboard is still in its list.
      const alerts = region(page, "Cost alerts");
      await expect
        .poll(() => alerts.evaluate((element) => element.contains(document.activeElement)))
        .toBe(true);
      await page.getByRole("button", { name: "Show all" }).click();
      await expect.poll(() => alert.first().textContent()).toMatch(/Acknowledged by Stella Staff/);

      await budget.getByRole("button", { name: /^Change the budget/ }).click();
      await dialog.getByLabel("Monthly budget, in dollars").fill("");
      await dialog.getByRole("button", { name: "Remove budget" }).click();
      await budget.waitFor({ state: "detached" });
      expect(browser.complaints).toEqual([]);
    }));

  it("stops everything with a reason that every monitoring page shows; notes wait, and are taken up when it ends", () =>
    browser.step("emergency", async (page) => {
      const phone = coachPhone(product());
      const [coach] = await phone.coaches();
      if (!coach) throw new Error("No coach is seeded.");
      await openMessaging(page);
      const dialog = page.getByRole("dialog");
      await page.getByRole("button", { name: "Emergency mode…" }).click();
      await dialog.locator('[data-effect="in-flight"]').waitFor();
      await dialog.getByRole("button", { name: "Stop all AI calls" }).click();
      await expect.poll(() => dialog.getByRole("alert").textContent()).toContain("Enter a reason");
      await dialog.getByLabel(/^Reason/).fill(REASON);
      await page.keyboard.press("Enter");
      await dialog.waitFor({ state: "detached" });
      try {
        await page.goto(urlOf("/platform/voice-monitoring/events"));
        const banner = page.getByRole("status").filter({ hasText: "Emergency mode is on." });
        await banner.waitFor();
        expect(await banner.textContent()).toMatch(/Stella Staff switched it on .*notes of others/);
        expect(await accessibilityProblems(page)).toEqual([]);
        await phone.postSignedText(
          coach.phone,
          `The session of ${Date.now()} was calm and everybody worked hard`,
        );
        await page.goto(urlOf(MESSAGING));
        await expect.poll(() => page.locator("[data-held]").textContent()).toContain("1 message is waiting");
      } finally {
        await page.goto(urlOf(MESSAGING));
        await page.getByRole("button", { name: "End emergency mode…" }).click();
        await dialog.getByRole("button", { name: "End emergency mode" }).click();
        await dialog.waitFor({ state: "detached" });
      }
      await expect.poll(() => page.locator("[data-held]").textContent()).toContain("No messages are waiting");
      await expect.poll(() => page.getByText("Emergency mode is on.").count()).toBe(0);
      expect(browser.complaints).toEqual([]);
    }));

  it("shows a recording without a run that could not be written down, and has it written down by keyboard", () =>
    browser.step("plain note", async (page) => {
      const phone = coachPhone(product());
      const number = await registerClub("Plain GAA", "+353861119090");
      const flag = (enabled: boolean | null) =>
        call("models/featureFlags:setForPlatform", { key: "voice_notes_v2", enabled });
      await openMessaging(page);
      const panel = region(page, "Recordings without drafts");
      await expect.poll(() => panel.textContent()).toContain("None has failed.");
      try {
        await flag(false);
        await phone.setFaults([{ kind: "server_error", target: "transcription", phone: number }]);
        await phone.sendSample(number, "one-player");
        const failed = panel.locator("[data-plain-note]");
        await expect
          .poll(() => failed.textContent())
          .toMatch(/Una Daly · Plain GAA.*The provider didn't answer/);
        for (const theme of ["dark", "light"] as const) {
          await chooseTheme(page, theme);
          await panel.scrollIntoViewIfNeeded();
          expect(await accessibilityProblems(page)).toEqual([]);
        }
        await phone.setFaults([]);
        await failed.getByRole("button", { name: /^Retry transcription/ }).focus();
        await page.keyboard.press("Enter");
        await failed.waitFor({ state: "detached" });
        await expect.poll(() => panel.textContent()).toContain("None has failed.");
        const focused = () =>
          panel.evaluate((element) => element !== document.body && element.contains(document.activeElement));
        await expect.poll(focused).toBe(true);
      } finally {
        await phone.setFaults([]);
        await flag(true);
      }
      expect(browser.complaints).toEqual([]);
    }));

  it("shows a breaker that is open, and resets it after saying what follows", () =>
    browser.step("breaker", async (page) => {
      for (let failure = 0; failure < FAILURES; failure += 1) {
        await call("models/aiCalls:settle", {
          call: {
            callId: `browser-test-${Date.now()}-${failure}`,
            operation: "claims_extraction",
            provider: "openai",
            model: "gpt-4o",
          },
          ticket: { taken: [] },
          usage: {},
          cost: 0,
          durationMs: 1,
          errorCode: "provider_unavailable",
        });
      }
      await openMessaging(page);
      const openai = page.locator('[data-provider="openai"]');
      await openai.locator('[data-state="open"]').waitFor();
      await openai.getByRole("button", { name: "Close breaker…" }).click();
      const dialog = page.getByRole("dialog");
      expect(await dialog.textContent()).toContain("resume straight away");
      await dialog.getByRole("button", { name: "Close breaker" }).click();
      await openai.locator('[data-state="closed"]').waitFor();
      await page.locator("[data-sonner-toast]").filter({ hasText: "are working again" }).waitFor();
      expect(browser.complaints).toEqual([]);
    }));

  it("says that the connection is lost, and of no provider that it is available", () =>
    browser.step("connection", async (page) => {
      const connection = await cuttable(page);
      await openMessaging(page);
      const live = page.locator("[data-live]");
      await expect.poll(() => live.textContent()).toBe("Live");
      const openai = page.locator('[data-provider="openai"]');
      await openai.locator('[data-state="closed"]').waitFor();
      await connection.cut();
      await expect.poll(() => live.textContent()).toBe("Reconnecting");
      await openai.locator('[data-state="unknown"]').waitFor();
      expect(await openai.textContent()).not.toContain("Available");
      const recordings = () => region(page, "Recordings without drafts").textContent();
      await expect.poll(recordings).toContain("Connection lost");
      expect(await recordings()).not.toContain("None has failed");
      expect(await page.locator("[data-held]").textContent()).toContain("Connection lost");
      expect(await region(page, "Cost alerts").textContent()).not.toContain("No open alert");
      expect(await accessibilityProblems(page)).toEqual([]);
      connection.restore();
      await openai.locator('[data-state="closed"]').waitFor({ timeout: 40_000 });
      await expect.poll(() => live.textContent()).toBe("Live");
    }));

  it("has nothing that axe finds in either theme, and does not scroll sideways on a phone", () =>
    browser.step("accessibility", async (page) => {
      await openMessaging(page);
      await page.locator("[data-org]").first().waitFor();
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        expect(await accessibilityProblems(page)).toEqual([]);
      }
      await page.setViewportSize({ width: 375, height: 812 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
      expect(await accessibilityProblems(page)).toEqual([]);
    }));

  it("is for platform staff alone", () =>
    browser.step("no permission", async (page) => {
      await openSignedIn(page, product().coach, MESSAGING);
      await page.getByRole("heading", { name: "No permission" }).waitFor();
      expect(await page.getByRole("button", { name: "Emergency mode…" }).count()).toBe(0);
    }));
});
