import type { Page } from "playwright-core";
import { afterEach, beforeEach, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, chooseTheme, fillLogin, product, urlOf } from "./product";

const ARTIFACTS = "/platform/voice-monitoring/artifacts";
const phone = () => coachPhone(product());
const rowOf = (page: Page, id: string) =>
  page.locator("tbody tr").filter({ has: page.locator(`[data-artifact-id="${id}"]`) });
const box = (page: Page, id: string) => page.getByRole("checkbox", { name: `Select note ${id.slice(0, 8)}` });
const ids = (page: Page) =>
  page
    .locator("[data-row]")
    .evaluateAll((buttons) => buttons.map((button) => button.dataset.artifactId ?? ""));
const live = (page: Page) => page.locator("[data-live]").textContent();
const selection = (page: Page) => page.getByRole("region", { name: "Selection" });
const dialog = (page: Page) => page.getByRole("dialog", { name: "Retry the selected notes?" });

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await phone().setFaults([]);
  await browser.close();
});

async function openGrid(page: Page): Promise<void> {
  await page.goto(urlOf(ARTIFACTS));
  await fillLogin(page, product().staff);
  // The page may have to be compiled first.
  await page.locator("[data-row]").first().waitFor({ timeout: 60_000 });
}

/** So many notes of one coach that the provider refused; newest first. The provider is well again afterwards. */
async function failNotes(page: Page, count: number): Promise<string[]> {
  const coach = (await phone().coaches()).find(({ club }) => club === "St. Brigid's Camogie");
  if (!coach) throw new Error("no coach of St. Brigid's Camogie is seeded");
  const before = await ids(page);
  await phone().setFaults([{ kind: "server_error", target: "chat", phone: coach.phone }]);
  for (let note = 0; note < count; note += 1) {
    const text = `Training went well tonight, sheet ${crypto.randomUUID()}.`;
    expect(await phone().postSignedText(coach.phone, text)).toBe(200);
  }
  const failed = async () => {
    const fresh = (await ids(page)).filter((id) => !before.includes(id));
    const states = await Promise.all(fresh.map((id) => rowOf(page, id).first().textContent()));
    return fresh.filter((_, index) => states[index]?.includes("Failed"));
  };
  await expect.poll(async () => (await failed()).length, { timeout: 45_000 }).toBe(count);
  await phone().setFaults([]);
  return await failed();
}

