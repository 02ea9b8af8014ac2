/** All incidents of a ledger as arrays, so that any filter is one quick walk over them. */
import type { Schemas } from "../../api/client";
import type { Precision } from "../../parts/map/places";

export type Columns = Schemas["Columns"];

/** Stands for a day, a number or a degree that nobody tells. */
export const NONE = -2147483648;

export interface Incidents {
  /** The ledger's state, for files that are exported. */
  state: string;
  linked: boolean;
  count: number;
  columns: Columns;
  /** First and last day as days since 1970; NONE where it is not known. */
  from: Int32Array;
  to: Int32Array;
  killed: Int32Array;
  injured: Int32Array;
  origins: Int32Array;
  /** Place in `kinds`. */
  kind: Uint16Array;
  /** Kinds by how many incidents are of them, most first; "" for none told. */
  kinds: string[];
  /** Title, place and kind, folded, to look for words in. */
  words: string[];
  placeOf: ReadonlyMap<string, number>;
}

export const dayNumber = (day: string): number =>
  Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000);
export const dayText = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Columns as they come from the server. */
export function incidentsOf(told: Pick<Schemas["AtlasIncidents"], "columns" | "state" | "linked">): Incidents {
  const { columns } = told;
  const count = columns.id.length;
  const days = (given: (string | null)[]): Int32Array =>
    Int32Array.from(given, (day) => {
      const number = day === null ? NaN : dayNumber(day);
      return Number.isFinite(number) ? number : NONE;
    });
  const numbers = (given: (number | null)[]): Int32Array => Int32Array.from(given, (each) => each ?? NONE);
  const tally = new Map<string, number>();
  for (const kind of columns.kind) tally.set(kind ?? "", (tally.get(kind ?? "") ?? 0) + 1);
  const kinds = [...tally.keys()].sort((a, b) => (tally.get(b) ?? 0) - (tally.get(a) ?? 0) || (a < b ? -1 : 1));
  const number = new Map(kinds.map((kind, place) => [kind, place]));
  const from = days(columns.day_from);
  const to = days(columns.day_to);
  for (let n = 0; n < count; n++) if (to[n] === NONE || (to[n] ?? 0) < (from[n] ?? 0)) to[n] = from[n] ?? NONE;
  return {
    state: told.state,
    linked: told.linked,
    count,
    columns,
    from,
    to,
    killed: numbers(columns.killed_high),
    injured: numbers(columns.injured_high),
    origins: numbers(columns.origins),
    kind: Uint16Array.from(columns.kind, (kind) => number.get(kind ?? "") ?? 0),
    kinds,
    words: columns.title.map((title, n) =>
      folded(`${title ?? ""} ${columns.place[n] ?? ""} ${columns.kind[n] ?? ""}`),
    ),
    placeOf: new Map(columns.id.map((id, n) => [id, n])),
  };
}

export const folded = (words: string): string =>
  words
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();

export function precisionOf(incidents: Incidents, n: number): Precision {
  return (incidents.columns.precision[n] ?? "unknown") as Precision;
}

/** The title, or what to say where there is none. */
export const titleOf = (incidents: Incidents, n: number): string => incidents.columns.title[n] ?? "Incident";

/** "3 to 5", "at most 5", "": the lowest and highest that sources give. */
export function range(low: number | null | undefined, high: number | null | undefined): string {
  if (high === null || high === undefined) return low === null || low === undefined ? "" : `at least ${low}`;
  if (low === null || low === undefined) return `at most ${high}`;
  return low === high ? String(low) : `${low} to ${high}`;
}
