import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { BadOffset, Offsets } from "./offsets";

/** Text of every kind that counts differently: astral, right-to-left, combining, joined emoji, lone halves. */
const piece = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: "grapheme" }),
  fc.constantFrom(
    "👩🏽‍🚒",
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "e\u0301",
    "שלום",
    "مرحبا",
    "𝒱elmara",
    "\ud83d",
    "\ude00",
    "क्ष",
    "\u202eabc\u202c",
    "\r\n",
  ),
);
const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));

describe("offsets between the browser and the server", () => {
  it("count what Array.from counts", () => {
    fc.assert(
      fc.property(text, (words) => {
        const offsets = new Offsets(words);
        const characters = Array.from(words);
        expect(offsets.points).toBe(characters.length);
        let unit = 0;
        characters.forEach((character, point) => {
          expect(offsets.toUnits(point)).toBe(unit);
          expect(offsets.toPoints(unit)).toBe(point);
          unit += character.length;
        });
        expect(offsets.toUnits(characters.length)).toBe(words.length);
      }),
    );
  });

  it("come back from both directions", () => {
    fc.assert(
      fc.property(text, fc.nat(), (words, n) => {
        const offsets = new Offsets(words);
        const point = n % (offsets.points + 1);
        expect(offsets.toPoints(offsets.toUnits(point))).toBe(point);
      }),
    );
  });

  it("refuse every place within a surrogate pair and no other", () => {
    fc.assert(
      fc.property(text, (words) => {
        const offsets = new Offsets(words);
        const boundaries = new Set([words.length]);
        let at = 0;
        for (const character of words) {
          boundaries.add(at);
          at += character.length;
        }
        for (let unit = 0; unit <= words.length; unit++) {
          if (boundaries.has(unit)) expect(() => offsets.toPoints(unit)).not.toThrow();
          else expect(() => offsets.toPoints(unit)).toThrow(BadOffset);
          expect(boundaries.has(offsets.floor(unit))).toBe(true);
        }
      }),
    );
  });

  it("give spans whose words are those of the server", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (words, a, b) => {
        const offsets = new Offsets(words);
        const [start, end] = [a % (offsets.points + 1), b % (offsets.points + 1)].sort((x, y) => x - y) as [
          number,
          number,
        ];
        const span = offsets.span(offsets.toUnits(start), offsets.toUnits(end));
        expect(span).toEqual({ start, end, words: Array.from(words).slice(start, end).join("") });
      }),
    );
  });

  it.each([-1, 3, 1.5, Number.NaN])("refuse %s, which is no place of a text of two characters", (offset) => {
    const offsets = new Offsets("ab");
    expect(() => offsets.toUnits(offset)).toThrow(BadOffset);
    expect(() => offsets.toPoints(offset)).toThrow(BadOffset);
  });

  it("are quick on a text of half a million characters", () => {
    const words = "Port Arden 🌊 sank. ".repeat(26_000);
    const started = performance.now();
    const offsets = new Offsets(words);
    for (let n = 0; n < 100_000; n++) offsets.toUnits((n * 7919) % offsets.points);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
