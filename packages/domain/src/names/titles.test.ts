import { describe, expect, it } from "vitest";
import { withoutTitle } from "./titles";

describe("UN-008: Coach Sarah is Sarah", () => {
  it.each([
    ["Coach Sarah", "Sarah"],
    ["coach  Sarah Nolan", "Sarah Nolan"],
    ["the manager Brian", "Brian"],
    ["Mr. Moran", "Moran"],
    ["Sarah", "Sarah"],
    ["coach", "coach"],
    ["Coachford", "Coachford"],
  ])("%j is %j", (said, name) => {
    expect(withoutTitle(said)).toBe(name);
  });
});
