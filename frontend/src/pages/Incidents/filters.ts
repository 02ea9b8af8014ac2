/** What a list of incidents is asked for, kept in the page's address. */
export interface Filters {
  q: string;
  place: string;
  country: string;
  kind: string;
  since: string;
  until: string;
  min_origins: string;
  killed: string;
  contradicted: string;
  unsure: string;
  changed_since: string;
  order: string;
}

export const NONE: Readonly<Filters> = {
  q: "",
  place: "",
  country: "",
  kind: "",
  since: "",
  until: "",
  min_origins: "",
  killed: "",
  contradicted: "",
  unsure: "",
  changed_since: "",
  order: "",
};

const NAMES = Object.keys(NONE) as (keyof Filters)[];

/** The filters that an address asks for. */
export function filtersOf(query: URLSearchParams): Filters {
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) ?? ""])) as unknown as Filters;
}

/** As parameters of the API: what is not set is left out, numbers and yes/no as such. */
export function asked(filters: Filters): Record<string, string | number | boolean> {
  const out: Record<string, string | number | boolean> = {};
  for (const name of NAMES) {
    const value = filters[name].trim();
    if (!value) continue;
    if (name === "min_origins" || name === "killed") {
      if (/^\d+$/.test(value)) out[name] = Number(value);
    } else if (name === "contradicted" || name === "unsure") out[name] = value === "true";
    else if (name === "since" || name === "until") {
      if (/^\d{4}-\d\d-\d\d$/.test(value)) out[name] = value;
    } else out[name] = value;
  }
  return out;
}

/** How many filters are set, the order aside. */
export function many(filters: Filters): number {
  return NAMES.filter((name) => name !== "order" && filters[name].trim()).length;
}
