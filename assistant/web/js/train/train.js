// @ts-check
/**
 * The trainers' page: four parts under tabs. A part that was made stays as it is while the reader looks at
 * another.
 */

import { el, fill } from "../kit/dom.js";
import { language, t } from "../kit/i18n.js";
import { trainStyles } from "../page/styles.js";
import { dutiesPart } from "./duties.js";
import { sessionPart } from "./session.js";
import { slidesPart } from "./slides.js";
import { timelinePart } from "./timeline.js";

const PARTS = { timeline: timelinePart, duties: dutiesPart, session: sessionPart, slides: slidesPart };

/** @typedef {keyof typeof PARTS} Part */

const made = {
  occasion: "",
  /** @type {Map<Part, HTMLElement>} */
  parts: new Map(),
};

/** @returns {Part} */
function current() {
  const name = location.hash.slice(1);
  return name in PARTS ? /** @type {Part} */ (name) : "timeline";
}

/**
 * The part, made anew in another language or for another question.
 * @param {Part} name
 * @param {URLSearchParams} parameters
 */
function part(name, parameters) {
  const occasion = `${language()} ${parameters}`;
  if (made.occasion !== occasion) Object.assign(made, { occasion, parts: new Map() });
  const element = made.parts.get(name) ?? PARTS[name](parameters);
  made.parts.set(name, element);
  return element;
}

/**
 * Show it in `main`; gives the page's title.
 * @param {HTMLElement} main
 * @param {URLSearchParams} parameters `subject` or `of`: what to begin with
 * @param {AbortSignal} signal
 */
export async function trainPage(main, parameters, signal) {
  await trainStyles();
  if (signal.aborted) return "";
  const here = current();
  const tab = (/** @type {Part} */ name) =>
    el("a", { href: `#${name}`, "aria-current": name === here ? "page" : null }, t(`tab.${name}`));
  const names = /** @type {Part[]} */ (Object.keys(PARTS));
  fill(main, el("div", { class: "train" },
    el("h1", {}, t("train.title")),
    el("nav", { class: "tabs", "aria-label": t("train.title") }, names.map(tab)),
    el("p", { class: "quiet" }, t(`intro.${here}`)),
    part(here, parameters)));
  return t("train.title");
}
