/** The fields of the item in front: which one keys act on, which end moves, which menu is open. */
import { Offsets } from "../../text/offsets";
import type { Bench } from "./bench.svelte";
import { spansOf, withSpans, withValue, without } from "./draft";
import { firstWord, withEndMoved, type Grain, type Place } from "./ends";
import type { Field, Item, Words } from "./shapes";

export class Form {
  /** Path of the field that keys act on. */
  path = $state<string | null>(null);
  /** Path of the field whose menu is open. */
  open = $state<string | null>(null);
  /** Whether the ends of the field's words can be moved and are shown. */
  moving = $state(false);
  /** Which end a key moves: 0 and 1 of the first piece, 2 and 3 of the second. */
  end = $state(1);
  /** Whether the coder chose a field by hand. */
  touched = $state(false);

  private readonly item = $derived.by((): Item | null => this.bench.entry?.item ?? null);
  private readonly place = $derived.by((): Place | null => {
    const passage = this.item?.passage;
    return passage ? { start: passage.start, offsets: new Offsets(passage.text) } : null;
  });

  constructor(private readonly bench: Bench) {}

  get field(): Field | null {
    return this.item?.fields.find((each) => each.path === this.path) ?? null;
  }

  /** The piece whose ends can be moved now. */
  get piece(): Words | null {
    const { field } = this;
    if (!field?.takes_spans || !this.moving) return null;
    return spansOf(this.bench.draft, field)[this.end >> 1] ?? null;
  }

  /** Another item is in front: begin with the field that is most in doubt. */
  begin(): void {
    const item = this.item;
    const doubtful = item?.doubts.toSorted((a, b) => b.probability - a.probability)[0]?.field;
    const first = item?.fields.find((each) => each.path === doubtful) ?? item?.fields[0];
    this.choose(first?.path ?? null, false);
    this.touched = false;
  }

  choose(path: string | null, byHand = true): void {
    if (this.path !== path) {
      this.moving = false;
      this.end = 1;
    }
    this.path = path;
    this.open = null;
    this.touched = byHand;
  }

  step(by: number): void {
    const fields = this.item?.fields ?? [];
    const at = fields.findIndex((each) => each.path === this.path);
    const next = fields[Math.min(fields.length - 1, Math.max(0, at + by))];
    if (next) this.choose(next.path);
  }

  /** Correct the field: its words first where it has any, else its value. Again: its value. */
  correct(): void {
    const { field } = this;
    if (!field) return;
    this.touched = true;
    if (field.takes_spans && !this.moving) this.words();
    else this.menu(field.path);
  }

  /** Show the ends of the field's words; a field without words begins with the first of the passage. */
  words(): void {
    const { field, place } = this;
    if (!field?.takes_spans || !place) return;
    if (this.moving) {
      this.moving = false;
      return;
    }
    if (!spansOf(this.bench.draft, field).length) {
      const word = firstWord(place);
      if (word) this.bench.change(withSpans(this.bench.draft, field, [word]));
    }
    this.moving = true;
  }

  menu(path: string): void {
    const field = this.item?.fields.find((each) => each.path === path);
    if (!field || field.editable === "no" || field.editable === "spans") return;
    this.path = path;
    this.touched = true;
    this.moving = false;
    this.open = path;
  }

  /** Open the menu of the first field there is of these. */
  openOne(roots: readonly string[]): void {
    const fields = this.item?.fields ?? [];
    const root = (path: string): string => path.split(/[.[]/, 1)[0] ?? "";
    for (const wanted of roots) {
      const found = fields.find((each) => root(each.path) === wanted && each.editable !== "no");
      if (found) return this.menu(found.path);
    }
  }

  move(by: 1 | -1, grain: Grain): void {
    const { field, place } = this;
    if (!field || !place) return;
    if (!this.moving) {
      this.words();
      this.touched = true;
    }
    const spans = spansOf(this.bench.draft, field);
    const next = withEndMoved(place, spans, this.end, by, grain);
    if (next !== spans) this.bench.change(withSpans(this.bench.draft, field, next));
  }

  otherEnd(): void {
    const { field } = this;
    if (!field?.takes_spans) return;
    if (!this.moving) this.words();
    const ends = 2 * Math.max(1, spansOf(this.bench.draft, field).length);
    this.end = (this.end + 1) % ends;
  }

  /** Other words for the field, drawn or dragged with the pointer: in the place of the piece that is moved. */
  drawn(words: Words): void {
    const { field } = this;
    if (!field?.takes_spans || !this.moving) return;
    const spans = spansOf(this.bench.draft, field);
    const at = this.end >> 1;
    const next = spans.length ? spans.map((each, n) => (n === at ? words : each)) : [words];
    const apart = next.every((each, n) => n === 0 || (next[n - 1]?.end ?? 0) <= each.start);
    this.bench.change(withSpans(this.bench.draft, field, apart ? next : [words]));
  }

  set(path: string, value: unknown): void {
    const field = this.item?.fields.find((each) => each.path === path);
    if (field) this.bench.change(withValue(this.bench.draft, field, value));
    this.open = null;
  }

  /** The value with this number, of the field that keys act on. */
  pick(n: number): void {
    const { field } = this;
    const option = field?.editable === "choice" ? field.options[n] : undefined;
    if (!field || !option) return;
    this.touched = true;
    this.set(field.path, option.value);
  }

  back(path: string): void {
    this.bench.change(without(this.bench.draft, path));
  }

  /** Close what is open; with nothing open, take the change of the field back. */
  leave(): void {
    if (this.open) this.open = null;
    else if (this.moving) this.moving = false;
    else if (this.path && this.bench.draft.has(this.path)) this.back(this.path);
  }
}
