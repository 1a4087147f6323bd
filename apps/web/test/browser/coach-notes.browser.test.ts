import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterEach, expect, it } from "vitest";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, fillLogin, openSignedIn, product, urlOf } from "./product";
import { registerCoachWithAccount } from "./staff-client";

/** Chromium plays a beep every second for a microphone, and allows it without asking. */
const FAKE_MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
const PHONE = { width: 375, height: 812 };
const NOTES = "/coach/notes";

let browser: Browser;
afterEach(async () => {
  await browser.close();
});

const openNotes = async (page: Page) => {
  await openSignedIn(page, product().coach, NOTES);
  await page.getByRole("button", { name: "Start recording" }).waitFor();
};

/** The note that is open. */
const openCard = (page: Page) =>
  page.getByRole("article").filter({ has: page.getByRole("button", { expanded: true }) });

/** Words that no other note of this run has: the same note twice is a duplicate. */
const unique = () => `Session ${randomUUID().slice(0, 4)} went by quickly.`;

it("leads a coach who signs in to their notes, and out again", async () => {
  browser = await launch({ viewport: PHONE });
  await browser.step("sign in as a coach", async (page) => {
    await page.goto(urlOf("/login"));
    await fillLogin(page, product().coach);
    await page.getByRole("heading", { name: "Your notes" }).waitFor({ timeout: 60_000 });
    expect(new URL(page.url()).pathname).toBe(NOTES);
    await page.getByRole("button", { name: "Start recording" }).waitFor();
    expect(browser.complaints).toEqual([]);
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(urlOf("/login"));
    await page.goto(urlOf(NOTES));
    expect(new URL(page.url()).pathname).toBe("/login");
  });
});

it("tells staff who coach nobody that this is for coaches", async () => {
  browser = await launch();
  await browser.step("staff", async (page) => {
    await openSignedIn(page, product().staff, NOTES);
    await page.getByRole("heading", { name: "No permission" }).waitFor();
    await page.getByRole("link", { name: "Go to the platform" }).waitFor();
    expect(await page.getByRole("button", { name: "Start recording" }).count()).toBe(0);
  });
});

it("takes a typed note to confirmed items, with a name that had to be asked for", async () => {
  browser = await launch({ viewport: PHONE });
  await browser.step("typed note", async (page) => {
    await openNotes(page);
    await page.getByText("Type", { exact: true }).click();
    const text = page.getByLabel("Your note");
    await text.fill("ok ok");
    await page.getByRole("button", { name: "Send note" }).click();
    await page.getByRole("alert").filter({ hasText: "too few words" }).waitFor();
    await page.getByText("Match", { exact: true }).click();
    const said = `Aoife was brilliant in goal. Bartholomew defended very well today. ${unique()}`;
    await text.fill(said);
    await page.getByRole("button", { name: "Send note" }).click();

    const card = openCard(page);
    await card.getByRole("heading", { name: "Who is “Bartholomew”?" }).waitFor({ timeout: 30_000 });
    expect(await text.inputValue()).toBe("");
    expect(
      await card
        .getByRole("button", { name: /“Aoife was brilliant in goal.*Aoife Kelly.*Typed in the app/s })
        .isVisible(),
    ).toBe(true);
    for (const theme of ["light", "dark"] as const) {
      await chooseTheme(page, theme);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    // Nothing is wider than the phone.
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);

    await card.getByRole("combobox", { name: /Another player/ }).selectOption({ label: "Tadhg Doyle" });
    await card.getByRole("button", { name: "Confirm Performance, Tadhg Doyle" }).waitFor();
    await card.getByRole("button", { name: "Reject Performance, Tadhg Doyle" }).click();
    await card.getByText("Dropped", { exact: true }).waitFor();
    await card.getByRole("button", { name: "Confirm Performance, Aoife Kelly" }).click();
    await card.getByText("Saved", { exact: true }).waitFor();
    await card.getByText("Done", { exact: true }).waitFor();

    await text.fill(said);
    await page.getByRole("button", { name: "Send note" }).click();
    await page.getByRole("alert").filter({ hasText: "just sent the same note" }).waitFor();
    expect(browser.complaints).toEqual([]);
  });
});

