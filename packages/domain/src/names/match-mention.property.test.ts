import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GIVEN_NAMES, SPELLING_LINES, SURNAMES } from "./known-spellings";
import { matchDefaults, matchMention, type RosterPlayer } from "./match-mention";
import { foldedWords, joinSurnamePrefixes, mentionWords } from "./normalize";

// Names that are easily taken for one another, so that random rosters are full of traps.
const given = fc.constantFrom(
  ..."Sean,Seán,Shaun,Dean,Shane,John,Joan,Jon,Jack,Ciara,Ciarán,Kieran,Cian,Emma,Ella,Eoin,Owen,Alex,Alexa,Alexander,Sam,Samantha,Ryan,Kelly,Mary,Mary Kate,Mac,Aoife,Eva,Ava,Éabha".split(
    ",",
  ),
);
const family = fc.constantFrom(
  ..."Murphy,Ryan,Kelly,O'Brien,O Brien,Brien,McCarthy,MacCarthy,Carthy,Macy,Mack,Walsh,Walshe,Byrne,Sullivan,O'Sullivan,Sean,".split(
    ",",
  ),
);
const teamId = fc.constantFrom("own", "other");
const roster = fc
  .array(fc.record({ firstName: given, lastName: family, teamId }), { maxLength: 14 })
  .map((players) =>
    players.map(
      ({ teamId: team, ...name }, index): RosterPlayer => ({
        ...name,
        playerId: `p${index}`,
        teamIds: [team],
      }),
    ),
  );
const slip = fc.tuple(fc.nat({ max: 20 }), fc.constantFrom("", "a", "e", "n")).map(
  ([at, letter]) =>
    (text: string) =>
      text.slice(0, at) + letter + text.slice(at + 1),
);
const spoken = fc.oneof(
  given,
  family,
  fc.tuple(given, family).map((parts) => parts.join(" ")),
  fc.tuple(family, given).map((parts) => parts.join(" ")),
  fc.tuple(given, family, slip).map(([first, last, slipped]) => slipped(`${first} ${last}`)),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const spelling = (words: readonly string[], groups: ReadonlyMap<string, string>): string => {
  const one = groups.get(words.join("")) ?? words.map((word) => groups.get(word) ?? word).join("");
  return one.replace(/^mac(?=.{4})/, "mc");
};
/** Every way to read a text as a whole name, as (given, family) in known spellings. */
function waysToRead(words: readonly string[]): string[] {
  const ways = [`${spelling(words, GIVEN_NAMES.groupOf)}|`, `|${spelling(words, SURNAMES.groupOf)}`];
  for (let split = 1; split < words.length; split += 1) {
    const parts = [words.slice(0, split), words.slice(split)];
    for (const [first = [], last = []] of [parts, [...parts].reverse()]) {
      ways.push(`${spelling(first, GIVEN_NAMES.groupOf)}|${spelling(last, SURNAMES.groupOf)}`);
    }
  }
  return ways;
}
/** The rule once more, written independently of scores: may these words be this player's name? */
function mayBeCalled(rawText: string, player: RosterPlayer): boolean {
  const first = spelling(foldedWords(player.firstName), GIVEN_NAMES.groupOf);
  const last = spelling(joinSurnamePrefixes(foldedWords(player.lastName)), SURNAMES.groupOf);
  const names = new Set([`${first}|`, `|${last}`, `${first}|${last}`].filter((name) => name !== "|"));
  const words = mentionWords(rawText);
  return [words, joinSurnamePrefixes(words)].flatMap(waysToRead).some((way) => names.has(way));
}

describe("matchMention, for any roster and any words", () => {
  it("no wrong child: links only a player whose name it is, and nobody whose name it is as well", () => {
    fc.assert(
      fc.property(
        spoken,
        roster,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rawText, players, threshold) => {
          // No setting of a coach may widen the rule.
          for (const settings of [{}, { threshold, margin: 0 }]) {
            const match = matchMention(rawText, players, { ...settings, ownTeamIds: ["own"] });
            if (match.status !== "auto_resolved") continue;
            const called = players.filter((player) => mayBeCalled(rawText, player));
            expect(called.map((player) => player.playerId)).toEqual([match.resolvedPlayerId]);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("SP-004: own teams change the order alone", () => {
    fc.assert(
      fc.property(spoken, roster, (rawText, players) => {
        const plain = matchMention(rawText, players, { maxCandidates: 99 });
        const own = matchMention(rawText, players, { maxCandidates: 99, ownTeamIds: ["own"] });
        expect({ ...own, candidates: new Set(own.candidates) }).toEqual({
          ...plain,
          candidates: new Set(plain.candidates),
        });
        const teams = own.candidates.map(({ playerId }) =>
          players.find((player) => player.playerId === playerId)?.teamIds.includes("own"),
        );
        expect(teams.lastIndexOf(true)).toBeLessThan(teams.includes(false) ? teams.indexOf(false) : 99);
      }),
    );
  });

  it("ER-002: a second player of the same name always makes it a question", () => {
    fc.assert(
      fc.property(spoken, roster, (rawText, players) => {
        const match = matchMention(rawText, players);
        if (match.status !== "auto_resolved") return;
        const linked = players.find((player) => player.playerId === match.resolvedPlayerId);
        if (!linked) throw new Error("a link leads outside the roster");
        const again = matchMention(rawText, [...players, { ...linked, playerId: "second" }]);
        expect(again.status).toBe("needs_disambiguation");
      }),
    );
  });

  it("does not depend on the order of the roster, and keeps to its bounds", () => {
    fc.assert(
      fc.property(spoken, roster, (rawText, players) => {
        const match = matchMention(rawText, players);
        expect(matchMention(rawText, [...players].reverse())).toEqual(match);
        expect(match.candidates.length).toBeLessThanOrEqual(matchDefaults.maxCandidates);
        expect(match.status === "unresolved").toBe(match.candidates.length === 0);
        for (const { score, reasons } of match.candidates) {
          expect(score).toBeGreaterThanOrEqual(matchDefaults.floor);
          expect(score).toBeLessThanOrEqual(1);
          expect(reasons.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe("known spellings", () => {
  it("has about fifty groups of Irish names or more, each spelling folded and in one group only", () => {
    expect(SPELLING_LINES.irishGivenNames.length).toBeGreaterThanOrEqual(50);
    for (const lines of [
      [...SPELLING_LINES.irishGivenNames, ...SPELLING_LINES.otherGivenNames],
      SPELLING_LINES.surnames,
    ]) {
      const spellings = lines.flatMap((line) => line.split(" "));
      expect(spellings.filter((each, index) => spellings.indexOf(each) !== index)).toEqual([]);
      expect(spellings.filter((each) => !/^[a-z]{2,}$/.test(each))).toEqual([]);
    }
  });
});
