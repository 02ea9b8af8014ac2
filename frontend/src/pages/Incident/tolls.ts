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
  const widest = Math.max(
    0,
    ...days.map((day) => dated.filter((mark) => mark.figures[0]!.day!.startsWith(day)).length),
  );
  const margin = 14 + (widest * APART) / 2;
  const end = width - BOX.right - (undated.length ? UNDATED : 0);
  const inner = [BOX.left + margin, Math.max(BOX.left + margin + 1, end - margin)];
  const time = scaleTime([new Date(days[0] ?? 0), new Date(days.at(-1) ?? 0)], inner);
  const at = (day: string): number => (days.length > 1 ? time(new Date(day)) : (inner[0]! + inner[1]!) / 2);
  const most = Math.max(1, ...toll.figures.flatMap((each) => [each.high ?? 0, each.low ?? 0]), toll.high ?? 0);
  const y = scaleLinear([0, most], [BOX.height - BOX.bottom, BOX.top]).nice(5);

  for (const [group, x] of [
    ...days.map((day) => [dated.filter((m) => m.figures[0]!.day!.startsWith(day)), at(day)] as const),
    [undated, end + UNDATED / 2] as const,
  ]) {
    group.forEach((mark, n) => {
      const figure = mark.figures[0]!;
      mark.x = x + (n - (group.length - 1) / 2) * Math.min(APART, undated === group ? UNDATED / group.length : APART);
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
  };
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
