/**
 * Painting ranges of the page without touching its elements (the CSS Custom Highlight API).
 *
 * Names are styled as `::highlight(name)`: "lit" (words of what is pointed at), "hit" and "hit-now" (found by a search),
 * "edited" (a span that is being corrected). Several texts on one page share a name; each paints its own ranges.
 */

export type Painted = "lit" | "hit" | "hit-now" | "edited";

const painted = new Map<Painted, Map<object, Range[]>>();

/** Paint these ranges, instead of those that this owner painted before under the name. */
export function paint(owner: object, name: Painted, ranges: readonly Range[]): void {
  let owners = painted.get(name);
  if (!owners) painted.set(name, (owners = new Map()));
  if (!ranges.length && !owners.has(owner)) return;
  if (ranges.length) owners.set(owner, [...ranges]);
  else owners.delete(owner);
  if (!("highlights" in CSS)) return; // words stay readable; cards still say where they are
  const all = [...owners.values()].flat();
  if (all.length) CSS.highlights.set(name, new Highlight(...all));
  else CSS.highlights.delete(name);
}

/** Nothing of this owner stays painted. */
export function unpaint(owner: object): void {
  for (const name of painted.keys()) paint(owner, name, []);
}
