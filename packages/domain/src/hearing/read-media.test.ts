import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMedia } from "./read-media";
import { type RecordingProblem, readRecording } from "./recording";
import { cpuMsOf } from "./testing";

const folder = new URL("../../fixtures/recordings/", import.meta.url);
const recording = (name: string) => new Uint8Array(readFileSync(new URL(name, folder)));
const names = readdirSync(folder).filter((name) => !name.endsWith(".md"));

const taken: [file: string, name: string, contentType: string, seconds: number][] = [
  ["note.ogg", "note.ogg", "audio/ogg", 5],
  ["silence.ogg", "note.ogg", "audio/ogg", 8],
  ["noise.ogg", "note.ogg", "audio/ogg", 3],
  ["music.ogg", "note.ogg", "audio/ogg", 3],
  ["vorbis.ogg", "note.ogg", "audio/ogg", 2.5],
  ["note.m4a", "note.m4a", "audio/mp4", 5],
  ["aac.3gp", "note.m4a", "audio/mp4", 2.56],
  ["fragmented.m4a", "note.m4a", "audio/mp4", 2.6],
  ["note.mp3", "note.mp3", "audio/mpeg", 2.6],
  ["vbr.mp3", "note.mp3", "audio/mpeg", 2.6],
  ["note.wav", "note.wav", "audio/wav", 2.5],
  ["note.flac", "note.flac", "audio/flac", 1],
  ["note.webm", "note.webm", "audio/webm", 5],
  ["live.webm", "note.webm", "audio/webm", 2.5],
];

const refused: [file: string, problem: RecordingProblem][] = [
  ["note.amr", "unsupported_format"],
  ["amr.3gp", "unsupported_format"],
  ["note.aac", "unsupported_format"],
  ["video.mp4", "video"],
  ["video.webm", "video"],
];

const ascii = (text: string) => new TextEncoder().encode(text);

describe("HE-001: a recording is recognised by its bytes", () => {
  it.each(taken)("%s is sent as %s (%s), about %d s", (file, fileName, contentType, seconds) => {
    const verdict = readRecording(recording(file));
    expect(verdict).toMatchObject({ ok: true, recording: { fileName, contentType } });
    const length = verdict.ok ? verdict.recording.durationSeconds : undefined;
    expect(Math.abs((length ?? 0) - seconds)).toBeLessThan(0.5);
  });

  it.each(refused)("%s is refused: %s", (file, problem) => {
    expect(readRecording(recording(file))).toEqual({ ok: false, problem });
  });

  it("has a row for every recording that we keep", () => {
    expect([...taken, ...refused].map(([file]) => file).sort()).toEqual(names.sort());
  });

  it.each<[string, Uint8Array, RecordingProblem]>([
    ["no bytes", new Uint8Array(), "empty"],
    ["a page of text", ascii("<html><body>Not found</body></html>"), "unrecognised"],
    ["a picture", new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]), "unrecognised"],
    ["a document", ascii("%PDF-1.7 and so on"), "unrecognised"],
    [
      "two bytes that begin like a frame",
      new Uint8Array([0xff, 0xfb, 0x90, 0x64, ...ascii("x".repeat(900))]),
      "unrecognised",
    ],
    [
      "a Matroska film",
      new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 0x8b, 0x42, 0x82, 0x88, ...ascii("matroska")]),
      "unrecognised",
    ],
  ])("%s is no recording", (_, bytes, problem) => {
    expect(readRecording(bytes)).toEqual({ ok: false, problem });
  });

  it("an MP3 and an AAC stream keep apart behind the same tag", () => {
    const tag = new Uint8Array([...ascii("ID3"), 4, 0, 0, 0, 0, 0, 10, ...new Uint8Array(10)]);
    const tagged = (file: string) => new Uint8Array([...tag, ...recording(file)]);
    expect(readMedia(tagged("note.mp3"))).toMatchObject({ kind: "audio", format: "mp3" });
    expect(readMedia(tagged("note.aac"))).toEqual({ kind: "audio", format: "aac" });
  });
});

describe("any file", () => {
  it("is read without an error, cut off or damaged anywhere", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        (name, cut, damage) => {
          const whole = recording(name);
          const bytes = whole.slice(0, cut % whole.length);
          for (const [at, byte] of damage) if (bytes.length > 0) bytes[at % bytes.length] = byte;
          const facts = readMedia(bytes);
          if (facts.kind === "audio" && facts.durationSeconds !== undefined) {
            expect(facts.durationSeconds).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it.each<[string, Uint8Array]>([
    ["pages without an end", ascii("OggS\0\0\xff\xff".repeat(500_000))],
    [
      "tiny boxes",
      new Uint8Array([0, 0, 0, 8, ...ascii("ftyp"), ...repeated([0, 0, 0, 8, ...ascii("moof")], 250_000)]),
    ],
    [
      "clusters in clusters",
      new Uint8Array([
        ...recording("live.webm").slice(0, 60),
        ...repeated([0x1f, 0x43, 0xb6, 0x75, 0x81], 400_000),
      ]),
    ],
  ])("takes time in proportion to its size: %s", (_, bytes) => {
    expect(cpuMsOf(() => readMedia(bytes))).toBeLessThan(1_000);
  });
});

function repeated(pattern: readonly number[], times: number): number[] {
  return Array.from({ length: times }, () => pattern).flat();
}
