// @ts-check
/** The glossary: what things are called, and what they are in plain words; a search; a page an entry. */

import * as api from "../kit/api.js";
import { loading } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { language, t } from "../kit/i18n.js";
import { trouble } from "../page/trouble.js";
import { isUnread, unreadNote } from "../reading/unread.js";
import { entryPage } from "./entry.js";

const PLACE = "/glossary";

/**
 * Show it in `main`; gives the page's title.
 * @param {HTMLElement} main
 * @param {URLSearchParams} parameters
 * @param {AbortSignal} signal
 * @param {string} path
 * @returns {Promise<string>}
 */
export async function glossaryPage(main, parameters, signal, path) {
  const id = path.slice(PLACE.length + 1);
  fill(main, loading());
  try {
    if (id) return await entryPage(main, id, signal);
    const { concepts } = await api.concepts(language(), signal);
    if (!signal.aborted) fill(main, list(concepts, parameters.get("q") ?? ""));
    return t("nav.glossary");
  } catch (error) {
    if (signal.aborted) return "";
    const again = () => glossaryPage(main, parameters, signal, path);
    fill(main, trouble(error, t("glossary.notFound"), again));
    return t("nav.glossary");
  }
}

/**
 * @param {Wire.Concept[]} concepts
 * @param {string} query to begin with
 */
function list(concepts, query) {
  const order = new Intl.Collator(language());
  const rows = [...concepts].sort((a, b) => order.compare(a.name, b.name)).map((concept) => ({
    words: folded([concept.name, ...concept.others, concept.plain].join(" ")),
    node: el("li", { class: "entry", id: concept.id }, line(concept)),
  }));
  const count = el("p", { class: "quiet", role: "status" });
  const none = el("p", { hidden: true }, t("search.none"));
  const find = () => {
    const asked = folded(field.value).split(/\s+/).filter(Boolean);
    for (const { words, node } of rows) node.hidden = !asked.every((word) => words.includes(word));
    const shown = rows.filter(({ node }) => !node.hidden).length;
    count.textContent = t("glossary.count", { shown, total: rows.length });
    none.hidden = shown > 0;
    name(field.value.trim());
  };
  const field = el("input", {
    type: "search", id: "finder", autocomplete: "off", dir: "auto", placeholder: t("glossary.search"),
    on: { input: find },
  });
  field.value = query;
  find();
  const submit = (/** @type {Event} */ event) => event.preventDefault();
  return el("div", { class: "reading" },
    el("h1", {}, t("glossary.title")),
    el("p", {}, t("glossary.words")),
    concepts.some(({ plain_state: state }) => isUnread(state)) && unreadNote(),
    el("form", { class: "finder", role: "search", on: { submit } },
      el("label", { for: "finder", class: "visually-hidden" }, t("glossary.search")), icon("search"), field),
    count, none,
    el("ul", { class: "terms" }, rows.map(({ node }) => node)));
}

/** @param {Wire.Concept} concept */
function line({ id, name: term, others, plain }) {
  return [
    el("h2", {}, el("a", { href: `${PLACE}/${id}`, dir: "auto" }, term)),
    others.length > 0 && el("p", { class: "quiet" },
      el("span", { class: "visually-hidden" }, t("glossary.others"), ": "),
      el("bdi", {}, others.join(" · "))),
    el("p", {}, plain),
  ];
}

/**
 * Words without case and accents.
 * @param {string} text
 */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Name the query in the address, so that it can be sent.
 * @param {string} query
 */
function name(query) {
  if (location.pathname !== PLACE) return;
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query);
  else address.searchParams.delete("q");
  history.replaceState(history.state, "", address);
}
