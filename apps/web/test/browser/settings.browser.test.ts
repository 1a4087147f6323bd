import { callFunctionOrThrow } from "@voice-flow/dev-stack/deployment-client";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { cuttable } from "./connection";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product } from "./product";

const SETTINGS = "/platform/voice-monitoring/settings";
const CLUB = "Riverside Rovers";
const COACH = "Yvonne Shiels";
const VIEWS = ["Thresholds", "Feature flags", "Auto-apply", "AI models", "Retention", "Jobs"] as const;

let browser: Browser;

beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});
// Other files send notes: the pipeline must be on for everybody when this one ends, whatever happened in it.
afterAll(async () => {
  await callFunctionOrThrow(product().deployment, "models/featureFlags:setForPlatform", {
    key: "voice_notes_v2",
    enabled: true,
  });
});

async function open(page: Page, query = ""): Promise<void> {
  await openSignedIn(page, product().staff, `${SETTINGS}${query}`);
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  await page.locator('[data-slot="skeleton"]').first().waitFor({ state: "detached" });
}

const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const setting = (page: Page, key: string) => page.locator(`[data-setting="${key}"]`);
const level = (page: Page, name: string) => page.locator(`[data-level="${name}"]`);

async function chooseClub(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Club" }).click();
  await page.getByLabel("Find a club").fill("River");
  await page.getByRole("button", { name: CLUB }).click();
}

describe("thresholds", () => {
  it("are found, changed with a reason, refused in words, and reset", () =>
    browser.step("change a threshold", async (page) => {
      await open(page);
      await page.keyboard.press("/");
      await expect
        .poll(() => page.getByLabel("Find a threshold").evaluate((field) => field === document.activeElement))
        .toBe(true);
      await page.getByLabel("Find a threshold").fill("snooze count");
      const row = setting(page, "SNOOZE_MAX_COUNT");
      await row.waitFor();
      expect(await page.locator("[data-setting]").count()).toBe(1);
      await row.getByRole("button", { name: /^Change/ }).click();
      const value = row.getByLabel("Value");
      await value.fill("99");
      await row.getByText("must be between 1 and 20; it is 99").waitFor();
      const save = row.getByRole("button", { name: "Save" });
      expect(await save.getAttribute("aria-disabled")).toBe("true");
      await value.fill("4");
      await row.getByLabel(/^Reason/).fill("Coaches asked for it");
      await value.press("Enter");
      await expect.poll(() => row.locator("[data-value]").textContent()).toBe("4");
      await row.getByText("Stella Staff").waitFor();
      const log = page.locator('[data-change="SNOOZE_MAX_COUNT"]').first();
      expect((await log.textContent()) ?? "").toMatch(/default.*4.*Coaches asked for it/);
      expect(parameter(page, "q")).toBe("snooze count");

      await page.getByRole("button", { name: "Changed only" }).click();
      await expect.poll(() => parameter(page, "changed")).toBe("true");
      await row.getByRole("button", { name: /^Change/ }).click();
      await row.getByRole("button", { name: "Reset to 3" }).click();
      await page.getByRole("heading", { name: "No thresholds match" }).waitFor();
      await page.getByRole("button", { name: "Clear all" }).click();
      await expect
        .poll(() => setting(page, "SNOOZE_MAX_COUNT").locator("[data-value]").textContent())
        .toBe("3");
      expect(browser.complaints).toEqual([]);
    }));

  it("say which pair contradicts, and a link opens the one that it names", () =>
    browser.step("contradiction", async (page) => {
      await open(page, "?setting=FAILURE_RATE_WARNING_THRESHOLD");
      const row = setting(page, "FAILURE_RATE_WARNING_THRESHOLD");
      await row.getByLabel("Value (%)").fill("90");
      await row
        .getByText("must not exceed “Failure rate critical threshold”")
        .or(row.getByText('must not exceed "Failure rate critical threshold"'))
        .waitFor();
      await row.getByLabel("Value (%)").press("Escape");
      await expect.poll(() => parameter(page, "setting")).toBeNull();
    }));
});

describe("feature flags", () => {
  it("DP-003 DP-004 say who decides for a club and its coach, and are set and cleared there", () =>
    browser.step("flags", async (page) => {
      await open(page, "?view=flags");
      const sentence = page.getByRole("status").filter({ hasText: /^O(n|ff) for/ });
      await expect.poll(() => sentence.textContent()).toMatch(/^On for everyone/);
      await chooseClub(page);
      await expect
        .poll(() => sentence.textContent())
        .toBe(`On for ${CLUB}: it's on for the platform, and nothing more specific is set.`);
      await page.getByLabel("Coach", { exact: true }).selectOption({ label: COACH });
      await level(page, "user")
        .getByRole("button", { name: `Change for ${COACH}` })
        .click();
      await page.getByRole("radio", { name: "Off", exact: true }).check();
      await page.getByLabel(/^Reason/).fill("Tries the old way first");
      await page.getByRole("button", { name: "Save" }).click();
      await expect
        .poll(() => sentence.textContent())
        .toMatch(new RegExp(`^Off for ${COACH} in ${CLUB}: it's off for the coach`));
      expect(await level(page, "platform").getAttribute("data-state")).toBe("on");
      await page.locator('[data-override="user"]').getByText(COACH, { exact: true }).waitFor();
      const change = page.locator('[data-change="voice_notes_v2"]').first();
      await expect.poll(() => change.textContent()).toMatch(/Stella Staff.*not set.*off.*Tries the old way/);

      // The link shows the same; the browser's way back takes the choice back.
      await page.reload();
      await expect.poll(() => sentence.textContent()).toMatch(/^Off for/);
      await page.locator('[data-override="user"]').getByRole("button").click();
      await page.getByRole("radio", { name: /^Not set/ }).check();
      await page.getByRole("button", { name: "Save" }).click();
      await expect.poll(() => sentence.textContent()).toMatch(/^On for/);
      await page.getByText("No coach has their own setting.").waitFor();
      await page.goBack();
      await expect.poll(() => parameter(page, "coach")).toBeNull();
      expect(browser.complaints).toEqual([]);
    }));
});

