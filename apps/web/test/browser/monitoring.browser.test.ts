import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, sendNote, urlOf } from "./product";

const MONITORING = "/platform/voice-monitoring";
/** Rows of the feed: an open incident is a row as well. */
const NOTE_ROW = 'a[data-row][href*="/artifacts/"]';
const rows = (page: Page) => page.locator("[data-row]");
const live = (page: Page) => page.locator("[data-live]");
const pill = (page: Page) => page.getByRole("button", { name: /^\d+ new$/ });

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

async function openDashboard(page: Page): Promise<void> {
  await openSignedIn(page, product().staff, MONITORING);
  await rows(page).first().waitFor();
  await expect.poll(() => live(page).textContent(), { timeout: 10_000 }).toBe("Live");
}

describe("the dashboard", () => {
  it("shows what happens without a reload, and holds it back while it is paused", () =>
    browser.step("live feed", async (page) => {
      await openDashboard(page);
      await sendAndFind(page, { sampleId: "unknown-name" });
      const idsAfter = await hrefs(page);

      await page.keyboard.press("l");
      await expect.poll(() => live(page).textContent()).toBe("Paused");
      await sendNote({ sampleId: "two-alexes" });
      await pill(page).waitFor({ timeout: 20_000 });
      expect(await hrefs(page)).toEqual(idsAfter);
      await pill(page).click();
      await expect.poll(() => hrefs(page)).not.toEqual(idsAfter);
      expect(await live(page).textContent()).toBe("Paused");

      await page.reload();
      await expect.poll(() => live(page).textContent(), { timeout: 10_000 }).toBe("Paused");
      await page.keyboard.press("l");
      await expect.poll(() => live(page).textContent()).toBe("Live");
      expect(browser.complaints).toEqual([]);
    }));

  it("is worked by keys: rows, palette, shortcuts", () =>
    browser.step("keys", async (page) => {
      await openDashboard(page);
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      expect(
        await page
          .getByRole("region", { name: "Live events" })
          .locator("[data-row]")
          .nth(1)
          .evaluate((row) => row === document.activeElement),
      ).toBe(true);
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Find an action" }).click();
      await page.getByRole("combobox", { name: "Actions" }).waitFor();
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox", { name: "Actions" }).fill("pause");
      await page.keyboard.press("Enter");
      await expect.poll(() => live(page).textContent()).toBe("Paused");
      await page.keyboard.press("k");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/artifacts\//);
    }));

  it("has no accessibility problems in either theme, and does not move while it loads", () =>
    browser.step("dashboard axe", async (page) => {
      await openDashboard(page);
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        expect(await accessibilityProblems(page)).toEqual([]);
      }
      await page.reload();
      await rows(page).first().waitFor();
      expect(await layoutShift(page)).toBeLessThan(0.01);
    }));
});

describe("a note", () => {
  it("tells its story: stages, events, claims, and the words once they are revealed", () =>
    browser.step("artifact", async (page) => {
      await openDashboard(page);
      const note = await sendAndFind(page, { sampleId: "three-players" });
      await note.click();
      await page.waitForURL(/\/artifacts\//);
      await page.getByRole("list", { name: "Stages" }).waitFor();
      const story = (await page.getByRole("list", { name: "Events of attempt 1" }).textContent()) ?? "";
      const steps = ["Note received", "Transcription completed", "Claims extracted", "Drafts generated"];
      expect(steps.map((step) => story.indexOf(step))).toEqual(
        steps.map((step) => story.indexOf(step)).toSorted((a, b) => a - b),
      );
      expect(story).toMatch(/whisper-1|gpt-4o/);

      const claims = page.getByRole("article");
      await expect.poll(() => claims.count()).toBe(3);
      expect(await page.getByText("scored four points").count()).toBe(0);
      expect(await page.locator("audio").count()).toBe(0);
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        expect(await accessibilityProblems(page)).toEqual([]);
      }

      await page.getByRole("button", { name: "Show words", exact: true }).click();
      await page.getByText("scored four points").first().waitFor();
      expect(await accessibilityProblems(page)).toEqual([]);
      await claims.last().getByRole("button").click();
      await expect.poll(() => page.locator("a[data-selected]").textContent()).toContain("left foot");
      await expect
        .poll(() => page.locator("audio").evaluate((audio: HTMLAudioElement) => audio.currentTime))
        .toBeGreaterThan(4);
      expect(new URL(page.url()).searchParams.get("claim")).toBeTruthy();

      await page.reload();
      await page.locator("[data-selected]").first().waitFor();
      expect(browser.complaints).toEqual([]);
    }));

  it("says when it is no longer kept, and when the address is wrong", () =>
    browser.step("no artifact", async (page) => {
      await openSignedIn(page, product().staff, `${MONITORING}/artifacts/nothing-like-an-id`);
      await page.getByRole("heading", { name: "No such note" }).waitFor();
      await page.goto(urlOf(`${MONITORING}/artifacts/00000000-0000-4000-8000-000000000000`));
      await page.getByRole("heading", { name: "This note has been deleted" }).waitFor();
    }));
});

it("can be read on a phone", async () => {
  await browser.close();
  browser = await launch({ viewport: { width: 375, height: 800 } });
  await browser.step("phone", async (page) => {
    await openDashboard(page);
    expect(await overflow(page)).toBe(0);
    await page.locator(NOTE_ROW).first().click();
    await page.waitForURL(/\/artifacts\//);
    await page.getByRole("list", { name: "Stages" }).waitFor();
    expect(await overflow(page)).toBe(0);
    // Of the tabs the one whose page is open is seen, though not all fit.
    await page.goto(urlOf(`${MONITORING}/settings`));
    const tab = page.getByRole("link", { name: "Settings", exact: true });
    const right = () => tab.evaluate((element) => element.getBoundingClientRect().right);
    await expect.poll(right).toBeLessThanOrEqual(375);
    expect(await overflow(page)).toBe(0);
  });
});

/** Sends a note and waits for the row that says it is completed. */
async function sendAndFind(page: Page, note: Parameters<typeof sendNote>[0]): Promise<Locator> {
  const before = new Set(await hrefs(page));
  await sendNote(note);
  const completed = page.locator(NOTE_ROW, { hasText: "Note completed" });
  const isNew = async () => {
    const found = await completed.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    return found.find((href) => !before.has(href)) ?? "";
  };
  await expect.poll(isNew, { timeout: 20_000 }).not.toBe("");
  return page.locator(`a[data-row][href="${await isNew()}"]`).first();
}

const hrefs = (page: Page) =>
  page.locator(NOTE_ROW).evaluateAll((links) => links.map((link) => link.getAttribute("href")));

/** CSS pixels by which the page is wider than the window. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Cumulative layout shift since the page was opened. */
const layoutShift = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let total = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            total += "value" in entry && typeof entry.value === "number" ? entry.value : 0;
          }
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(total), 1_000);
      }),
  );
