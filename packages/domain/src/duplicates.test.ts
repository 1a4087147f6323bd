import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FATE_OF_MESSAGE,
  fateOfArtifact,
  findOriginal,
  mediaContentKey,
  NOTE_FATES,
  type NoteFate,
  textContentKey,
} from "./duplicates";
import { MINUTE_MS } from "./time";
import { DRAFT_STATUSES } from "./vocabulary/notes";
import { ARTIFACT_STATUSES } from "./vocabulary/pipeline";

const at = 1_000 * MINUTE_MS;
const earlier = (contentKey: string, receivedAt: number, fate: NoteFate | null = "done") => ({
  contentKey,
  receivedAt,
  fate,
});

describe("content keys", () => {
  it("are equal for equal content alone, and hold none of it", async () => {
    const key = await textContentKey("Emma trained  well\n");
    expect(key).toBe(await textContentKey(" Emma trained well"));
    expect(key).toBe(await textContentKey("Emma trained well".normalize("NFD")));
    expect(key).not.toBe(await textContentKey("Emma trained well!"));
    expect(key).toMatch(/^text:[0-9a-f]{64}$/);
    expect(await mediaContentKey(new Uint8Array([1, 2]))).not.toBe(
      await mediaContentKey(new Uint8Array([1, 3])),
    );
  });
});

describe("findOriginal", () => {
  const text = "text:a";
  const media = "media:a";

  it.each([
    ["DD-001: the same text after 10 s", text, 10_000, true],
    ["DD-001: the same text after 5 min", text, 5 * MINUTE_MS, true],
    ["DD-002: the same text after 6 min", text, 6 * MINUTE_MS, false],
    ["the same recording after 2 min", media, 2 * MINUTE_MS, true],
    ["the same recording after 3 min", media, 3 * MINUTE_MS, false],
  ])("%s", (_title, contentKey, later, duplicate) => {
    const original = earlier(contentKey, at);
    expect(findOriginal({ contentKey, receivedAt: at + later }, [original])).toBe(
      duplicate ? original : null,
    );
  });

  it("DD-003, DD-004: other content is new, however quickly it follows", () => {
    expect(findOriginal({ contentKey: "text:b", receivedAt: at }, [earlier(text, at)])).toBeNull();
    expect(findOriginal({ contentKey: media, receivedAt: at }, [earlier(text, at)])).toBeNull();
    expect(findOriginal({ contentKey: "media:b", receivedAt: at }, [earlier(media, at)])).toBeNull();
  });

  it.each(NOTE_FATES)("CO-018: a first note that is %s decides", (fate) => {
    const blocks = ["in_work", "waiting", "done", "saved"].includes(fate);
    const original = earlier(text, at, fate);
    expect(findOriginal({ contentKey: text, receivedAt: at + 1 }, [original])).toBe(blocks ? original : null);
  });

  it("a command is never a duplicate", () => {
    expect(findOriginal({ receivedAt: at }, [{ receivedAt: at, fate: "done" }])).toBeNull();
  });

  it("counts from the first message: a third one outside its window is new, whatever came between", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 }), { maxLength: 12 }), (minutes) => {
        const seen: ReturnType<typeof earlier>[] = [];
        let lastAccepted = Number.NEGATIVE_INFINITY;
        for (const minute of [...minutes].sort((a, b) => a - b)) {
          const receivedAt = at + minute * MINUTE_MS;
          const duplicate = findOriginal({ contentKey: text, receivedAt }, seen) !== null;
          expect(duplicate).toBe(receivedAt - lastAccepted <= 5 * MINUTE_MS);
          if (!duplicate) lastAccepted = receivedAt;
          seen.push(earlier(text, receivedAt, duplicate ? null : "done"));
        }
      }),
    );
  });
});

describe("the fate of a note", () => {
  it.each([
    ["completed", [], "done"],
    ["completed", ["rejected", "pending"], "waiting"],
    ["completed", ["rejected", "applied"], "saved"],
    ["completed", ["rejected", "expired"], "expired"],
    ["completed", ["rejected"], "cancelled"],
    ["failed", ["pending"], "failed"],
    ["rejected", [], "refused"],
    ["cancelled", [], "cancelled"],
    ["awaiting_coach", [], "waiting"],
    ["processing", [], "in_work"],
  ] as const)("CO-018: %s with %j is %s", (status, drafts, fate) => {
    expect(fateOfArtifact(status, drafts)).toBe(fate);
  });

  it("is always known", () => {
    for (const status of ARTIFACT_STATUSES) {
      for (const draft of DRAFT_STATUSES) expect(NOTE_FATES).toContain(fateOfArtifact(status, [draft]));
    }
    expect([FATE_OF_MESSAGE.duplicate, FATE_OF_MESSAGE.unmatched]).toEqual([null, null]);
  });
});