it("retries a failed note from its row, and several as one job with what it does told before and after", () =>
  browser.step("bulk retry", async (page) => {
    await openGrid(page);
    const [first = "", second = "", third = ""] = await failNotes(page, 3);

    await page.locator(`[data-artifact-id="${third}"]`).focus();
    await page.keyboard.press("r");
    await page.getByText(/^Extract claims again succeeded: note/).waitFor({ timeout: 40_000 });
    await expect.poll(() => rowOf(page, third).first().textContent()).toContain("Completed");
    expect(
      await rowOf(page, third)
        .first()
        .getByRole("button", { name: /^Retry/ })
        .count(),
    ).toBe(0);

    await box(page, first).click();
    await expect.poll(() => live(page)).toBe("Paused");
    await box(page, third).click({ modifiers: ["Shift"] });
    expect(await selection(page).getByRole("status").textContent()).toBe("3 notes selected");
    await page.keyboard.press("r");
    const happens = dialog(page).getByRole("region", { name: "What happens" });
    await expect.poll(() => happens.textContent()).toContain("3 notes: 2 can be retried, 1 can't.");
    expect(await happens.textContent()).toMatch(/Can't retry\s*1 note: Only a failed note can be retried/);
    await page.keyboard.press("Escape");
    await expect.poll(() => dialog(page).count()).toBe(0);
    await box(page, third).click();

    await selection(page).getByRole("button", { name: "Retry the selected notes" }).click();
    await expect.poll(() => happens.textContent()).toMatch(/Retries\s*Extract claims again: 2 notes/);
    expect(await happens.textContent()).toMatch(/Deletes\s*Nothing\s*Keeps\s*2 transcripts/);
    expect(await happens.textContent()).toMatch(/Cost\s*about \$0\.\d+/);
    for (const theme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    await dialog(page)
      .getByLabel(/^Reason/)
      .fill("The provider is back.");
    await dialog(page).getByRole("button", { name: "Retry 2 notes" }).click();
    await page.locator("[data-bulk=completed]").waitFor({ timeout: 40_000 });
    await page.getByText("All 2 notes succeeded.").nth(1).waitFor();
    expect(await selection(page).count()).toBe(0);
    // What had the focus is gone: it goes on at what has begun.
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toContain("Bulk retry");
    for (const id of [first, second]) {
      await expect.poll(() => rowOf(page, id).first().textContent()).toContain("Completed");
    }
    expect(new URL(page.url()).searchParams.get("bulk")).toMatch(/\w+/);

    await page.getByRole("link", { name: "Result of each note" }).click();
    const results = page.getByRole("list", { name: "Result of each note" }).getByRole("listitem");
    await expect.poll(() => results.count()).toBe(2);
    expect(await results.first().textContent()).toMatch(/Succeeded[\s\S]*Extract claims again, attempt 2/);
    const job = page.url();
    await page.getByRole("link", { name: "All bulk retries" }).click();
    const entry = page.getByRole("row").filter({ hasText: "The provider is back." });
    expect(await entry.textContent()).toMatch(/Finished[\s\S]*Retry what failed[\s\S]*2 succeeded/);
    for (const theme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    await page.goto(job);
    await results.first().getByRole("link").click();
    await page.getByRole("list", { name: "Earlier retries" }).getByText("The provider is back.").waitFor();
    expect(browser.complaints).toEqual([]);
  }));

it("selects every note that matches as it is now, and says what a retry leaves alone", () =>
  browser.step("bulk select all", async (page) => {
    await openGrid(page);
    const all = page.getByRole("checkbox", { name: "Select every note that matches" });
    await all.click();
    expect(await selection(page).getByRole("status").textContent()).toMatch(
      /^All matching notes, as of .+\d\d:\d\d:\d\d/,
    );
    expect(await live(page)).toBe("Paused");
    await page.keyboard.press("r");
    await dialog(page).getByText("Only failed notes are retried").waitFor();
    await expect.poll(() => dialog(page).textContent()).toMatch(/Deletes\s*\S/);
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    await all.click();
    await expect.poll(() => live(page)).toBe("Live");

    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect.poll(() => selection(page).getByRole("status").textContent()).toBe("1 note selected");
    for (const theme of ["light", "dark"] as const) {
      await chooseTheme(page, theme);
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    await page.locator("h2").first().click();
    await page.keyboard.press("Escape");
    await expect.poll(() => selection(page).count()).toBe(0);
    expect(browser.complaints).toEqual([]);
  }));

it("says so where an incident or a bulk retry has been deleted", () =>
  browser.step("bulk gone", async (page) => {
    await openGrid(page);
    await page.goto(urlOf(`${ARTIFACTS}?alert=nonsense`));
    await page.getByRole("heading", { name: "No notes match" }).waitFor();
    await page
      .getByRole("button", { name: /^Clear Notes affected by/ })
      .first()
      .click();
    await page.locator("[data-row]").first().waitFor();
    await page.goto(urlOf(`${ARTIFACTS}/bulk-retries/nonsense`));
    await page.getByRole("heading", { name: "This bulk retry has been deleted" }).waitFor();
  }));

it("keeps a view under a name, exports what it shows, and compares a run with a good one", () =>
  browser.step("views, export, comparison", async (page) => {
    await openGrid(page);
    const search = () => new URL(page.url()).searchParams;
    const views = page.getByRole("button", { name: "Views", exact: true });
    await views.click();
    await page.getByRole("link", { name: "Unresolved failures" }).click();
    await page.getByRole("button", { name: "Clear Unresolved" }).waitFor();
    await expect.poll(() => page.locator("tbody tr").first().textContent()).toContain("Failed");
    await page.getByRole("button", { name: "Compact" }).click();
    await views.click();
    await page.getByLabel("Name for the current view").fill("My failures");
    await page.keyboard.press("Enter");
    const mine = page.getByRole("list", { name: "Your views" });
    await mine.getByRole("link", { name: "My failures" }).waitFor();
    await mine.getByRole("button", { name: "Rename My failures" }).click();
    await page.getByLabel("New name for My failures").fill("For the morning");
    await page.keyboard.press("Enter");
    const link = mine.getByRole("link", { name: "For the morning" });
    await link.waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    expect(await focused()).toBe("Rename For the morning");
    expect(await accessibilityProblems(page)).toEqual([]);
    const shared = await link.getAttribute("href");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "All columns" }).click();
    await page.getByRole("button", { name: "Clear Unresolved" }).click();
    await expect.poll(() => search().get("handled")).toBeNull();

    await page.goto(urlOf(shared ?? ""));
    await page.locator("[data-row]").first().waitFor();
    await expect
      .poll(() => page.getByRole("columnheader").allTextContents())
      .toEqual(["Note", "Status", "Club", "Created"]);
    expect(search().get("handled")).toBe("no");
    await page.getByRole("button", { name: "All columns" }).click();
    await views.click();
    await mine.getByRole("button", { name: "Delete For the morning" }).click();
    await expect.poll(() => mine.count()).toBe(0);
    await expect.poll(focused).toBe("Name for the current view");
    await page.keyboard.press("Escape");

    const failures = (await ids(page)).length;
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByRole("button", { name: "Export CSV" }).click();
    const file = page.getByRole("list", { name: "Your exports" }).getByRole("listitem").first();
    await file.getByRole("link", { name: "Download" }).waitFor({ timeout: 40_000 });
    const url = (await file.getByRole("link").getAttribute("href")) ?? "";
    const lines = (await (await fetch(url)).text()).trimEnd().split("\r\n");
    expect(lines[0]).toMatch(/artifactId,status,currentStage/);
    expect(lines.length - 1).toBeGreaterThanOrEqual(failures);
    expect(lines.slice(1).every((line) => line.includes(",failed,"))).toBe(true);
    await page.keyboard.press("Escape");

    await page
      .getByRole("link", { name: /^View note/ })
      .first()
      .click();
    await page.getByRole("button", { name: "Compare with a good note" }).click({ timeout: 60_000 });
    const comparison = page.getByRole("region", { name: "Compared with a good note" });
    await comparison.getByText("First difference").waitFor();
    expect(search().get("compare")).toBe("auto");
    const others = comparison.getByRole("combobox", { name: "Compare with another note" });
    const beside = await others.inputValue();
    const values = await others
      .locator("option")
      .evaluateAll((options) => options.map((option) => option.getAttribute("value") ?? ""));
    const another = values.find((value) => value !== beside);
    await others.selectOption(another ?? "");
    await expect.poll(() => search().get("compare")).toBe(another);
    await comparison.getByText("which you chose").waitFor();
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      expect(await accessibilityProblems(page)).toEqual([]);
    }
    await page.goBack();
    await expect.poll(() => others.inputValue()).toBe(beside);
    expect(browser.complaints).toEqual([]);
  }));
