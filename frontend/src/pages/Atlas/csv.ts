/** What is seen, as a table for spreadsheets: RFC 4180, UTF-8, and no cell that a spreadsheet would run. */
import { KINDS, nameOf, type Assertions, type Edge } from "./assertions";
import type { Columns, Incidents } from "./incidents";

type Cell = string | number | null | undefined;

const FORMULA =
  /^(?:[\s\0'\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n\0])/u;

/** A cell as it may be written: text that begins as a formula does gets an apostrophe, as in every export. */
export function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = (FORMULA.test(value) ? `'${value}` : value).replace(/\0|\p{Surrogate}/gu, "\ufffd");
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

export interface Source {
  /** What is shown, in words. */
  asked: string;
  /** Of the ledger. */
  state: string;
  version: string;
}

/** Notes stand in rows of their own above the header, each in one cell that begins with "# ". */
export function table(
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
  { asked, state, version }: Source,
): string {
  const lines = [
    `# ${asked}`,
    `# Ledger state ${state}, reportedly ${version}`,
    "# Figures are what sources say; origins counts independent origins as far as known; empty is not told",
  ].map(cell);
  lines.push(header.join(","));
  for (const row of rows) lines.push(row.map(cell).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

const NAMES: (keyof Columns)[] = [
  "id", "title", "day_from", "day_to", "place", "country", "precision", "lat", "lon", "radius_km", "kind",
  "killed_low", "killed_high", "injured_low", "injured_high", "reports", "outlets", "origins", "unknown",
]; // prettier-ignore

/** The incidents, a row each, in the order given. */
export function incidentsTable(incidents: Incidents, among: Iterable<number>, source: Source): string {
  function* rows(): Generator<Cell[]> {
    for (const n of among) yield NAMES.map((name) => incidents.columns[name][n]);
  }
  return table(NAMES, rows(), source);
}

/** The edges, a row each. */
export function edgesTable(assertions: Assertions, edges: readonly Edge[], source: Source): string {
  const header = ["by", "asserts", "about", "origins", "unknown", "reports", "incidents", "by_id", "about_id"];
  const rows = edges.map((edge) => [
    nameOf(assertions, edge.by),
    KINDS.find((each) => each.kind === edge.kind)?.short,
    nameOf(assertions, edge.about),
    edge.origins,
    edge.unknown,
    edge.reports,
    edge.incidents,
    edge.by,
    edge.about,
  ]);
  return table(header, rows, source);
}
