import { describe, expect, it } from "vitest";
import { piecesOf } from "./transcript-pieces";

const text = "Seán is hurt. Aoife was brilliant.";
const segments = [
  { start: 0, end: 2, confidence: 0.9, text: "Seán is hurt.", from: 0, to: 13 },
  { start: 2, end: 5, confidence: 0.9, text: "Aoife was brilliant.", from: 14, to: 34 },
];

describe("piecesOf", () => {
  it("loses and repeats no character, whatever the marks", () => {
    const odd = [
      { claimId: "a", from: 0, to: 20 },
      { claimId: "b", from: 5, to: 9 },
      { claimId: "c", from: -3, to: 900 },
    ];
    const pieces = piecesOf(text, segments, odd);
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.every((piece) => piece.text !== "" && piece.claimIds.includes("c"))).toBe(true);
  });

  it("gives overlapping quotes both their claims", () => {
    const pieces = piecesOf(
      text,
      [],
      [
        { claimId: "hurt", from: 0, to: 13 },
        { claimId: "name", from: 0, to: 4 },
      ],
    );
    expect(pieces.map((piece) => [piece.text, piece.claimIds])).toEqual([
      ["Seán", ["hurt", "name"]],
      [" is hurt.", ["hurt"]],
      [" Aoife was brilliant.", []],
    ]);
  });

  it("knows which seconds a piece was spoken in", () => {
    const pieces = piecesOf(text, segments, [{ claimId: "goal", from: 20, to: 34 }]);
    expect(pieces.at(-1)).toMatchObject({ text: "was brilliant.", segment: { start: 2 } });
  });

  it("leaves a note without words without pieces", () => {
    expect(piecesOf("", [], [])).toEqual([]);
  });
});
