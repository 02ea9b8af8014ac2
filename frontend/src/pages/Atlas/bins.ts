/** How many incidents fall into each year, month or day; an interval is spread over all it touches. */
import { NONE, type Incidents } from "./incidents";

export type Unit = "year" | "month" | "day";
export type Measure = "incidents" | "killed" | "injured";

export interface Bins {
  unit: Unit;
  /** First days of the bins, as days since 1970, and the day after the last. */
  starts: Int32Array;
  /** What falls into one bin alone, for each group of kinds in turn: `sure[group * bins + bin]`. */
  sure: Float64Array;
  /** What is spread over several bins in equal parts, since nobody knows into which it falls. */
  spread: Float64Array;
  groups: number;
  highest: number;
}

/** The unit in which so many days are told apart and not too many. */
export function unitFor(days: number): Unit {
  return days <= 130 ? "day" : days <= 12 * 366 ? "month" : "year";
}

/** First days of the units from the one that holds `first` to the one after that of `last`. */
export function startsOf(unit: Unit, first: number, last: number): Int32Array {
  const starts: number[] = [];
  const date = new Date(first * 86_400_000);
  let [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (unit !== "day") day = 1;
  if (unit === "year") month = 0;
  for (let n = 0; n < 20_000; n++) {
    const at = Math.floor(Date.UTC(year, month, day) / 86_400_000);
    starts.push(at);
    if (at > last) break;
    if (unit === "year") year++;
    else if (unit === "month") month++;
    else day++;
  }
  return Int32Array.from(starts);
}

/** Count these incidents between two days. `groupOf` gives the group of each place in `kinds`. */
export function binned(
  incidents: Incidents,
  among: Int32Array,
  { unit, first, last, measure, groupOf, groups }: Counting,
): Bins {
  const starts = startsOf(unit, first, last);
  const bins = starts.length - 1;
  const sure = new Float64Array(groups * bins);
  const ends = new Float64Array(bins + 1);
  const begin = starts[0] as number;
  const after = starts[bins] as number;
  for (const n of among) {
    const from = incidents.from[n] as number;
    const to = incidents.to[n] as number;
    if (from === NONE || to < begin || from >= after) continue;
    const weight = measure === "incidents" ? 1 : Math.max(0, incidents[measure][n] as number);
    if (!weight) continue;
    const low = binOf(starts, Math.max(from, begin));
    const high = binOf(starts, Math.min(to, after - 1));
    if (low === high && from >= begin && to < after) {
      const at = groupOf[incidents.kind[n] as number]! * bins + low;
      sure[at] = (sure[at] as number) + weight;
    } else {
      const part = weight / Math.max(1, (to - from + 1) / ((after - begin) / bins));
      ends[low] = (ends[low] as number) + part;
      ends[high + 1] = (ends[high + 1] as number) - part;
    }
  }
  const spread = new Float64Array(bins);
  let open = 0;
  let highest = 0;
  for (let bin = 0; bin < bins; bin++) {
    open += ends[bin] as number;
    spread[bin] = Math.max(0, open);
    let all = open;
    for (let group = 0; group < groups; group++) all += sure[group * bins + bin] as number;
    highest = Math.max(highest, all);
  }
  return { unit, starts, sure, spread, groups, highest };
}

interface Counting {
  unit: Unit;
  first: number;
  last: number;
  measure: Measure;
  groupOf: Uint8Array;
  groups: number;
}

/** The bin that holds a day, by halving. */
function binOf(starts: Int32Array, day: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}
