/** Dark and light: the system's choice until the reader makes one. */

import { forget, read, write } from "./store.js";

const system = matchMedia("(prefers-color-scheme: dark)");

/** "dark" or "light", as shown now. */
export function theme() {
  return document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light");
}

/** Apply what was chosen before, if anything. */
export function startTheme() {
  const chosen = read("theme");
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
}

/** Turn to the other one. The choice is dropped when it is again what the system says. */
export function switchTheme() {
  const next = theme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  if ((next === "dark") === system.matches) {
    forget("theme");
    delete document.documentElement.dataset.theme;
  } else {
    write("theme", next);
  }
  return next;
}
