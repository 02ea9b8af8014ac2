/** Agreement and progress in sentences. */
import { alphaText, listed } from "./numbers";
import { tally } from "../../text/figures";

/** On how many items two coders gave these two values, whoever gave which. */
export interface Met {
  a: string;
  b: string;
  units: number;
}

export interface Row {
  kind: string;
  field: string;
  label: string;
  units: number;
  /** Share of items on which both say the same. */
  raw: number | null;
  alpha: number | null;
  low: number | null;
  high: number | null;
  /** Pairs of values of a nominal field; empty for others. */
  met: readonly Met[];
}

/** "alpha .71 on 64 items: status is the field you differ in most, mostly alleged against asserted". */
export function agreementWords(rows: readonly Row[]): string {
  const known = rows.filter((each) => each.alpha !== null);
  if (!known.length) {
    const most = Math.max(0, ...rows.map((each) => each.units));
    return most
      ? `Alpha cannot be told yet: ${tally(most, "item")} coded by two, too few or all alike.`
      : "Nothing has been coded by two people yet, so agreement cannot be told.";
  }
  // Alpha is low, too, where two who nearly always say the same differ once; people ask where they differ most.
  const worst = known.reduce((a, b) => ((b.raw ?? 1) < (a.raw ?? 1) ? b : a));
  const best = known.reduce((a, b) => ((b.alpha ?? 0) > (a.alpha ?? 0) ? b : a));
  if ((worst.raw ?? 0) === 1) {
    return `You agree on everything that two people coded: alpha 1.00 on ${tally(worst.units, "item")}.`;
  }
  const differ = mostDiffer(worst.met);
  const mostly = differ ? `, mostly ${words(differ.a)} against ${words(differ.b)}` : "";
  const first = `alpha ${alphaText(worst.alpha)} on ${tally(worst.units, "item")}: ${worst.label} is the field you differ in most${mostly}`;
  const last = best === worst ? "" : `; ${best.label} is the one you agree on best, at ${alphaText(best.alpha)}`;
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}${last}.`;
}

const words = (value: string): string => value.replaceAll("_", " ");

/** The two different values that met most often. */
export function mostDiffer(met: readonly Met[]): Met | null {
  const apart = met.filter((each) => each.a !== each.b && each.units > 0);
  return apart.length ? apart.reduce((a, b) => (b.units > a.units ? b : a)) : null;
}

const KINDS: Record<string, [string, string]> = {
  claim: ["claim", "claims"],
  event: ["event", "events"],
  pair: ["pair of accounts", "pairs of accounts"],
  copy: ["possible copy", "possible copies"],
};

/** "412 items wait: 300 claims, 90 events and 22 pairs of accounts". */
export function openWords(open: Readonly<Record<string, number>>): string {
  const kinds = Object.entries(open).filter(([, n]) => n > 0);
  const all = kinds.reduce((sum, [, n]) => sum + n, 0);
  if (!all) return "Nothing waits for review.";
  const named = kinds.map(([kind, n]) => tally(n, ...(KINDS[kind] ?? [kind, `${kind}s`])));
  return `${tally(all, "item")} ${all === 1 ? "waits" : "wait"}: ${listed(named)}.`;
}

/**
 * Every day from the first to the last of these, so that a day without work is seen as one (ISO dates, UTC); at least
 * `least`, so that the first day of work is no wall, and the last `most`.
 */
export function everyDay(days: readonly string[], least = 14, most = 60): string[] {
  const sorted = [...days].sort();
  const last = sorted[sorted.length - 1];
  if (!sorted[0] || !last) return [];
  const out: string[] = [];
  for (
    let at = Date.parse(last);
    (at >= Date.parse(sorted[0]) || out.length < least) && out.length < most;
    at -= 86_400_000
  ) {
    out.unshift(new Date(at).toISOString().slice(0, 10));
  }
  return out;
}
