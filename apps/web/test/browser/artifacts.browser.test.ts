import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { ARTIFACTS, firstDrawn, ids, newest, openGrid, parameter, ROW_HEIGHT, rows, statuses } from "./grid";
import { type Browser, launch } from "./launch";
import {
  accessibilityProblems,
  chooseTheme,
  openSignedIn,
  product,
  routerAtRest,
  sendNote,
  urlOf,
} from "./product";

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

/** Pressed once: a key whose row can be seen is never lost. */
async function focusFirstRow(page: Page): Promise<void> {
  await page.keyboard.press("j");
  await expect
    .poll(() =>
      rows(page)
        .first()
        .evaluate((row) => row === document.activeElement),
    )
    .toBe(true);
}

describe("the grid of notes", () => {
  it("ARTIFACTS-001 ARTIFACTS-002 CV-001 CV-002 CV-004 CV-009 lists notes newest first, shows a new one, and leads back", () =>
    browser.step("grid live", async (page) => {
      await openGrid(page);
      await newest(page).waitFor();
      await expect
        .poll(() => page.getByRole("columnheader").allTextContents())
        .toEqual([
          ...["Note", "Status", "Source", "Coach", "Club", "Claims"],
          ...["Disambig.", "Latency", "Cost", "Created", "Actions"],
        ]);
      const failed = page.getByRole("button", { name: /^Unresolved failures/ });
      await expect.poll(() => failed.textContent(), { timeout: 30_000 }).toMatch(/\d/);
      const before = await ids(page);
      await sendNote({ sampleId: "team-note" });
      await expect
        .poll(async () => before.includes((await ids(page))[0] ?? ""), { timeout: 30_000 })
        .toBe(false);
      await expect.poll(() => newest(page).textContent(), { timeout: 30_000 }).toContain("Completed");
      const times = await page
        .locator("tbody time")
        .evaluateAll((all) => all.map((time) => Date.parse(time.getAttribute("datetime") ?? "")));
      expect(times).toEqual(times.toSorted((a, b) => b - a));
      expect(browser.complaints).toEqual([]);
      await page.getByRole("link", { name: "Back to platform" }).click();
      await page.waitForURL(urlOf("/platform"));
    }));

  it("M6-001 loads further notes while it is scrolled, none twice, and draws only what is in view", () =>
    browser.step("grid scroll", async (page) => {
      await openGrid(page);
      const loaded = () =>
        page
          .locator("tbody[aria-hidden]")
          .evaluate((space, height) => Math.round(space.getBoundingClientRect().height / height), ROW_HEIGHT);
      expect(await loaded()).toBe(50);
      const seen = new Set(await ids(page));
      const scroller = page.locator("[data-scroller]");
      await scroller.evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
      await expect.poll(loaded, { timeout: 15_000 }).toBeGreaterThanOrEqual(70);
      for (const top of [400, 800, 1200, 1600, 2000, 2400]) {
        await scroller.evaluate((list, to) => list.scrollTo({ top: to }), top);
        // Rows of the place before are drawn until the browser tells the page that it has scrolled.
        await page.locator(`tbody[data-index="${Math.floor(top / ROW_HEIGHT)}"]`).waitFor();
        await expect.poll(() => firstDrawn(page)).toBeLessThanOrEqual(Math.floor(top / ROW_HEIGHT));
        const drawn = await ids(page);
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawn.length).toBeLessThanOrEqual(100);
        for (const id of drawn) seen.add(id);
      }
      expect(seen.size).toBeGreaterThan(60);
    }));

  it("ARTIFACTS-003 M6-002 CV-003 opens a row: claims, names, drafts and events; closes it again", () =>
    browser.step("grid expand", async (page) => {
      await openGrid(page, "?status=completed&channel=whatsapp_audio");
      await focusFirstRow(page);
      await page.keyboard.press("Enter");
      const note = page.getByRole("region", { name: /^Note / });
      const claims = note.locator("[data-claim]");
      await claims.first().waitFor();
      expect(await claims.first().textContent()).toMatch(/\d+ % confident/);
      await note.getByText("Transcription completed").waitFor();
      expect(await note.textContent()).toMatch(/Draft/);
      expect(await page.locator("[data-live]").textContent()).toBe("Paused");
      await expect.poll(() => parameter(page, "open")).not.toBeNull();
      const open = parameter(page, "open");
      expect(await ids(page)).toContain(open);
      await page.reload();
      await claims.first().waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => note.count()).toBe(0);
      await expect.poll(() => parameter(page, "open")).toBeNull();
      await routerAtRest(page);
      await page.goBack();
      await claims.first().waitFor();
      expect(parameter(page, "open")).toBe(open);
      expect(browser.complaints).toEqual([]);
    }));

  it("M6-004 combines filters of status, club and time on the server; chips clear them", () =>
    browser.step("grid filters", async (page) => {
      await openGrid(page);
      const [first = ""] = await ids(page);
      await page.keyboard.press("e");
      await expect.poll(() => statuses(page)).toEqual(["Failed"]);
      expect(parameter(page, "handled")).toBe("no");
      await page.getByRole("button", { name: "Club" }).click();
      const club = page.getByRole("dialog", { name: "Club" }).getByRole("listitem").first();
      const name = (await club.textContent()) ?? "";
      await club.getByRole("button").click();
      await page
        .getByRole("button", { name: `Clear ${name}` })
        .first()
        .waitFor();
      await page.getByRole("button", { name: "Time", exact: true }).click();
      await page.getByRole("button", { name: "Last hour" }).click();
      await page.getByRole("heading", { name: "No notes match" }).waitFor();
      await page.getByRole("button", { name: "Clear all" }).last().click();
      await expect.poll(() => ids(page)).toContain(first);
      await expect.poll(() => new URL(page.url()).search).toBe("");

      await page.keyboard.press("/");
      await page.keyboard.type(first.slice(0, 8).toUpperCase());
      await expect.poll(() => ids(page), { timeout: 10_000 }).toEqual([first]);
      await page.getByRole("button", { name: /^Clear Id begins/ }).click();
      await expect.poll(async () => (await ids(page)).length).toBeGreaterThan(1);
    }));

  it("remembers the columns that were chosen", () =>
    browser.step("grid columns", async (page) => {
      await openGrid(page);
      await page.getByRole("button", { name: "Columns", exact: true }).click();
      await page.getByRole("button", { name: "Compact" }).click();
      const compact = ["Note", "Status", "Club", "Created"];
      await expect.poll(() => page.getByRole("columnheader").allTextContents()).toEqual(compact);
      await page.reload();
      await expect.poll(() => page.getByRole("columnheader").allTextContents()).toEqual(compact);
    }));

  it("retries a failed note from its row, and says how many retries are left", () =>
    browser.step("grid retry", async (page) => {
      const phone = coachPhone(product());
      const [coach] = await phone.coaches();
      const number = coach?.phone ?? "";
      await openGrid(page);
      const before = await ids(page);
      await phone.setFaults([{ kind: "server_error", target: "transcription", phone: number }]);
      try {
        await phone.sendSample(number, "todo");
        await expect
          .poll(async () => before.includes((await ids(page))[0] ?? ""), { timeout: 45_000 })
          .toBe(false);
        await expect.poll(() => newest(page).textContent(), { timeout: 45_000 }).toContain("Failed");
        await rows(page).first().click();
      } finally {
        await phone.setFaults([]);
      }
      const note = page.getByRole("region", { name: /^Note / });
      const retry = note.getByRole("button", { name: /\d+ of \d+ left this hour/ });
      await retry.waitFor();
      await page.keyboard.press("r");
      await expect.poll(() => newest(page).textContent(), { timeout: 45_000 }).toContain("Completed");
      await note.locator("[data-claim]").first().waitFor();
    }));

  it("CV-001 replaces the claims viewer, whose links lead here", () =>
    browser.step("v2-claims", async (page) => {
      await openSignedIn(page, product().staff, "/platform");
      await page.goto(urlOf("/platform/v2-claims"));
      await page.waitForURL(urlOf(ARTIFACTS));
      await rows(page).first().waitFor();
    }));

  it("CV-006 refuses a coach", () =>
    browser.step("grid coach", async (page) => {
      await openSignedIn(page, product().coach, "/platform");
      for (const path of [ARTIFACTS, "/platform/v2-claims", "/platform/voice-monitoring/events"]) {
        await page.goto(urlOf(path));
        await page.getByRole("heading", { name: "No permission" }).waitFor();
        expect(await rows(page).count()).toBe(0);
      }
    }));

  it("has no accessibility problems in either theme, with a row and a filter open", () =>
    browser.step("grid axe", async (page) => {
      await openGrid(page, "?status=completed");
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        await rows(page).first().click();
        await page.locator("[data-claim]").first().waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await expect.poll(() => page.locator("[data-claim]").count()).toBe(0);
        await page.getByRole("button", { name: "Status" }).first().click();
        expect(await accessibilityProblems(page)).toEqual([]);
        await page.keyboard.press("Escape");
      }
    }));
});

it("can be read on a phone", async () => {
  await browser.close();
  browser = await launch({ viewport: { width: 375, height: 800 } });
  await browser.step("grid phone", async (page) => {
    await openGrid(page);
    await rows(page).first().click();
    await page.getByRole("region", { name: /^Note / }).waitFor();
    const tooWide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(tooWide).toBe(0);
  });
});
