/** Which incidents fit, facet by facet, so that each view can leave its own facet out. */
import { folded, NONE, precisionOf, type Incidents } from "./incidents";
import type { Sought } from "./sought";

export const DAY = 1;
export const KIND = 2;
export const PLACE = 4;
export const ACTOR = 8;
export const TOLL = 16;
export const ORIGINS = 32;
export const WORDS = 64;

/** For each incident the facets by which it does not fit; 0 fits. `among` are the incidents of the actor asked for. */
export function sifted(incidents: Incidents, sought: Sought, among: ReadonlySet<number> | null = null): Uint8Array {
  const { count, from, to, killed, injured, origins, kind, columns } = incidents;
  const fails = new Uint8Array(count);
  const since = sought.from ?? -Infinity;
  const until = sought.to ?? Infinity;
  const dated = sought.from !== null || sought.to !== null;
  const kinds = Uint8Array.from(incidents.kinds, (each) => (sought.kinds.includes(each) ? 1 : 0));
  const countries = new Set(sought.countries);
  const words = folded(sought.words).split(/\s+/).filter(Boolean);
  for (let n = 0; n < count; n++) {
    let fail = 0;
    const first = from[n] as number;
    if (sought.undated ? first !== NONE : dated && (first === NONE || first > until || (to[n] as number) < since))
      fail |= DAY;
    if (sought.kinds.length && !kinds[kind[n] as number]) fail |= KIND;
    if (countries.size && !countries.has(columns.country[n] ?? "")) fail |= PLACE;
    if (sought.box && !within(sought.box, columns.lat[n], columns.lon[n])) fail |= PLACE;
    if (sought.unplaced && isDrawn(incidents, n)) fail |= PLACE;
    if (among && !among.has(n)) fail |= ACTOR;
    if ((killed[n] as number) < sought.killed && sought.killed) fail |= TOLL;
    if ((injured[n] as number) < sought.injured && sought.injured) fail |= TOLL;
    if ((origins[n] as number) < sought.origins) fail |= ORIGINS;
    for (const word of words)
      if (!(incidents.words[n] as string).includes(word)) {
        fail |= WORDS;
        break;
      }
    fails[n] = fail;
  }
  return fails;
}

/** The incidents that fit in all facets but those `without`, in order. */
export function fitting(fails: Uint8Array, without = 0): Int32Array {
  const mask = 255 & ~without;
  let many = 0;
  for (let n = 0; n < fails.length; n++) if (!((fails[n] as number) & mask)) many++;
  const found = new Int32Array(many);
  many = 0;
  for (let n = 0; n < fails.length; n++) if (!((fails[n] as number) & mask)) found[many++] = n;
  return found;
}

/** How many of these are of each kind, by the kinds' places. */
export function byKind(incidents: Incidents, among: Int32Array): Int32Array {
  const counts = new Int32Array(incidents.kinds.length);
  for (const n of among) counts[incidents.kind[n] as number]!++;
  return counts;
}

/** Whether a map shows it: as a point, a circle, or by shading its country. */
export function isDrawn(incidents: Incidents, n: number): boolean {
  const precision = precisionOf(incidents, n);
  return precision === "country"
    ? incidents.columns.country[n] !== null
    : precision === "town" || precision === "area";
}

function within(
  [west, south, east, north]: [number, number, number, number],
  lat: number | null | undefined,
  lon: number | null | undefined,
): boolean {
  if (lat === null || lat === undefined || lon === null || lon === undefined) return false;
  if (lat < south || lat > north) return false;
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}
