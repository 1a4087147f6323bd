import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { type Browser, launch } from "./launch";
import { openSignedIn, product } from "./product";
import { changeSettings, checkHealth, registerClub, resetSettings } from "./staff-client";

const CLUB = "Ballyheigue Harriers";
const COACH = "+353869900001";
const FAILING = 4;
/**
 * Thresholds of staff, set so that the loop fits into a test: few notes are enough to judge a club, half of them may fail, and
 * the breaker, which is the whole platform's, is left out of it.
 */
const SETTINGS = {
  ALERT_MIN_SAMPLE: 3,
  FAILURE_RATE_WINDOW_MINUTES: 5,
  FAILURE_RATE_CRITICAL_THRESHOLD: 0.6,
  FAILURE_RATE_WARNING_THRESHOLD: 0.5,
  ALERT_RESOLVE_AFTER_EVALUATIONS: 1,
  ALERT_RAISE_AFTER_EVALUATIONS: 100,
  HEALTH_CHECK_MIN_GAP_SECONDS: 1,
  BREAKER_FAILURE_THRESHOLD: 100,
};
const phone = () => coachPhone(product());
const ids = (page: Page) =>
  page
    .locator("[data-row][data-artifact-id]")
    .evaluateAll((rows) => rows.map((row) => row.dataset.artifactId ?? "").toSorted());

let browser: Browser;
beforeAll(async () => {
  await changeSettings(SETTINGS);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await phone().setFaults([]);
  await resetSettings(SETTINGS);
});

async function sendTexts(number: string, count: number): Promise<void> {
  for (let note = 0; note < count; note += 1) {
    await phone().sendText(number, `Training went well tonight, sheet ${crypto.randomUUID()}.`);
  }
}

it(
  "alert, the runs behind it, a retry of known effect, and proof that it worked",
  () =>
    browser.step("loop", async (page) => {
      const number = await registerClub(CLUB, COACH);
      await openSignedIn(page, product().staff, "/platform/voice-monitoring");
      await page.locator("[data-row]").first().waitFor();

      // Announces first what other files left behind: one toast covers more than two incidents, and names no club.
      await expect.poll(async () => (await checkHealth()).news, { interval: 1_500 }).toBe(0);

      // The provider fails for one club.
      await phone().setFaults([{ kind: "server_error", target: "chat", phone: number }]);
      await sendTexts(number, FAILING);
      const toast = page.locator("[data-sonner-toast]").filter({ hasText: "Many notes are failing" });
      await expect
        .poll(
          async () => {
            await checkHealth();
            return toast.filter({ hasText: CLUB }).count();
          },
          { timeout: 60_000, interval: 2_000 },
        )
        .toBeGreaterThan(0);
      await phone().setFaults([]);

      // The toast leads to the incident, and the incident to exactly its runs.
      // Toasts lie on one another until they are looked at; the platform's own incident is one of them.
      await page.locator("[data-sonner-toast][data-front=true]").hover();
      await toast.filter({ hasText: CLUB }).first().getByRole("button", { name: "Show" }).click();
      const story = page.getByRole("list", { name: "What happened" });
      await story.waitFor();
      const incident = page.url();
      const runs = page.getByRole("list", { name: "Affected notes" }).getByRole("listitem");
      await expect.poll(() => runs.count()).toBe(FAILING);
      for (const run of await runs.allTextContents()) expect(run).toContain(CLUB);
      await page.getByRole("link", { name: "Show notes" }).click();
      await expect.poll(async () => (await ids(page)).length).toBe(FAILING);
      const failed = await ids(page);

      // What a retry does is known before it begins.
      await page.getByRole("checkbox", { name: "Select every note that matches" }).click();
      await page.getByRole("button", { name: "Retry the selected notes" }).click();
      const dialog = page.getByRole("dialog", { name: "Retry the selected notes?" });
      const effect = dialog.getByRole("region", { name: "What happens" });
      await expect.poll(() => effect.textContent()).toMatch(/Retries\s*Extract claims again: 4 notes/);
      expect(await effect.textContent()).toMatch(/Cost\s*about \$0\.\d+/);
      await dialog.getByLabel(/^Reason/).fill("The provider is back.");
      await dialog.getByRole("button", { name: `Retry ${FAILING} notes` }).click();

      // Its progress, and the result of each note.
      await page.locator("[data-bulk=completed]").waitFor({ timeout: 60_000 });
      await page.getByText(`All ${FAILING} notes succeeded.`).first().waitFor();
      await page.getByRole("link", { name: "Result of each note" }).click();
      await page.waitForURL(/\/bulk-retries\/\w+/);
      const results = page.getByRole("list", { name: "Result of each note" }).getByRole("listitem");
      await expect.poll(() => results.count()).toBe(FAILING);
      for (const result of await results.allTextContents()) expect(result).toContain("Succeeded");
      const links = await results
        .getByRole("link")
        .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
      expect(links.map((href) => href.split("/").at(-1)).toSorted()).toEqual(failed);

      // Notes complete again and the incident recovers; its story tells all of it.
      await sendTexts(number, FAILING);
      await page.goto(incident);
      await expect
        .poll(
          async () => {
            await checkHealth();
            return story.textContent();
          },
          { timeout: 60_000, interval: 2_000 },
        )
        .toMatch(/Opened[\s\S]*Recovered/);
      expect(browser.complaints).toEqual([]);
    }),
  240_000,
);
