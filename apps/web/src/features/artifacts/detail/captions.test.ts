import { expect, it } from "vitest";
import { captionsUrl } from "./captions";

const read = (url: string) => decodeURIComponent(url.slice(url.indexOf(",") + 1));

it("writes one cue per segment", () => {
  const vtt = read(
    captionsUrl([{ start: 3_601.5, end: 3_604, text: " Seán & Aoife\n\n--> <b>", confidence: 1 }]),
  );
  expect(vtt).toBe("WEBVTT\n\n01:00:01.500 --> 01:00:04.000\nSeán &amp; Aoife --&gt; &lt;b&gt;");
});

it("is valid without words", () => {
  expect(read(captionsUrl([]))).toBe("WEBVTT");
});
