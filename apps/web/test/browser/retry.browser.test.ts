import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, urlOf } from "./product";

const EVENTS = "/platform/voice-monitoring/events";
const panel = (page: Page) => page.getByRole("region", { name: "Retry", exact: true });
const retries = (page: Page) => panel(page).getByRole("list", { name: "Earlier retries" });
const phone = () => coachPhone(product());

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await phone().setFaults([]);
  await browser.close();
});

/** Sends a note that fails because of the fault, and opens its page. */
async function openFailedNote(page: Page, sampleId: string, fault: Record<string, unknown>): Promise<void> {
  const coach = (await phone().coaches()).find(({ club }) => club === "Riverside Rovers");
  if (!coach) throw new Error("no coach of Riverside Rovers is seeded");
  await openSignedIn(page, product().staff, `${EVENTS}?types=artifact_failed`);
  const newest = page.locator("tbody tr").first().getByRole("link");
  const before = await newest.getAttribute("href");
  await phone().setFaults([{ ...fault, phone: coach.phone }]);
  await phone().sendSample(coach.phone, sampleId);
  await expect.poll(() => newest.getAttribute("href"), { timeout: 40_000 }).not.toBe(before);
  await page.goto(urlOf((await newest.getAttribute("href")) ?? ""));
  await panel(page).waitFor();
}

describe("retrying a failed note", () => {
  it(
    "M3-001 M3-002 tells what a retry does, begins it at once, and tells how it ended",
    () =>
      browser.step("retry safe", async (page) => {
        await openFailedNote(page, "team-note", { kind: "server_error", target: "transcription" });
        const preview = panel(page).getByRole("region", { name: "What happens" });
        await expect.poll(() => preview.innerText()).toMatch(/Repeats\s+Transcription/);
        expect(await preview.innerText()).toMatch(/Attempt\s+2/);
        expect(await preview.innerText()).toMatch(/Deletes\s+Nothing/);
        const choices = panel(page).getByRole("radio");
        expect(await choices.count()).toBe(5);
        expect(await choices.first().isChecked()).toBe(true);
        expect(await panel(page).innerText()).toContain("before claims extraction began");

        const button = panel(page).getByRole("button", { name: /^Transcribe again/ });
        expect(await button.innerText()).toContain("10 of 10 left this hour");
        await panel(page)
          .getByLabel(/^Reason/)
          .fill("Provider still down?");
        await button.click();
        await retries(page)
          .getByRole("listitem")
          .filter({ hasText: "attempt 2" })
          .getByText("Failed")
          .waitFor({ timeout: 40_000 });
        await page.getByText(/^Transcribe again failed: note/).waitFor();

        await phone().setFaults([]);
        await expect.poll(() => button.innerText()).toContain("9 of 10 left this hour");
        await page.locator("h1").click();
        await page.keyboard.press("r");
        await page.getByText(/^Transcribe again succeeded: note/).waitFor({ timeout: 40_000 });
        expect(await page.getByRole("dialog").count()).toBe(0);
        await page.getByText("Completed", { exact: true }).first().waitFor();
        const [second = "", first = ""] = await retries(page).getByRole("listitem").allInnerTexts();
        expect(second).toMatch(/Succeeded[\s\S]*attempt 3, by /);
        expect(second).toMatch(/Cost\s+\$0\.\d+/);
        expect(first).toMatch(/Failed[\s\S]*attempt 2, by [\s\S]*Provider unavailable/);
        expect(first).toContain("Provider still down?");
        const events = page.getByRole("list", { name: /^Events of attempt/ });
        expect(await events.first().innerText()).toMatch(/Retry started[\s\S]*Failed → Transcribing/);
        await panel(page).getByText("Only a failed note can be retried").waitFor();
        expect(await button.count()).toBe(0);
        expect(browser.complaints).toEqual([]);
      }),
    150_000,
  );

  it("shows what a retry deletes before it deletes it, and deletes nothing when it is left", () =>
    browser.step("retry destructive", async (page) => {
      await openFailedNote(page, "skill-rating", { kind: "server_error", target: "chat" });
      await phone().setFaults([]);
      await panel(page)
        .getByRole("radio", { name: /^Transcribe again/ })
        .check();
      const button = panel(page).getByRole("button", { name: /^Transcribe again/ });
      await button.click();
      const dialog = page.getByRole("dialog", { name: "Transcribe again?" });
      await expect.poll(() => dialog.innerText()).toMatch(/Deletes\s+1 transcript/);
      for (const theme of ["dark", "light"] as const) {
        await page.emulateMedia({ colorScheme: theme });
        expect(await accessibilityProblems(page)).toEqual([]);
      }
      await page.keyboard.press("Escape");
      await expect.poll(() => dialog.count()).toBe(0);
      expect(await retries(page).count()).toBe(0);

      await button.click();
      await dialog.getByRole("button", { name: "Delete and transcribe again" }).click();
      await expect.poll(() => dialog.count()).toBe(0);
      await page.getByText(/^Transcribe again succeeded: note/).waitFor({ timeout: 40_000 });
      expect(browser.complaints).toEqual([]);
    }));

  it("has no accessibility problems in either theme, and reads on a phone", () =>
    browser.step("retry axe", async (page) => {
      await openFailedNote(page, "three-players", { kind: "server_error", target: "chat" });
      await panel(page).getByRole("radio").first().waitFor();
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        expect(await accessibilityProblems(page)).toEqual([]);
        await browser.screenshot(`retry panel ${theme}`);
      }
      await page.setViewportSize({ width: 375, height: 800 });
      await browser.screenshot("retry panel phone");
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
      ).toBeLessThanOrEqual(0);
    }));
});
