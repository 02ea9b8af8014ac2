/** The timeline as shapes: bars of intervals where they can be told apart, else how many there are. */
import type { Look } from "../../parts/drawing/look.svelte";
import { widthOf, type Shape } from "../../parts/drawing/shapes";
import type { Bins, Unit } from "./bins";
import type { Incidents } from "./incidents";
import { dayText, titleOf } from "./incidents";
import type { Bar } from "./lanes";

export interface Span {
  first: number;
  last: number;
}

export interface Frame {
  width: number;
  height: number;
  /** Pixels below the bars, for days, and left of them, for numbers. */
  foot: number;
  left: number;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

export const xOf = (day: number, { first, last }: Span, { width, left }: Frame): number =>
  left + ((day - first) / Math.max(1, last + 1 - first)) * (width - left);
export const dayAt = (x: number, { first, last }: Span, { width, left }: Frame): number =>
  first + ((x - left) / Math.max(1, width - left)) * (last + 1 - first);

/** Bars for each bin, the groups of kinds upon each other; what is spread lies on top, hatched. */
export function densityShapes(bins: Bins, span: Span, frame: Frame, look: Look): Shape[] {
  const shapes: Shape[] = [];
  const many = bins.starts.length - 1;
  const base = frame.height - frame.foot;
  const highest = niceAbove(bins.highest);
  const per = (base - 12) / highest;
  for (const value of [highest / 2, highest]) {
    if (value < 1) continue;
    const y = base - value * per;
    shapes.push({ form: "path", d: `M${frame.left} ${y}H${frame.width}`, stroke: look.line, width: 1, dash: [1, 3] });
    const words = short(value);
    shapes.push({ form: "text", x: frame.left - 5, y: y + 4, words, size: 10, fill: look.soft, anchor: "end" });
  }
  for (let bin = 0; bin < many; bin++) {
    const x = xOf(bins.starts[bin] as number, span, frame);
    const end = xOf(bins.starts[bin + 1] as number, span, frame);
    const w = Math.max(1, end - x - (end - x > 4 ? 1 : 0));
    if (end < frame.left || x > frame.width) continue;
    let y = base;
    for (let group = 0; group < bins.groups; group++) {
      const value = bins.sure[group * many + bin] as number;
      if (!value) continue;
      const h = value * per;
      y -= h;
      shapes.push({
        form: "rect",
        x,
        y,
        w,
        h: Math.max(0.6, h - (h > 3 ? 0.6 : 0)),
        fill: colourOf(group, bins.groups, look),
      });
    }
    const value = bins.spread[bin] as number;
    if (value * per > 0.4) {
      const h = value * per;
      y -= h;
      shapes.push({ form: "rect", x, y, w, h, fill: look.soft, opacity: 0.18 });
      shapes.push({ form: "path", d: hatch(x, y, w, h), stroke: look.soft, width: 0.8, opacity: 0.7 });
    }
  }
  return shapes;
}

/** A bar from the first to the last day of each incident. */
export function barShapes(
  bars: readonly Bar[],
  incidents: Incidents,
  span: Span,
  frame: Frame,
  { look, groupOf, groups, lit }: { look: Look; groupOf: Uint8Array; groups: number; lit: number | null },
): Shape[] {
  const lanes = Math.max(1, ...bars.map((bar) => bar.lane + 1));
  const step = laneStep(lanes, frame);
  return bars.map((bar): Shape => {
    const { x, w, y, h } = barBox(bar, span, frame, step);
    const fill =
      bar.n === lit ? look.lit : colourOf(groupOf[incidents.kind[bar.n] as number] as number, groups, look);
    const days = bar.from === bar.to ? dayText(bar.from) : `${dayText(bar.from)} to ${dayText(bar.to)}`;
    return { form: "rect", x, y, w, h, round: 1.5, fill, says: `${titleOf(incidents, bar.n)} (${days})` };
  });
}

export const laneStep = (lanes: number, frame: Frame): number =>
  Math.min(13, (frame.height - frame.foot - 8) / lanes);

export function barBox(
  bar: Bar,
  span: Span,
  frame: Frame,
  step: number,
): { x: number; w: number; y: number; h: number } {
  const x = Math.max(frame.left, xOf(bar.from, span, frame));
  const end = Math.min(frame.width, xOf(bar.to + 1, span, frame));
  const h = Math.max(2, step - 2);
  return { x, w: Math.max(2.5, end - x - 0.5), y: frame.height - frame.foot - (bar.lane + 1) * step, h };
}

/** Days, months or years along the foot. */
export function axisShapes(span: Span, frame: Frame, look: Look): Shape[] {
  const base = frame.height - frame.foot;
  const shapes: Shape[] = [{ form: "path", d: `M${frame.left} ${base}H${frame.width}`, stroke: look.soft, width: 1 }];
  let free = frame.left - 1;
  for (const { day, words, main } of ticks(span, frame)) {
    const x = xOf(day, span, frame);
    if (x < frame.left - 1) continue;
    shapes.push({ form: "path", d: `M${x} ${base}v${main ? 6 : 4}`, stroke: look.soft, width: 1 });
    if (x < free || x + widthOf(words, 11) > frame.width) continue;
    shapes.push({
      form: "text",
      x: x + 2,
      y: base + 16,
      words,
      size: 11,
      weight: main ? 600 : 400,
      fill: main ? look.ink : look.soft,
    });
    free = x + widthOf(words, 11) + 10;
  }
  return shapes;
}

/** Dims what lies outside the chosen days. */
export function brushShapes(from: number | null, to: number | null, span: Span, frame: Frame, look: Look): Shape[] {
  if (from === null && to === null) return [];
  const base = frame.height - frame.foot;
  const low = from === null ? frame.left : Math.max(frame.left, Math.min(frame.width, xOf(from, span, frame)));
  const high = to === null ? frame.width : Math.max(frame.left, Math.min(frame.width, xOf(to + 1, span, frame)));
  const veil = { form: "rect" as const, y: 0, h: base, fill: look.paper, opacity: 0.72 };
  return [
    { ...veil, x: frame.left, w: low - frame.left },
    { ...veil, x: high, w: frame.width - high },
    { form: "path", d: `M${low} 0V${base}M${high} 0V${base}`, stroke: look.lit, width: 2 },
    { form: "rect", x: low, y: 0, w: high - low, h: 3, fill: look.lit },
  ];
}

export function colourOf(group: number, groups: number, look: Look): string {
  const last = look.kinds.length - 1;
  return look.kinds[group === groups - 1 && groups > last ? last : Math.min(group, last)] as string;
}

function ticks({ first, last }: Span, frame: Frame): { day: number; words: string; main: boolean }[] {
  const days = last + 1 - first;
  const each = (frame.width - frame.left) / days;
  const unit: Unit = each > 9 ? "day" : each > 0.9 ? "month" : "year";
  const found: { day: number; words: string; main: boolean }[] = [];
  const begin = new Date(first * 86_400_000);
  let [year, month, day] = [begin.getUTCFullYear(), unit === "year" ? 0 : begin.getUTCMonth(), 1];
  if (unit === "day") day = begin.getUTCDate();
  for (let n = 0; n < 4000; n++) {
    const at = Math.floor(Date.UTC(year, month, day) / 86_400_000);
    if (at > last) break;
    const date = new Date(at * 86_400_000);
    const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    if (at >= first) {
      if (unit === "year") found.push({ day: at, words: String(y), main: y % 10 === 0 });
      else if (unit === "month") found.push({ day: at, words: m ? (MONTHS[m] as string) : String(y), main: !m });
      else
        found.push({
          day: at,
          words: d === 1 || !found.length ? `${d} ${MONTHS[m]} ${y}` : String(d),
          main: d === 1 || !found.length,
        });
    }
    if (unit === "year") year++;
    else if (unit === "month") month++;
    else day++;
  }
  return found;
}

function hatch(x: number, y: number, w: number, h: number): string {
  let d = "";
  for (let at = -h; at < w; at += 5) {
    const low = Math.max(0, -at);
    const high = Math.min(h, w - at);
    if (high > low) d += `M${x + at + low} ${y + h - low}L${x + at + high} ${y + h - high}`;
  }
  return d;
}

function niceAbove(value: number): number {
  if (value <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 4, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

const short = (value: number): string =>
  value >= 10_000 ? `${Math.round(value / 1000)}k` : value.toLocaleString("en", { maximumFractionDigits: 1 });
