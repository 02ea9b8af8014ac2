/** The report that is being read: its findings by key, what is pointed at, what is shown. */
import { SvelteSet } from "svelte/reactivity";
import { api, ask, askTagged, type Schemas } from "../../api/client";
import { ownerOf, type Chip, type Layer } from "../../text/marks";

export type Page = Schemas["ReportPage"];
export type Card = Schemas["CardShape"];
export type Piece = Schemas["PieceShape"];
export type Codebook = Schemas["Codebook"];

export interface Ends {
  readonly start: number;
  readonly end: number;
}

/** Which list of the side panel a finding stands in, by the letter its key begins with. */
export const TABS = ["claims", "events", "words", "questions", "source"] as const;
export type Tab = (typeof TABS)[number];
const TAB_OF: Record<string, Tab> = { c: "claims", e: "events", t: "events", l: "words", i: "questions" };
export const tabOf = (key: string): Tab => TAB_OF[key[0] ?? "c"] ?? "claims";

export class Reading {
  page = $state.raw<Page | null>(null);
  etag = $state<string | null>(null);
  failure = $state.raw<unknown>(null);
  /** What was chosen ("c3", or a field of it, "c3-source"), and what is under the pointer. */
  current = $state<string | null>(null);
  pointed = $state<string | null>(null);
  voice = $state<string | null>(null);
  tab = $state<Tab>("claims");
  layers = new SvelteSet<Layer>(["claims", "sources", "events", "fields"]);
  codebook = $state.raw<Codebook | null>(null);

  readonly cards = $derived(new Map(this.all().map((card) => [card.key, card])));
  readonly #spans = $derived(spansByKey(this.page));
  readonly lit = $derived(this.#spans.get(this.pointed ?? this.current ?? "") ?? []);
  readonly chips = $derived(chipsOf(this.page));

  async load(id: string, asOf: number | null): Promise<void> {
    try {
      const query = asOf === null ? {} : { as_of: asOf };
      const { data, etag } = await askTagged(api.GET("/api/reports/{id}", { params: { path: { id }, query } }));
      this.page = data as Page;
      this.etag = etag;
      this.failure = null;
    } catch (error) {
      this.failure = error;
    }
  }

  async loadCodebook(): Promise<void> {
    this.codebook ??= await ask(api.GET("/api/review/codebook"));
  }

  all(): Card[] {
    const page = this.page;
    return page
      ? [...(page.claims ?? []), ...(page.events ?? []), ...(page.loaded ?? []), ...page.tolls, ...page.issues]
      : [];
  }

  spans(key: string): readonly Ends[] {
    return this.#spans.get(key) ?? [];
  }

  card(key: string | null): Card | null {
    return key === null ? null : (this.cards.get(ownerOf(key)) ?? null);
  }

  choose(key: string | null): void {
    this.current = key;
    if (key !== null && this.cards.has(ownerOf(key))) this.tab = tabOf(key);
  }

  /** The next claim ("c") or event ("e") after the one chosen, in the order of the text. */
  next(letter: "c" | "e", step: 1 | -1): string | null {
    const keys = [...this.cards.keys()].filter((key) => key.startsWith(letter));
    const at = this.current ? keys.indexOf(ownerOf(this.current)) : -1;
    return (
      keys[at < 0 ? (step > 0 ? 0 : keys.length - 1) : Math.min(Math.max(at + step, 0), keys.length - 1)] ?? null
    );
  }

  toggle(layer: Layer): void {
    const both: Layer[] = layer === "claims" ? ["claims", "sources"] : [layer];
    const on = !this.layers.has(layer);
    for (const each of both) {
      if (on) this.layers.add(each);
      else this.layers.delete(each);
    }
  }
}

function spansByKey(page: Page | null): Map<string, Ends[]> {
  const out = new Map<string, Ends[]>();
  const put = (key: string, span: Ends): void => {
    const known = out.get(key);
    if (known) known.push(span);
    else out.set(key, [span]);
  };
  for (const mark of page?.marks ?? []) {
    put(mark.key, mark);
    if (mark.key.includes("-")) put(ownerOf(mark.key), mark);
  }
  return out;
}

function chipsOf(page: Page | null): Chip[] {
  if (!page) return [];
  const hidden = page.stretches.map((each) => ({ ...each, kind: "hidden" as const }));
  const masked = page.masked.map((each) => ({
    start: each.start,
    end: each.end,
    label: each.who,
    title: "A private person’s name, hidden from you",
    kind: "masked" as const,
  }));
  return [...hidden, ...masked].sort((a, b) => a.start - b.start);
}
