import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coachPhone } from "./coach-phone";
import { type Browser, launch } from "./launch";
import { openSignedIn, product } from "./product";
import { changeSettings } from "./staff-client";

const phone = coachPhone(product());
/** Rows of the feed: an open incident is a row as well. */
const NOTE_ROW = 'a[data-row][href*="/artifacts/"]';
const OVERVIEW = "/platform/voice-monitoring";
const overviewUrl = `${product().webUrl}${OVERVIEW}`;

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
  await openSignedIn(browser.page, product().staff, OVERVIEW);
});
afterAll(async () => {
  await browser.close();
});

/** Rows of the live feed that lead to notes, as the ids of those notes. */
const notesInFeed = async (): Promise<string[]> => {
  const hrefs = await browser.page
    .locator(NOTE_ROW)
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("href") ?? ""));
  return [...new Set(hrefs.map((href) => href.split("/").at(-1) ?? ""))];
};

/** Sends a sample and resolves with the id of the note that appears on the open overview, without a reload. */
async function sendAndSee(coachPhoneNumber: string, sampleId: string): Promise<string> {
  await browser.page.locator(NOTE_ROW).first().waitFor();
  const before = new Set(await notesInFeed());
  await phone.sendSample(coachPhoneNumber, sampleId);
  let fresh: string | undefined;
  await expect
    .poll(
      async () => {
        fresh = (await notesInFeed()).find((id) => !before.has(id));
        return fresh;
      },
      { timeout: 30_000 },
    )
    .toBeTruthy();
  if (!fresh) throw new Error("no new note in the feed");
  return fresh;
}

const coachOf = async (club: string) => {
  const coach = (await phone.coaches()).find((candidate) => candidate.club === club);
  if (!coach) throw new Error(`no coach of ${club} is seeded`);
  return coach;
};

const NINE_EVENTS = [
  "Note received",
  "Transcription started",
  "Transcription completed",
  "Claims extraction started",
  "Claims extracted",
  "Entity resolution started",
  "Entity resolution completed",
  "Draft generation started",
  "Drafts generated",
];

/** Texts of the timeline's lines, first to last. */
const timelineLines = () =>
  browser.page
    .getByRole("list", { name: /^Events of attempt/ })
    .getByRole("listitem")
    .allInnerTexts();

describe("a voice note from the phone to the page", () => {
  // The summary of one note does not wait for others.
  beforeAll(async () => await changeSettings({ SUMMARY_WINDOW_SECONDS: 0 }));
  afterAll(async () => await changeSettings({ SUMMARY_WINDOW_SECONDS: null }));

  it("WA-PIPE-001 WA-PIPE-002 M5-002 M6-006 travels live to drafts and is confirmed from the phone", async () => {
    const { phone: number } = await coachOf("Grange GAA");
    const earlier = (await phone.replies(number)).length;

    const artifactId = await browser.step("note on overview", () => sendAndSee(number, "injury"));
    await browser.step("open note", async (page) => {
      await page.locator(`a[data-row][href$="${artifactId}"]`).first().click();
      await page.waitForURL(`**/artifacts/${artifactId}`);
      await page.getByText("Completed", { exact: true }).first().waitFor({ timeout: 30_000 });
    });

    await expect
      .poll(async () => {
        const lines = await timelineLines();
        return NINE_EVENTS.filter((label) => !lines.some((line) => line.includes(label)));
      })
      .toEqual([]);
    const lines = await timelineLines();
    const positions = NINE_EVENTS.map((label) => lines.findIndex((line) => line.includes(label)));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    for (const label of [
      "Transcription completed",
      "Claims extracted",
      "Entity resolution completed",
      "Drafts generated",
    ]) {
      const line = lines.find((text) => text.includes(label)) ?? "";
      const [, figure = "0"] = /(\d+(?:[.,]\d+)?) (?:ms|s|min)\b/.exec(line) ?? [];
      expect(Number(figure.replace(",", ".")), line).toBeGreaterThan(0);
    }

    // The seeded coach has other open items, so the number is whatever the summary says.
    const injuryNumber = async () =>
      /^(\d+)\. Injury/m.exec((await phone.replies(number)).slice(earlier).join("\n"))?.[1];
    await expect.poll(injuryNumber, { timeout: 20_000 }).toBeDefined();
    const item = await injuryNumber();
    // An answer that overtakes the report of the summary's delivery is asked about: the coach answers again.
    await expect
      .poll(
        async () => {
          expect(await phone.postSignedText(number, `CONFIRM ${item}`)).toBe(200);
          return (await phone.replies(number)).slice(earlier).join("\n");
        },
        { timeout: 20_000, interval: 1_000 },
      )
      .toContain(`Saved: ${item}. Injury`);
    await browser.step("draft confirmed", async (page) => {
      await page.getByText("Draft: applied").waitFor({ timeout: 20_000 });
      await page.getByText("Draft confirmed").first().waitFor({ timeout: 20_000 });
    });
    expect(browser.complaints).toEqual([]);
  });

  it("FB-004 says why when transcription fails, leaves nothing running, and tells the coach", async () => {
    const { phone: number } = await coachOf("Riverside Rovers");
    const earlier = (await phone.replies(number)).length;
    await browser.page.goto(overviewUrl);
    await phone.setFaults([{ kind: "server_error", target: "transcription", phone: number }]);
    try {
      const artifactId = await browser.step("failed note on overview", () => sendAndSee(number, "todo"));
      await browser.step("failed note", async (page) => {
        await page.goto(`${overviewUrl}/artifacts/${artifactId}`);
        await page.getByRole("region", { name: "Why it failed" }).waitFor({ timeout: 30_000 });
        await page.getByText("Failed", { exact: true }).first().waitFor();
      });
      await expect.poll(async () => (await timelineLines()).join("\n")).toContain("Transcription failed");
      const lines = (await timelineLines()).join("\n");
      expect(lines).not.toContain("Claims extraction started");
      await expect
        .poll(async () => (await phone.replies(number)).length, { timeout: 20_000 })
        .toBeGreaterThan(earlier);
      expect((await phone.replies(number)).at(-1)).not.toMatch(/500|error code|stack|undefined/i);
    } finally {
      await phone.setFaults([]);
    }
  });
});

describe("who may look", () => {
  it("AUTH-003 sends a signed-out visitor to sign in, and back to the page", async () => {
    const visitor = await launch();
    try {
      await visitor.page.goto(overviewUrl);
      await visitor.page.waitForURL(/\/login\?next=/);
      await openSignedIn(visitor.page, product().staff, OVERVIEW);
      await visitor.page.getByText("Live events").waitFor();
    } finally {
      await visitor.close();
    }
  });

  it("M5-003 CV-006 tells a coach that this is for staff", async () => {
    const coach = await launch();
    try {
      await openSignedIn(coach.page, product().coach, OVERVIEW);
      await coach.page.getByText("No permission").waitFor();
      expect(await coach.page.getByText("Live events").count()).toBe(0);
    } finally {
      await coach.close();
    }
  });
});
