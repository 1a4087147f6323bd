import { MINUTE_MS } from "@voice-flow/domain/time";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, routerAtRest, urlOf } from "./product";

const PIPELINE = "/platform/voice-monitoring/pipeline";
const SLOW_MS = 8_000;
const phone = () => coachPhone(product());

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await phone().setFaults([]);
  await browser.close();
});

const node = (page: Page, stage: string) => page.locator(`[data-stage="${stage}"]`);
async function openPipeline(page: Page, query = ""): Promise<void> {
  await openSignedIn(page, product().staff, `${PIPELINE}${query}`);
  await page.locator("[data-health]:not([data-health=unknown])").first().waitFor();
}

async function coachOf(club: string) {
  const coach = (await phone().coaches()).find((each) => each.club === club);
  if (!coach) throw new Error(`no coach of ${club} is seeded`);
  return coach;
}

/** Sentences that no other note has: the same twice within minutes would be a duplicate. */
const aNote = (what: string) => `Aoife was brilliant in goal ${what} at ${new Date().toISOString()} today.`;

describe("the pipeline page", () => {
  it("PIPELINE-001 PIPELINE-002 shows the graph with every phase, and opens a stage by click, key and link", () =>
    browser.step("pipeline", async (page) => {
      await openPipeline(page);
      await page.getByRole("heading", { level: 1, name: "Pipeline" }).waitFor();
      expect(
        await page
          .locator("svg [data-stage]")
          .evaluateAll((nodes) => nodes.map((each) => each.dataset.stage)),
      ).toEqual([
        "ingestion",
        "transcription",
        "claims_extraction",
        "entity_resolution",
        "draft_generation",
        "delivery",
        "confirmation",
      ]);
      await node(page, "claims_extraction").getByRole("link").click();
      await page.locator("[data-stage-panel=claims_extraction]").waitFor();
      await page.getByRole("slider", { name: "Latency of the stage by period" }).waitFor();
      const transcription = urlOf(`${PIPELINE}?stage=transcription`);
      await page.keyboard.press("2");
      await page.waitForURL(transcription);
      await page.reload();
      await page.locator("[data-stage-panel=transcription]").waitFor();
      await page.keyboard.press("Escape");
      await page.waitForURL(urlOf(PIPELINE));
      await page.locator("[data-stage-panel]").waitFor({ state: "detached" });
      await routerAtRest(page);
      await page.goBack();
      await page.locator("[data-stage-panel=transcription]").waitFor();
      expect(browser.complaints).toEqual([]);
    }));

  it("TC-M8-001 M8-002 PIPELINE-004 follows a note live: in its stage with coach, club and time, then gone", () =>
    browser.step("note in flight", async (page) => {
      const coach = await coachOf("Grange GAA");
      await openPipeline(page, "?stage=claims_extraction");
      await phone().setFaults([{ kind: "latency", target: "chat", delayMs: SLOW_MS, phone: coach.phone }]);
      await phone().postSignedText(coach.phone, aNote("while this took long"));
      const row = page
        .locator("[data-stage-panel=claims_extraction] [data-active]", { hasText: coach.name })
        .first();
      await row.waitFor({ timeout: 2 * SLOW_MS });
      const id = (await row.getAttribute("data-active")) ?? "";
      const text = await row.innerText();
      expect(text).toContain("Grange GAA");
      expect(text).toMatch(/\d+ s/);
      await row.getByRole("img", { name: "WhatsApp text" }).waitFor();
      await expect
        .poll(() => node(page, "claims_extraction").innerText())
        .toMatch(/^Claims extraction\s+[1-9]/);
      const everywhere = page.locator(`[data-active="${id}"]`);
      expect(await everywhere.count()).toBe(2);
      await expect.poll(() => everywhere.count(), { timeout: 30_000 }).toBe(0);
      expect(browser.complaints).toEqual([]);
    }));

  it("says why notes failed in a stage, retries one of them there, and takes it off the list", () =>
    browser.step("retry in a stage", async (page) => {
      const coach = await coachOf("St. Brigid's Camogie");
      await openPipeline(page, "?stage=claims_extraction");
      const list = page.getByRole("region", { name: "Notes to retry" }).locator("[data-retryable]");
      const ids = () => list.evaluateAll((rows) => rows.map((row) => row.dataset.retryable ?? ""));
      await page.getByRole("region", { name: "Notes to retry" }).locator("li, h3").first().waitFor();
      const before = await ids();
      await phone().setFaults([{ kind: "server_error", target: "chat", phone: coach.phone }]);
      await phone().postSignedText(coach.phone, aNote("although it failed"));
      const fresh = async () => (await ids()).find((id) => !before.includes(id));
      await expect.poll(fresh, { timeout: 30_000 }).toBeTruthy();
      const id = (await fresh()) ?? "";
      const row = page.locator(`[data-retryable="${id}"]`);
      expect(await row.innerText()).toMatch(new RegExp(`Provider unavailable, ${coach.name}`));
      const group = page.locator("[data-fingerprint]", { hasText: "Provider unavailable" }).first();
      await group.getByText("Can be retried").waitFor();
      expect(await group.getByRole("link", { name: "all notes" }).getAttribute("href")).toMatch(
        /\/artifacts\?.*status=failed.*cause=.*handled=no/,
      );

      await phone().setFaults([]);
      await row.getByRole("button", { name: `Retry note ${id.slice(0, 8)}` }).click();
      await row.getByRole("region", { name: "What happens" }).waitFor();
      await row.getByRole("button", { name: /left this hour/ }).click();
      await page.getByText(/succeeded: note/).waitFor({ timeout: 40_000 });
      await row.waitFor({ state: "detached" });
      expect(browser.complaints).toEqual([]);
    }));

  it("lists what waits for coaches", () =>
    browser.step("confirmation", async (page) => {
      await openPipeline(page);
      await page.keyboard.press("7");
      await page.waitForURL(urlOf(`${PIPELINE}?stage=confirmation`));
      const row = page.locator("[data-stage-panel=confirmation] [data-waiting]").first();
      await row.waitFor();
      expect(await row.innerText()).toMatch(/(Decision|Answer)[\s\S]+\d+ (s|m|h|d)/);
      expect(await node(page, "confirmation").innerText()).toMatch(/^Confirmation\s+[1-9]/);
      await row.getByRole("link").click();
      await page.waitForURL(/\/artifacts\/./);
    }));

  it("plays the graph back by keys, slider and link, never calls that live, and returns to now", () =>
    browser.step("playback", async (page) => {
      await openPipeline(page);
      const live = page.locator("[data-live]");
      const shown = async () => Number(await page.locator("[data-shown]").getAttribute("data-shown"));
      const slider = page.getByRole("slider", { name: "Moment shown" });
      await page.keyboard.press("p");
      await slider.waitFor();
      await expect.poll(shown).toBeGreaterThan(0);
      await expect.poll(() => live.getAttribute("data-live")).toBe("paused");
      expect(await page.getByRole("region", { name: "Active artifacts" }).count()).toBe(0);
      const first = await shown();
      expect(first % (5 * MINUTE_MS)).toBe(0);
      expect(await node(page, "transcription").locator("[data-depth]").innerText()).toMatch(/^\d+$/);
      expect(await node(page, "confirmation").locator("[data-depth]").innerText()).toBe("—");

      await page.keyboard.press("[");
      await expect.poll(shown).toBe(first - 5 * MINUTE_MS);
      await slider.focus();
      await page.keyboard.press("ArrowLeft");
      await expect.poll(shown).toBe(first - 10 * MINUTE_MS);
      await page.keyboard.press("Home");
      await expect.poll(async () => first - (await shown())).toBe(23 * 60 * MINUTE_MS);
      const earliest = await shown();
      await page.getByRole("button", { name: "Play", exact: true }).click();
      await expect.poll(shown).toBeGreaterThan(earliest);
      await page.getByRole("button", { name: "Stop playing" }).click();
      const stopped = await shown();
      expect(new URL(page.url()).searchParams.get("at")).toMatch(/^\d{4}-/);
      await page.reload();
      await expect.poll(shown).toBe(stopped);
      await expect.poll(() => live.getAttribute("data-live")).toBe("paused");

      await page.getByRole("button", { name: "Back to live" }).click();
      await expect.poll(() => live.getAttribute("data-live")).toBe("live");
      expect(new URL(page.url()).searchParams.has("at")).toBe(false);
      await page.getByRole("region", { name: "Active artifacts" }).waitFor();
      // Resuming is going back to live as well.
      await page.goBack();
      await expect.poll(() => live.getAttribute("data-live")).toBe("paused");
      await live.click();
      await expect.poll(() => live.getAttribute("data-live")).toBe("live");
      await expect.poll(() => page.locator("[data-playback]").count()).toBe(0);
      expect(browser.complaints).toEqual([]);
    }));

  it("never draws the pipeline of now for a link to an earlier moment", () =>
    browser.step("playback link", async (page) => {
      await openPipeline(page);
      const at = new Date(
        Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS - 60 * MINUTE_MS,
      ).toISOString();
      const first = async (query: string) =>
        await (await page.request.get(urlOf(`${PIPELINE}${query}`))).text();
      expect(await first("")).toContain("Active artifacts");
      const past = await first(`?at=${at}`);
      expect(past).toContain("Flow, played back");
      expect(past).not.toContain("Active artifacts");
    }));

  it("says that a moment of an old link cannot be shown any more", () =>
    browser.step("old moment", async (page) => {
      await openSignedIn(page, product().staff, `${PIPELINE}?at=2020-01-01T00:00:00.000Z`);
      await page.getByText("That moment can't be shown").waitFor();
      await page.getByRole("button", { name: "Back to live" }).click();
      await page.locator("[data-health]:not([data-health=unknown])").first().waitFor();
    }));

  it("has no accessibility problems in either theme, with a stage open", () =>
    browser.step("pipeline axe", async (page) => {
      await openPipeline(page, "?stage=transcription");
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        expect(await accessibilityProblems(page)).toEqual([]);
      }
    }));

  it("has no accessibility problems in either theme, while it is played back", () =>
    browser.step("playback axe", async (page) => {
      const at = new Date(
        Math.floor(Date.now() / (5 * MINUTE_MS)) * 5 * MINUTE_MS - 60 * MINUTE_MS,
      ).toISOString();
      await openPipeline(page, `?at=${at}`);
      await page.locator("[data-shown]").waitFor();
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        expect(await accessibilityProblems(page)).toEqual([]);
      }
    }));
});
