/** How the words of an item are marked in its passage, by the field that rests on them. */
import type { Firmness, Kind, Mark } from "../../text/marks";
import type { Item, Passage, Words } from "./shapes";
import { inPassage, type Place } from "./ends";

/** Line styles of src/reportedly/export/article.py; what is not named is firm. */
const FIRMNESS: Record<string, Firmness> = {
  denied: "denied",
  alleged: "doubt",
  believed: "doubt",
  unknown: "doubt",
  planned: "unreal",
  threatened: "unreal",
  conditional: "unreal",
  demanded: "unreal",
  asked: "unreal",
};

const KINDS: Record<string, Kind> = {
  content: "content",
  source: "source",
  cue: "cue",
  place: "place",
  time: "time",
  participants: "person",
};

/** Marks over the passage. `other` are the words that a field rests on by the coder's draft, by path. */
export function marksOf(
  passage: Passage,
  place: Place,
  kind: Item["kind"],
  status: string,
  other: ReadonlyMap<string, Words[]>,
): Mark[] {
  const as_read = passage.highlights.filter((each) => !other.has(each.field));
  const changed = [...other].flatMap(([field, spans]) => spans.map((each) => ({ ...each, field })));
  return [...as_read, ...changed].flatMap((each, n): Mark[] => {
    const at = inPassage(place, each);
    const root = each.field.split(/[.[]/, 1)[0] ?? "";
    const looks: Kind = kind === "event" && root === "type" ? "happened" : (KINDS[root] ?? "field");
    if (!at || at.start === at.end) return [];
    const voice = looks === "content" ? { voice: 1, firmness: FIRMNESS[status] ?? "firm" } : {};
    return [{ start: at.start, end: at.end, key: `f${n}-${each.field}`, kind: looks, ...voice }];
  });
}

/** The field that a mark stands for. */
export function fieldOf(key: string): string {
  return key.slice(key.indexOf("-") + 1);
}
