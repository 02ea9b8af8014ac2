/** Rows of agreement with names that people use for fields. */
import type { Schemas } from "../../api/client";
import type { Met, Row } from "./said";

const LABELS: Record<string, string> = {
  decision: "whether it stands",
  source: "source",
  source_type: "kind of source",
  cue: "cue",
  content: "content",
  kind: "quoted or not",
  status: "firmness",
  stance: "stance",
  type: "what",
  mode: "in which way",
  polarity: "whether it happened",
  modality: "told as",
  genericity: "how often",
  time: "when",
  place: "where",
};

export type LabelledRow = Row & { raw: number | null; why: string; measure: string };

export function labelled(items: readonly Schemas["AgreementOfField"][]): LabelledRow[] {
  return items.map((each) => ({
    ...each,
    label: LABELS[each.field] ?? each.field.replaceAll("_", " "),
    why: each.why ?? "",
    met: ("met" in each ? (each.met as Met[]) : null) ?? [],
  }));
}
