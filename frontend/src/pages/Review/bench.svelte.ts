/** What the coder has in front: the desk, what was changed and not sent, and the outbox behind it. */
import { notices, notify, notifyFailure } from "../../parts/notices.svelte";
import { AHEAD, arrived, decided, emptyDesk, lastMade, refreshed, sentBack, undone, wants, type Desk } from "./desk";
import { corrections, draftOf, NOTHING, type Draft } from "./draft";
import { kept, keep } from "./drafts";
import { wordsIn } from "./ends";
import { Outbox, type OutboxState, type Refusal, type Unsent } from "./outbox";
import { item as fetched, seenIn, send, undoLatest, type Body } from "./sending";
import { localShelf } from "./shelf";
import type { Action, Decided, Entry, Verdict } from "./shapes";

/** Where entries come from: the queue with its filter, or what two coders differ about. */
export interface Source {
  what: "decide" | "adjudicate";
  /** Whether what the server says is left after a decision is of these: not where they are narrowed. */
  counts: boolean;
  next: (many: number) => Promise<{ entries: Entry[]; left: number | null; end: boolean }>;
}

const FIRST = 3;
/** Items that are asked for first, so that the first is there soon; the others follow at once. */

const SAID: Record<Action, string> = {
  accept: "Accepted",
  correct: "Corrected",
  reject: "Rejected",
  skip: "Skipped",
  unsure: "Left open",
};

export class Bench {
  desk = $state.raw<Desk<Entry, Verdict>>(emptyDesk());
  draft = $state.raw<Draft>(NOTHING);
  reason = $state("");
  /** What screen readers hear, and nobody else needs. */
  said = $state("");
  sending = $state.raw<OutboxState>({ waiting: 0, connection: "well" });
  /** Why an item is back, by its id. */
  refused = $state.raw<ReadonlyMap<string, Refusal & { key: string }>>(new Map());
  left = $state<number | null>(null);
  failure = $state.raw<unknown>(null);
  asked = $state(false);

  private readonly outbox: Outbox<Body, Decided | null>;
  private readonly numbers = new Map<string, number>();
  /** Keys of what was passed over without telling the server. */
  private readonly passed = new Set<string>();
  private fetching = false;
  private since = 0;

  constructor(
    private readonly source: Source,
    private readonly by: string,
  ) {
    const early: Unsent<Body>[] = [];
    let ready = false;
    this.outbox = new Outbox<Body, Decided | null>(localShelf<Body>(), send, by, {
      taken: (unsent, receipt) => this.taken(unsent, receipt),
      refused: (unsent) => void (ready ? this.refuse(unsent) : early.push(unsent)),
      changed: (state) => (this.sending = state),
    });
    ready = true;
    this.sending = this.outbox.state;
    for (const unsent of early) void this.refuse(unsent);
    this.outbox.now();
    void this.fill();
  }

  get entry(): Entry | null {
    return this.desk.shown;
  }

  /** Whether nothing is left to decide, and nothing on its way could bring something back. */
  get finished(): boolean {
    return this.asked && this.desk.end && this.desk.shown === null && !this.failure;
  }

  /** Decide what is in front. What was changed goes with it: an acceptance with changes is a correction. */
  decide(action: Action, take: number | null = null): void {
    const entry = this.entry;
    if (!entry) return;
    if (action === "accept" && this.draft.size && take === null) action = "correct";
    const draft = action === "correct" ? this.draft : NOTHING;
    const verdict: Verdict = { action, draft, reason: this.reason.trim(), take };
    const key = crypto.randomUUID();
    // An adjudication decides; to leave one is to do nothing, here alone.
    const here = this.source.what === "adjudicate" && action === "skip";
    if (here) this.passed.add(key);
    else
      this.outbox.add({
        key,
        item: entry.id,
        by: this.by,
        made: Date.now(),
        body: {
          what: this.source.what,
          action,
          corrections: corrections(draft, entry.item.fields),
          reason: verdict.reason,
          seconds: this.since ? Math.round((performance.now() - this.since) / 100) / 10 : null,
          take,
          etag: entry.item.etag,
          seen: seenIn(entry.item),
        },
      });
    keep(this.by, entry.id, null);
    this.unrefuse(entry.id);
    this.put(decided(this.desk, key, verdict));
    if (this.left !== null && this.left > 0 && action !== "skip") this.left -= 1;
    this.said = `${SAID[action]}. ${this.entry ? `Next: ${this.entry.item.question}` : "Nothing else is waiting."}`;
  }

  /** Take back the last decision of this session; where there is none, the last one before it. */
  undo(): void {
    const last = lastMade(this.desk);
    if (!last) {
      void this.undoEarlier();
      return;
    }
    if (!this.passed.delete(last.key) && !this.outbox.recall(last.key)) {
      const body: Body = { what: "undo", of: last.key, number: this.numbers.get(last.key) ?? null };
      this.outbox.add({ key: crypto.randomUUID(), item: last.item.id, by: this.by, made: Date.now(), body });
    }
    this.put(undone(this.desk));
    if (this.left !== null && last.decision.action !== "skip") this.left += 1;
    this.said = `Taken back: ${SAID[last.decision.action].toLowerCase()}. Again: ${last.item.item.question}`;
  }

  change(draft: Draft): void {
    this.draft = draft;
    if (this.entry) keep(this.by, this.entry.id, draft.size ? draft : null);
  }

