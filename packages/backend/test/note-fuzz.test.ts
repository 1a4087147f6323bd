// @vitest-environment node
import { CLAIM_TOPICS } from "@voice-flow/domain/vocabulary/notes";
import { expect, test } from "vitest";
import { createBackend, seedClub, settle } from "./harness";
import { claimOf, useModel } from "./model-answers";
import { recordsOf, sendText, useProviders } from "./providers";

useProviders();

const NOTES = 40;
const SENTENCES = [
  "Seán pulled his hamstring",
  "Sean Kelly from the under fourteens was up with us",
  "Alex was late again",
  "Alex Nolan scored twice",
  "Niamh was brilliant, no sorry, Aoife was",
  "He had a sore knee after",
  "The lads were flat",
  "Coach Carla will book the pitch",
  "Possum came on near the end",
  "We play the final in May",
];
const NAMES = [
  undefined,
  "Seán",
  "Sean",
  "Sean Kelly",
  "Alex",
  "Niamh",
  "Aoife",
  "he",
  "The lads",
  "Possum",
  "May",
];

/** The same numbers on every run. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

test("whatever a model answers, each claim ends with a draft, a question or a reason, and the coach gets a word", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const below = numbersFrom(20_261_128);
  const pick = <T>(all: readonly T[]): T | undefined => all[below(all.length)];
  for (let index = 0; index < NOTES; index += 1) {
    const said = Array.from({ length: 2 + below(5) }, () => pick(SENTENCES) ?? "");
    const quote = () =>
      (pick(said) ?? "").slice(0, 8 + below(40)) + (below(4) === 0 ? " and never said so" : "");
    const claims = Array.from({ length: below(7) }, () =>
      claimOf(quote(), pick(NAMES), {
        topic: pick(CLAIM_TOPICS) ?? "performance",
        title: `Thing ${below(4)}`,
      }),
    );
    await useModel(() => claims);
    const { artifactDocId } = await sendText(t, club, `${said.join(". ")}.`);
    await settle(t);
    const { artifact, claims: stored, resolutions, drafts, events } = await recordsOf(t, artifactDocId);
    expect(artifact.status).toBe("completed");
    expect(stored).toHaveLength(claims.length);
    for (const claim of stored) {
      const draft = drafts.some(({ claimId }) => claimId === claim._id);
      expect([claim.status, draft || claim.noDraftReason !== undefined]).toEqual([claim.status, true]);
      expect(["resolved", "needs_disambiguation", "unplaced", "merged", "discarded"]).toContain(claim.status);
    }
    for (const row of resolutions) {
      const linked = row.resolvedEntityType === "player" ? row.resolvedEntityName : undefined;
      if (linked === undefined) continue;
      expect(linked.split(" ")[0]).toBe(row.rawText.replace(/^Sean$/, "Seán"));
      // Somebody else of this first name is named in full.
      const whole = said.join(". ");
      expect(linked === "Seán Byrne" && whole.includes("Sean Kelly")).toBe(false);
      expect(linked.startsWith("Alex ")).toBe(false);
    }
    expect(events.map(({ eventType }) => eventType)).toContain("claims_extracted");
  }
  const messages = await t.run((ctx) => ctx.db.query("outboundMessages").collect());
  expect(messages.length).toBeGreaterThan(0);
}, 180_000);
