/**
 * Places of the text in the page, and back: a UTF-16 offset into the text <-> a node and an offset in it.
 *
 * Pieces of text are elements with `data-at` (where they begin) that hold one text node. A piece with `data-to` stands
 * for its characters as a whole (a chip). Paragraphs have `data-from` and `data-to`. What is not text has `data-aside`.
 */

const number = (element: HTMLElement, name: "at" | "from" | "to"): number => Number(element.dataset[name]);

/** The paragraphs in the page, in order. */
const paragraphsOf = (root: HTMLElement): HTMLElement[] => [...root.querySelectorAll<HTMLElement>("[data-from]")];

/** Where in the text a place of the page is; null if it is in no paragraph of `root`. */
export function offsetAt(root: HTMLElement, node: Node, offset: number): number | null {
  if (!root.contains(node)) return null;
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const piece = element?.closest<HTMLElement>("[data-at]") ?? null;
  if (piece && root.contains(piece)) {
    const at = number(piece, "at");
    if (piece.dataset.to !== undefined) return offset > 0 ? number(piece, "to") : at;
    return at + (node.nodeType === Node.TEXT_NODE ? offset : offset > 0 ? (piece.textContent?.length ?? 0) : 0);
  }
  // Between pieces, or in what stands beside the text: the next piece of the page begins there.
  const here = document.createRange();
  const aside = element?.closest<HTMLElement>("[data-aside]");
  if (aside) here.setStartBefore(aside);
  else here.setStart(node, offset);
  here.collapse(true);
  let last: HTMLElement | null = null;
  for (const paragraph of paragraphsOf(root)) {
    if (here.comparePoint(paragraph, 0) < 0 && !paragraph.contains(node)) {
      last = paragraph;
      continue;
    }
    for (const each of paragraph.querySelectorAll<HTMLElement>("[data-at]")) {
      if (here.comparePoint(each, 0) >= 0) return number(each, "at");
    }
    if (paragraph.contains(node)) return number(paragraph, "to");
  }
  return last ? number(last, "to") : null;
}

/** The node and offset of a place of the text; at a seam, the end of what goes before if `back`, else what follows. */
export function placeOf(root: HTMLElement, unit: number, back: boolean): { node: Node; offset: number } | null {
  const paragraphs = paragraphsOf(root);
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const to = number(paragraphs[middle] as HTMLElement, "to");
    if (back ? to < unit : to <= unit) low = middle + 1;
    else high = middle;
  }
  const paragraph = paragraphs[Math.min(low, paragraphs.length - 1)];
  if (!paragraph) return null;
  let found: HTMLElement | null = null;
  for (const piece of paragraph.querySelectorAll<HTMLElement>("[data-at]")) {
    const at = number(piece, "at");
    if (found && (back ? at >= unit : at > unit)) break;
    found = piece;
  }
  if (!found) return null;
  const text = found.firstChild;
  if (!text) return { node: found, offset: 0 };
  const at = number(found, "at");
  if (found.dataset.to !== undefined) {
    const after = unit > at;
    return { node: text, offset: after ? (text.textContent?.length ?? 0) : 0 };
  }
  return { node: text, offset: Math.min(Math.max(unit - at, 0), text.textContent?.length ?? 0) };
}

/** The range of the page that shows characters `from` to `to`; null where they are not in the page. */
export function rangeOf(root: HTMLElement, from: number, to: number): Range | null {
  const start = placeOf(root, from, false);
  const end = placeOf(root, to, true);
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, end.offset);
  return range;
}

/** Where in the text a point of the window is; null if no text is there. */
export function offsetUnder(root: HTMLElement, x: number, y: number): number | null {
  if ("caretPositionFromPoint" in document) {
    const found = document.caretPositionFromPoint(x, y);
    return found ? offsetAt(root, found.offsetNode, found.offset) : null;
  }
  const older = document as unknown as { caretRangeFromPoint?: (x: number, y: number) => Range | null };
  const range = older.caretRangeFromPoint?.(x, y);
  return range ? offsetAt(root, range.startContainer, range.startOffset) : null;
}
