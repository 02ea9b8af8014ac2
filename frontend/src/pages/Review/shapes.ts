/** What the API gives and takes, by the names that this page uses. */
import type { Schemas } from "../../api/client";
import type { paths } from "../../api/schema";

export type Item = Schemas["Item"];
export type Field = Schemas["ItemField"];
export type Side = Schemas["Side"];
export type Passage = Schemas["Passage"];
export type Dispute = Schemas["Dispute"];
export type Decision = Schemas["Decision"];
export type Decided = paths["/api/review/undo"]["post"]["responses"][200]["content"]["application/json"];
export type Correction = Decision["corrections"][number];
export type Action = Decision["action"];
export type Kind = Item["kind"];
export type Codebook = Schemas["Codebook"];
export type CodebookSection = Schemas["CodebookSection"];
export type Words = Field["spans"][number];

/** What stands in the queue: an item, with both decisions where two coders differ about it. */
export interface Entry {
  id: string;
  item: Item;
  dispute: Dispute | null;
}

/** What a coder made of an entry. `take` is the number of the decision that is right, of two. */
export interface Verdict {
  action: Action;
  draft: ReadonlyMap<string, Change>;
  reason: string;
  take: number | null;
}

/** What one field should hold instead: another value, other words, or both. Offsets are the report's code points. */
export interface Change {
  /** As the report's JSON has it; left out where only the words change. */
  value?: unknown;
  spans?: Words[];
}

export interface Filter {
  kind: string | null;
  incident: string | null;
  report: string | null;
  field: string | null;
}
