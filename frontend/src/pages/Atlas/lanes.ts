/** Intervals in rows, so that none lies over another. */
import { NONE, type Incidents } from "./incidents";

export interface Bar {
  n: number;
  lane: number;
  from: number;
  to: number;
}

/** The incidents that touch these days, each in the first lane that is free; null if they need more than `most`. */
export function lanes(
  incidents: Incidents,
  among: Int32Array,
  { first, last, most, gap = 0 }: { first: number; last: number; most: number; gap?: number },
): Bar[] | null {
  const found: number[] = [];
  for (const n of among) {
    const from = incidents.from[n] as number;
    if (from === NONE || from > last || (incidents.to[n] as number) < first) continue;
    found.push(n);
    if (found.length > most * 200) return null;
  }
  found.sort((a, b) => (incidents.from[a] as number) - (incidents.from[b] as number) || a - b);
  const free: number[] = [];
  const bars: Bar[] = [];
  for (const n of found) {
    const from = incidents.from[n] as number;
    const to = incidents.to[n] as number;
    let lane = free.findIndex((day) => day < from);
    if (lane < 0) lane = free.length;
    if (lane >= most) return null;
    free[lane] = to + gap;
    bars.push({ n, lane, from, to });
  }
  return bars;
}
