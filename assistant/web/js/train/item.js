// @ts-check
/**
 * One line of a slide. Quoted words, facts and remarks are shown as they are; the trainer's own can be
 * rewritten.
 */

import { button } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { t } from "../kit/i18n.js";
import { provisionLink } from "../reading/passage.js";

/** @import { Key } from "../kit/i18n.js" */

const MOST_SOURCES = 6;

/**
 * Whose words they are, by the kind of line.
 * @type {Record<string, { badge: string, words: Key, law: boolean, fixed: boolean }>}
 */
const KINDS = {
  quote: { badge: "official", words: "kind.quote", law: true, fixed: true },
  fact: { badge: "official", words: "kind.catalogue", law: true, fixed: true },
  guide: { badge: "guide", words: "kind.guide", law: false, fixed: false },
  remark: { badge: "remark", words: "kind.remark", law: false, fixed: true },
  own: { badge: "own", words: "provenance.own", law: false, fixed: false },
};

/**
 * @param {Wire.Training.Item} item
 * @param {() => void} onChange
 * @param {() => void} onDrop
 */
export function itemView(item, onChange, onDrop) {
  const { badge, words, law, fixed } = KINDS[item.kind] ?? KINDS.own;
  const sources = item.sources.slice(0, MOST_SOURCES).map(({ locator, label }, n) =>
    [n ? ", " : "", provisionLink(locator, label || locator)]);
  const cells = item.cells.join(" · ");
  const options = item.options ?? [];  // a pack saved by an older page has none
  const text = el("textarea", {
    rows: 2, class: law ? "law" : "", dir: "auto", readonly: fixed, "aria-label": `${t(words)} ${cells}`,
  }, item.text);
  text.addEventListener("input", () => {
    item.text = text.value;
    onChange();
  });
  const whose = el("span", { class: `badge badge-${badge}` }, t(words));
  return el("div", { class: "item" },
    el("p", { class: "fine" }, whose, " ", cells, " ", sources),
    button("✕", onDrop, { "aria-label": t("session.dropline") }),
    text,
    options.length > 0
      && el("ol", { type: "a", class: "fine" }, options.map((option) => el("li", {}, option))),
    item.note && el("p", { class: "fine" }, item.note),
    item.why && el("p", { class: "fine", dir: "auto" }, item.why));
}