describe("the other views", () => {
  it("switch a topic of a club between asking and applying", () =>
    browser.step("auto-apply", async (page) => {
      await open(page, "?view=auto-apply");
      await chooseClub(page);
      const box = page.getByLabel("Apply Performance without asking");
      await box.waitFor();
      await box.click();
      await expect.poll(() => box.isChecked()).toBe(true);
      await box.click();
      await expect.poll(() => box.isChecked()).toBe(false);
      expect(await page.locator('[data-topic="injury"]').count()).toBe(0);
      const change = page.locator('[data-change="performance"]').first();
      await expect.poll(() => change.textContent()).toMatch(/Stella Staff.*without asking.*asks first/);
    }));

  it("choose a model for a feature, change its price with a reason, and add one", () =>
    browser.step("models", async (page) => {
      await open(page, "?view=models");
      const transcription = page.locator('[data-feature="voice_transcription"]');
      const model = transcription.getByLabel("Transcription");
      await expect.poll(() => model.inputValue()).toBe("whisper-1");
      await model.selectOption("gpt-4o-mini-transcribe");
      await transcription.getByLabel(/^Reason/).fill("Half the price");
      await transcription.getByRole("button", { name: "Use gpt-4o-mini-transcribe" }).click();
      const chosen = page.locator('[data-change="voice_transcription"]').first();
      await expect
        .poll(() => chosen.textContent())
        .toMatch(/Stella Staff.*whisper-1.*gpt-4o-mini-transcribe.*Half the price/);

      const row = page.locator('[data-model="whisper-1"]');
      await row.getByRole("button", { name: "Change whisper-1" }).click();
      const form = page.getByRole("form", { name: "Change whisper-1" });
      const price = form.getByLabel("For a minute of audio");
      await price.fill("nothing");
      await form.getByText("Give each price as a whole number of micro-dollars").waitFor();
      await price.fill("0.007");
      await form.getByText("Enter a reason, for the record.").waitFor();
      await form.getByLabel(/^Reason/).fill("New list price");
      await form.getByRole("button", { name: "Save" }).click();
      await expect.poll(() => row.textContent()).toMatch(/\$0\.0070 a minute of audio.*Stella Staff/);
      const changed = page.locator('[data-change^="whisper-1: audio_minutes"]').first();
      await expect.poll(() => changed.textContent()).toMatch(/none.*\$0\.0070.*New list price/);

      await page.getByRole("button", { name: "Add model" }).click();
      const added = page.getByRole("form", { name: "Add a model" });
      await added.getByLabel("Model, as the provider names it").fill("gpt-9-transcribe");
      await added.getByText("needs a price in force").waitFor();
      await added.getByLabel("For a minute of audio").fill("0.001");
      await added.getByLabel(/^Reason/).fill("To try it");
      await added.getByRole("button", { name: "Save" }).click();
      await page.locator('[data-model="gpt-9-transcribe"]').waitFor();
      await model.selectOption("whisper-1");
      await transcription.getByRole("button", { name: "Use whisper-1" }).click();
      await expect.poll(() => chosen.textContent()).toMatch(/gpt-4o-mini-transcribe.*whisper-1/);
      expect(browser.complaints).toEqual([]);
    }));

  it("show retention with its clean-up, and every job with what is known of it", () =>
    browser.step("read-only views", async (page) => {
      const connection = await cuttable(page);
      await open(page, "?view=retention");
      await expect
        .poll(() => page.locator('[data-clean-up="remove-old-audio"]').textContent())
        .toMatch(/clean-up (deleted|hasn't run)/);
      await page.getByRole("button", { name: "Jobs" }).click();
      const health = page.locator('[data-job="check-pipeline-health"]');
      await expect.poll(() => health.getAttribute("data-health")).toBe("ok");
      const never = page.locator('[data-health="never_ran"]').first();
      expect((await never.textContent()) ?? "").toMatch(/^Not run yet/);
      // Without a connection nobody knows: no green over old data.
      await connection.cut();
      await expect.poll(() => health.getAttribute("data-health"), { timeout: 20_000 }).toBe("unknown");
      connection.restore();
      await expect.poll(() => health.getAttribute("data-health"), { timeout: 20_000 }).toBe("ok");
    }));

  it("are reached by keys, and are accessible in both themes", () =>
    browser.step("accessibility", async (page) => {
      await open(page, "?view=jobs");
      await page.getByRole("link", { name: "Dashboard" }).click();
      await page.getByRole("heading", { name: "Voice Monitoring dashboard" }).waitFor();
      await page.keyboard.press("g");
      await page.keyboard.press("s");
      await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
      for (const theme of ["light", "dark"] as const) {
        await chooseTheme(page, theme);
        for (const view of VIEWS) {
          await page.getByRole("button", { name: view, exact: true }).click();
          await page.locator('[data-slot="skeleton"]').first().waitFor({ state: "detached" });
          expect(await accessibilityProblems(page), `${view}, ${theme}`).toEqual([]);
        }
      }
    }));
});
