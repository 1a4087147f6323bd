import {
  CLAIM_TOPICS,
  isSensitiveTopic,
  MENTION_TYPES,
  RESOLUTION_STATUSES,
  TOPIC_SUBJECT,
} from "@voice-flow/domain/vocabulary/notes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planDraft } from "./planDraft";

const rules = { autoApplyTopics: CLAIM_TOPICS, autoApplyThreshold: 0.85 };
const linked = (mentionType: "player_name" | "team_name", entityId: string, mentionIndex = 0) => ({
  mentionIndex,
  mentionType,
  status: "auto_resolved" as const,
  resolvedEntityId: entityId,
  resolutionConfidence: 0.95,
});
const open = (status: "needs_disambiguation" | "unresolved") => ({
  mentionIndex: 0,
  mentionType: "player_name" as const,
  status,
  resolvedEntityId: undefined,
  resolutionConfidence: 0,
});
const plan = (topic: (typeof CLAIM_TOPICS)[number], ...resolutions: Parameters<typeof planDraft>[1]) =>
  planDraft({ topic, extractionConfidence: 0.9 }, resolutions, rules);

describe("a claim becomes", () => {
  test("a draft of its player, with both confidences multiplied", () => {
    expect(plan("performance", linked("player_name", "p1"))).toEqual({
      draft: {
        playerId: "p1",
        aiConfidence: 0.9,
        resolutionConfidence: 0.95,
        overallConfidence: 0.9 * 0.95,
        confirmationReason: undefined,
      },
    });
  });

  test("no draft while its player is open, and says which way", () => {
    expect(plan("injury", open("needs_disambiguation"))).toEqual({ noDraftReason: "name_ambiguous" });
    expect(plan("injury", open("unresolved"))).toEqual({ noDraftReason: "name_unresolved" });
    expect(plan("injury")).toEqual({ noDraftReason: "name_unresolved" });
  });

  test("a draft of a team, of a session or of nobody, where its topic has no player", () => {
    expect(plan("team_culture", linked("team_name", "t1"))).toMatchObject({ draft: { teamId: "t1" } });
    expect(plan("team_culture", linked("player_name", "p1"))).not.toHaveProperty("draft.playerId");
    expect(plan("session_plan")).toHaveProperty("draft");
    expect(plan("todo", open("unresolved"))).toHaveProperty("draft");
    expect(plan("tactical", linked("player_name", "p1", 1), linked("team_name", "t1", 0))).toMatchObject({
      draft: { playerId: "p1" },
    });
    expect(plan("performance", linked("team_name", "t1"))).toMatchObject({ draft: { teamId: "t1" } });
  });

  test.each([
    ["injury", 1, "sensitive_topic"],
    ["behavior", 1, "sensitive_topic"],
    ["parent_communication", 1, "parent_communication"],
    ["performance", 0.8, "low_confidence"],
    ["performance", 1, undefined],
  ] as const)("%s at %d waits because of %s", (topic, extractionConfidence, reason) => {
    const planned = planDraft({ topic, extractionConfidence }, [linked("player_name", "p1")], rules);
    expect(planned).toHaveProperty("draft.confirmationReason", reason);
  });

  test("nothing without asking where the club has not said so", () => {
    const planned = planDraft(
      { topic: "performance", extractionConfidence: 1 },
      [linked("player_name", "p1")],
      { ...rules, autoApplyTopics: [] },
    );
    expect(planned).toHaveProperty("draft.confirmationReason", "auto_apply_off");
  });

  test("exactly one of a draft and a reason; never a player who is not linked; never a sensitive thing by itself", () => {
    const resolution = fc.record({
      mentionIndex: fc.nat(3),
      mentionType: fc.constantFrom(...MENTION_TYPES),
      status: fc.constantFrom(...RESOLUTION_STATUSES),
      resolvedEntityId: fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
      resolutionConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...CLAIM_TOPICS),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.array(resolution, { maxLength: 4 }),
        (topic, extractionConfidence, resolutions) => {
          const planned = planDraft({ topic, extractionConfidence }, resolutions, rules);
          expect("draft" in planned).toBe(!("noDraftReason" in planned));
          if (!("draft" in planned)) return;
          const { playerId, confirmationReason, overallConfidence } = planned.draft;
          expect(overallConfidence).toBeLessThanOrEqual(extractionConfidence);
          if (isSensitiveTopic(topic)) expect(confirmationReason).toBe("sensitive_topic");
          if (playerId === undefined) return;
          expect(["player", "player_or_team"]).toContain(TOPIC_SUBJECT[topic]);
          const links = resolutions.filter(
            ({ mentionType, status, resolvedEntityId }) =>
              mentionType === "player_name" && status.endsWith("_resolved") && resolvedEntityId === playerId,
          );
          expect(links.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
