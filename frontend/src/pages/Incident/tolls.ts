/** Where the figures of a toll stand in its plot: days from left to right, beside each other where they share one. */
import { scaleLinear, scaleTime } from "d3-scale";
import { curveStepAfter, line } from "d3-shape";
import type { Figure, Toll } from "./types";

/** Figures of one day and voice with the same bounds: one mark, however many reports print it. */
export interface Mark {
  x: number;
  y: number;
  /** Ends of the interval; `top` is null where the figure is a lower bound and open above. */
  bottom: number;
  top: number | null;
  figures: Figure[];
  voice: number;
  /** How its source moved to it, if it did. */
  changed: string | null;
}

export interface Plot {
  marks: Mark[];
  /** What each voice that spoke more than once held from day to day, as SVG paths. */
  steps: { voice: number; path: string }[];
  /** `named` are those whose date has room below. */
  days: { x: number; day: string; named: boolean }[];
  ticks: { y: number; number: number }[];
  /** Where what has no date begins; null if all have one. */
  undated: number | null;
  band: { top: number; bottom: number } | null;
  best: number | null;
  /** Whether days stand in their order only, since by time their marks would hide each other. */
  even: boolean;
}

export const BOX = { left: 34, right: 56, top: 26, bottom: 26, height: 250 };
const APART = 24; // pixels between marks of one day
const UNDATED = 90;

const valueOf = (figure: Figure): number => figure.best ?? figure.low ?? figure.high ?? 0;

export function plot(toll: Toll, width: number): Plot {
  const merged = merge(toll.figures);
  const dated = merged.filter((mark) => mark.figures[0]!.day);
  const undated = merged.filter((mark) => !mark.figures[0]!.day);
  const days = [...new Set(dated.map((mark) => mark.figures[0]!.day!.slice(0, 10)))].sort();
  const many = days.map((day) => dated.filter((mark) => mark.figures[0]!.day!.startsWith(day)).length);
  const end = width - BOX.right - (undated.length ? UNDATED : 0);
  const { at, apart, even } = placing(days, many, BOX.left + 14, end - 14);
  const most = Math.max(1, ...toll.figures.flatMap((each) => [each.high ?? 0, each.low ?? 0]), toll.high ?? 0);
  const y = scaleLinear([0, most], [BOX.height - BOX.bottom, BOX.top]).nice(5);

  for (const [group, x] of [
    ...days.map((day) => [dated.filter((m) => m.figures[0]!.day!.startsWith(day)), at(day)] as const),
    [undated, end + UNDATED / 2] as const,
  ]) {
    group.forEach((mark, n) => {
      const figure = mark.figures[0]!;
      mark.x =
        x + (n - (group.length - 1) / 2) * (undated === group ? Math.min(APART, UNDATED / group.length) : apart);
      mark.y = y(valueOf(figure));
      mark.bottom = y(figure.low ?? 0);
      mark.top = figure.high === null ? null : y(figure.high);
    });
  }
  const ticks = y.ticks(5).filter(Number.isInteger);
  return {
    marks: merged,
    steps: steps(dated),
    days: withRoom(days.map((day) => ({ x: at(day), day }))),
    ticks: ticks.map((number) => ({ y: y(number), number })),
    undated: undated.length ? end : null,
    band: toll.low !== null && toll.high !== null ? { top: y(toll.high), bottom: y(toll.low) } : null,
    best: toll.best === null ? null : y(toll.best),
    even,
  };
}

/** Days by time where their marks do not get in each other's way, else in their order with room for each mark. */
function placing(
  days: string[],
  many: number[],
  from: number,
  to: number,
): { at: (day: string) => number; apart: number; even: boolean } {
  const first = from + ((many[0] ?? 1) * APART) / 2;
  const last = Math.max(first + 1, to - ((many.at(-1) ?? 1) * APART) / 2);
  if (days.length < 2) return { at: () => (from + to) / 2, apart: APART, even: false };
  const time = scaleTime([new Date(days[0]!), new Date(days.at(-1)!)], [first, last]);
  const xs = days.map((day) => time(new Date(day)));
  const free = xs.every((x, n) => n === 0 || x - xs[n - 1]! >= ((many[n]! + many[n - 1]!) / 2) * APART);
  if (free) return { at: (day) => xs[days.indexOf(day)]!, apart: APART, even: false };
  const unit = (to - from) / many.reduce((sum, each) => sum + each, 0);
  let begin = from;
  const placed = many.map((each) => {
    begin += each * unit;
    return begin - (each * unit) / 2;
  });
  return { at: (day) => placed[days.indexOf(day)]!, apart: Math.min(APART, unit), even: true };
}

function withRoom(days: { x: number; day: string }[]): Plot["days"] {
  let last = -Infinity;
  return days.map((each) => {
    const named = each.x - last >= 48;
    if (named) last = each.x;
    return { ...each, named };
  });
}

function merge(figures: Figure[]): Mark[] {
  const found = new Map<string, Mark>();
  for (const figure of figures) {
    const source = figure.own ? `r${figure.report}` : `v${figure.voice}`;
    const key = [figure.day?.slice(0, 10), source, figure.low, figure.best, figure.high].join("|");
    const mark = found.get(key);
    if (mark) {
      mark.figures.push(figure);
      mark.changed ??= figure.changed;
    } else {
      const { voice, changed } = figure;
      found.set(key, { x: 0, y: 0, bottom: 0, top: null, figures: [figure], voice, changed });
    }
  }
  return [...found.values()].sort((a, b) => valueOf(a.figures[0]!) - valueOf(b.figures[0]!));
}

function steps(marks: Mark[]): Plot["steps"] {
  const voices = [...new Set(marks.map((mark) => mark.voice))].filter((voice) => voice > 0);
  const draw = line<Mark>(
    (mark) => mark.x,
    (mark) => mark.y,
  ).curve(curveStepAfter);
  return voices.flatMap((voice) => {
    const own = marks.filter((mark) => mark.voice === voice).sort((a, b) => a.x - b.x);
    return own.length > 1 ? [{ voice, path: draw(own) ?? "" }] : [];
  });
}
