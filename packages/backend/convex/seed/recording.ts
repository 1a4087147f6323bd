/** A short tone as a WAV file, for notes of the past whose transcription is to be retried: their own recordings never were. */

const SAMPLE_RATE = 8000;
const SECONDS = 4;
const TONE_HZ = 440;

export function toneRecording(): Blob {
  const samples = SAMPLE_RATE * SECONDS;
  const wav = new DataView(new ArrayBuffer(44 + samples));
  const text = (at: number, value: string) => {
    for (const [index, character] of [...value].entries()) wav.setUint8(at + index, character.charCodeAt(0));
  };
  text(0, "RIFF");
  wav.setUint32(4, 36 + samples, true);
  text(8, "WAVEfmt ");
  wav.setUint32(16, 16, true);
  // PCM, one channel, 8 bits.
  wav.setUint16(20, 1, true);
  wav.setUint16(22, 1, true);
  wav.setUint32(24, SAMPLE_RATE, true);
  wav.setUint32(28, SAMPLE_RATE, true);
  wav.setUint16(32, 1, true);
  wav.setUint16(34, 8, true);
  text(36, "data");
  wav.setUint32(40, samples, true);
  for (let index = 0; index < samples; index += 1) {
    wav.setUint8(44 + index, 128 + Math.round(40 * Math.sin((2 * Math.PI * TONE_HZ * index) / SAMPLE_RATE)));
  }
  return new Blob([wav.buffer], { type: "audio/wav" });
}
