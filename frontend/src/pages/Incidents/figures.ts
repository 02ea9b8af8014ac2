/** Figures as a range: the lowest and highest that sources hold. */
export function figureRange(low: number | null | undefined, high: number | null | undefined): string {
  if (low == null && high == null) return "–";
  if (low === high || high == null) return String(low);
  return low == null ? `≤${high}` : `${low}–${high}`;
}

/** "1 outlet", "3 outlets". */
export function tally(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
