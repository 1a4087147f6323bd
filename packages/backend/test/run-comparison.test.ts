// @vitest-environment node
import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import { asCoach, asStaff, createBackend, seedClub, settle } from "./harness";
import { recordsOf, sendText, useProviders } from "./providers";
import { closeBreaker, publicIdOf } from "./retries";

const { simulator } = useProviders();
const { get } = api.models.runComparison;

test("a failed run is measured by the completed one of its club and channel that is nearest in length, or by one that is named", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const other = await seedClub(t, { organizationId: "org-other", phone: "+353861240009" });
  const staff = await asStaff(t);
  const send = async (of: typeof club, text: string) => {
    const { artifactDocId } = await sendText(t, of, text);
    await settle(t);
    return artifactDocId;
  };
  const near = await send(club, "Aoife Kelly was brilliant in goal tonight, number one.");
  await send(
    club,
    `Aoife Kelly trained very well tonight. ${"The whole team worked hard on passing. ".repeat(4)}`,
  );
  const elsewhere = await send(other, "Aoife Kelly was brilliant in goal tonight, number two.");
  simulator().faults.set([{ kind: "server_error", target: "chat" }]);
  const failed = await send(club, "Niamh Walsh was brilliant in goal tonight, number three.");
  simulator().faults.clear();
  await closeBreaker(t);

  const artifactId = await publicIdOf(t, failed);
  const nearId = await publicIdOf(t, near);
  const compared = await staff.query(get, { artifactId });
  expect(compared?.good).toMatchObject({ artifactId: nearId, isAudio: false, attempt: 1 });
  expect(compared?.others.map((each) => each.artifactId)).toHaveLength(2);
  const stages = Object.fromEntries((compared?.run.stages ?? []).map((figures) => [figures.stage, figures]));
  expect(stages.claims_extraction).toMatchObject({ outcome: "failed" });
  expect(stages.draft_generation).toEqual({ stage: "draft_generation", outcome: "not_reached" });
  const goodStages = Object.fromEntries(
    (compared?.good?.stages ?? []).map((figures) => [figures.stage, figures]),
  );
  const { artifact } = await recordsOf(t, near);
  expect(compared?.good).toMatchObject({
    costMicros: artifact.totals.aiCost,
    claims: artifact.totals.claimCount,
    totalMs: (artifact.readyAt ?? 0) - artifact.createdAt,
  });
  expect(goodStages.claims_extraction).toMatchObject({
    outcome: "completed",
    durationMs: expect.any(Number),
    costMicros: artifact.totals.aiCost,
    model: expect.any(String),
    confidence: expect.any(Number),
  });
  // Another club's run is never chosen by itself, but can be asked for.
  const withArtifactId = await publicIdOf(t, elsewhere);
  expect((await staff.query(get, { artifactId, withArtifactId }))?.good?.artifactId).toBe(withArtifactId);
  expect((await staff.query(get, { artifactId, withArtifactId: "none" }))?.good).toBeNull();
  expect(await staff.query(get, { artifactId: "none" })).toBeNull();
  // Not a word of a note.
  expect(JSON.stringify(compared)).not.toMatch(/brilliant|Aoife|Niamh/);
  const coach = await asCoach(t, club.coachUserId);
  await expect(coach.query(get, { artifactId })).rejects.toMatchObject({
    data: { code: "not_platform_staff" },
  });
});

test("a club's first run has none to be measured by", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const { artifactDocId } = await sendText(t, club, "Aoife Kelly was brilliant in goal tonight.");
  await settle(t);
  expect(await staff.query(get, { artifactId: await publicIdOf(t, artifactDocId) })).toMatchObject({
    good: null,
    others: [],
  });
});
