/**
 * Runs without Node's globals, as Convex's own runtime does: `fetch` there doesn't heed the signal that is to end a call.
 */
import { expect, onTestFinished, test, vi } from "vitest";
import { settle } from "./harness";
import { createWhatsApp } from "./whatsapp";

const NOTE = "Aoife Kelly was brilliant in goal today and Cian Doyle ran well.";

function ignoreSignals() {
  const fetchAsHere = globalThis.fetch;
  vi.stubGlobal("fetch", (input: RequestInfo, init?: RequestInit) =>
    fetchAsHere(input, init && { ...init, signal: undefined }),
  );
  onTestFinished(() => void vi.unstubAllGlobals());
}

test("a provider that doesn't answer fails the attempt in time, though nothing ends the call", async () => {
  const { t, club, phone, simulator } = await createWhatsApp();
  ignoreSignals();
  await t.run((ctx) =>
    ctx.db.insert("platformSettings", {
      key: "CLAIMS_EXTRACTION_TIMEOUT_SECONDS",
      value: 5,
      updatedBy: "test",
      updatedAt: 0,
    }),
  );
  simulator.faults.set([{ kind: "latency", target: "openai", delayMs: 12_000 }]);
  await phone.sendText({ phone: club.phone, text: NOTE });
  const startedAt = performance.now();
  await settle(t);
  expect(performance.now() - startedAt).toBeLessThan(11_000);
  const [artifact] = await t.run((ctx) => ctx.db.query("voiceNoteArtifacts").take(2));
  expect(artifact).toMatchObject({ status: "failed", error: { code: "provider_timeout" } });
  simulator.faults.clear();
});

test("a note goes all the way to its summary", async () => {
  const { t, club, phone } = await createWhatsApp();
  ignoreSignals();
  await phone.sendText({ phone: club.phone, text: NOTE });
  await settle(t);
  const [artifact] = await t.run((ctx) => ctx.db.query("voiceNoteArtifacts").take(2));
  expect(artifact).toMatchObject({ status: "completed" });
});
