/** Fictional incidents for tests: Velmara, its coast, and a place that no gazetteer has. */
import { incidentsOf, type Columns, type Incidents } from "./incidents";

type Given = Partial<{ [Name in keyof Columns]: Columns[Name][number] }>;

export function made(given: readonly Given[]): Incidents {
  const all = given.map((each, n) => ({
    id: `x1-${n}`,
    title: `Explosion ${n} in Port Arden`,
    lat: null,
    lon: null,
    radius_km: null,
    country: null,
    place: null,
    precision: "unknown",
    day_from: null,
    day_to: null,
    kind: "explosion",
    killed_low: null,
    killed_high: null,
    injured_low: null,
    injured_high: null,
    reports: 1,
    outlets: 1,
    origins: 1,
    unknown: 0,
    ...each,
  }));
  const names = Object.keys(all[0] ?? {}) as (keyof Columns)[];
  const columns = Object.fromEntries(
    names.map((name) => [name, all.map((each) => each[name])]),
  ) as unknown as Columns;
  return incidentsOf({ columns, state: "a1b2", linked: true });
}
