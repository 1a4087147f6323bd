/** What can happen in a conversation, as commands of a model-based test, and what must hold after each of them. */
import fc from "fast-check";
import { expect } from "vitest";
import type { Doc, Id } from "../convex/_generated/dataModel";
import type { NoteContent, Sent, World } from "./conversation-world";

/** What the test knows beside the engine: it records facts, and never computes what the product should have done. */
export interface Model {
  numbers: Map<Id<"coachItems">, number>;
  /** Messages of the coach that were received and are not handled yet. */
  waiting: { messageSid: string; receivedAt: number; quote?: Sent }[];
  log: string[];
}
export const emptyModel = (): Model => ({ numbers: new Map(), waiting: [], log: [] });

type Item = Doc<"coachItems">;
type Command = fc.AsyncCommand<Model, World>;

const PLAYERS = ["Aoife Kelly", "Niamh Walsh", "Cian Doyle", "Seán Byrne"] as const;
const GRACE_MS = 30_000;

/** Runs the step and checks what must hold whatever happened. */
async function step(model: Model, world: World, what: string, act: () => Promise<void>): Promise<void> {
  model.log.push(what);
  await act();
  const items = await world.items();
  for (const { _id, number } of items) {
    const known = model.numbers.get(_id);
    if (known !== undefined) expect(number, `item ${known} was renumbered by ${what}`).toBe(known);
    model.numbers.set(_id, number);
  }
  const open = items.filter(({ state }) => state === "open").map(({ number }) => number);
  expect(new Set(open).size, `two open items have one number after ${what}`).toBe(open.length);
}

const command = (
  name: string,
  act: (model: Model, world: World) => Promise<void>,
  check?: (model: Model) => boolean,
): Command => ({
  check: (model) => check?.(model) ?? true,
  run: async (model, world) => await step(model, world, name, async () => await act(model, world)),
  toString: () => name,
});

const content: fc.Arbitrary<NoteContent> = fc.record({
  drafts: fc.array(
    fc.record({
      player: fc.constantFrom(...PLAYERS),
      isSaved: fc.boolean(),
      text: fc.constantFrom("was great", "was late"),
    }),
    { maxLength: 3 },
  ),
  names: fc.array(
    fc.constantFrom(
      { spokenText: "Alex", candidates: ["Alex Murphy", "Alex Keane"] },
      { spokenText: "Possum", candidates: [] },
      { spokenText: "", candidates: [], text: "limping a bit" },
    ),
    { maxLength: 2 },
  ),
});

const finishNote = content.map((note) =>
  command(`note(${note.drafts?.length ?? 0} drafts, ${note.names?.length ?? 0} names)`, async (_, world) => {
    await world.note(note);
    await world.runDue();
  }),
);

const deliveries = fc
  .tuple(fc.constantFrom("all", "oldest", "newest"), fc.constantFrom("delivered", "read", "sent", "failed"))
  .map(([which, status]) =>
    command(`${status} ${which}`, async (_, world) => {
      const queued = (await world.messages()).filter((message) => message.status === "queued");
      const chosen = which === "all" ? queued : [which === "oldest" ? queued[0] : queued.at(-1)];
      await world.deliver((message) => chosen.some((each) => each?._id === message._id), status);
    }),
  );

/** A report that was late, or comes once more. */
const lateReport = fc.tuple(fc.nat(), fc.constantFrom("delivered", "read", "failed")).map(([index, status]) =>
  command(`late ${status}`, async (_, world) => {
    const sent = (await world.messages()).filter(
      ({ providerMessageSid }) => providerMessageSid !== undefined,
    );
    const message = sent[index % Math.max(1, sent.length)];
    if (message) await world.report(message, status);
  }),
);

const passing = fc.constantFrom(1_000, 40_000, 3 * 3_600_000).map((ms) =>
  command(`${ms / 1000} s pass`, async (_, world) => {
    world.pass(ms);
    await world.runDue();
  }),
);

