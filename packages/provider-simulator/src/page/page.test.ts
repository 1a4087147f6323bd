import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { developmentDefaults, type Simulator } from "../index";
import {
  basicAuth,
  openaiFor,
  PATIENCE,
  simulatorForTest,
  type WebhookServer,
  webhookServerForTest,
} from "../test-support";

const COACHES = [
  { name: "Pat Kenny", phone: "+353861000001", club: "Grange GAA" },
  { name: "Máire Ní Bhriain", phone: "+353861000002", club: "Harbour FC" },
] as const;
const [PAT, MAIRE] = COACHES;

const BROWSER_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    args: BROWSER_FLAGS,
  });
});
afterAll(() => browser?.close());

interface Setting {
  readonly page: Page;
  readonly simulator: Simulator;
  readonly product: WebhookServer;
}

/** The page, a product of a few lines, and no error in the browser's console by the end of the test. */
async function openPage(options: Parameters<Browser["newPage"]>[0] = {}): Promise<Setting> {
  const product = await webhookServerForTest();
  const simulator = await simulatorForTest({ webhookUrl: product.url, coaches: [...COACHES] });
  const page = await browser.newPage({ permissions: ["microphone"], ...options });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  onTestFinished(async () => {
    await page.close();
    expect(errors).toEqual([]);
  });
  await page.goto(simulator.url);
  await page.getByText("Live", { exact: true }).waitFor();
  return { page, simulator, product };
}

const replyTo = (simulator: Simulator, phone: string, text: string) =>
  sendTo(simulator, phone, { Body: text });

const sendTo = (simulator: Simulator, phone: string, content: Record<string, string>) =>
  fetch(`${simulator.url}/2010-04-01/Accounts/${developmentDefaults.accountSid}/Messages.json`, {
    method: "POST",
    headers: { authorization: basicAuth() },
    body: new URLSearchParams({
      To: `whatsapp:${phone}`,
      From: developmentDefaults.whatsappFrom,
      ...content,
    }),
  });

const bubbles = (page: Page) => page.getByRole("log").getByRole("article");

