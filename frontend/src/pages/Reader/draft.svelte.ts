/** A correction that is being written: which fields of one finding should hold what, on which words. Kept until saved. */
import { api, ask, askTagged, type Schemas } from "../../api/client";
import type { Span } from "../../text/offsets";
import type { Card, Codebook, Piece } from "./reading.svelte";

type Change = Schemas["ChangeAsked"];
export type Party = Schemas["PartyShape"];
export interface Option {
  readonly name: string;
  readonly definition: string;
}

export interface DraftField {
  readonly path: string;
  /** Where the same figure stands once more, and is corrected with this one: a toll's stands in an event. */
  readonly also?: { annotation: string; path: string };
  readonly name: string;
  readonly kind: "choice" | "party" | "number" | "text" | "words";
  /** Values to choose from, with what they mean. */
  readonly section?: string;
  readonly was: unknown;
  readonly wasSpans: readonly Span[];
  value: unknown;
  spans: Span[];
}

export class Draft {
  fields = $state<DraftField[]>([]);
  reason = $state("");
  /** Which words are being moved: the field's place in the form, and which piece of them. */
  words = $state<{ field: number; piece: number } | null>(null);
  busy = $state(false);
  failure = $state<string | null>(null);
  /** What others changed meanwhile. */
  since = $state.raw<Schemas["HistoryShape"][]>([]);

  constructor(
    readonly report: string,
    readonly card: Card,
    public etag: string,
    events: readonly Card[] = [],
  ) {
    this.fields = fieldsOf(card, events);
  }

  get edited(): Span | null {
    return this.words ? (this.fields[this.words.field]?.spans[this.words.piece] ?? null) : null;
  }

  moveWords(span: Span): void {
    const field = this.words && this.fields[this.words.field];
    if (field && this.words) field.spans[this.words.piece] = span;
  }

  /** Give a field these words alone. */
  setWords(at: number, span: Span): void {
    const field = this.fields[at];
    if (!field) return;
    field.spans = [span];
    this.words = { field: at, piece: 0 };
  }

  get changes(): Change[] {
    return this.fields.filter(isChanged).flatMap((field) => {
      const change: Change = {
        annotation: this.card.id,
        field: field.path,
        value: field.path === "content" ? plain(field.spans) : field.value,
        spans: field.path !== "content" && !same(field.spans, field.wasSpans) ? plain(field.spans) : undefined,
      };
      // Who says what the toll is leaves no other number likely.
      const bounds = field.path === "best" ? ["low", "high"] : [];
      const also = field.also ? [{ ...change, annotation: field.also.annotation, field: field.also.path }] : [];
      return [change, ...bounds.map((path) => ({ ...change, field: path, spans: undefined })), ...also];
    });
  }

