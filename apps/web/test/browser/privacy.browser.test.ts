import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { cuttable } from "./connection";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, openSignedIn, product, urlOf } from "./product";

/** A player of a team whose notes no other test looks at. */
const PLAYER = { club: "Riverside Rovers", search: "carmo", name: "Tom Carmody" };

/** One who is looked up and left. */
const STAYS = { search: "kinse", name: "Luke Kinsella" };

let browser: Browser;
beforeEach(async () => {
  // The vendor's client reports a closed socket, and tries again.
  browser = await launch({ ignoreConsole: [/WebSocket/i] });
});
afterEach(async () => {
  await browser.close();
});

it("finds a player, counts what would go, and erases once the name is typed", async () => {
  const phone = coachPhone(product());
  const coaches = (await phone.coaches()).filter(({ club }) => club === PLAYER.club);
  const coach = coaches.at(-1);
  if (!coach) throw new Error("No coach of the club is seeded.");
  await phone.postSignedText(coach.phone, `${PLAYER.name} passed well today, session ${randomUUID()}.`);
  await browser.step("erase", async (page) => {
    await openSignedIn(page, product().staff, "/platform");
    await page.getByRole("link", { name: /Privacy/ }).click();
    await page.getByRole("heading", { name: "Privacy", level: 1 }).waitFor();
    await page.getByRole("button", { name: /^Club/ }).click();
    await page.getByRole("button", { name: PLAYER.club, exact: true }).click();
    await page.getByLabel("2. Player").fill(PLAYER.search);
    await page.getByRole("button", { name: `See what will be erased for ${PLAYER.name}` }).click();
    // The keyboard goes on where the player is shown, and comes back to the search, which is as it was left.
    const player = page.getByRole("heading", { name: PLAYER.name, level: 3 });
    await player.waitFor();
    expect(await player.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect.poll(() => page.getByLabel("2. Player").inputValue()).toBe(PLAYER.search);
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    await page.getByRole("button", { name: `See what will be erased for ${PLAYER.name}` }).click();
    await page.getByText("This will be erased:").waitFor({ timeout: 60_000 });
    await page.getByText(/notes? mentions? the player/).waitFor();
    await page.getByText("team place").waitFor();
    for (const theme of ["light", "dark"] as const) {
      await chooseTheme(page, theme);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    const field = page.getByLabel(new RegExp(`Type “${PLAYER.name}”`));
    await field.fill("Tom");
    await page.getByRole("button", { name: "Erase permanently" }).click();
    await page.getByText("That isn't the player's name. Type it as shown.").waitFor();
    await field.fill(PLAYER.name);
    await page.getByRole("button", { name: "Erase permanently" }).click();

    const record = page.getByRole("region", { name: "Erasures" }).getByRole("listitem").first();
    await record.getByText(/Final check\s*in/).waitFor({ timeout: 60_000 });
    expect(await record.textContent()).toMatch(/Riverside Rovers.*Stella Staff.*[1-9]\d* notes?/);
    expect(await record.textContent()).not.toContain("Carmody");
    await page.getByRole("button", { name: /^Club/ }).click();
    await page.getByRole("button", { name: PLAYER.club, exact: true }).click();
    await page.getByLabel("2. Player").fill(PLAYER.search);
    await page.getByText(`No player in this club matches “${PLAYER.search}”.`).waitFor();
    expect(browser.complaints).toEqual([]);
  });
});

it("erases nothing before it is counted what would go, and says so", () =>
  browser.step("not counted", async (page) => {
    const connection = await cuttable(page);
    await openSignedIn(page, product().staff, "/platform/privacy");
    await page.getByRole("button", { name: /^Club/ }).click();
    await page.getByRole("button", { name: PLAYER.club, exact: true }).click();
    await page.getByLabel("2. Player").fill(STAYS.search);
    const look = page.getByRole("button", { name: `See what will be erased for ${STAYS.name}` });
    await look.waitFor();
    await connection.cut();
    await look.click();
    await page.getByText(/^Counting… 0 notes/).waitFor();
    await page.getByLabel(new RegExp(`Type “${STAYS.name}”`)).fill(STAYS.name);
    const erase = page.getByRole("button", { name: "Erase permanently" });
    expect(await erase.getAttribute("aria-disabled")).toBe("true");
    await page.getByText("Counting what will be erased. You can start when it's done.").waitFor();
    await page.keyboard.press("Enter");
    await page.locator("[data-live=reconnecting], [data-live=stale]").waitFor();
    expect(await page.getByText("Erasing has started.").count()).toBe(0);
    connection.restore();
    await page.getByText("This will be erased:").waitFor({ timeout: 60_000 });
    await expect.poll(() => erase.getAttribute("aria-disabled")).toBe("false");
    await page.getByRole("button", { name: "Cancel" }).click();
  }));

it("is for staff alone", () =>
  browser.step("coach", async (page) => {
    await openSignedIn(page, product().coach, "/platform/privacy");
    await page.getByRole("heading", { name: "No permission" }).waitFor();
    await page.getByRole("link", { name: "Go to your notes" }).click();
    await page.getByRole("heading", { name: "Your notes" }).waitFor({ timeout: 60_000 });
    expect(page.url()).toBe(urlOf("/coach/notes"));
  }));