const texts = fc.constantFrom(
  "CONFIRM",
  "CANCEL",
  "👍",
  "CONFIRM ALL",
  "CONFIRM 1",
  "CONFIRM 2,3",
  "all except 1",
  "CANCEL 2",
  "Cancel 1 confirm the rest",
  "1a",
  "2b",
  "b",
  "Alex = Alex Keane",
  "Possum = Tadhg Murphy",
  "Murphy",
  "NONE",
  "UNDO",
  "UNDO 1",
  "R",
  "SNOOZE 2H",
  "thanks",
  "hm",
);

async function quoteOf(world: World, index: number | null): Promise<Sent | undefined> {
  if (index === null) return undefined;
  const sent = (await world.messages()).filter(({ providerMessageSid }) => providerMessageSid !== undefined);
  return sent[index % Math.max(1, sent.length)];
}
const quoting = fc.option(fc.nat(), { freq: 3 });

const replying = fc.tuple(texts, quoting).map(([text, index]) =>
  command(`“${text}”${index === null ? "" : " quoting"}`, async (_, world) => {
    const quote = await quoteOf(world, index);
    const messageSid = await world.receive(text, quote && { quote });
    await answer(world, { messageSid, receivedAt: Date.now(), ...(quote && { quote }) });
  }),
);

/** The webhook comes now, the job later. */
const receiving = fc.tuple(texts, quoting).map(([text, index]) =>
  command(`“${text}” waits`, async (model, world) => {
    const quote = await quoteOf(world, index);
    const messageSid = await world.receive(text, quote && { quote });
    model.waiting.push({ messageSid, receivedAt: Date.now(), ...(quote && { quote }) });
  }),
);
const handling = fc.constant(
  command(
    "what waits is handled",
    async (model, world) => {
      for (const message of model.waiting.splice(0)) await answer(world, message);
    },
    ({ waiting }) => waiting.length > 0,
  ),
);

const pressing = fc.tuple(fc.nat(), fc.nat({ max: 2 })).map(([index, button]) =>
  command("a button", async (_, world) => {
    const withButtons = (await world.messages()).filter(
      ({ buttons, providerMessageSid }) => (buttons?.length ?? 0) > 0 && providerMessageSid !== undefined,
    );
    const quote = withButtons[index % Math.max(1, withButtons.length)];
    const pressed = quote?.buttons?.[button % (quote.buttons.length || 1)];
    if (!quote || !pressed) return;
    const messageSid = await world.receive(pressed.label, { quote, buttonPayload: pressed.payload });
    await answer(world, { messageSid, receivedAt: Date.now(), quote });
  }),
);

/** Staff run draft generation of a note again: its pending drafts are replaced. */
const retrying = fc.nat().map((index) =>
  command("a retry", async (_, world) => {
    const drafts = await world.drafts();
    const pending = drafts.filter(({ status }) => status === "pending");
    const artifactId = pending[index % Math.max(1, pending.length)]?.artifactId;
    if (!artifactId) return;
    await world.t.run(async (ctx) => {
      for (const draft of pending.filter((each) => each.artifactId === artifactId)) {
        const { _id, _creationTime, ...fields } = draft;
        await ctx.db.delete("insightDrafts", _id);
        await ctx.db.insert("insightDrafts", fields);
      }
    });
    await world.finish(artifactId);
    await world.runDue();
  }),
);

export const conversationCommands: fc.Arbitrary<Command>[] = [
  finishNote,
  deliveries,
  lateReport,
  passing,
  replying,
  replying,
  receiving,
  handling,
  pressing,
  retrying,
];

interface Handled {
  messageSid: string;
  receivedAt: number;
  quote?: Sent;
}

