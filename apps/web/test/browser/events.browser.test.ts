import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, sendNote, urlOf } from "./product";

const EVENTS = "/platform/voice-monitoring/events";
const rows = (page: Page) => page.locator("[data-row]");
const live = (page: Page) => page.locator("[data-live]");
const payload = (page: Page) => page.getByRole("complementary", { name: "Event" });
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

async function openEvents(page: Page, query = ""): Promise<void> {
  await openSignedIn(page, product().staff, `${EVENTS}${query}`);
  await expect.poll(() => live(page).textContent(), { timeout: 10_000 }).toBe("Live");
}

const typesShown = (page: Page) =>
  rows(page).evaluateAll((buttons) => buttons.map((button) => button.dataset.eventType ?? ""));

describe("the event log", () => {
  it("EVENTS-001 EVENTS-002 EVENTS-003 shows events of a note as they happen, with time and note", () =>
    browser.step("events live", async (page) => {
      await openEvents(page);
      await rows(page).first().waitFor();
      await sendNote({ sampleId: "one-player" });
      const expected = [
        "artifact_received",
        "transcription_completed",
        "claims_extracted",
        "entity_resolution_completed",
        "drafts_generated",
      ];
      await expect
        .poll(
          async () => {
            const shown = await typesShown(page);
            return expected.filter((type) => !shown.includes(type));
          },
          { timeout: 30_000 },
        )
        .toEqual([]);
      const first = page.getByRole("row").nth(1);
      expect(await first.locator("time").getAttribute("title")).toMatch(/\d{4}, \d\d:\d\d:\d\d/);
      const note = first.getByRole("link");
      expect(await note.getAttribute("href")).toMatch(/\/artifacts\/[0-9a-f-]{36}$/);
      expect(browser.complaints).toEqual([]);
    }));

  it("M7-004 loads older pages while it is scrolled, newest first, each event once", () =>
    browser.step("events history", async (page) => {
      await openEvents(page);
      await rows(page).first().waitFor();
      const loaded = () =>
        page.locator("tbody").evaluate((body) => Math.round(body.getBoundingClientRect().height / 36));
      expect(await loaded()).toBeGreaterThanOrEqual(50);
      const before = await loaded();
      await page.locator("[data-scroller]").evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
      await expect.poll(loaded, { timeout: 15_000 }).toBeGreaterThan(before);
      const times = await page
        .locator("tbody time")
        .evaluateAll((all) => all.map((time) => Date.parse(time.getAttribute("datetime") ?? "")));
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(await page.locator("tbody tr").count()).toBeLessThanOrEqual(100);
    }));

  it("M7-004 combines filters on the server, keeps them in the URL, and clears them", () =>
    browser.step("events filters", async (page) => {
      await openEvents(page);
      await rows(page).first().waitFor();
      await page.getByRole("button", { name: "Types" }).click();
      await page.getByRole("checkbox", { name: "Claims extracted" }).check();
      await page.getByRole("checkbox", { name: "Transcription completed" }).check();
      await page.keyboard.press("Escape");
      await page.getByLabel("Stage", { exact: true }).selectOption("transcription");
      await expect
        .poll(async () => [...new Set(await typesShown(page))])
        .toEqual(["transcription_completed"]);
      expect(parameter(page, "types")).toBe("transcription_completed,claims_extracted");
      const link = page.url();

      await page.goBack();
      await expect.poll(() => parameter(page, "stage")).toBeNull();
      await expect.poll(() => typesShown(page)).toContain("claims_extracted");
      await page.goto(link);
      await expect
        .poll(async () => [...new Set(await typesShown(page))], { timeout: 15_000 })
        .toEqual(["transcription_completed"]);

      await page.keyboard.press("e");
      await page.getByRole("heading", { name: "No events match" }).waitFor();
      await page.getByRole("button", { name: "Clear all" }).last().click();
      await rows(page).first().waitFor();
      await expect.poll(() => new URL(page.url()).search).toBe("");
      expect(browser.complaints).toEqual([]);
    }));

  it("M7-004 narrows to a club, a window of time, and a note found by the start of its id", () =>
    browser.step("events club time note", async (page) => {
      await openEvents(page);
      await rows(page).first().waitFor();
      const href = (await page.locator("tbody a").first().getAttribute("href")) ?? "";
      const id = href.split("/").at(-1) ?? "";
      await page.keyboard.press("/");
      await page.keyboard.type(id.slice(0, 8));
      await page.getByRole("button", { name: id.slice(0, 18) }).waitFor();
      await page.keyboard.press("Enter");
      await expect.poll(() => parameter(page, "note")).toBe(id);
      await expect
        .poll(async () => {
          const links = await page.locator("tbody a").evaluateAll((all) => all.map((a) => a.textContent));
          return [...new Set(links)];
        })
        .toEqual([id.slice(0, 8)]);

      await page.getByRole("button", { name: "Club" }).click();
      const club = page.getByRole("dialog", { name: "Club" }).getByRole("listitem").first();
      const name = (await club.textContent()) ?? "";
      await club.getByRole("button").click();
      await page
        .getByRole("button", { name: `Clear ${name}` })
        .first()
        .waitFor();
      await page.getByRole("button", { name: "Time" }).click();
      await page.getByRole("button", { name: "Last 7 days" }).click();
      expect(parameter(page, "range")).toBe("7d");
      await page.keyboard.press("[");
      await expect.poll(() => parameter(page, "range")).toBeNull();
      expect(parameter(page, "to")).toMatch(/^\d{4}-/);
      await page.keyboard.press("]");
      await expect.poll(() => parameter(page, "range")).toBe("7d");
    }));

  it("M7-005 opens the payload of an event, holds new rows back meanwhile, and closes with escape", () =>
    browser.step("events payload", async (page) => {
      await openEvents(page);
      await rows(page).first().waitFor();
      await page.keyboard.press("j");
      await page.keyboard.press("j");
      await page.keyboard.press("Enter");
      await payload(page).getByText('"eventType"').waitFor();
      const type = await rows(page).nth(1).getAttribute("data-event-type");
      expect(await payload(page).textContent()).toContain(`"${type}"`);
      expect(await live(page).textContent()).toBe("Paused");
      const shown = await typesShown(page);
      await sendNote({ sampleId: "skill-rating" });
      await page.getByRole("button", { name: /^\d+ new$/ }).waitFor({ timeout: 20_000 });
      expect(await typesShown(page)).toEqual(shown);

      await page.reload();
      await payload(page).getByText('"eventType"').waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => payload(page).count()).toBe(0);
      expect(parameter(page, "event")).toBeNull();
      await expect.poll(() => live(page).textContent()).toBe("Live");
      expect(browser.complaints).toEqual([]);
    }));

  it("says what is no longer kept: an event, and a window before the retention", () =>
    browser.step("events removed", async (page) => {
      await openSignedIn(page, product().staff, `${EVENTS}?event=gone`);
      await payload(page).getByRole("heading", { name: "This event has been deleted" }).waitFor();
      await page.goto(urlOf(`${EVENTS}?to=2020-01-01T00:00:00.000Z`));
      await page.getByRole("heading", { name: "This part of the log has been deleted" }).waitFor();
    }));

  it("exports what the filters show as CSV", () =>
    browser.step("events export", async (page) => {
      await openEvents(page, "?types=claims_extracted");
      await rows(page).first().waitFor();
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("button", { name: "Export CSV" }).click();
      const link = page.getByRole("link", { name: "Download" }).first();
      await link.waitFor({ timeout: 30_000 });
      const csv = await (await fetch((await link.getAttribute("href")) ?? "")).text();
      const lines = csv.trim().split(/\r?\n/);
      expect(lines.length).toBeGreaterThan(1);
      expect(lines.slice(1).every((line) => line.includes("claims_extracted"))).toBe(true);
    }));

  it("has no accessibility problems in either theme, with payload and filters open", () =>
    browser.step("events axe", async (page) => {
      await openEvents(page, "?range=7d");
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        await rows(page).first().click();
        await payload(page).getByText('"eventType"').waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await expect.poll(() => payload(page).count()).toBe(0);
        await page.getByRole("button", { name: "Types" }).click();
        expect(await accessibilityProblems(page)).toEqual([]);
        await page.keyboard.press("Escape");
      }
    }));
});

it("can be read on a phone", async () => {
  await browser.close();
  browser = await launch({ viewport: { width: 375, height: 800 } });
  await browser.step("events phone", async (page) => {
    await openEvents(page);
    await rows(page).first().click();
    await payload(page).getByText('"eventType"').waitFor();
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(tooWide).toBe(0);
  });
});
