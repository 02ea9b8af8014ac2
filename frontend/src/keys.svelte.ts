import { untrack } from "svelte";

/** Single keys that do something, each with words that say what. `?` shows those that work here. */
export interface Shortcut {
  /** As `KeyboardEvent.key` says it: "a", "?", "ArrowDown", "Enter"; two in a row as "g i". */
  key: string;
  /** What it does, as a short sentence without a full stop. */
  says: string;
  does: (event: KeyboardEvent) => void;
  /** Whether it works now; always, if left out. */
  when?: () => boolean;
}

const PAUSE = 1200; // milliseconds within which the second of two keys must follow

class Keys {
  /** The groups that work now, the innermost last. */
  groups = $state.raw<{ name: string; shortcuts: Shortcut[] }[]>([]);
  private first = "";
  private since = 0;

  constructor() {
    addEventListener("keydown", (event) => this.press(event));
  }

  /** Make these work until the returned function is called. In a component: `$effect(() => keys.use("Inbox", [...]))`. */
  use(name: string, shortcuts: Shortcut[]): () => void {
    const group = { name, shortcuts };
    untrack(() => (this.groups = [...this.groups, group]));
    return () => {
      untrack(() => (this.groups = this.groups.filter((each) => each !== group)));
    };
  }

  private press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (document.querySelector("dialog[open]")) return; // a dialog has the keyboard to itself
    const pair = event.timeStamp - this.since < PAUSE ? `${this.first} ${event.key}` : "";
    for (const asked of [pair, event.key]) {
      const found = asked && this.find(asked);
      if (found) {
        event.preventDefault();
        this.first = "";
        found.does(event);
        return;
      }
    }
    this.first = event.key;
    this.since = event.timeStamp;
  }

  private find(key: string): Shortcut | undefined {
    for (const group of [...this.groups].reverse()) {
      const found = group.shortcuts.find((each) => each.key === key && (each.when?.() ?? true));
      if (found) return found;
    }
    return undefined;
  }
}

function isTyping(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement;
  if (at.isContentEditable) return true;
  if (at instanceof HTMLInputElement) return !["checkbox", "radio", "button", "range"].includes(at.type);
  return at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement;
}

export const keys = new Keys();
