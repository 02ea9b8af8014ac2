/** Numbers as the field writes them. */
import { scaleLinear } from "d3-scale";

/** Krippendorff's alpha without a leading zero: ".71", "−.12", "1.00"; "–" where there is none. */
export function alphaText(alpha: number | null): string {
  if (alpha === null) return "–";
  const text = Math.abs(alpha).toFixed(2).replace(/^0/, "");
  return alpha < 0 && text !== ".00" ? `−${text}` : text;
}

/**
 * What an alpha lets one do with the data (Krippendorff, Content Analysis, 2004, p. 241): rely on it from .8 on, draw
 * tentative conclusions from .667 on. Judged by the lower end of the interval, as the estimate alone promises too much.
 */
export function reliance(alpha: number | null, low: number | null): "good" | "tentative" | "poor" | "open" {
  if (alpha === null) return "open";
  const sure = low ?? alpha;
  if (sure >= 0.8) return "good";
  return sure >= 0.667 ? "tentative" : "poor";
}

export const RELIANCE_WORDS = {
  good: "reliable",
  tentative: "for tentative conclusions",
  poor: "not to be relied on yet",
  open: "too few items",
} as const;

/** Two lists of words joined as people say them: "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

/** Where on the scale of the plot of all fields a value of alpha is: percent of its width, with room for a dot at its ends. */
export function placed(alpha: number, from: number): number {
  return scaleLinear([from, 1], [3, 97]).clamp(true)(alpha);
}
