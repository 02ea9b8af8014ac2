/** Rows of agreement with names that people use for fields. */
import type { Schemas } from "../../api/client";
import type { Row } from "./said";

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
  "participants.party": "who took part",
  "responsibility.party": "who is behind it",
  "responsibility.kind": "how held responsible",
  "quantities.count": "how many",
};

export type LabelledRow = Row & { why: string; measure: string };

/** What needs a look first: the least agreement on top, what cannot be told at the end. */
export function labelled(items: readonly Schemas["AgreementOfField"][]): LabelledRow[] {
  const rows = items.map((each) => ({
    ...each,
    label: LABELS[each.field] ?? each.field.replaceAll(/[_.]/g, " "),
    why: each.why ?? "",
    met: each.met ?? [],
  }));
  return rows.sort((a, b) => (a.alpha ?? 2) - (b.alpha ?? 2));
}
