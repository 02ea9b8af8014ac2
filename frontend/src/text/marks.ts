/**
 * Marks over a text, and the cuts between them.
 *
 * Marks overlap, nest and are discontinuous; elements cannot. So each paragraph is cut wherever a mark begins or ends,
 * and each segment knows every mark that covers all of it. Within this module offsets are UTF-16 units; `Mark` and
 * `Chip`, which come from the server, are in code points.
 */

import type { Offsets } from "./offsets";

/** What can be switched on and off, each by itself. */
export type Layer = "claims" | "sources" | "events" | "loaded" | "people" | "places" | "times" | "issues" | "fields";

export const LAYERS: readonly Layer[] = [
  "claims",
  "sources",
  "events",
  "loaded",
  "people",
  "places",
  "times",
  "issues",
  "fields",
];

/**
 * How a mark looks. "content" is tinted by voice and underlined by firmness; "happened" and "not" are triggers of events;
 * "own", "quoted" and "paraphrased" are loaded words; "field" shows nothing and only ties its words to their card.
 */
export type Kind =
  | "content"
  | "source"
  | "cue"
  | "happened"
  | "not"
  | "own"
  | "quoted"
  | "paraphrased"
  | "person"
  | "place"
  | "time"
  | "issue"
  | "field";

export const LAYER_OF: Readonly<Record<Kind, Layer>> = {
  content: "claims",
  source: "sources",
  cue: "sources",
  happened: "events",
  not: "events",
  own: "loaded",
  quoted: "loaded",
  paraphrased: "loaded",
  person: "people",
  place: "places",
  time: "times",
  issue: "issues",
  field: "fields",
};

/** How firmly a source holds what it says: solid, dashed, dotted, wavy. */
export type Firmness = "firm" | "doubt" | "unreal" | "denied";

/** What stands beside the words: the number of a claim before them, that of an event after them. */
export interface Note {
  readonly text: string;
  readonly letter?: string;
  /** Read aloud, and shown when pointed at: "claim 3: police, alleged". */
  readonly label: string;
  readonly at: "start" | "end";
}

/** Words that mean something: code points, and what they mean. `key` is owner and field, "c3-source"; owner alone is "c3". */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly key: string;
  readonly kind: Kind;
  /** 0 (nobody named) to 8: the colour of the voice; its letter tells it without colour. */
  readonly voice?: number | null;
  readonly letter?: string | null;
  readonly firmness?: Firmness | null;
  readonly note?: Note | null;
  /** What the words are, shown when they are pointed at. */
  readonly title?: string | null;
}

/** Characters that are shown as something else: a name that is hidden from this reader, a character nobody can see. */
export interface Chip {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly title: string;
  readonly kind: "masked" | "hidden";
}

/** A paragraph in code points. */
export interface Part {
  readonly start: number;
  readonly end: number;
  readonly role?: string | null;
}

/** A mark, chip or paragraph in UTF-16 units. */
export interface Placed<T> {
  readonly from: number;
  readonly to: number;
  readonly it: T;
}

export interface Segment {
  readonly from: number;
  readonly to: number;
  /** Contents of claims, outermost first: they nest. */
  readonly contents: readonly Mark[];
  /** All marks, shortest first. */
  readonly marks: readonly Mark[];
  readonly before: readonly Mark[];
  readonly after: readonly Mark[];
  readonly chip: Chip | null;
}

export const ownerOf = (key: string): string => key.split("-", 1)[0] as string;

/** In UTF-16 units, in the order of the text, longer ones first; those without characters are left out. */
export function placed<T extends { readonly start: number; readonly end: number }>(
  over: readonly T[],
  offsets: Offsets,
): Placed<T>[] {
  return over
    .filter((each) => each.start < each.end)
    .map((it) => ({ from: offsets.toUnits(it.start), to: offsets.toUnits(it.end), it }))
    .sort((a, b) => a.from - b.from || b.to - a.to);
}

/** For each paragraph what overlaps it; paragraphs are in the order of the text and do not overlap. */
export function byParagraph<T>(over: readonly Placed<T>[], paragraphs: readonly Placed<unknown>[]): Placed<T>[][] {
  const out: Placed<T>[][] = paragraphs.map(() => []);
  for (const each of over) {
    for (let at = firstEndingAfter(paragraphs, each.from); at < paragraphs.length; at++) {
      if ((paragraphs[at] as Placed<unknown>).from >= each.to) break;
      (out[at] as Placed<T>[]).push(each);
    }
  }
  return out;
}

/** The number of the first of these ranges that ends after a place. */
export function firstEndingAfter(ranges: readonly Placed<unknown>[], place: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle] as Placed<unknown>).to <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A paragraph cut wherever one of its marks or chips begins or ends; segments follow each other without a gap. */
export function segments(
  from: number,
  to: number,
  marks: readonly Placed<Mark>[],
  chips: readonly Placed<Chip>[],
): Segment[] {
  const cuts = new Set([from, to]);
  for (const each of [...marks, ...chips]) {
    if (each.from > from && each.from < to) cuts.add(each.from);
    if (each.to > from && each.to < to) cuts.add(each.to);
  }
  // A chip is one thing: nothing cuts it.
  for (const chip of chips) for (const cut of [...cuts]) if (cut > chip.from && cut < chip.to) cuts.delete(cut);
  const edges = [...cuts].sort((a, b) => a - b);
  const out: Segment[] = [];
  let open: Placed<Mark>[] = [];
  let coming = 0;
  for (let n = 0; n + 1 < edges.length; n++) {
    const [left, right] = [edges[n] as number, edges[n + 1] as number];
    open = open.filter((each) => each.to > left);
    while (coming < marks.length && (marks[coming] as Placed<Mark>).from < right) {
      const next = marks[coming++] as Placed<Mark>;
      if (next.to > left) open.push(next);
    }
    const over = [...open].sort((a, b) => a.to - a.from - (b.to - b.from) || b.from - a.from);
    const starts = (each: Placed<Mark>): boolean =>
      each.it.note?.at === "start" && Math.max(each.from, from) === left;
    const ends = (each: Placed<Mark>): boolean => each.it.note?.at === "end" && Math.min(each.to, to) === right;
    out.push({
      from: left,
      to: right,
      contents: over
        .filter((each) => each.it.kind === "content")
        .map((each) => each.it)
        .reverse(),
      marks: over.map((each) => each.it),
      before: over
        .filter(starts)
        .map((each) => each.it)
        .reverse(),
      after: over.filter(ends).map((each) => each.it),
      chip: chips.find((chip) => chip.from <= left && right <= chip.to)?.it ?? null,
    });
  }
  return out;
}
