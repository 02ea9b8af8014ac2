/**
 * The desk: one item in front of the coder, the next ones fetched already, and what was decided, newest last.
 *
 * A pure machine: it holds no clock, fetches nothing, and says by `wants` when more items are needed. What was decided
 * is gone from the desk at once; whether the server has it is the outbox's business. Nothing is shown twice: an item
 * that was decided here is left out when the server still offers it, until it comes back by an undo or a refusal.
 */

export interface Item {
  id: string;
}

/** One decision of this session: enough to bring its item back as it stood. */
export interface Made<I, D> {
  key: string;
  item: I;
  decision: D;
}

export interface Desk<I extends Item, D> {
  shown: I | null;
  ahead: readonly I[];
  /** Newest last: what undo takes back. */
  made: readonly Made<I, D>[];
  /** Ids that were decided or passed over here. */
  gone: ReadonlySet<string>;
  /** Whether the server has nothing behind `ahead`. */
  end: boolean;
  /** Decisions of this session that stand. */
  count: number;
  /** What the coder had written when the item came back: laid into the form when it is shown. */
  returned: ReadonlyMap<string, D>;
}

export const AHEAD = 16;
/** Items kept ready. */

const ENOUGH = 10;
/** With fewer, more are asked for: at two decisions a second there are five seconds for the answer to come. */

export function emptyDesk<I extends Item, D>(): Desk<I, D> {
  return { shown: null, ahead: [], made: [], gone: new Set(), end: false, count: 0, returned: new Map() };
}

export function wants<I extends Item, D>(desk: Desk<I, D>): boolean {
  return !desk.end && desk.ahead.length < ENOUGH;
}

/** Items came, best first. `end` says that there are no others behind them. */
export function arrived<I extends Item, D>(desk: Desk<I, D>, items: readonly I[], end: boolean): Desk<I, D> {
  const known = new Set([...desk.gone, ...desk.ahead.map((each) => each.id), desk.shown?.id]);
  const fresh = items.filter((each) => !known.has(each.id));
  return filled({ ...desk, ahead: [...desk.ahead, ...fresh], end });
}

/** The item in front was decided: the next one is in front. */
export function decided<I extends Item, D>(desk: Desk<I, D>, key: string, decision: D): Desk<I, D> {
  if (desk.shown === null) return desk;
  const item = desk.shown;
  const returned = new Map(desk.returned);
  returned.delete(item.id);
  return filled({
    ...desk,
    shown: null,
    made: [...desk.made, { key, item, decision }],
    gone: new Set([...desk.gone, item.id]),
    count: desk.count + 1,
    returned,
  });
}

/** The last decision, which undo takes back; null where there is none. */
export function lastMade<I extends Item, D>(desk: Desk<I, D>): Made<I, D> | null {
  return desk.made[desk.made.length - 1] ?? null;
}

/** Take back the last decision: its item is in front again, the one that was in front waits behind it. */
export function undone<I extends Item, D>(desk: Desk<I, D>): Desk<I, D> {
  const last = lastMade(desk);
  if (last === null) return desk;
  return inFront({ ...desk, made: desk.made.slice(0, -1) }, last.item, last.decision);
}

/** The server refused a decision: its item comes back, next in line, with what had been written. */
export function sentBack<I extends Item, D>(desk: Desk<I, D>, key: string): Desk<I, D> {
  const refused = desk.made.find((each) => each.key === key);
  if (refused === undefined) return desk;
  const gone = new Set(desk.gone);
  gone.delete(refused.item.id);
  const returned = new Map(desk.returned);
  returned.set(refused.item.id, refused.decision);
  return filled({
    ...desk,
    made: desk.made.filter((each) => each.key !== key),
    ahead: [refused.item, ...desk.ahead.filter((each) => each.id !== refused.item.id)],
    gone,
    count: desk.count - 1,
    returned,
  });
}

/** A fresher version of an item came: it is put where the old one stands, in front or ahead. */
export function refreshed<I extends Item, D>(desk: Desk<I, D>, item: I): Desk<I, D> {
  const fresh = (each: I) => (each.id === item.id ? item : each);
  return { ...desk, shown: desk.shown && fresh(desk.shown), ahead: desk.ahead.map(fresh) };
}

function inFront<I extends Item, D>(desk: Desk<I, D>, item: I, decision: D): Desk<I, D> {
  const gone = new Set(desk.gone);
  gone.delete(item.id);
  const returned = new Map(desk.returned);
  returned.set(item.id, decision);
  const waiting = desk.shown === null ? desk.ahead : [desk.shown, ...desk.ahead];
  return { ...desk, shown: item, ahead: waiting, gone, count: desk.count - 1, returned };
}

function filled<I extends Item, D>(desk: Desk<I, D>): Desk<I, D> {
  const first = desk.ahead[0];
  if (desk.shown !== null || first === undefined) return desk;
  return { ...desk, shown: first, ahead: desk.ahead.slice(1) };
}
