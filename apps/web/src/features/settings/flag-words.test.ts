import { decideFlag, type FlagFacts } from "@voice-flow/domain/flags/flags";
import { expect, it } from "vitest";
import { explanation } from "./flag-words";

const explained = (facts: FlagFacts, chosen = { club: "Grange GAA", coach: "Carla Brady" }) => {
  const { levels, ...rest } = decideFlag(facts);
  return explanation({ ...rest, levels: [...levels] }, chosen);
};

it.each<[FlagFacts, RegExp]>([
  [{ variable: "off", rows: { user: true, organization: true, platform: true } }, /^Off .* variable is off/],
  [
    { variable: "not_set", rows: { user: true, organization: false, platform: null } },
    /^On .* it.s on for the coach/,
  ],
  [
    { variable: "not_set", rows: { user: null, organization: false, platform: true } },
    /^Off .* it.s off for the club/,
  ],
  [
    { variable: "not_set", rows: { user: null, organization: null, platform: true } },
    /^On .* it.s on for the platform/,
  ],
  [
    { variable: "unreadable", rows: { user: null, organization: null, platform: null } },
    /^Off .* isn't set anywhere/,
  ],
])("says who decides", (facts, sentence) => {
  expect(explained(facts)).toMatch(sentence);
});

it("says for whom", () => {
  const facts: FlagFacts = { variable: "not_set", rows: { user: null, organization: null, platform: true } };
  expect(explained(facts)).toMatch(/^On for Carla Brady in Grange GAA:/);
  const { levels, ...rest } = decideFlag(facts);
  const flag = { ...rest, levels: [...levels] };
  expect(explanation(flag, { club: "Grange GAA", coach: undefined })).toMatch(/^On for Grange GAA:/);
  expect(explanation(flag, { club: undefined, coach: undefined })).toMatch(
    /^On for everyone without a more specific setting.$/,
  );
});
