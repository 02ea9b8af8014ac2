/** Numbers as people read them. */

/** "1,906". */
export function numeral(number: number): string {
  return number.toLocaleString("en");
}

/** "1 outlet", "1,906 outlets". */
export function tally(number: number, one: string, many = `${one}s`): string {
  return `${numeral(number)} ${number === 1 ? one : many}`;
}

/** The lowest and highest that sources hold: "3", "3–7", "≤7"; "–" where there is none. */
export function figureRange(low: number | null | undefined, high: number | null | undefined): string {
  if (low == null && high == null) return "–";
  if (low === high || high == null) return String(low);
  return low == null ? `≤${high}` : `${low}–${high}`;
}

/** "1.4 MB". */
export function size(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  let n = bytes;
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit += 1;
  }
  return `${unit ? n.toFixed(1) : n} ${units[unit]}`;
}
