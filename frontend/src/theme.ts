/** Light, dark, or as the system has it. */
export type Theme = "system" | "light" | "dark";

const KEY = "reportedly.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** What was chosen in this browser. */
export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "system";
}

/** Choose, and show it at once. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  show();
}

/** Show the chosen theme, and follow the system when it changes. */
export function followTheme(): void {
  dark.addEventListener("change", show);
  show();
}

function show(): void {
  const theme = chosenTheme();
  document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
}
