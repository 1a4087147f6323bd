import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quoteFinder } from "../text/align-quote";
import { GIVEN_NAMES } from "./known-spellings";
import type { RosterPlayer } from "./match-mention";
import { resolveNote } from "./resolve-note";
import { TEAMS } from "./testing";

const given = fc.constantFrom(
  "Sean",
  "Seán",
  "Shaun",
  "Emma",
  "Alex",
  "Jack",
  "Aoife",
  "Eefa",
  "Ciarán",
  "Kieran",
  "Niamh",
);
const family = fc.constantFrom(
  "Murphy",
  "Kelly",
  "O'Brien",
  "Byrne",
  "Walsh",
  "Daly",
  "Gilhooly",
  "Mc Grath",
);
const roster = fc
  .uniqueArray(fc.tuple(given, family), { maxLength: 12, selector: (name) => name.join(" ") })
  .map((names) =>
    names.map(
      ([firstName, lastName], index): RosterPlayer => ({
        playerId: `p${index}`,
        firstName,
        lastName,
        teamIds: ["own"],
      }),
    ),
  );
const person = fc.record({ first: given, last: fc.option(family, { nil: undefined }) });
const deed = fc.constantFrom(
  "scored twice",
  "was late",
  "pulled his hamstring",
  "trained very well",
  "has a sore ankle",
);
const sentence = fc.tuple(person, deed);
const note = fc.record({
  sentences: fc.array(sentence, { minLength: 1, maxLength: 6 }),
  casing: fc.constantFrom("as written", "lower", "upper"),
  about: fc.nat(),
});

const group = (word: string): string => {
  const folded = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return GIVEN_NAMES.groupOf.get(folded) ?? folded;
};
const nameOf = ({ first, last }: { first: string; last?: string }) => (last ? `${first} ${last}` : first);
const cased = (text: string, casing: string) =>
  casing === "lower" ? text.toLowerCase() : casing === "upper" ? text.toUpperCase() : text;

/** The note, with the mention of the sentence that the claim is about. */
function written({
  sentences,
  casing,
  about,
}: {
  sentences: [Parameters<typeof nameOf>[0], string][];
  casing: string;
  about: number;
}) {
  const at = about % sentences.length;
  const lines = sentences.map(([who, what]) => cased(`${nameOf(who)} ${what}.`, casing));
  const transcript = lines.join(" ");
  const position = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
  const who = sentences[at]?.[0] ?? { first: "" };
  const quote = quoteFinder(transcript).locate(lines[at] ?? "", position);
  return { transcript, who, at, mention: { rawText: cased(who.first, casing), position, quote } };
}

