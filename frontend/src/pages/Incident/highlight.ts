/** Cutting a sentence around the words that say something. Both count code points of the report's text. */
import type { Schemas } from "../../api/client";

export interface Piece {
  text: string;
  lit: boolean;
}

/** The sentence in pieces; those that a span covers are lit. Spans outside of it are passed over. */
export function pieces(sentence: Schemas["IncidentSentence"], spans: Schemas["SaidWords"][]): Piece[] {
  const points = Array.from(sentence.words);
  const within = spans
    .map(
      ({ start, end }) =>
        [Math.max(start - sentence.start, 0), Math.min(end - sentence.start, points.length)] as const,
    )
    .filter(([start, end]) => start < end)
    .sort((a, b) => a[0] - b[0]);
  const out: Piece[] = [];
  let at = 0;
  for (const [start, end] of within) {
    if (end <= at) continue;
    if (start > at) out.push({ text: points.slice(at, start).join(""), lit: false });
    out.push({ text: points.slice(Math.max(start, at), end).join(""), lit: true });
    at = end;
  }
  if (at < points.length) out.push({ text: points.slice(at).join(""), lit: false });
  return out;
}
