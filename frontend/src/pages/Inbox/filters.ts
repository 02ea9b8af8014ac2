/** The words and filters of a list, and how they stand in its address. */

export interface Filter {
  name: string;
  says: string;
  example: string;
  type?: "date" | "number";
  choices?: string[];
}

export const STATUSES = [
  "asserted",
  "denied",
  "alleged",
  "believed",
  "conditional",
  "planned",
  "threatened",
  "demanded",
  "asked",
  "unknown",
];

export const FILTERS: Filter[] = [
  { name: "actor", says: "Actor", example: "who did it, or is blamed" },
  { name: "place", says: "Place", example: "and all within it" },
  { name: "type", says: "Type", example: "Armed clash, ASSAULT" },
  { name: "since", says: "Published since", example: "", type: "date" },
  { name: "until", says: "Until", example: "", type: "date" },
  { name: "claimed_by", says: "Said by", example: "a source's name" },
  { name: "status", says: "How firmly", example: "any", choices: STATUSES },
  { name: "min_origins", says: "Origins, at least", example: "2", type: "number" },
  { name: "outlet", says: "Outlet", example: "name" },
  { name: "language", says: "Language", example: "en" },
];

const NAMES = [...FILTERS.map((filter) => filter.name), "incident"];

export interface Wanted {
  words: string;
  filters: Record<string, string>;
  unread: boolean;
  fresh: boolean;
  order: "" | "taken" | "published" | "best";
}

/** What an address asks for. */
export function wantedOf(query: URLSearchParams): Wanted {
  const filters: Record<string, string> = {};
  for (const name of NAMES) {
    const value = query.get(name);
    if (value) filters[name] = value;
  }
  const order = query.get("order") ?? "";
  return {
    words: query.get("words") ?? "",
    filters,
    unread: query.get("view") === "unread",
    fresh: query.get("view") === "new",
    order: order === "taken" || order === "published" || order === "best" ? order : "",
  };
}

/** The same as parameters of an address; what asks for nothing is "". */
export function addressOf(wanted: Wanted): Record<string, string> {
  const out: Record<string, string> = { words: wanted.words, order: wanted.order };
  for (const name of NAMES) out[name] = wanted.filters[name] ?? "";
  out.view = wanted.unread ? "unread" : wanted.fresh ? "new" : "";
  return out;
}

/** Whether words or filters narrow the list. */
export function narrows(wanted: Wanted): boolean {
  return wanted.words.trim() !== "" || Object.keys(wanted.filters).length > 0;
}

/** Words and filters as parameters of the API. */
export function asked(wanted: Wanted): Record<string, string> {
  return { ...(wanted.words.trim() ? { words: wanted.words } : {}), ...wanted.filters };
}

/** How a filter is called for people. */
export function saysOf(name: string): string {
  return FILTERS.find((filter) => filter.name === name)?.says ?? name;
}
