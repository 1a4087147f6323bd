import { afterEach, beforeEach, expect, it } from "vitest";
import { ids, newest, openGrid, parameter, rows, statuses } from "./grid";
import { type Browser, launch } from "./launch";
import { accessibilityProblems, sendNote } from "./product";

let browser: Browser;
beforeEach(async () => {
  browser = await launch();
});
afterEach(async () => {
  await browser.close();
});

it("shows the failures of one cause and of one stage, resolves several and reopens them", () =>
  browser.step("grid failures", async (page) => {
    await openGrid(page);
    const failures = page.getByRole("button", { name: /^Unresolved failures/ });
    const open = async () => Number((await failures.textContent())?.match(/\d+/)?.[0] ?? Number.NaN);
    await page.getByRole("region", { name: "Causes of failures" }).getByRole("button").first().click();
    await expect.poll(() => parameter(page, "cause")).toMatch(/^[a-z_]+:[a-z_]+:/);
    await expect.poll(() => statuses(page)).toEqual(["Failed"]);
    await page.getByText("All causes").click();
    await expect.poll(() => parameter(page, "cause")).toBeNull();
    await page.keyboard.press("2");
    await expect.poll(() => parameter(page, "stage")).toBe("transcription");
    await rows(page).nth(1).waitFor();
    await rows(page).first().click();
    const note = page.getByRole("region", { name: /^Note / });
    await note.getByText(/^Transcription failed, so no claims/).waitFor();
    await page.keyboard.press("Escape");

    const before = await open();
    const marked = (await ids(page)).slice(0, 2);
    await page
      .getByRole("checkbox", { name: /^Select note/ })
      .first()
      .click();
    await page
      .getByRole("checkbox", { name: /^Select note/ })
      .nth(1)
      .click();
    await page
      .getByRole("region", { name: "Selection" })
      .getByRole("button", { name: "Mark as resolved" })
      .waitFor();
    await page.keyboard.press("d");
    await page.getByText("2 failures marked as resolved.").waitFor();
    await expect.poll(async () => (await ids(page)).some((id) => marked.includes(id))).toBe(false);
    await expect.poll(open).toBe(before - 2);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect.poll(async () => (await ids(page)).filter((id) => marked.includes(id))).toEqual(marked);
    await expect.poll(open).toBe(before);
    expect(browser.complaints).toEqual([]);
  }));

it("shows on the page of a failed note what each event holds, and whether it is resolved", () =>
  browser.step("failed note", async (page) => {
    await openGrid(page, "?handled=no");
    await page
      .getByRole("link", { name: /^View note/ })
      .first()
      .click();
    const why = page.getByRole("region", { name: "Why it failed" });
    await why.getByRole("button", { name: "Mark as resolved" }).click({ timeout: 60_000 });
    await why.getByText(/^Resolved/).waitFor();
    await why.getByRole("button", { name: "Reopen" }).click();
    await why.getByRole("button", { name: "Mark as resolved" }).waitFor();
    await page.getByRole("button", { name: /^Payload of note received/ }).click();
    const payload = page.getByRole("region", { name: "Payload" });
    await expect.poll(() => payload.textContent()).toContain('"eventType": "artifact_received"');
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(browser.complaints).toEqual([]);
  }));

it("lists a note that was turned away, and says why", () =>
  browser.step("rejected note", async (page) => {
    await openGrid(page);
    const before = await ids(page);
    await sendNote({ sampleId: "silence" });
    await expect
      .poll(async () => before.includes((await ids(page))[0] ?? ""), { timeout: 45_000 })
      .toBe(false);
    await expect.poll(() => newest(page).textContent(), { timeout: 45_000 }).toContain("Rejected");
    await rows(page).first().click();
    const note = page.getByRole("region", { name: /^Note / });
    await note.getByText(/The recording has no audible speech\./).waitFor();
    await note.getByText("The note ended before claims were extracted.").waitFor();
    await page.reload();
    await note.getByText(/The recording has no audible speech\./).waitFor();
    expect(browser.complaints).toEqual([]);
  }));

it("tells the cost of each stage of a note", () =>
  browser.step("stage costs", async (page) => {
    await openGrid(page, "?status=completed&channel=whatsapp_audio");
    await rows(page).first().click();
    await expect
      .poll(() => page.locator("[data-stage-cost=claims_extraction]").textContent(), { timeout: 15_000 })
      .toMatch(/^\$0\.\d+$/);
    expect(await page.locator("[data-stage-cost=ingestion]").textContent()).toBe("—");
  }));