  /** Saves; gives the numbers of the corrections, or null where somebody was faster (`since` says who). */
  async save(): Promise<Schemas["Corrected"] | null> {
    this.busy = true;
    this.failure = null;
    try {
      const { data } = await askTagged(
        api.POST("/api/reports/{id}/corrections", {
          params: { path: { id: this.report }, header: { "If-Match": this.etag } },
          body: { changes: this.changes, reason: this.reason.trim() },
        }),
      );
      return data;
    } catch (error) {
      const problem = error as { status?: number; more?: Record<string, unknown>; message?: string };
      if (problem.status === 412) {
        this.etag = String(problem.more?.now ?? "");
        this.since = (problem.more?.since ?? []) as Schemas["HistoryShape"][];
        return null;
      }
      this.failure = problem.message ?? String(error);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

/** Takes corrections back, the newest first; gives why incidents follow only when the ledger is linked, if so. */
export async function takeBack(report: string, sequences: readonly number[], reason: string): Promise<string | null> {
  let again: string | null = null;
  for (const sequence of [...sequences].reverse()) {
    const made = await ask(
      api.POST("/api/reports/{id}/corrections/{sequence}/withdrawal", {
        params: { path: { id: report, sequence }, header: { "If-Match": "*" } },
        body: { reason },
      }),
    );
    again = made.again ?? null;
  }
  return again;
}

export function optionsOf(codebook: Codebook | null, field: DraftField, type: string | null): Option[] {
  const entries = codebook?.sections.find((each) => each.name === field.section)?.entries ?? [];
  if (field.path === "type") return entries.filter((each) => !each.parent);
  if (field.path === "mode") return entries.filter((each) => each.parent === type);
  return entries;
}

const plain = (spans: readonly Span[]): Span[] => spans.map(({ start, end, words }) => ({ start, end, words }));
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
export const isChanged = (field: DraftField): boolean =>
  !same(field.value, field.was) || !same(plain(field.spans), plain(field.wasSpans));

function field(
  name: string,
  kind: DraftField["kind"],
  piece: Piece | null | undefined,
  section?: string,
): DraftField[] {
  if (!piece?.path) return [];
  const spans = plain(piece.spans ?? []);
  return [
    {
      path: piece.path,
      name,
      kind,
      section,
      was: piece.held,
      value: piece.held,
      wasSpans: spans,
      spans: plain(spans),
    },
  ];
}

function claimFields(card: Card): DraftField[] {
  return [
    ...field("Speaker", "party", card.source),
    ...field("What is said", "words", card.content),
    ...field("Words that report", "words", card.cue),
    ...field("What the speaker commits to", "choice", card.status, "status"),
    ...field("What the reporter commits to", "choice", card.stance, "stance"),
    ...field("Kind of source", "choice", card.source_type, "source_type"),
  ];
}

function eventFields(card: Card): DraftField[] {
  const bare = (path: "type" | "mode"): DraftField => ({
    path,
    name: path === "type" ? "Type" : "Mode",
    kind: "choice",
    section: "event",
    was: card[path] ?? null,
    value: card[path] ?? null,
    wasSpans: [],
    spans: [],
  });
  return [
    bare("type"),
    bare("mode"),
    ...field("Real, meant, possible", "choice", card.modality, "modality"),
    ...field("Happened or not", "choice", card.polarity, "polarity"),
    ...field("Once, often, in general", "choice", card.genericity, "genericity"),
    ...others(card),
  ];
}

/** What of a finding can be corrected: nothing of an open question. */
export function fieldsOf(card: Card, events: readonly Card[]): DraftField[] {
  if (card.key.startsWith("c")) return claimFields(card);
  if (card.key.startsWith("e")) return eventFields(card);
  return card.key.startsWith("t") ? tollFields(card, events) : others(card);
}

/** The number that stands for the whole, and each figure told, there and in the event that has it in the same words. */
function tollFields(card: Card, events: readonly Card[]): DraftField[] {
  const effect = card.type === "injured" ? "Injured" : "Killed";
  const held = events.flatMap((event) =>
    event.facts.flatMap((fact) =>
      fact.pieces
        .filter((piece) => /^quantities\[\d+\]$/u.test(piece.path ?? ""))
        .map((piece) => ({ id: event.id, piece })),
    ),
  );
  const figures = card.facts.flatMap((fact) =>
    fact.pieces.flatMap((piece) => {
      if (!/^told\[\d+\]$/u.test(piece.path ?? "")) return [];
      const there = held.find((each) => same(plain(each.piece.spans ?? []), plain(piece.spans ?? [])));
      const { count } = piece.held as { count: unknown };
      const also = there && { annotation: there.id, path: `${there.piece.path}.count` };
      return field(`${effect}, told here`, "number", { ...piece, path: `${piece.path}.count`, held: count }).map(
        (each) => ({ ...each, also }),
      );
    }),
  );
  return [...field(`${effect}, all together`, "number", card.content), ...figures];
}

/** Facts that name a field: parties, figures, places; what has a structure of its own keeps it, and moves its words. */
function others(card: Card): DraftField[] {
  return card.facts.flatMap((fact) =>
    fact.pieces.flatMap((piece) => {
      const path = piece.path ?? "";
      if (/^(participants|responsibility)\[\d+\]\.party$|^(target|audience)$/u.test(path))
        return field(fact.name, "party", piece);
      if (/^responsibility\[\d+\]\.kind$/u.test(path)) return field(fact.name, "choice", piece, "responsibility");
      if (/^quantities\[\d+\]$/u.test(path)) {
        const held = piece.held as { count: unknown };
        return field(fact.name, "number", { ...piece, path: `${path}.count`, held: held.count });
      }
      if (path === "place") return field(fact.name, "text", piece);
      return path === "time" ? field(fact.name, "words", piece) : [];
    }),
  );
}
