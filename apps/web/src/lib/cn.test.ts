import { expect, it } from "vitest";
import { cn } from "./cn";

it("keeps a colour of text beside a size of text, our own sizes included", () => {
  expect(cn("text-primary-foreground", "text-13")).toBe("text-primary-foreground text-13");
  expect(cn("text-tone-danger", "text-2xs")).toBe("text-tone-danger text-2xs");
});

it("lets the later of two sizes win", () => {
  expect(cn("text-13", "text-xs")).toBe("text-xs");
  expect(cn("text-xs", "text-13")).toBe("text-13");
});
