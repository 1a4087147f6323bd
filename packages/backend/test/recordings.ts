import { readFileSync } from "node:fs";

const folder = new URL("../../domain/fixtures/recordings/", import.meta.url);

/** A recording of the domain's, by the name of its file. */
export const recordingBytes = (file: string): Buffer<ArrayBuffer> =>
  Buffer.from(readFileSync(new URL(file, folder)));

/** A WAV of so many seconds that takes few bytes. */
export function silentWav(seconds: number): Buffer<ArrayBuffer> {
  const bytesPerSecond = 100;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt32LE(bytesPerSecond, 28);
  head.write("data", 36);
  head.writeUInt32LE(seconds * bytesPerSecond, 40);
  return Buffer.concat([head, Buffer.alloc(seconds * bytesPerSecond)]);
}
