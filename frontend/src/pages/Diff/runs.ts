/** Word by word: marks of what is gone or new, and both texts as one. */
import type { Schemas } from "../../api/client";
import type { Mark } from "../../text/marks";
import type { Offsets } from "../../text/offsets";

export type Change = Schemas["ChangeShape"];
export type Run = Schemas["RunShape"];

export interface Piece {
  readonly kind: Run["kind"];
  readonly words: string;
  /** Where in the second text, in code points. */
  readonly b: number;
}

/** Marks over the words of one side that the other has not; white space at their ends is left alone. */
export function marksOf(runs: readonly Run[], kind: "gone" | "new", text: string): Mark[] {
  const characters = Array.from(text);
  const blank = (at: number): boolean => /^\s$/u.test(characters[at] ?? "");
  return runs
    .filter((run) => run.kind === kind)
    .map((run) => [...(kind === "gone" ? run.a : run.b)] as [number, number])
    .map(([start, end], n) => {
      while (start < end && blank(start)) start++;
      while (end > start && blank(end - 1)) end--;
      return { start, end, key: `${kind}${n}`, kind: "field" as const };
    });
}

/** Both texts as one, paragraph by paragraph: what is gone stands before what is new in its place. */
export function pieces(runs: readonly Run[], a: Offsets, b: Offsets): Piece[][] {
  const out: Piece[][] = [[]];
  for (const run of runs) {
    const words = run.kind === "gone" ? a.words(run.a[0] ?? 0, run.a[1] ?? 0) : b.words(run.b[0] ?? 0, run.b[1] ?? 0);
    let at = run.b[0] ?? 0;
    for (const [n, line] of words.split(/\n+/u).entries()) {
      if (n) out.push([]);
      if (line) out.at(-1)?.push({ kind: run.kind, words: line, b: at });
      if (run.kind !== "gone") at += Array.from(line).length + 1;
    }
  }
  return out.filter((each) => each.some((piece) => piece.words.trim()));
}
