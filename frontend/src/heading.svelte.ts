/** What the page at hand is called: in the window's title, and as the heading that gets the keyboard on arrival. */

const PATIENCE = 8000; // milliseconds a page has to show its heading

class Heading {
  /** What a page calls itself; null where the name of its route says enough. */
  own = $state<string | null>(null);
}

export const heading = new Heading();

/** Call the page by what it shows, from a component's script: `called(() => page?.title)`. Gone with the component. */
export function called(words: () => string | null | undefined): void {
  $effect(() => {
    heading.own = words() || null;
  });
  $effect(() => () => {
    heading.own = null;
  });
}

/** As the window's title. */
export function windowTitle(words: string | null): string {
  return words ? `${words} · reportedly` : "reportedly";
}

/**
 * Give the keyboard to the heading of a page that one has just come to, as soon as it is there, which has it read out.
 * A page that has put the keyboard somewhere itself keeps it. Returns what calls it off.
 */
export function arrive(main: HTMLElement): () => void {
  const reach = (): boolean => {
    if (main.contains(document.activeElement) || document.querySelector("dialog[open]")) return true;
    const found = main.querySelector<HTMLElement>("h1");
    if (!found) return false;
    found.tabIndex = -1;
    found.focus({ preventScroll: true });
    return true;
  };
  if (reach()) return () => undefined;
  const watcher = new MutationObserver(() => reach() && off());
  const late = setTimeout(() => off(), PATIENCE);
  function off(): void {
    watcher.disconnect();
    clearTimeout(late);
  }
  watcher.observe(main, { childList: true, subtree: true });
  return off;
}
