/// <reference types="vite/client" />
/** A public function that no page calls and no document tells operators to run is either missing its button or dead. */
import { expect, test } from "vitest";
import { publicFunctions } from "./public-functions";

const read = (files: Record<string, string>) => Object.values(files).join("\n");
const pages = read(
  import.meta.glob<string>(["../../../apps/web/src/**/*.{ts,tsx}", "!../../../apps/web/src/**/*.test.*"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);
const docs = read(
  import.meta.glob<string>(["../../../docs/**/*.md", "../../../README.md"], {
    query: "?raw",
    import: "default",
    eager: true,
  }),
);

/** A page names the module and the function; a document names both as `models/module:function`. */
function isReachable(name: string): boolean {
  const [path = "", fn = ""] = name.split(":");
  const module = path.split("/").at(-1) ?? "";
  const inPages = new RegExp(`\\b${module}\\b`).test(pages) && new RegExp(`\\b${fn}\\b`).test(pages);
  return inPages || docs.includes(name);
}

test("the check tells a function that is used from one that is not", () => {
  expect(isReachable("models/platform:getViewer")).toBe(true);
  expect(isReachable("models/platform:getNothingAtAll")).toBe(false);
});

/** Waiting for their page, by what the page is about. Nothing may be added here without one. */
const WITHOUT_PAGE = {
  "alert channels": [
    "models/alertWebhooks:listWebhooks",
    "models/alertWebhooks:saveWebhook",
    "models/alertWebhooks:deleteWebhook",
    "models/alertWebhooks:testWebhook",
    "models/alertWebhooks:listDeliveries",
  ],
  "drift between notes and events": ["models/reconciliation:getReconciliation"],
  "a coach's own profile and saved items": [
    "models/users:getOwnProfile",
    "models/users:updateOwnProfile",
    "models/voiceNoteInsights:getMyInsights",
    "models/voiceNoteInsights:undoAutoApplied",
  ],
  "models in use": ["models/aiModelConfig:getConfigForFeature"],
  "functions the specification names": [
    "models/voicePipelineEvents:getFailedArtifacts",
    "models/voicePipelineRetry:previewRetry",
  ],
} as const satisfies Record<string, readonly string[]>;
const waiting: readonly string[] = Object.values(WITHOUT_PAGE).flat();

test("every public function is used by a page, or documented for operators", () => {
  const unreachable = publicFunctions()
    .map(({ name }) => name)
    .filter((name) => !isReachable(name) && !waiting.includes(name));
  expect(unreachable).toEqual([]);
});