describe("the coach's phone", () => {
  it("sends what is typed and shows replies live, each in the chat of its coach", async () => {
    const { page, simulator, product } = await openPage();
    await page.getByRole("textbox", { name: "Message" }).fill("Niamh was late");
    await page.keyboard.press("Enter");
    await bubbles(page).getByText("Niamh was late").waitFor();
    await bubbles(page).getByRole("img", { name: "Delivered" }).waitFor();
    expect(product.received[0]?.fields).toMatchObject({
      From: `whatsapp:${PAT.phone}`,
      ProfileName: PAT.name,
    });

    await replyTo(simulator, MAIRE.phone, "Not for Pat");
    await replyTo(simulator, PAT.phone, "*1 insight* is ready.");
    await bubbles(page).getByText("1 insight is ready.").waitFor();
    expect(await bubbles(page).locator("strong").textContent()).toBe("1 insight");
    expect(await bubbles(page).allInnerTexts()).toHaveLength(2);

    await page.getByRole("link", { name: MAIRE.name }).click();
    await bubbles(page).getByText("Not for Pat").waitFor();
    expect(await bubbles(page).allInnerTexts()).toHaveLength(1);
  });

  it("sends a voice note and plays it", async () => {
    const { page, product } = await openPage();
    await page.getByRole("button", { name: "Send: An injury" }).click();
    await bubbles(page).getByRole("img", { name: "Delivered" }).waitFor();
    expect(product.received[0]?.fields).toMatchObject({ NumMedia: "1", MediaContentType0: "audio/ogg" });
    await bubbles(page).getByRole("button", { name: "Play An injury" }).click();
    await bubbles(page).getByRole("button", { name: "Pause An injury" }).waitFor();
  });

  it("records with the microphone, passes the type on and lets the recording be given its words", async () => {
    const { page, product, simulator } = await openPage();
    await page.getByRole("button", { name: "Record a voice note" }).click();
    await page.getByText("0:01").waitFor();
    await page.getByRole("button", { name: "Stop recording" }).click();
    await page.getByLabel("What the recording says").fill("Cian's ankle is swollen");
    await page.getByRole("button", { name: "Send the recording" }).click();
    await bubbles(page).getByRole("img", { name: "Delivered" }).waitFor();
    const fields = product.received[0]?.fields;
    expect(fields?.MediaContentType0).toMatch(/^audio\/(?:webm|ogg)/);
    const media = await fetch(fields?.MediaUrl0 ?? "", { headers: { authorization: basicAuth() } });
    expect(media.headers.get("content-type")).toBe(fields?.MediaContentType0);
    const heard = await openaiFor(simulator).audio.transcriptions.create({
      file: new File([await media.arrayBuffer()], "note.webm"),
      model: "whisper-1",
      response_format: "verbose_json",
    });
    expect(heard.text).toBe("Cian's ankle is swollen");
    expect(heard.duration).toBeGreaterThan(0.5);
    expect(heard.duration).toBeLessThan(10);
  });

  it("shows what the webhook answered where it is no success", async () => {
    const { page, product } = await openPage();
    product.respondWith(503);
    await page.getByRole("button", { name: "CONFIRM", exact: true }).click();
    await bubbles(page).getByText("503").waitFor();
    await bubbles(page).getByRole("img", { name: "Failed" }).waitFor();
    expect(product.received[0]?.fields.Body).toBe("CONFIRM");
  });

  it("opens another number, and says what is wrong with one that is none", async () => {
    const { page, product } = await openPage();
    await page.getByLabel("Another number").fill("086 123");
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByText("Give the number in international form").waitFor();
    await page.getByLabel("Another number").fill("00353 86 123 4567");
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByRole("heading", { name: "+353861234567" }).waitFor();
    await page.getByRole("textbox", { name: "Message" }).fill("Who am I?");
    await page.getByRole("button", { name: "Send", exact: true }).and(page.locator("#send")).click();
    await bubbles(page).getByRole("img", { name: "Delivered" }).waitFor();
    expect(product.received[0]?.fields.From).toBe("whatsapp:+353861234567");
    await page.reload();
    await bubbles(page).getByText("Who am I?").waitFor();
  });

  it("sets and removes faults, with the keyboard alone", async () => {
    const { page, simulator } = await openPage();
    await page.getByRole("tab", { name: "Voice notes" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByLabel("What goes wrong").selectOption("rate_limit");
    await page.getByLabel("Where").selectOption("chat");
    await page.getByLabel("Retry after (s)").fill("9");
    await page.getByLabel("Share of calls (%)").fill("50");
    await page.getByLabel("Only the next … calls").fill("4");
    await page.getByLabel("For whom").selectOption({ label: `Coaches of ${PAT.club}` });
    await page.getByLabel("Only the next … calls").press("Enter");
    await page.getByRole("heading", { name: "429, retry after 9 s" }).waitFor();
    expect(simulator.faults.list().map(({ rule }) => rule)).toEqual([
      { kind: "rate_limit", target: "chat", retryAfterSeconds: 9, share: 0.5, nextCalls: 4, club: PAT.club },
    ]);
    await page.getByRole("button", { name: "Media gone" }).press("Enter");
    await page.getByRole("tab", { name: /2 in force/ }).waitFor();
    await page.getByRole("button", { name: "Remove: 429, retry after 9 s" }).press("Enter");
    await expect
      .poll(() => simulator.faults.list().map(({ rule }) => rule.kind), PATIENCE)
      .toEqual(["refused_media"]);
  });

  it("shows faults and calls that come from elsewhere", async () => {
    const { page, simulator } = await openPage();
    simulator.faults.set([{ kind: "server_error", target: "send" }]);
    await page.getByRole("tab", { name: /1 in force/ }).click();
    await replyTo(simulator, PAT.phone, "Lost");
    await page.getByText("Met 1 of 1 calls").waitFor();
    await page.getByRole("tab", { name: "Calls" }).click();
    await page.getByRole("row", { name: /Send message Server error \(5xx\) 500/ }).waitFor();
  });

  it("replies by swipe, taps buttons and marks messages as read", async () => {
    const { page, simulator, product } = await openPage();
    await page.getByRole("textbox", { name: "Message" }).fill("Niamh was late");
    await page.keyboard.press("Enter");
    await page.getByText(/Session open until/).waitFor();
    const content = await fetch(`${simulator.url}/v1/Content`, {
      method: "POST",
      headers: { authorization: basicAuth(), "content-type": "application/json" },
      body: JSON.stringify({
        language: "en",
        types: { "twilio/quick-reply": { body: "Two items", actions: [{ title: "Save", id: "q7" }] } },
      }),
    });
    const { sid } = z.object({ sid: z.string() }).parse(await content.json());
    await sendTo(simulator, PAT.phone, { ContentSid: sid });
    const summary = bubbles(page).filter({ hasText: "Two items" });
    await summary.getByRole("button", { name: "Reply to this message" }).click();
    await page.getByRole("button", { name: "CANCEL", exact: true }).click();
    await bubbles(page).filter({ hasText: "CANCEL" }).getByText("Two items").waitFor();
    await summary.getByRole("button", { name: "Save" }).click();
    await expect.poll(() => product.received.length, PATIENCE).toBe(3);
    const [, cancel, save] = product.received.map(({ fields }) => fields);
    expect(cancel?.OriginalRepliedMessageSid).toBe(simulator.phone.replies(PAT.phone)[0]?.sid);
    expect(save).toMatchObject({ ButtonPayload: "q7", ButtonText: "Save" });
    await page.getByRole("button", { name: "Mark as read" }).click();
    await summary.getByRole("img", { name: "Read" }).waitFor();
    // What the message said above the field is used up.
    await page.getByRole("button", { name: "HELP", exact: true }).click();
    await expect.poll(() => product.received.at(-1)?.fields.Body, PATIENCE).toBe("HELP");
    expect(product.received.at(-1)?.fields).not.toHaveProperty("OriginalRepliedMessageSid");
  });

  it("moves the provider's clock past the window, and sets what becomes of messages", async () => {
    const { page, simulator } = await openPage();
    await simulator.phone.sendText({ phone: PAT.phone, text: "Niamh was late" });
    await page.getByText(/Session open until/).waitFor();
    await page.getByRole("button", { name: "+25 h" }).click();
    await page.getByText("Session closed: templates only").waitFor();
    await replyTo(simulator, PAT.phone, "Too late");
    await bubbles(page).getByText("WhatsApp did not deliver it (63016).").waitFor();
    await page.getByRole("button", { name: "Now", exact: true }).click();
    await page.getByText(/Session open until/).waitFor();
    await page.getByRole("tab", { name: "Delivery" }).click();
    await page.getByRole("button", { name: "Phone off" }).click();
    await page.getByRole("heading", { name: "The phone is off: sent, never delivered" }).waitFor();
    expect(simulator.delivery.list()).toMatchObject([{ rule: { kind: "phone_off" } }]);
  });

  it("follows the theme of the system and fits a phone of 375 pixels", async () => {
    const { page } = await openPage({ viewport: { width: 375, height: 740 } });
    const colours: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      colours.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    }
    expect(colours[0]).not.toBe(colours[1]);
    for (const tab of ["Voice notes", "Faults", "Delivery", "Calls"]) {
      await page.getByRole("tab", { name: tab }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    }
  });
});