/** Handles a message of the coach and compares what changed with what was said. */
async function answer(world: World, { messageSid, receivedAt, quote }: Handled): Promise<void> {
  const before = new Map((await world.items()).map((item) => [item._id, item]));
  const sentBefore = await world.messages();
  const answers = await world.handle(messageSid);
  const after = await world.items();
  const text = answers
    .filter(({ template }) => template !== "summary")
    .map(({ body }) => body)
    .join("\n");
  const moved = (to: Item["state"]): Item[] =>
    after.filter((item) => item.state === to && before.get(item._id)?.state !== to);
  const byAnswer = moved("saved").filter(({ isAutomatic }) => !isAutomatic);
  for (const item of byAnswer)
    expect(wasSeen(item, sentBefore, receivedAt, quote), `item ${item.number} was saved unseen`).toBe(true);
  expect(numbersIn(text, /^Saved: (.*)\.$/m), `says what was saved: ${text}`).toEqual(sorted(moved("saved")));
  expect(numbersIn(text, /^Taken back, no longer saved: (.*)\.$/m)).toEqual(sorted(moved("undone")));
  const dropped = moved("dropped");
  const namesDropped = dropped.filter(({ kind }) => kind === "name");
  const told = numbersIn(text, /^Dropped, not saved: (.*)\.$/m);
  for (const item of dropped.filter(({ kind }) => kind === "draft")) expect(told).toContain(item.number);
  if (namesDropped.length > 0) expect(text).toMatch(/Dropped, not saved|Nothing is saved about/);
  await checkNothingOpen(world, text);
}

const sorted = (items: readonly Item[]): number[] => items.map(({ number }) => number).sort((a, b) => a - b);

/** The numbers of a list such as "1. Injury – Seán; 3. Attendance – Aoife". */
function numbersIn(text: string, line: RegExp): number[] {
  const list = line.exec(text)?.[1] ?? "";
  return [...list.matchAll(/(?:^|; )(\d+)\. /g)].map(([, number]) => Number(number)).sort((a, b) => a - b);
}

/** By what the provider has reported, read from the messages themselves. */
function wasSeen(item: Item, sent: readonly Sent[], receivedAt: number, quote: Sent | undefined): boolean {
  if (quote?.shows?.itemIds.includes(item._id) || quote?.shows?.questionIds.includes(item.questionId))
    return true;
  return sent.some((message) => {
    if (!message.shows?.itemIds.includes(item._id)) return false;
    const { status, acceptedAt, deliveredAt, readAt } = message;
    const assumed = status !== "failed" && acceptedAt !== undefined ? acceptedAt + GRACE_MS : undefined;
    return [deliveredAt, readAt, assumed].some((at) => at !== undefined && at <= receivedAt);
  });
}

async function checkNothingOpen(world: World, text: string): Promise<void> {
  if (!/Nothing more is waiting|Nothing is open|Nothing is waiting/.test(text)) return;
  const open = (await world.items()).filter(({ state }) => state === "open");
  expect(open, `says that nothing is open: ${text}`).toEqual([]);
}

/** After the provider is back: every message arrives or is marked, and every item can be answered. */
export async function checkEnd(model: Model, world: World): Promise<void> {
  for (const message of model.waiting.splice(0)) await answer(world, message);
  await world.deliver();
  for (let round = 0; round < 40; round += 1) {
    await world.say("R");
    const [item] = (await world.items()).filter(({ state }) => state === "open");
    if (!item) break;
    await world.say(item.kind === "draft" ? `CONFIRM ${item.number}` : `${item.number} = NONE`);
    const closed = (await world.items()).find(({ _id }) => _id === item._id);
    expect(closed?.state, `item ${item.number} cannot be answered`).not.toBe("open");
  }
  expect((await world.items()).filter(({ state }) => state === "open")).toEqual([]);
  expect((await world.say("R")).join()).toMatch(/^Nothing is open/);
  await world.deliver();
  const lost = (await world.messages()).filter(({ status }) => status === "queued");
  expect(lost).toEqual([]);
}
