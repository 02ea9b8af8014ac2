/**
 * Moving the ends of the words that a field rests on, with keys.
 *
 * A field may rest on several pieces; their ends are counted through: 0 is where the first begins, 1 where it ends, 2
 * where the second begins. Offsets of spans are code points of the report; the passage begins at `start` of it.
 */
import { Offsets } from "../../text/offsets";
import { moved } from "../../text/words";
import type { Words } from "./shapes";

export type Grain = "word" | "grapheme";

/** A part of a report, with its characters counted. */
export interface Place {
  /** Where it begins in the report, in code points. */
  start: number;
  offsets: Offsets;
}

/** The same pieces with one end a step on (`by` 1) or back (-1); the very same where that end cannot go there. */
export function withEndMoved(place: Place, spans: Words[], end: number, by: 1 | -1, grain: Grain): Words[] {
  const piece = end >> 1;
  const now = spans[piece];
  if (!now) return spans;
  const { offsets, start } = place;
  const text = offsets.text;
  const side = end % 2 === 0 ? "start" : "end";
  const to = offsets.floor(moved(text, offsets.toUnits(now[side] - start), by, grain, side));
  const [from, until] =
    side === "start" ? [to, offsets.toUnits(now.end - start)] : [offsets.toUnits(now.start - start), to];
  const floor = piece > 0 ? offsets.toUnits((spans[piece - 1]?.end ?? start) - start) : 0;
  const next = spans[piece + 1];
  const ceiling = next ? offsets.toUnits(next.start - start) : text.length;
  if (from >= until || from < floor || until > ceiling || !text.slice(from, until).trim()) return spans;
  const made = inReport(place, offsets.span(from, until));
  if (made.start === now.start && made.end === now.end) return spans;
  return spans.map((each, n) => (n === piece ? made : each));
}

/** A span of the passage as one of the report. */
export function inReport(place: Place, span: Words): Words {
  return { start: span.start + place.start, end: span.end + place.start, words: span.words };
}

/** A span of the report as one of the passage; null where it lies outside of it. */
export function inPassage(place: Place, span: { start: number; end: number }): Words | null {
  const [start, end] = [span.start - place.start, span.end - place.start];
  if (start < 0 || end > place.offsets.points || start > end) return null;
  return { start, end, words: place.offsets.words(start, end) };
}

/** Looks up words of a passage by their places in the report; null for what lies outside. */
export function wordsIn(
  passage: { start: number; text: string } | null,
): (start: number, end: number) => Words | null {
  if (!passage) return () => null;
  const place = { start: passage.start, offsets: new Offsets(passage.text) };
  return (start, end) => {
    const found = inPassage(place, { start, end });
    return found && inReport(place, found);
  };
}

/** The first word of the passage: where somebody begins who gives words to a field that has none. */
export function firstWord(place: Place): Words | null {
  const found = /[\p{L}\p{N}]+/u.exec(place.offsets.text);
  return found ? inReport(place, place.offsets.span(found.index, found.index + found[0].length)) : null;
}
