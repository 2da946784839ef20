// @ts-check
/**
 * Dark and light: the system's choice until the reader makes one. boot.js has applied it before the first
 * paint.
 */

import { forget, read, write } from "../kit/store.js";

const system = matchMedia("(prefers-color-scheme: dark)");
const ofSystem = () => (system.matches ? "dark" : "light");

/** What is shown now. */
export function theme() {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

/**
 * Follow the system while nothing was chosen; `onChange` hears of it.
 * @param {() => void} onChange
 */
export function followSystem(onChange) {
  system.addEventListener("change", () => {
    if (read("theme")) return;
    document.documentElement.dataset.theme = ofSystem();
    onChange();
  });
}

/** Turn to the other one. The choice is dropped when it is again what the system says. */
export function switchTheme() {
  const next = theme() === "dark" ? "light" : "dark";
  document.documentElement.dataset.theme = next;
  if (next === ofSystem()) forget("theme");
  else write("theme", next);
}