describe("resolveNote, for any roster and any note", () => {
  it("links to nobody whose full name the note contradicts", () => {
    let links = 0;
    fc.assert(
      fc.property(roster, note, (players, generated) => {
        const { transcript, who, mention } = written(generated);
        const [outcome] = resolveNote({ transcript, mentions: [mention], roster: players, teams: TEAMS });
        if (outcome?.status !== "linked") return;
        links += 1;
        const linked = players.find((player) => player.playerId === outcome.playerId);
        expect(linked && group(linked.firstName)).toBe(group(who.first));
        // Who is said in full is that person; who isn't is nobody if another of the first name is named in full.
        const surnames = who.last
          ? [who.last]
          : generated.sentences.flatMap(([each]) =>
              each.last && group(each.first) === group(who.first) ? [each.last] : [],
            );
        expect(new Set([...surnames, linked?.lastName])).toEqual(new Set([linked?.lastName]));
        // And nobody else on the roster has that name.
        const others = players.filter(
          (player) =>
            player !== linked &&
            group(player.firstName) === group(who.first) &&
            (surnames.length === 0 || player.lastName === surnames[0]),
        );
        expect(others).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(links).toBeGreaterThan(200);
  });

  it("gives every mention an outcome, whatever was written", () => {
    const anything = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(
        anything,
        roster,
        fc.array(fc.tuple(anything, fc.integer({ min: -5, max: 400 })), { maxLength: 5 }),
        (transcript, players, said) => {
          const finder = quoteFinder(transcript);
          const mentions = said.map(([rawText, position]) => ({
            rawText,
            position,
            quote: finder.locate(rawText, position),
          }));
          const outcomes = resolveNote({ transcript, mentions, roster: players, teams: TEAMS });
          expect(outcomes).toHaveLength(mentions.length);
          for (const outcome of outcomes)
            expect(outcome.status === "unresolved").toBe(outcome.candidates.length === 0);
        },
      ),
    );
  });

  it("a remembered choice never outranks a full name in the note, nor makes somebody of another first name", () => {
    fc.assert(
      fc.property(roster, note, fc.nat(), (players, generated, chosen) => {
        const { transcript, who, mention } = written(generated);
        const player = players[chosen % Math.max(1, players.length)];
        if (!player || who.last) return;
        const [outcome] = resolveNote({
          transcript,
          mentions: [mention],
          roster: players,
          teams: TEAMS,
          aliases: [{ rawText: who.first, playerId: player.playerId }],
        });
        if (outcome?.status !== "linked") return;
        const named = generated.sentences.flatMap(([each]) =>
          each.last && group(each.first) === group(who.first) ? [each.last] : [],
        );
        const linked = players.find((each) => each.playerId === outcome.playerId);
        expect(named.every((surname) => surname === linked?.lastName)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });
});

/** `NAME` is said of somebody else of that name; the claim's own sentence stands beside it. */
const RIVAL_SENTENCES = [
  "the other NAME was there too",
  "their NAME was huge",
  "they had a NAME as well",
  "there was a lad called NAME with them",
  "coach NAME was late",
  "NAME the ref was a disgrace",
  "NAME from the under sixteens was with us",
  "NAME brzezinski was with us",
  "NAME k was with us",
  "NAME, eh, gilhooly was with us",
  "the gilhooly girl NAME was with us",
  "both NAMEs were late",
  "the NAMEs were late",
  "my nephew NAME was there",
  "their keeper NAME was good",
  "NAME van der berg was there",
  "I mean NAME gilhooly",
];
const OTHER_SENTENCES = ["We trained on the bottom pitch.", "Luke was late.", "It rained all evening.", ""];

describe("resolveNote, where somebody else has the name", () => {
  it("links nobody by the first name alone, wherever that is said, in any casing, with or without full stops", () => {
    const players = ["Seán|Murphy", "Emma|Walsh", "Aoife|Kelly", "Tadhg|Daly", "Luke|Doyle"].map(
      (name): RosterPlayer => {
        const [firstName = "", lastName = ""] = name.split("|");
        return { playerId: name, firstName, lastName, teamIds: ["own"] };
      },
    );
    const parts = fc.record({
      name: fc.constantFrom("Seán", "Sean", "Emma", "Aoife", "Tadhg"),
      rival: fc.constantFrom(...RIVAL_SENTENCES),
      between: fc.array(fc.constantFrom(...OTHER_SENTENCES), { maxLength: 3 }),
      after: fc.boolean(),
      casing: fc.constantFrom("as written", "lower"),
      stop: fc.constantFrom(". ", " ", "\n"),
    });
    fc.assert(
      fc.property(parts, ({ name, rival, between, after, casing, stop }) => {
        const claim = `${name} pulled up with a sore knee`;
        const other = rival.replace("NAME", name);
        const lines = after ? [claim, ...between, other] : [other, ...between, claim];
        const transcript = cased(lines.join(stop), casing);
        const position = after ? 0 : transcript.length - claim.length;
        const quote = quoteFinder(transcript).locate(cased(claim, casing), position);
        const mention = { rawText: cased(name, casing), position, quote };
        const [outcome] = resolveNote({ transcript, mentions: [mention], roster: players, teams: TEAMS });
        expect(outcome?.status).not.toBe("linked");
      }),
      { numRuns: 2000 },
    );
  });
});

describe("UN-012: time", () => {
  const squad = Array.from(
    { length: 60 },
    (_, index): RosterPlayer => ({
      playerId: `p${index}`,
      firstName: ["Seán", "Emma", "Alex", "Aoife", "Jack", "May"][index % 6] ?? "",
      lastName: `Murphy${String.fromCharCode(97 + index)}`,
      teamIds: ["own"],
    }),
  );
  const texts = {
    "names without end": "Sean Kelly Sean Daly Sean Sean Emma Walsh ",
    "commas and markers": "Sean, no sorry, I mean Emma, no wait, ",
    "everyday words": "we may will grace the art of may in may ",
    "one letter": "S ",
    apostrophes: "O'O'O'Brien''s ",
    teams: "under under fourteens u 14s gold gold ",
  };
  it.each(Object.entries(texts))("32,000 characters of %s, and mentions of 200 words", (_name, part) => {
    const transcript = part.repeat(Math.ceil(32_000 / part.length)).slice(0, 32_000);
    const long = part.repeat(200).split(" ").slice(0, 200).join(" ");
    const finder = quoteFinder(transcript);
    const mentions = Array.from({ length: 30 }, (_, index) => ({
      rawText: index % 2 ? long : (part.split(" ")[0] ?? ""),
      position: part.length * index,
      quote: finder.locate(long, index * 1000),
    }));
    const startedAt = performance.now();
    resolveNote({ transcript, mentions, roster: squad, teams: TEAMS });
    // Thirty mentions, each far under 50 ms on a machine of its own; a quadratic step would take minutes.
    expect((performance.now() - startedAt) / mentions.length).toBeLessThan(100);
  });
});
