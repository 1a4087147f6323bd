import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, pressUntil, product, urlOf } from "./product";

const PIPELINE = "/platform/voice-monitoring/pipeline";
const SLOW_MS = 8_000;

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await coachPhone(product()).setFaults([]);
  await browser.close();
});

const node = (page: Page, stage: string) => page.locator(`[data-stage="${stage}"]`);
const active = (page: Page) =>
  page.locator("main > div > section", { hasText: "Active artifacts" }).last().locator("[data-active]");

async function openPipeline(page: Page, query = ""): Promise<void> {
  await openSignedIn(page, product().staff, `${PIPELINE}${query}`);
  await page.locator("[data-health]:not([data-health=unknown])").first().waitFor();
}

/** Sends a recording that takes long to transcribe. */
async function sendSlowNote() {
  const phone = coachPhone(product());
  const coach = (await phone.coaches()).find(({ club }) => club === "Grange GAA");
  if (!coach) throw new Error("no coach of Grange GAA is seeded");
  await phone.setFaults([{ kind: "latency", target: "transcription", delayMs: SLOW_MS }]);
  await phone.sendSample(coach.phone, "injury");
  return coach;
}

describe("the pipeline page", () => {
  it("PIPELINE-001 PIPELINE-002 shows the graph with every phase, and opens a stage by click, key and link", () =>
    browser.step("pipeline", async (page) => {
      await openPipeline(page);
      await page.getByRole("heading", { level: 1, name: "Pipeline" }).waitFor();
      expect(
        await page
          .locator("svg [data-stage]")
          .evaluateAll((nodes) => nodes.map((each) => each.dataset.stage)),
      ).toEqual(["ingestion", "transcription", "claims_extraction", "entity_resolution", "draft_generation"]);
      await node(page, "claims_extraction").getByRole("link").click();
      await page.locator("[data-stage-panel=claims_extraction]").waitFor();
      await page.getByRole("slider", { name: "Latency of the stage by period" }).waitFor();
      const transcription = urlOf(`${PIPELINE}?stage=transcription`);
      await pressUntil(page, "2", async () => page.url() === transcription);
      await page.reload();
      await page.locator("[data-stage-panel=transcription]").waitFor();
      await page.keyboard.press("Escape");
      await expect.poll(() => page.locator("[data-stage-panel]").count()).toBe(0);
      await page.goBack();
      await page.locator("[data-stage-panel=transcription]").waitFor();
      expect(browser.complaints).toEqual([]);
    }));

  it("TC-M8-001 M8-002 PIPELINE-004 follows a note live: in its stage with coach, club and time, then gone", () =>
    browser.step("note in flight", async (page) => {
      await openPipeline(page, "?stage=transcription");
      const coach = await sendSlowNote();
      const row = page.locator("[data-stage-panel=transcription] [data-active]").first();
      await row.waitFor({ timeout: SLOW_MS });
      const text = await row.innerText();
      expect(text).toContain(coach.name);
      expect(text).toContain("Grange GAA");
      expect(text).toMatch(/\d+ s/);
      await row.getByRole("img", { name: "WhatsApp audio" }).waitFor();
      await expect.poll(() => node(page, "transcription").innerText()).toMatch(/^Transcription\s+1\s/);
      expect(await active(page).count()).toBe(1);
      await expect.poll(() => active(page).count(), { timeout: 30_000 }).toBe(0);
      expect(browser.complaints).toEqual([]);
    }));

  it("says why notes failed in a stage, and whether a retry helps", () =>
    browser.step("failures of a stage", async (page) => {
      const phone = coachPhone(product());
      const [coach] = await phone.coaches();
      if (!coach) throw new Error("no coach is seeded");
      await phone.setFaults([{ kind: "server_error", target: "transcription", phone: coach.phone }]);
      await phone.sendSample(coach.phone, "todo");
      await openPipeline(page, "?stage=transcription");
      const group = page.locator("[data-fingerprint]", { hasText: "Provider unavailable" }).first();
      await group.waitFor({ timeout: 30_000 });
      await group.getByText("Can be retried").waitFor();
      await group.getByRole("link", { name: "newest note" }).click();
      await page.getByRole("region", { name: "Why it failed" }).waitFor({ timeout: 30_000 });
    }));

  it("has no accessibility problems in either theme, with a stage open", () =>
    browser.step("pipeline axe", async (page) => {
      await openPipeline(page, "?stage=transcription");
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        expect(await accessibilityProblems(page)).toEqual([]);
      }
    }));
});
