/** What a coder changed of an item and has not sent: by field, and only what differs from what was read. */
import type { Change, Correction, Field, Words } from "./shapes";

export type Draft = ReadonlyMap<string, Change>;

export const NOTHING: Draft = new Map();

/** The draft with another value for this field; its own value again takes the change back. */
export function withValue(draft: Draft, field: Field, value: unknown): Draft {
  const { spans } = draft.get(field.path) ?? {};
  return put(draft, field, { ...(same(value, field.value) ? {} : { value }), ...(spans ? { spans } : {}) });
}

/** The draft with other words for this field; its own words again take the change back. */
export function withSpans(draft: Draft, field: Field, spans: Words[]): Draft {
  const { spans: _, ...rest } = draft.get(field.path) ?? {};
  return put(draft, field, { ...rest, ...(same(spans, field.spans) ? {} : { spans }) });
}

/** The draft without what was changed of this field. */
export function without(draft: Draft, path: string): Draft {
  const left = new Map(draft);
  left.delete(path);
  return left;
}

export function valueOf(draft: Draft, field: Field): unknown {
  const change = draft.get(field.path);
  return change && "value" in change ? change.value : field.value;
}

export function spansOf(draft: Draft, field: Field): Words[] {
  return draft.get(field.path)?.spans ?? field.spans;
}

/** The value as people read it. */
export function shownOf(draft: Draft, field: Field): string {
  const change = draft.get(field.path);
  return change && "value" in change ? wording(change.value) : field.shown;
}

/** As the API takes it, in the order of the fields. */
export function corrections(draft: Draft, fields: readonly Field[]): Correction[] {
  return fields.flatMap((field): Correction[] => {
    const change = draft.get(field.path);
    if (!change) return [];
    const other = "value" in change;
    return [
      { field: field.path, value: other ? change.value : null, keep_value: !other, spans: change.spans ?? null },
    ];
  });
}

/** Corrections as a draft again: what comes back is laid into the form. Words are looked up where only places are told. */
export function draftOf(made: readonly Correction[], wordsAt: WordsAt): Draft {
  const entry = (each: Correction): [string, Change] => {
    const spans = spansIn(each, wordsAt);
    return [each.field, { ...(each.keep_value ? {} : { value: each.value }), ...(spans ? { spans } : {}) }];
  };
  return new Map(made.map(entry));
}

/** The words between two places of the report, in code points; null where they are not at hand. */
export type WordsAt = (start: number, end: number) => Words | null;

/** Where a correction says that its words stand; null where it keeps those there were. */
export function spansIn(made: Correction, wordsAt: WordsAt): Words[] | null {
  if (made.spans) return made.spans;
  const found = made.at?.map(([start, end]) => wordsAt(start, end)) ?? null;
  return found && found.every((each) => each !== null) ? found : null;
}

/** "official_unnamed" as people write it; nothing for what is open. */
export function wording(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object") return JSON.stringify(value);
  return String(value).replaceAll("_", " ");
}

function put(draft: Draft, field: Field, change: Change): Draft {
  const next = new Map(draft);
  if (Object.keys(change).length) next.set(field.path, change);
  else next.delete(field.path);
  return next;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
