import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideFlag, FLAG_LEVELS, type FlagFacts, readVariable } from "./flags";

const NOTHING: FlagFacts = {
  variable: "not_set",
  rows: { user: null, organization: null, platform: null },
};

describe("the cascade of a flag", () => {
  it.each<[string, Partial<FlagFacts["rows"]>, FlagFacts["variable"], boolean, string]>([
    ["nothing is set", {}, "not_set", false, "default"],
    ["the platform is on", { platform: true }, "not_set", true, "platform"],
    [
      "the organisation is off on a platform that is on",
      { platform: true, organization: false },
      "not_set",
      false,
      "organization",
    ],
    [
      "the user is on in an organisation that is off",
      { organization: false, user: true },
      "not_set",
      true,
      "user",
    ],
    [
      "the user is off, everything else on",
      { platform: true, organization: true, user: false },
      "not_set",
      false,
      "user",
    ],
    ["the variable kills", { platform: true, organization: true, user: true }, "off", false, "variable"],
    ["the variable forces", { platform: false, organization: false, user: false }, "on", true, "variable"],
    ["the variable cannot be read", { platform: true }, "unreadable", true, "platform"],
    [
      "nobody is named",
      { platform: true, organization: undefined, user: undefined },
      "not_set",
      true,
      "platform",
    ],
  ])("%s", (_case, rows, variable, enabled, decidedBy) => {
    const effective = decideFlag({ variable, rows: { ...NOTHING.rows, ...rows } });
    expect(effective).toMatchObject({ enabled, decidedBy });
  });

  const row = fc.constantFrom(true, false, null, undefined);
  const facts: fc.Arbitrary<FlagFacts> = fc.record({
    variable: fc.constantFrom("not_set", "on", "off", "unreadable"),
    rows: fc.record({ user: row, organization: row, platform: row }),
  });

  it("is what its strongest level with an opinion says, and nothing weaker changes it", () => {
    fc.assert(
      fc.property(facts, ({ variable, rows }) => {
        const { enabled, decidedBy, levels } = decideFlag({ variable, rows });
        expect(levels.map(({ level }) => level)).toEqual(FLAG_LEVELS);
        const at = FLAG_LEVELS.indexOf(decidedBy);
        expect(levels[at]?.state).toBe(enabled ? "on" : "off");
        for (const stronger of levels.slice(0, at)) expect(["on", "off"]).not.toContain(stronger.state);
        if (decidedBy === "user") {
          for (const organization of [true, false, null, undefined]) {
            for (const platform of [true, false, null, undefined]) {
              const changed = decideFlag({ variable, rows: { ...rows, organization, platform } });
              expect(changed.enabled).toBe(enabled);
            }
          }
        }
      }),
    );
  });
});

describe("a flag's variable", () => {
  it.each([
    [undefined, "not_set"],
    ["", "not_set"],
    ["  ", "not_set"],
    ["true", "on"],
    [" ON ", "on"],
    ["1", "on"],
    ["yes", "on"],
    ["false", "off"],
    ["Off", "off"],
    ["0", "off"],
    ["no", "off"],
    ["flase", "unreadable"],
    ["toString", "unreadable"],
  ])("%s is %s", (value, state) => {
    expect(readVariable(value)).toBe(state);
  });
});
