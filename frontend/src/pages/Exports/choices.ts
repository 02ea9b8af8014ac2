/** What can be exported, and in which formats. */
import type { Schemas } from "../../api/client";

export type What = NonNullable<Schemas["ToExport"]["what"]>;
export type Format = NonNullable<Schemas["ToExport"]["format"]>;

export const WHAT: { name: What; says: string }[] = [
  { name: "incidents", says: "one row for each, with all voices and the range of every figure" },
  { name: "events", says: "one row for each that a report tells" },
  { name: "claims", says: "one row for each: who says it, how firmly, in which words" },
  { name: "reports", says: "what is known of each report" },
  { name: "training", says: "decisions of review with the exact words they are on, to learn from" },
];

export const FORMATS: { name: Format; shown: string; says: string }[] = [
  { name: "csv", shown: "CSV", says: "for spreadsheets; formulas cannot run" },
  { name: "acled", shown: "CSV, ACLED's columns", says: "the 31 columns of their files, and ours behind" },
  { name: "jsonl", shown: "JSON lines", says: "exact words, one object a line" },
  { name: "parquet", shown: "Parquet", says: "typed columns" },
  { name: "geojson", shown: "GeoJSON", says: "points and areas, for maps" },
];

/** Whether a format can hold it. */
export function fits(format: Format, what: What): boolean {
  if (what === "training") return format === "jsonl";
  return !["acled", "geojson"].includes(format) || what === "incidents" || what === "events";
}
