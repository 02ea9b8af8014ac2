/** Who asserts what of whom, put together for whichever incidents fit: counted by origins and not by reports. */
import type { Schemas } from "../../api/client";
import type { Incidents } from "./incidents";

export type Kind = "claimed" | "admitted" | "denied" | "accused" | "suspected" | "unknown" | "counted";

/** In the order in which they are shown, with what an edge says between two names and without a second one. */
export const KINDS: { kind: Kind; says: string; short: string }[] = [
  { kind: "claimed", says: "claims", short: "claims" },
  { kind: "admitted", says: "admits", short: "admits" },
  { kind: "denied", says: "denies", short: "denies" },
  { kind: "accused", says: "blames", short: "blames" },
  { kind: "suspected", says: "suspects", short: "suspects" },
  { kind: "unknown", says: "speaks of", short: "speaks of" },
  { kind: "counted", says: "gives a toll of", short: "counts" },
];

export interface Actor {
  id: string;
  name: string;
  kind: string;
}

export interface Assertions {
  actors: Actor[];
  actorOf: ReadonlyMap<string, number>;
  /** Of each assertion: place of the incident; -1 for `about` where it is about nobody. */
  incident: Int32Array;
  by: Int32Array;
  about: Int32Array;
  kind: Uint8Array;
  unknown: Int32Array;
  reports: Int32Array;
  origins: number[][];
}

/** Whose id stands for all who are not public or not named. */
export const NOBODY = "not-public";

export interface Edge {
  /** "by>about:kind"; about is "incident" with the kind of incident where it is about nobody. */
  key: string;
  by: string;
  /** Id of an actor, or "=shooting" for a kind of incident. */
  about: string;
  kind: Kind;
  origins: number;
  unknown: number;
  reports: number;
  incidents: number;
}

export function assertionsOf(told: Schemas["Network"], incidents: Incidents): Assertions {
  const { asserted } = told;
  const place = (kind: string): number =>
    Math.max(
      0,
      KINDS.findIndex((each) => each.kind === kind),
    );
  return {
    actors: told.actors,
    actorOf: new Map(told.actors.map((actor, n) => [actor.id, n])),
    incident: Int32Array.from(asserted.incident, (id) => incidents.placeOf.get(id) ?? -1),
    by: Int32Array.from(asserted.by),
    about: Int32Array.from(asserted.about, (actor) => actor ?? -1),
    kind: Uint8Array.from(asserted.kind, place),
    unknown: Int32Array.from(asserted.unknown),
    reports: Int32Array.from(asserted.reports),
    origins: asserted.origins,
  };
}

/** The edges of these incidents (`fits` by place), kinds of assertion as asked; most origins first, then by name. */
export function edgesOf(
  assertions: Assertions,
  incidents: Incidents,
  fits: (incident: number) => boolean,
  kinds: ReadonlySet<Kind>,
): Edge[] {
  const found = new Map<string, { edge: Edge; origins: Set<number>; incidents: Set<number> }>();
  const wanted = Uint8Array.from(KINDS, (each) => (kinds.has(each.kind) ? 1 : 0));
  for (let n = 0; n < assertions.by.length; n++) {
    const at = assertions.incident[n] as number;
    if (!wanted[assertions.kind[n] as number] || at < 0 || !fits(at)) continue;
    const by = (assertions.actors[assertions.by[n] as number] as Actor).id;
    const other = assertions.about[n] as number;
    const kind = (KINDS[assertions.kind[n] as number] as (typeof KINDS)[number]).kind;
    const about = other < 0 ? `=${incidents.columns.kind[at] ?? ""}` : (assertions.actors[other] as Actor).id;
    const key = keyOf(by, about, kind);
    let one = found.get(key);
    if (!one) {
      const edge = { key, by, about, kind, origins: 0, unknown: 0, reports: 0, incidents: 0 };
      found.set(key, (one = { edge, origins: new Set(), incidents: new Set() }));
    }
    for (const origin of assertions.origins[n] ?? []) one.origins.add(origin);
    one.incidents.add(at);
    one.edge.unknown += assertions.unknown[n] as number;
    one.edge.reports += assertions.reports[n] as number;
  }
  const edges = [...found.values()].map(({ edge, origins, incidents }) => ({
    ...edge,
    origins: origins.size,
    incidents: incidents.size,
  }));
  return edges.sort((a, b) => b.origins - a.origins || b.incidents - a.incidents || (a.key < b.key ? -1 : 1));
}

export const keyOf = (by: string, about: string, kind: Kind): string => `${by}>${about}:${kind}`;

/** The incidents in which an actor, or an edge, has a word. */
export function incidentsOfActor(assertions: Assertions, incidents: Incidents, asked: string): Set<number> {
  const found = new Set<number>();
  const edge = /^([^>]+)>(.+):([a-z]+)$/.exec(asked);
  const kindNode = !edge && asked.startsWith("=");
  for (let n = 0; n < assertions.by.length; n++) {
    const at = assertions.incident[n] as number;
    if (at < 0) continue;
    const by = (assertions.actors[assertions.by[n] as number] as Actor).id;
    const other = assertions.about[n] as number;
    const about = other < 0 ? `=${incidents.columns.kind[at] ?? ""}` : (assertions.actors[other] as Actor).id;
    const fits = edge
      ? by === edge[1] && about === edge[2] && KINDS[assertions.kind[n] as number]?.kind === edge[3]
      : kindNode
        ? about === asked
        : by === asked || about === asked;
    if (fits) found.add(at);
  }
  return found;
}

/** How an actor, a kind of incident or an edge is called. */
export function nameOf(assertions: Assertions, asked: string): string {
  const edge = /^([^>]+)>(.+):([a-z]+)$/.exec(asked);
  if (edge) {
    const says = KINDS.find((each) => each.kind === edge[3])?.says ?? "";
    return `${nameOf(assertions, edge[1] as string)} ${says} ${nameOf(assertions, edge[2] as string)}`;
  }
  if (asked.startsWith("=")) return asked.slice(1) || "incident";
  if (asked === NOBODY) return "somebody not public or not named";
  const place = assertions.actorOf.get(asked);
  return place === undefined ? "an actor who is not here" : (assertions.actors[place] as Actor).name;
}

/** "2 origins", "2 origins, 1 unknown", "origin unknown": how a number of origins is told everywhere. */
export function originsTold({ origins, unknown }: { origins: number; unknown: number }): string {
  if (!origins) return unknown === 1 ? "1 text of unknown origin" : `${unknown} texts of unknown origin`;
  return `${origins} ${origins === 1 ? "origin" : "origins"}${unknown ? `, ${unknown} unknown` : ""}`;
}
