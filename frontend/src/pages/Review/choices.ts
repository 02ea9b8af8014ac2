/** What can be chosen in a menu, found by typing a few letters of it. */

export interface Choice {
  /** As the API names it ("official_unnamed"). */
  value: string;
  /** As a person reads it ("unnamed official"). */
  label: string;
  /** What it means, in a sentence of the codebook. */
  meaning?: string;
}

/**
 * The choices that fit what was typed, best first: those that begin so, then those with a word that begins so, then
 * those that contain it, then those whose meaning does. All of them, in their own order, where nothing was typed.
 */
export function matching(choices: readonly Choice[], typed: string): Choice[] {
  const asked = plain(typed);
  if (asked === "") return [...choices];
  const ranked = choices.map((choice) => ({ choice, rank: rankOf(choice, asked) }));
  const fits = ranked.filter((each) => each.rank < NONE);
  return fits.sort((a, b) => a.rank - b.rank).map((each) => each.choice);
}

const NONE = 4;

function rankOf(choice: Choice, asked: string): number {
  const names = [plain(choice.label), plain(choice.value)];
  if (names.some((name) => name.startsWith(asked))) return 0;
  if (names.some((name) => name.split(" ").some((word) => word.startsWith(asked)))) return 1;
  if (names.some((name) => name.includes(asked))) return 2;
  return plain(choice.meaning ?? "").includes(asked) ? 3 : NONE;
}

/** Without capitals, accents and joining marks: "Ministère" is found by "minist", "not-stated" by "not stated". */
function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\s_.:/-]+/gu, " ")
    .trim();
}
