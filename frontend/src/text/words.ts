/** Where words and characters begin and end, as people count them: for moving and snapping the ends of a span. */

/** So much of the text is looked at around a place. */
const AROUND = 400;

type Grain = "word" | "grapheme";

const segmenters = new Map<string, Intl.Segmenter>();

function edges(text: string, near: number, grain: Grain): { from: number; to: number; wordLike: boolean }[] {
  let segmenter = segmenters.get(grain);
  if (!segmenter) segmenters.set(grain, (segmenter = new Intl.Segmenter(undefined, { granularity: grain })));
  let start = Math.max(0, near - AROUND);
  // Begin at a blank, so that the first word is whole.
  while (start > 0 && start < near && !/\s/u.test(text.charAt(start - 1))) start++;
  const around = text.slice(start, near + AROUND);
  return [...segmenter.segment(around)].map((each) => ({
    from: start + each.index,
    to: start + each.index + each.segment.length,
    wordLike: each.isWordLike ?? true,
  }));
}

/** The place moved to the edge of the word it is in: its beginning for the start of a span, its end for the end. */
export function snapped(text: string, unit: number, side: "start" | "end"): number {
  for (const each of edges(text, unit, "word")) {
    if (each.from < unit && unit < each.to) return side === "start" ? each.from : each.to;
  }
  return unit;
}

/** The next place in a direction: by words, the next beginning (start) or end (end) of one; else by one character. */
export function moved(text: string, unit: number, direction: 1 | -1, grain: Grain, side: "start" | "end"): number {
  const found = edges(text, unit, grain)
    .filter((each) => grain === "grapheme" || each.wordLike)
    .map((each) => (side === "start" ? each.from : each.to));
  const next = direction > 0 ? found.find((place) => place > unit) : found.findLast((place) => place < unit);
  return next ?? Math.min(Math.max(unit + direction, 0), text.length);
}

/** A range without the white space at its ends; null if nothing is left. */
export function trimmed(text: string, from: number, to: number): [number, number] | null {
  const words = text.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  const end = to - (words.length - words.trimEnd().length);
  return start < end ? [start, end] : null;
}