it("records, plays back, sends and follows a recording", async () => {
  browser = await launch({ viewport: PHONE, flags: FAKE_MICROPHONE });
  await browser.step("recording", async (page) => {
    await openNotes(page);
    await page.getByRole("button", { name: "Start recording" }).click();
    await page.getByText(/^0:01 of 10:00$/).waitFor();
    // By keyboard alone: what is gone hands the focus on, and no key that is still down sends anything.
    await page.getByRole("button", { name: "Stop recording" }).focus();
    await page.keyboard.press("Space");
    await page.getByLabel("Your recording").waitFor();
    const words = page.getByText("Listen back if you like, then send it.");
    await expect.poll(() => words.evaluate((element) => element === document.activeElement)).toBe(true);
    const again = page.getByRole("button", { name: "Record again" });
    await page.getByRole("button", { name: /Send recording/ }).focus();
    await page.keyboard.press("Tab");
    expect(await again.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: /Send recording/ }).click();
    const card = openCard(page);
    await card.getByRole("button", { name: /Recorded in the app/ }).waitFor();
    // The simulated transcriber says of a recording that it does not know only how long it is.
    await card.getByText("What you said").click({ timeout: 30_000 });
    await card.getByText(/simulated transcript of a voice note of \d+ seconds/).waitFor();
    await card.getByText("Done", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Start recording" }).waitFor();

    // A link to the note opens it.
    const link = page.url();
    expect(new URL(link).searchParams.get("note")).toBeTruthy();
    await page.goto(link);
    await openCard(page).getByText("What you said").waitFor();
    expect(browser.complaints).toEqual([]);
  });
});

it("asks a coach of two clubs which one a note is for, and offers the last one next time", async () => {
  browser = await launch({ viewport: PHONE });
  const clubs = ["Ballymun Gaels", "Dunboyne Harps"] as const;
  const account = await registerCoachWithAccount(clubs, "+353861000042");
  await browser.step("two clubs", async (page) => {
    await openSignedIn(page, account, NOTES);
    await page.getByText("Type", { exact: true }).click();
    const club = page.getByLabel("Club", { exact: true });
    expect(await club.locator("option").allTextContents()).toEqual(["Choose a club…", ...clubs]);
    expect(await club.inputValue()).toBe("");
    const text = page.getByLabel("Your note");
    await text.fill(`Everybody trained hard today and the kickouts went well. ${unique()}`);
    await page.getByRole("button", { name: "Send note" }).click();
    await page.getByRole("alert").filter({ hasText: "Choose which club the note is for." }).waitFor();
    expect(await club.getAttribute("aria-invalid")).toBe("true");
    expect(await accessibilityProblems(page)).toEqual([]);
    await club.selectOption({ label: clubs[1] });
    await expect.poll(() => page.getByText("Choose which club the note is for.").count()).toBe(0);
    await page.getByRole("button", { name: "Send note" }).click();
    const card = openCard(page);
    await card.getByRole("button", { name: /Typed in the app/ }).waitFor();
    await card.getByRole("button", { name: "Confirm Tactics" }).click({ timeout: 30_000 });
    await card.getByText("Done", { exact: true }).waitFor();
    await page.reload();
    await expect.poll(() => club.locator("option:checked").textContent()).toBe(clubs[1]);
    expect(browser.complaints).toEqual([]);
  });
});

it("says what to do where the microphone cannot be used", async () => {
  browser = await launch({ viewport: PHONE });
  await browser.step("no microphone", async (page) => {
    await openNotes(page);
    await page.getByRole("button", { name: "Start recording" }).click();
    const refused = page.getByRole("alert").filter({ hasText: /type the note\./ });
    await refused.waitFor();
    expect(await refused.innerText()).toMatch(/microphone is blocked|We found no microphone/);
    expect(await page.getByRole("button", { name: "Start recording" }).isVisible()).toBe(true);
  });
});
