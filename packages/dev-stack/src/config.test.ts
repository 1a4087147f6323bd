import { describe, expect, it } from "vitest";
import { ConfigError, readConfigOrThrow } from "./config";

const sentencesFor = (source: Record<string, string>): string[] => {
  try {
    readConfigOrThrow(source);
  } catch (error) {
    if (error instanceof ConfigError) return error.sentences;
    throw error;
  }
  return [];
};

describe("readConfigOrThrow", () => {
  it("needs nothing to be set", () => {
    expect(readConfigOrThrow({})).toMatchObject({ VOICE_FLOW_WEB_PORT: 3000, VOICE_FLOW_SEED_DAYS: 7 });
  });

  it("takes an empty variable for one that is not set", () => {
    expect(readConfigOrThrow({ VOICE_FLOW_WEB_PORT: "" }).VOICE_FLOW_WEB_PORT).toBe(3000);
  });

  it.each([
    ["VOICE_FLOW_WEB_PORT", "many"],
    ["VOICE_FLOW_API_PORT", "80"],
    ["VOICE_FLOW_SITE_PORT", "70000"],
    ["VOICE_FLOW_SEED_DAYS", "-1"],
    ["BETTER_AUTH_SECRET", "short"],
    ["VOICE_FLOW_STAFF_PASSWORD", "1234"],
  ])("says in one sentence what is wrong with %s=%s", (name, value) => {
    const sentences = sentencesFor({ [name]: value });
    expect(sentences).toHaveLength(1);
    expect(sentences[0]).toMatch(new RegExp(`^${name} must .+\\. Change it or unset it\\.$`));
  });

  it("never repeats a secret", () => {
    expect(sentencesFor({ BETTER_AUTH_SECRET: "hunter2" }).join()).not.toContain("hunter2");
  });

  it("refuses one port for two services", () => {
    expect(sentencesFor({ VOICE_FLOW_WEB_PORT: "4000", VOICE_FLOW_API_PORT: "4000" })).toEqual([
      "VOICE_FLOW_WEB_PORT and VOICE_FLOW_API_PORT are both 4000. Give each its own port.",
    ]);
  });
});
