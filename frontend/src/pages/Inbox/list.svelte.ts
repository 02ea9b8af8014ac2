/** The list of the inbox: what is loaded of it, which row has the keyboard, what is unfolded. */
import { api, ask, type Schemas } from "../../api/client";
import { asked, type Wanted } from "./filters";
import { joined } from "../../api/joined";

export type Row = Schemas["InboxRow"];

const PAGE = 40;
const SEARCHED = 25; // passages are cut out of the texts, which costs more

interface Kept {
  key: string;
  rows: Row[];
  next: string | null;
  at: string | null;
  top: number;
  since: number;
}

let kept: Kept | null = null; // the list as it was left, for who comes back to it
const SETTLED = 120; // milliseconds without another question before what it could be narrowed to is counted
const FRESH = 5 * 60_000;

export class InboxList {
  rows = $state.raw<Row[]>([]);
  /** Copies under a row, while they are shown. */
  unfolded = $state.raw<Record<string, Row[]>>({});
  next = $state<string | null>(null);
  order = $state<Schemas["InboxPage"]["order"]>("taken");
  readAs = $state.raw<string[]>([]);
  busy = $state(false);
  loaded = $state(false);
  failure = $state.raw<unknown>(null);
  /** The report that has the keyboard. */
  at = $state<string | null>(null);
  facets = $state.raw<Schemas["Facets"] | null>(null);
  private key = "";
  private asking: AbortController | null = null;

  /** Rows with those that are unfolded, in the order they are shown. */
  shown = $derived(
    joined(
      this.rows.flatMap((row) => [row, ...(this.unfolded[row.report] ?? [])]),
      [],
      (row) => row.report,
    ),
  );

  async load(wanted: Wanted, anew = false): Promise<void> {
    const key = JSON.stringify(wanted);
    this.key = key;
    if (!anew && kept && kept.key === key && Date.now() - kept.since < FRESH) {
      const { rows, next, at, top } = kept;
      Object.assign(this, { rows, next, at, loaded: true, failure: null });
      requestAnimationFrame(() => scrollTo(0, top));
    } else {
      await this.ask(wanted, null);
      if (this.key === key && !this.rows.some((row) => row.report === this.at))
        this.at = this.rows[0]?.report ?? null;
    }
    if (this.key === key) await this.count(wanted, key);
  }

  async more(wanted: Wanted): Promise<void> {
    if (this.next && !this.busy) await this.ask(wanted, this.next);
  }

  /** Remember the list for who comes back. */
  leave(): void {
    kept = {
      key: this.key,
      rows: this.rows,
      next: this.next,
      at: this.at,
      top: scrollY,
      since: Date.now(),
    };
  }

  async toggle(row: Row): Promise<void> {
    const { [row.report]: there, ...others } = this.unfolded;
    if (there) this.unfolded = others;
    else if (row.copies) {
      const copies = await ask(api.GET("/api/inbox/{report}/copies", { params: { path: { report: row.report } } }));
      this.unfolded = { ...this.unfolded, [row.report]: copies };
    }
  }

  /** Mark reports as read or unread, here at once and then at the server. */
  async mark(reports: string[], read: boolean): Promise<void> {
    this.show(reports, read);
    try {
      await ask(api.POST("/api/inbox/read", { body: { reports, read } }));
    } catch (error) {
      this.show(reports, !read);
      throw error;
    }
  }

  private show(reports: string[], read: boolean): void {
    const changed = (row: Row): Row => (reports.includes(row.report) ? { ...row, read } : row);
    this.rows = this.rows.map(changed);
    this.unfolded = Object.fromEntries(
      Object.entries(this.unfolded).map(([root, copies]) => [root, copies.map(changed)]),
    );
  }

  private async ask(wanted: Wanted, cursor: string | null): Promise<void> {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.busy = true;
    try {
      const query = {
        ...asked(wanted),
        unread: wanted.unread,
        new: wanted.fresh,
        limit: wanted.words ? SEARCHED : PAGE,
        ...(wanted.order ? { order: wanted.order } : {}),
        ...(cursor ? { cursor } : {}),
      };
      const page = await ask(api.GET("/api/inbox", { params: { query }, signal: asking.signal }));
      this.rows = joined(cursor ? this.rows : [], page.items, (each) => each.report);
      if (!cursor) this.unfolded = {};
      this.next = page.next ?? null;
      this.order = page.order;
      this.readAs = page.read_as;
      this.failure = null;
      this.loaded = true;
    } catch (error) {
      if (!asking.signal.aborted) this.failure = error;
    } finally {
      if (this.asking === asking) this.busy = false;
    }
  }

  private async count(wanted: Wanted, key: string): Promise<void> {
    await new Promise((go) => setTimeout(go, SETTLED));
    if (this.key !== key) return;
    try {
      const facets = await ask(api.GET("/api/inbox/facets", { params: { query: asked(wanted) } }));
      if (this.key === key) this.facets = facets;
    } catch {
      if (this.key === key) this.facets = null; // the list has said what is wrong
    }
  }
}
