// Writes the index of the sample voice notes from the measured segments (see make.sh).
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const round = (seconds) => Math.round(seconds * 100) / 100;
const notes = new Map();

for (const line of readFileSync(process.argv[2], "utf8").trimEnd().split("\n")) {
  const [id, title, seconds, text, avgLogprob, noSpeechProb] = line.split("\t");
  const note = notes.get(id) ?? { id, title, file: `${id}.ogg`, durationSeconds: 0, segments: [] };
  const end = round(note.durationSeconds + Number(seconds));
  note.segments.push({
    start: note.durationSeconds,
    end,
    text,
    avgLogprob: Number(avgLogprob),
    noSpeechProb: Number(noSpeechProb),
  });
  note.durationSeconds = end;
  notes.set(id, note);
}

const samples = [...notes.values()].map(({ id, title, file, durationSeconds, segments }) => ({
  id,
  title,
  file,
  sha256: createHash("sha256").update(readFileSync(file)).digest("hex"),
  durationSeconds,
  transcript: segments
    .map((segment) => segment.text)
    .filter((text) => text !== "")
    .join(" "),
  segments,
}));
process.stdout.write(`${JSON.stringify(samples, null, 2)}\n`);
