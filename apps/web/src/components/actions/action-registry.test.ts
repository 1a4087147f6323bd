import { expect, it, vi } from "vitest";
import { type Action, makeActionRegistry } from "./action-registry";

const action = (id: string, keys?: string, group: Action["group"] = "View"): Action => ({
  id,
  label: id,
  group,
  run: () => undefined,
  ...(keys === undefined ? {} : { keys }),
});

it("lets the newest owner of a key have it, and gives it back", () => {
  const registry = makeActionRegistry();
  registry.register([action("page", "esc")]);
  const closeDialog = registry.register([action("dialog", "esc")]);
  const ownerOfEscape = () => registry.list().find((candidate) => candidate.keys === "esc")?.id;
  expect(ownerOfEscape()).toBe("dialog");
  closeDialog();
  expect(ownerOfEscape()).toBe("page");
});

it("lists an action once, grouped, and tells who listens", () => {
  const registry = makeActionRegistry();
  const listener = vi.fn();
  registry.subscribe(listener);
  registry.register([action("help", "?", "Help"), action("live", "l")]);
  registry.register([action("live", "l")]);
  expect(registry.list().map(({ id }) => id)).toEqual(["live", "help"]);
  expect(listener).toHaveBeenCalledTimes(2);
});