  /** Try again what failed, and look whether something is there now. */
  retry(): void {
    this.failure = null;
    this.desk = { ...this.desk, end: false };
    this.outbox.now();
    void this.fill();
  }

  close(): void {
    this.outbox.close();
  }

  private put(desk: Desk<Entry, Verdict>, fetch = true): void {
    const before = this.desk.shown?.id;
    this.desk = desk;
    const shown = desk.shown;
    if (shown?.id !== before) {
      const back = shown ? desk.returned.get(shown.id) : undefined;
      this.draft = back?.draft.size ? back.draft : ((shown && kept(this.by, shown.id)) ?? NOTHING);
      this.reason = back?.reason ?? "";
      this.since = performance.now();
    }
    if (fetch && wants(desk)) void this.fill();
  }

  private async fill(): Promise<void> {
    if (this.fetching) return;
    this.fetching = true;
    let more = false;
    try {
      const unsent = this.outbox.items;
      const known = new Set([...unsent, ...this.desk.ahead.map((each) => each.id), this.desk.shown?.id]);
      const { entries, left, end } = await this.source.next(this.asked ? AHEAD + known.size : FIRST);
      this.failure = null;
      if (left !== null) this.left = Math.max(0, left - this.outbox.items.size);
      const fresh = entries.filter((each) => !known.has(each.id) && !this.outbox.items.has(each.id));
      // Some may be left out of an answer that are free a moment later: the end is where nothing new comes.
      this.put(arrived(this.desk, fresh, end && fresh.length === 0), false);
      more = fresh.length > 0;
    } catch (error) {
      if (this.desk.shown === null) this.failure = error;
      else setTimeout(() => wants(this.desk) && void this.fill(), 3000);
    } finally {
      this.fetching = false;
      this.asked = true;
    }
    if (more && wants(this.desk)) void this.fill();
  }

  private taken(unsent: Unsent<Body>, receipt: Decided | null): void {
    if (unsent.body.what === "undo") {
      void this.renew(unsent.item);
      return;
    }
    if (wants(this.desk)) void this.fill();
    if (!receipt) return;
    const number = receipt.decision.number;
    this.numbers.set(unsent.key, number);
    if (!this.outbox.items.size && this.source.counts) this.left = receipt.left;
    for (const each of this.outbox.waiting) {
      if (each.body.what === "undo" && each.body.of === unsent.key)
        this.outbox.amend(each.key, { ...each.body, number });
    }
  }

  private async refuse(unsent: Unsent<Body>): Promise<void> {
    const refusal = unsent.refused;
    if (!refusal) return;
    if (unsent.body.what === "undo") {
      this.outbox.settle(unsent.key);
      notifyFailure(new Error(`It could not be taken back: ${refusal.detail}`));
      return;
    }
    const body = unsent.body;
    const here = this.desk.made.some((each) => each.key === unsent.key);
    this.refused = new Map(this.refused).set(unsent.item, { ...refusal, key: unsent.key });
    notices.add(`One decision came back: ${refusal.detail}`, { kind: "failed" });
    for (const each of this.outbox.waiting) {
      if (each.body.what === "undo" && each.body.of === unsent.key) this.outbox.recall(each.key);
    }
    if (here) {
      this.put(sentBack(this.desk, unsent.key));
      await this.renew(unsent.item);
      return;
    }
    try {
      const item = await fetched(unsent.item);
      const entry: Entry = { id: item.id, item, dispute: null };
      keep(this.by, item.id, draftOf(body.corrections, wordsIn(item.passage)));
      this.put(
        arrived(
          { ...this.desk, ahead: [entry, ...this.desk.ahead.filter((each) => each.id !== item.id)] },
          [],
          this.desk.end,
        ),
      );
    } catch {
      // What was decided is told above; the item itself is gone or hidden from this coder.
      this.outbox.settle(unsent.key);
    }
  }

  private unrefuse(id: string): void {
    const refusal = this.refused.get(id);
    if (!refusal) return;
    this.outbox.settle(refusal.key);
    const left = new Map(this.refused);
    left.delete(id);
    this.refused = left;
  }

  private async renew(id: string): Promise<void> {
    try {
      const item = await fetched(id);
      const old = [this.desk.shown, ...this.desk.ahead].find((each) => each?.id === id);
      if (old) this.desk = refreshed(this.desk, { ...old, item });
    } catch {
      // The next decision on it will say what is wrong.
    }
  }

  private async undoEarlier(): Promise<void> {
    if (this.outbox.state.waiting) return;
    try {
      const receipt = await undoLatest();
      const item = await fetched(receipt.decision.item);
      const waiting = [this.desk.shown, ...this.desk.ahead].filter((each) => each !== null && each.id !== item.id);
      const entry: Entry = { id: item.id, item, dispute: null };
      keep(
        this.by,
        item.id,
        receipt.decision.corrections.length ? draftOf(receipt.decision.corrections, wordsIn(item.passage)) : null,
      );
      const gone = new Set(this.desk.gone);
      gone.delete(item.id);
      this.put({ ...this.desk, shown: entry, ahead: waiting as Entry[], gone });
      this.said = `Taken back: ${SAID[receipt.decision.action].toLowerCase()}. Again: ${item.question}`;
      notify("Your last decision was taken back.");
    } catch (error) {
      notifyFailure(error);
    }
  }
}
