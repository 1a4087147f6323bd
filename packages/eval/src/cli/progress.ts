import type { NoteRun } from "../run/result";

/** Progress on one line of a terminal; a line every tenth of the way elsewhere. */
export function progressLine(model: string, total: number, out: NodeJS.WriteStream = process.stderr) {
  let failed = 0;
  const step = Math.max(1, Math.ceil(total / 10));
  return {
    show: (done: number, note: NoteRun) => {
      if (note.failure !== null) failed += 1;
      const text = `${model}: ${done} of ${total} notes${failed > 0 ? `, ${failed} without an answer` : ""}`;
      if (out.isTTY) out.write(`\r${text}`);
      else if (done % step === 0 || done === total) out.write(`${text}\n`);
    },
    end: () => {
      if (out.isTTY) out.write("\n");
    },
  };
}
