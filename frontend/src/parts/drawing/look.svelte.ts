/** The colours of drawings. A canvas knows no CSS, and what is exported is always on white, for print. */
export interface Look {
  paper: string;
  sea: string;
  land: string;
  border: string;
  ink: string;
  soft: string;
  line: string;
  accent: string;
  onAccent: string;
  /** What the brush and the pointer mark. */
  lit: string;
  /** Kinds and groups, in the order in which they are given out; each is also told by words. */
  kinds: readonly string[];
}

export const LIGHT: Look = {
  paper: "#ffffff",
  sea: "#f2f5f6",
  land: "#e6e1d6",
  border: "#ffffff",
  ink: "#1f2024",
  soft: "#5c5a55",
  line: "#d5d0c5",
  accent: "#1f4e79",
  onAccent: "#ffffff",
  lit: "#b0480c",
  kinds: ["#1f4e79", "#b0480c", "#00755a", "#a03b7c", "#7d5b00", "#6a4bb0", "#8a877f"],
};

export const DARK: Look = {
  paper: "#1c1d22",
  sea: "#17181c",
  land: "#2f3037",
  border: "#17181c",
  ink: "#e9e6df",
  soft: "#b0aba0",
  line: "#44454c",
  accent: "#8cbcf2",
  onAccent: "#10151c",
  lit: "#f2935a",
  kinds: ["#8cbcf2", "#f2935a", "#45c9a2", "#e291c1", "#e3b53c", "#b8a0ee", "#8b877e"],
};

class Shown {
  dark = $state(document.documentElement.dataset.theme === "dark");
  look = $derived(this.dark ? DARK : LIGHT);

  constructor() {
    new MutationObserver(() => (this.dark = document.documentElement.dataset.theme === "dark")).observe(
      document.documentElement,
      { attributeFilter: ["data-theme"] },
    );
  }
}

/** The look of the page as it is shown now: `shown.look`. */
export const shown = new Shown();
