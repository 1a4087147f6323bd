import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, urlOf } from "./product";

const RULES = "/platform/voice-monitoring/alerts?view=rules";

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

describe("rules", () => {
  it("saves a threshold only after its rehearsal, and follows the settings again", () =>
    browser.step("alert rules", async (page) => {
      await openSignedIn(page, product().staff, RULES);
      const line = page.locator('li[data-rule="HIGH_FAILURE_RATE"]');
      await line.getByRole("button", { name: /^Change/ }).click();
      const field = line.getByLabel(/^Fires beyond/);
      const before = await field.inputValue();
      await field.fill("7");
      await line.getByText(/^Enter a number from 0/).waitFor();
      await field.fill("0.15");
      const save = line.getByRole("button", { name: "Save" });
      expect(await save.getAttribute("aria-disabled")).toBe("true");
      await line.getByRole("button", { name: "Rehearse" }).click();
      await line.getByText(/^Would have fired \d+ times? in 7 days and \d+ times? in 30\.$/).waitFor();
      await save.click();
      await line.getByText("Changed by Stella Staff").waitFor();
      expect(await line.textContent()).toContain("15 % of notes");

      await line.getByRole("button", { name: /^Change/ }).click();
      await field.fill(before);
      await line.getByRole("button", { name: "Rehearse" }).click();
      await line.getByText(/^Would have fired/).waitFor();
      await save.click();
      await expect.poll(() => line.textContent()).toContain(`${Number(before) * 100} % of notes`);
      expect(browser.complaints).toEqual([]);
    }));

  it("have no accessibility problems in either theme, and read on a phone", () =>
    browser.step("alert rules axe", async (page) => {
      await openSignedIn(page, product().staff, RULES);
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        await page.goto(urlOf(`${RULES}&rule=HIGH_FAILURE_RATE`));
        await page.getByRole("button", { name: "Save" }).waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await browser.screenshot(`alerts rules ${theme}`);
      }
      await page.setViewportSize({ width: 375, height: 800 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }));
});
