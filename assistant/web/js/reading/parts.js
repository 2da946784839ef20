// @ts-check
/** A long provision in its parts, each with its own link. */

import { el } from "../kit/dom.js";
import { directionOf, spoken } from "../kit/i18n.js";
import { provisionLink, wordsClass } from "./passage.js";

const LONGEST_GAP = 120; // characters between two parts; what is longer was left out of the tree
const MARKER = /^[(\p{L}\p{N}).:\]]{1,8}$/u; // "(a)", "1.", "iv)"

/** @typedef {{ child: Wire.Child, between: string, marker: string }} Part */

/**
 * The provision part by part; null when the parts do not make up the whole.
 * @param {Wire.Provision} provision
 */
export function parts(provision) {
  const { text, chapeau, language, provenance } = provision;
  const head = text.startsWith(chapeau) && chapeau !== text ? chapeau.length : 0;
  const found = partsIn(provision, head);
  if (!found) return null;
  const rest = text.slice(found.end).trim();
  const attributes = { class: wordsClass(provenance), ...spoken(language) };
  const words = (/** @type {string} */ some) => el("p", attributes, some);
  return [
    head > 0 && words(text.slice(0, head).trim()),
    el("ol", { class: "parts", dir: directionOf(language) }, found.rows.map(({ child, marker, between }) =>
      el("li", {},
        between && !marker ? el("p", { class: "part-head", ...spoken(language) }, between) : null,
        provisionLink(child.locator, marker || shortLabel(child, provision),
          { class: "part-link", title: child.label }),
        words(child.text)))),
    rest && words(rest),
  ];
}

/**
 * @param {Wire.Provision} provision
 * @param {number} start where the first part may begin
 */
function partsIn({ text, children }, start) {
  /** @type {Part[]} */
  const rows = [];
  let end = start;
  for (const child of children.filter((one) => text.includes(one.text))) {
    const at = text.indexOf(child.text, end);
    if (at < 0 || at - end > LONGEST_GAP) return null;
    const between = text.slice(end, at).trim();
    rows.push({ child, between, marker: MARKER.test(between) ? between : "" });
    end = at + child.text.length;
  }
  return rows.length && text.length - end <= LONGEST_GAP ? { rows, end } : null;
}

/**
 * @param {Wire.Child} child
 * @param {Wire.Provision} provision
 */
function shortLabel({ label }, provision) {
  if (!label.startsWith(provision.label)) return label;
  return label.slice(provision.label.length).replace(/^[,\s]+/, "") || label;
}
