import { describe, expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import { createConversation, type World } from "./conversation-world";
import { offersIn } from "./offers";

/**
 * CO-019: every answer that a message offers is sent back where it is offered, and does what it says. The offers are read
 * from the texts themselves, so that a new one is tested as soon as it is written.
 */

const ALEX = { spokenText: "Alex", candidates: ["Alex Murphy", "Alex Keane"] };

const withSummary = (content: Parameters<World["note"]>[0]) => async (): Promise<World> => {
  const world = await createConversation();
  await world.note(content);
  await world.deliver();
  return world;
};
const after =
  (begin: () => Promise<World>, ...texts: string[]) =>
  async (): Promise<World> => {
    const world = await begin();
    for (const text of texts) await world.say(text);
    return world;
  };

const three = withSummary({
  drafts: [{ player: "Seán Byrne" }, { player: "Aoife Kelly" }, { player: "Niamh Walsh" }],
});
const two = async (): Promise<World> => {
  const world = await three();
  await world.note({ drafts: [{ player: "Cian Doyle" }] });
  await world.deliver();
  return world;
};
/** 1 and 3 are drafts, 2 is a name: the numbers of the examples that HELP gives. */
const oneNameTwo = async (): Promise<World> => {
  const world = await withSummary({ drafts: [{ player: "Seán Byrne" }], names: [ALEX] })();
  await world.note({ drafts: [{ player: "Cian Doyle" }, { player: "Niamh Walsh", isSaved: true }] });
  await world.deliver();
  return world;
};
const doubtful = (channel: "whatsapp_audio" | "whatsapp_text") => async (): Promise<World> => {
  const world = await createConversation();
  const artifactId = await world.prepare({});
  await world.t.run(async (ctx) => {
    await ctx.db.patch("voiceNoteArtifacts", artifactId, {
      status: "awaiting_coach",
      currentStage: "transcription",
      sourceChannel: channel,
    });
  });
  const notice = { kind: "transcript_doubtful" as const, artifactId, reason: "partly_unclear" as const };
  await world.t.mutation(internal.models.coachNotices.deliver, { notice });
  await world.deliver();
  return world;
};

const SITUATIONS: readonly (readonly [name: string, begin: () => Promise<World>])[] = [
  ["a summary of one item", withSummary({ drafts: [{ player: "Seán Byrne" }] })],
  ["a summary of three", three],
  ["a draft and a name", withSummary({ drafts: [{ player: "Seán Byrne" }], names: [ALEX] })],
  ["a name alone", withSummary({ names: [ALEX] })],
  ["a name that nobody has", withSummary({ names: [{ spokenText: "Possum", candidates: [] }] })],
  [
    "a claim without a name",
    withSummary({ names: [{ spokenText: "", candidates: [], text: "limping a bit" }] }),
  ],
  ["one item saved without asking", withSummary({ drafts: [{ player: "Seán Byrne", isSaved: true }] })],
  [
    "two saved without asking",
    withSummary({
      drafts: [
        { player: "Seán Byrne", isSaved: true },
        { player: "Aoife Kelly", isSaved: true },
      ],
    }),
  ],
  [
    "one to confirm and one saved",
    withSummary({ drafts: [{ player: "Seán Byrne" }, { player: "Aoife Kelly", isSaved: true }] }),
  ],
  ["the answer to CONFIRM", after(three, "CONFIRM 1")],
  ["the answer to CONFIRM, another note waiting", after(two, "CONFIRM")],
  ["the answer to CONFIRM, nothing waiting", after(three, "CONFIRM")],
  ["the answer to CANCEL 2", after(three, "CANCEL 2")],
  ["the answer to UNDO", after(three, "CONFIRM 1", "UNDO")],
  ["CANCEL after a save", after(two, "CONFIRM", "CANCEL")],
  ["CANCEL with nothing open", after(three, "CONFIRM", "CANCEL")],
  ["CONFIRM with nothing open", after(three, "CONFIRM", "CONFIRM")],
  ["an unknown number", after(three, "CONFIRM 9")],
  ["numbers without a word", after(three, "1,3")],
  ["a name confirmed", after(withSummary({ names: [ALEX] }), "CONFIRM")],
  ["a name chosen", after(withSummary({ names: [ALEX] }), "1a")],
  ["a name that was not found", after(withSummary({ names: [ALEX] }), "Alex = Zebedee Quirke")],
  ["a name without its letter", after(withSummary({ names: [ALEX] }), "1")],
  ["UNDO of what is open", after(three, "UNDO 2")],
  ["R", after(two, "R")],
  ["a snooze, with another note open", after(two, "SNOOZE 2H")],
  ["a snooze that was not understood", after(three, "snooze until Friday")],
  ["a short text", after(three, "Sean trained well")],
  ["a doubtful recording", doubtful("whatsapp_audio")],
  ["a doubtful typed note", doubtful("whatsapp_text")],
  ["RETRY of a typed note", after(doubtful("whatsapp_text"), "RETRY")],
  ["STOP", after(three, "STOP")],
  ["HELP", after(oneNameTwo, "HELP")],
];

interface State {
  items: Map<string, string>;
  notes: number;
  open: number;
}
const stateOf = async (world: World): Promise<State> => {
  const items = await world.items();
  return {
    items: new Map(items.map(({ number, state, _id }) => [`${number}:${_id}`, state])),
    notes: (await world.t.run(async (ctx) => ctx.db.query("voiceNotes").collect())).length,
    open: items.filter(({ state }) => state === "open").length,
  };
};

/** Numbers of the items that came into this state. */
const moved = (before: State, now: State, to: string): number[] =>
  [...now.items]
    .filter(([key, state]) => state === to && before.items.get(key) !== to)
    .map(([key]) => Number(key.split(":")[0]))
    .sort((a, b) => a - b);

const numbersIn = (offer: string): number[] =>
  offer
    .replace(/^\D+/, "")
    .split(",")
    .filter(Boolean)
    .flatMap((part) => {
      const [first = 0, last = first] = part.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });

async function checkEffect(offer: string, before: State, world: World, reply: string): Promise<void> {
  const now = await stateOf(world);
  const word = /^[A-Z]+/.exec(offer)?.[0] ?? "";
  const asked = /nothing has changed|didn't get|couldn't tell/i.test(reply);
  expect(asked, `“${offer}” is asked about: ${reply}`).toBe(false);
  switch (word) {
    case "CONFIRM": {
      const saved = moved(before, now, "saved");
      if (numbersIn(offer).length > 0) expect(saved).toEqual(numbersIn(offer));
      else expect(saved.length > 0 || /using it as it is/.test(reply)).toBe(true);
      return;
    }
    case "CANCEL": {
      const dropped = moved(before, now, "dropped");
      if (numbersIn(offer).length > 0) expect(dropped).toEqual(numbersIn(offer));
      else expect(dropped.length > 0 || /The note is dropped/.test(reply)).toBe(true);
      return;
    }
    case "UNDO": {
      const undone = moved(before, now, "undone");
      if (numbersIn(offer).length > 0) expect(undone).toEqual(numbersIn(offer));
      else expect(undone.length).toBeGreaterThan(0);
      return;
    }
    case "SNOOZE":
      expect(reply).toMatch(/I'll ask again/);
      return;
    case "RETRY":
      expect(reply).toMatch(/listening again/);
      return;
    case "R":
      expect(reply).toMatch(/open/);
      return;
    case "NOTE":
      expect(now.notes).toBe(before.notes + 1);
      return;
    case "START":
      expect(reply).toMatch(/Welcome back/);
      return;
    case "STOP":
      expect(reply).toMatch(/START/);
      return;
    case "": {
      const [number] = numbersIn(offer.replace(/\D.*$/, ""));
      const settled = [...moved(before, now, "chosen"), ...moved(before, now, "dropped")];
      expect(settled).toEqual([number]);
      return;
    }
    default:
      throw new Error(`Nobody checks “${offer}”.`);
  }
}

describe("CO-019: what a message offers works", () => {
  test.each(SITUATIONS)("%s", { timeout: 120_000 }, async (_, begin) => {
    const world = await begin();
    const texts = await lastTexts(world);
    const offers = offersIn(texts.join("\n"));
    expect(offers.length, `offers something: ${texts.join("\n")}`).toBeGreaterThan(0);
    for (const offer of offers) {
      // Each offer meets the situation as it was when it was made.
      const fresh = await begin();
      const before = await stateOf(fresh);
      const reply = (await fresh.say(offer)).join("\n");
      await checkEffect(offer, before, fresh, reply);
    }
  });
});

/** What the coach saw last. */
async function lastTexts(world: World): Promise<string[]> {
  const [last] = (await world.messages()).slice(-1);
  return last ? [last.body] : [];
}
