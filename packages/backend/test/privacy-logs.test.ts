// @vitest-environment node
import { samples } from "@voice-flow/provider-simulator";
import { afterEach, expect, test, vi } from "vitest";
import { internal } from "../convex/_generated/api";
import { ROSTER, settle } from "./harness";
import { createWhatsApp, hurryJobs, rows, say } from "./whatsapp";

const METHODS = ["log", "info", "warn", "error", "debug", "trace"] as const;

/** Everything that is written to the console from now on, whatever is printed of an error included. */
function captureConsole(): () => string[] {
  const lines: string[] = [];
  const asText = (part: unknown): string =>
    part instanceof Error
      ? `${part.name} ${part.message} ${part.stack ?? ""} ${asText(part.cause)}`
      : typeof part === "string"
        ? part
        : (JSON.stringify(part) ?? String(part));
  for (const method of METHODS) {
    vi.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
      lines.push(parts.map(asText).join(" "));
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    vi.spyOn(stream, "write").mockImplementation((chunk: unknown) => {
      lines.push(String(chunk));
      return write("");
    });
  }
  return () => lines;
}

afterEach(() => vi.restoreAllMocks());

const STRANGER = "+353869999999";
const TEXTS = {
  good: "Aoife Kelly was brilliant in goal tonight and saved several penalties",
  failing: "Caoimhe Ryan limped away clutching her hamstring before halftime",
  unknown: "Fergal Moriarty dominated midfield throughout the second period",
  stranger: "Hello there, my daughter Saoirse wants trials somewhere",
  ambiguous: "Alex was withdrawn tonight, sulking behind the clubhouse",
  unsent: "Tadhg Murphy collected every breaking ball magnificently",
} as const;
/** Words of ordinary messages of the product about itself. */
const ORDINARY = new Set(["every", "before", "there", "second", "through", "behind", "never", "after"]);

/** What must not be seen: names, numbers, and every word of some length that anybody said. */
function secrets(coachPhone: string): string[] {
  const sentences = [...Object.values(TEXTS), ...samples.map(({ transcript }) => transcript)];
  const words = sentences.flatMap((text) => text.toLowerCase().match(/\p{L}{5,}/gu) ?? []);
  return [
    ...new Set([
      ...ROSTER.flat().map((name) => name.toLowerCase()),
      "carla",
      ...[coachPhone, STRANGER].map((phone) => phone.slice(1)),
      ...words.filter((word) => !ORDINARY.has(word)),
    ]),
  ];
}

test("nobody's name, number or word is in the logs of a full run with everything that can go wrong", async () => {
  const whatsapp = await createWhatsApp();
  const { t, club, phone, simulator } = whatsapp;
  await hurryJobs(t);
  const captured = captureConsole();

  await say(whatsapp, TEXTS.good);
  await say(whatsapp, "CONFIRM 1");
  for (const sampleId of ["three-players", "silence", "unclear"]) {
    await phone.sendSample({ phone: club.phone, sampleId });
    await settle(t);
  }
  simulator.faults.set([{ kind: "malformed_json", target: "chat" }]);
  await say(whatsapp, TEXTS.failing);
  simulator.faults.set([{ kind: "server_error", target: "transcription" }]);
  await phone.sendSample({ phone: club.phone, sampleId: "injury" });
  await settle(t);
  simulator.faults.set([{ kind: "refused_media", target: "media", status: 404 }]);
  await phone.sendSample({ phone: club.phone, sampleId: "todo" });
  await settle(t);
  simulator.faults.clear();
  await say(whatsapp, TEXTS.unknown);
  await say(whatsapp, TEXTS.ambiguous);
  for (const command of [
    "Alex = Alex Murphy",
    "HELP",
    "REJECT 1",
    "SNOOZE",
    "STATUS",
    "Alex = Nobody Atall",
  ]) {
    await say(whatsapp, command);
  }
  await phone.sendText({ phone: STRANGER, text: TEXTS.stranger });
  await settle(t);
  simulator.faults.set([{ kind: "server_error", target: "send" }]);
  await say(whatsapp, TEXTS.unsent);
  // A wrong key, and one that is missing.
  simulator.faults.clear();
  vi.stubEnv("OPENAI_API_KEY", "");
  await say(whatsapp, "Cian Doyle trained superbly again yesterday evening");
  await t.mutation(internal.models.voiceNoteArtifacts.failStalledArtifacts, {});
  await t.mutation(internal.models.reconciliation.reconcileEvents, {});
  await t.action(internal.models.voicePipelineAlerts.checkPipelineHealth, {});
  await settle(t);

  // The run was what it was to be.
  const artifacts = await rows.artifacts(t);
  const statuses = new Set(artifacts.map(({ status }) => status));
  expect([...statuses]).toEqual(expect.arrayContaining(["completed", "failed", "rejected"]));
  expect((await rows.messages(t)).map(({ status }) => status)).toContain("unmatched");

  // The net is tight: a name that is written is seen.
  console.error("for the net:", new Error("Ask Róisín"));
  const caught = captured().pop()?.toLowerCase() ?? "";
  expect(secrets(club.phone).some((word) => caught.includes(word))).toBe(true);

  const log = captured().join("\n").toLowerCase();
  const seen = secrets(club.phone).filter((word) =>
    new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "u").test(log),
  );
  expect(seen).toEqual([]);
  // Something was logged at all: the missing key names its variable.
  expect(log).toContain("openai_api_key");
}, 60_000);
