import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Offsets } from "../../text/offsets";
import { firstWord, inPassage, inReport, withEndMoved, type Grain, type Place } from "./ends";

const TEXT = "The mayor, who had fled, said that nobody was hurt.";
const placeOf = (text: string, start = 0): Place => ({ start, offsets: new Offsets(text) });
const words = (text: string, of: string, start = 0) => {
  const at = [...text.slice(0, text.indexOf(of))].length + start;
  return { start: at, end: at + [...of].length, words: of };
};

describe("moving an end with keys", () => {
  it.each([
    [1, 1, "word", "The mayor", "The mayor, who"],
    [1, -1, "word", "The mayor", "The"],
    [0, 1, "word", "The mayor", "mayor"],
    [0, -1, "word", "mayor", "The mayor"],
    [1, 1, "grapheme", "The mayor", "The mayor,"],
    [0, 1, "grapheme", "The mayor", "he mayor"],
  ] as const)("end %i by %i %s makes of “%4$s” “%5$s”", (end, by, grain, before, after) => {
    const moved = withEndMoved(placeOf(TEXT), [words(TEXT, before)], end, by, grain);
    expect(moved).toEqual([words(TEXT, after)]);
  });

  it("counts code points of the report, wherever the passage begins and whatever stands before", () => {
    const text = "🇻🇪 👩‍👩‍👧 José said so";
    const moved = withEndMoved(placeOf(text, 1000), [words(text, "José", 1000)], 1, 1, "word");
    expect(moved).toEqual([words(text, "José said", 1000)]);
  });

  it("keeps the very same words where an end cannot go", () => {
    const said = [words(TEXT, "said")];
    expect(withEndMoved(placeOf(TEXT), said, 1, -1, "word")).toBe(said);
    const first = [words(TEXT, "The")];
    expect(withEndMoved(placeOf(TEXT), first, 0, -1, "word")).toBe(first);
  });

  it("does not let one piece run over another", () => {
    const pieces = [words(TEXT, "The mayor"), words(TEXT, "who had")];
    expect(withEndMoved(placeOf(TEXT), pieces, 1, 1, "word")).toBe(pieces);
    expect(withEndMoved(placeOf(TEXT), pieces, 3, 1, "word")).toEqual([pieces[0], words(TEXT, "who had fled")]);
  });

  it("gives spans that hold exactly the words between their ends, for any text and any keys", () => {
    const key = fc.tuple(fc.nat(1), fc.constantFrom(1, -1), fc.constantFrom("word", "grapheme")) as fc.Arbitrary<
      [number, 1 | -1, Grain]
    >;
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.nat(5000), fc.array(key), (text, start, keys) => {
        const place = placeOf(text, start);
        const begin = firstWord(place);
        fc.pre(begin !== null);
        let spans = [begin];
        for (const [end, by, grain] of keys) spans = withEndMoved(place, spans, end, by, grain);
        const span = spans[0]!;
        expect(span.words).not.toBe("");
        expect([...text].slice(span.start - start, span.end - start).join("")).toBe(span.words);
        expect(inReport(place, inPassage(place, span)!)).toEqual(span);
      }),
    );
  });

  it("says so where words lie outside of the passage", () => {
    expect(inPassage(placeOf(TEXT, 100), { start: 90, end: 120 })).toBeNull();
    expect(inPassage(placeOf(TEXT, 100), { start: 100, end: 103 })?.words).toBe("The");
  });
});
