import { expect, it } from "vitest";
import { pieces } from "./highlight";

it("lights the words of each span, whatever characters stand before them", () => {
  const sentence = { report: 1, start: 100, end: 118, words: "🚒 At least 4 died." };
  const spans = [
    { start: 102, end: 112, words: "At least 4" },
    { start: 300, end: 305, words: "other" },
  ];
  expect(pieces(sentence, spans)).toEqual([
    { text: "🚒 ", lit: false },
    { text: "At least 4", lit: true },
    { text: " died.", lit: false },
  ]);
});

it("says no character twice where spans overlap", () => {
  const sentence = { report: 1, start: 0, end: 6, words: "abcdef" };
  const spans = [
    { start: 1, end: 4, words: "bcd" },
    { start: 2, end: 5, words: "cde" },
  ];
  expect(
    pieces(sentence, spans)
      .map((piece) => piece.text)
      .join(""),
  ).toBe("abcdef");
});
