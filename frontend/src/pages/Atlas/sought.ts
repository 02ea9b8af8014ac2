/** What is asked for, as it stands in the address of the page. */
import { dayNumber, dayText } from "./incidents";

export interface Sought {
  /** Days since 1970, both included; null for open. */
  from: number | null;
  to: number | null;
  /** Only those whose day nobody tells. */
  undated: boolean;
  kinds: string[];
  countries: string[];
  /** West, south, east, north. */
  box: [number, number, number, number] | null;
  /** Only those that no map can show. */
  unplaced: boolean;
  /** Id of an actor, or of an edge as "by>about:kind". */
  actor: string | null;
  killed: number;
  injured: number;
  origins: number;
  words: string;
}

export const NOTHING: Sought = {
  from: null,
  to: null,
  undated: false,
  kinds: [],
  countries: [],
  box: null,
  unplaced: false,
  actor: null,
  killed: 0,
  injured: 0,
  origins: 0,
  words: "",
};

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Read from an address; what is not well written asks for nothing. */
export function soughtOf(query: URLSearchParams): Sought {
  const day = (name: string): number | null => {
    const given = query.get(name) ?? "";
    const number = DAY.test(given) ? dayNumber(given) : NaN;
    return Number.isFinite(number) ? number : null;
  };
  const least = (name: string): number => Math.max(0, Math.trunc(Number(query.get(name)) || 0));
  const many = (name: string): string[] => (query.get(name) ?? "").split(",").filter(Boolean).map(decodeURIComponent);
  const box = (query.get("box") ?? "").split(",").map(Number);
  return {
    from: day("from"),
    to: day("to"),
    undated: query.get("day") === "unknown",
    kinds: query.has("kind") ? many("kind").map((kind) => (kind === "-" ? "" : kind)) : [],
    countries: many("country"),
    box: box.length === 4 && box.every(Number.isFinite) ? (box as [number, number, number, number]) : null,
    unplaced: query.get("place") === "unknown",
    actor: query.get("actor"),
    killed: least("killed"),
    injured: least("injured"),
    origins: least("origins"),
    words: query.get("q") ?? "",
  };
}

/** For `place.keep`. */
export function queryOf(sought: Sought): Record<string, string | null> {
  const list = (values: string[]): string => values.map((each) => encodeURIComponent(each || "-")).join(",");
  return {
    from: sought.from === null ? null : dayText(sought.from),
    to: sought.to === null ? null : dayText(sought.to),
    day: sought.undated ? "unknown" : null,
    kind: list(sought.kinds),
    country: list(sought.countries),
    box: sought.box && sought.box.map((each) => each.toFixed(2)).join(","),
    place: sought.unplaced ? "unknown" : null,
    actor: sought.actor,
    killed: sought.killed ? String(sought.killed) : null,
    injured: sought.injured ? String(sought.injured) : null,
    origins: sought.origins ? String(sought.origins) : null,
    q: sought.words || null,
  };
}

/** What is asked for, in words, for a caption; "all incidents" where nothing is. `named` says how an actor is called. */
export function inWords(sought: Sought, named: (actor: string) => string = (id) => id): string {
  const parts: string[] = [];
  if (sought.words) parts.push(`with the words “${sought.words}”`);
  if (sought.kinds.length) parts.push(`of kind ${sought.kinds.map((kind) => kind || "not told").join(" or ")}`);
  if (sought.from !== null && sought.to !== null) parts.push(`from ${dayText(sought.from)} to ${dayText(sought.to)}`);
  else if (sought.from !== null) parts.push(`since ${dayText(sought.from)}`);
  else if (sought.to !== null) parts.push(`until ${dayText(sought.to)}`);
  if (sought.undated) parts.push("whose day is not known");
  if (sought.countries.length) parts.push(`in ${sought.countries.join(" or ")}`);
  if (sought.box)
    parts.push(`within ${sought.box.map((each) => each.toFixed(1)).join(", ")} (west, south, east, north)`);
  if (sought.unplaced) parts.push("that no map can show");
  if (sought.actor) parts.push(`in which ${named(sought.actor)} has or gets a word`);
  if (sought.killed) parts.push(`with ${sought.killed} or more killed as some source says`);
  if (sought.injured) parts.push(`with ${sought.injured} or more injured as some source says`);
  if (sought.origins) parts.push(`of ${sought.origins} or more independent origins`);
  return parts.length ? `Incidents ${parts.join(", ")}` : "All incidents";
}
