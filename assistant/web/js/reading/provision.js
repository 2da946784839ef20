// @ts-check
/** A provision as a page of its own: readable, linkable, printable. */

import * as api from "../kit/api.js";
import { button, loading } from "../kit/controls.js";
import { el, fill, put } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { date, language, spoken, t } from "../kit/i18n.js";
import { asApiError } from "../kit/error.js";
import { copy } from "../page/clipboard.js";
import { trouble } from "../page/trouble.js";
import { heldNote } from "./held.js";
import { documentPage } from "./outline.js";
import { parts } from "./parts.js";
import * as passage from "./passage.js";
import { permalink, provisionReference } from "./reference.js";
import { crossReferences, guideNote, neighbours } from "./surroundings.js";
import { isUnread, unreadNote } from "./unread.js";

const IS_DOCUMENT = /^[^/]+(\/(dec|rec|res)-[^/]+)?$/;

/**
 * Show it in `main`; gives the page's title.
 * @param {HTMLElement} main
 * @param {string} locator
 * @param {AbortSignal} signal
 */
export async function provisionPage(main, locator, signal) {
  fill(main, loading());
  try {
    const document = IS_DOCUMENT.test(locator) ? await api.outline(locator, language(), signal) : null;
    if (document && !document.outline.some((line) => line.locator === document.id)) {
      if (!signal.aborted) fill(main, documentPage(document));
      return document.label;
    }
    const provision = await api.provision(locator, language(), signal);
    if (signal.aborted) return "";
    fill(main, page(provision));
    return provision.label;
  } catch (error) {
    if (signal.aborted) return "";
    const message = trouble(error, t("passage.notFound"), () => provisionPage(main, locator, signal));
    fill(main, message);
    if (asApiError(error).status === 404) nearest(message, locator, signal);
    return locator;
  }
}

/**
 * Name what stands above an address that leads nowhere.
 * @param {HTMLElement} message
 * @param {string} locator
 * @param {AbortSignal} signal
 */
async function nearest(message, locator, signal) {
  for (let above = parentOf(locator); above; above = parentOf(above)) {
    try {
      const { label } = await api.provision(above, language(), signal);
      put(message, el("p", {}, `${t("answer.closest")}: `, passage.provisionLink(above, label)));
      return;
    } catch {
      if (signal.aborted) return;
    }
  }
}

const parentOf = (/** @type {string} */ locator) => locator.slice(0, Math.max(0, locator.lastIndexOf("/")));

/** @param {Wire.Provision} provision */
function page(provision) {
  const { document: source, guide, label, heading, language } = provision;
  const guideOnly = provision.provenance === "guide";
  const inParts = parts(provision);
  const beside = provision.children.filter((child) => !inParts || !provision.text.includes(child.text));
  const names = provision.quoted_in.map(({ id }) => id);
  return el("article", { class: "reading" },
    crumbs(provision),
    el("h1", {}, el("bdi", {}, label), heading && !label.includes(heading)
      ? el("span", { class: "reading-heading" }, el("bdi", { lang: language }, heading)) : null),
    el("p", { class: "badges" },
      passage.provenanceBadge(provision.provenance, names, provision.origin),
      passage.statusBadges(provision)),
    about(provision),
    passage.quotedIn(provision),
    provision.provenance === "quoted" ? heldNote(source) : null,
    guideOnly ? el("p", { class: "note" }, t("passage.guideOnly")) : null,
    passage.chapeaux(provision),
    guideOnly && guide
      ? el("div", { class: "passage guide-text" },
        el("p", { class: "words", ...spoken(guide.language) }, guide.summary),
        isUnread(guide.state) && unreadNote())
      : el("div", { class: "passage" }, inParts ?? whole(provision)),
    beside.length > 0 && el("section", {}, el("h2", {}, t("passage.parts")),
      el("ul", { class: "link-list" }, beside.map((child) =>
        el("li", {}, passage.provisionLink(child.locator, child.label))))),
    guideOnly ? null : guideNote(guide, "h2"),
    actions(provision),
    questions(guide),
    crossReferences(provision, passage.provisionLink, "h2"),
    concepts(provision),
    neighbours(provision),
    el("p", { class: "fine" }, t("passage.address"), " ", el("code", {}, provision.locator),
      source.language !== "en" ? ` · ${source.language}` : null));
}

/** @param {Wire.Provision} provision */
function whole({ text, cites, provenance, language }) {
  const attributes = { class: passage.wordsClass(provenance), ...spoken(language) };
  return el("p", attributes, passage.linkedText(text, cites));
}

/** @param {Wire.Provision} provision */
function actions(provision) {
  const draft = encodeURIComponent(t("passage.askDraft", { label: provision.label }));
  return el("div", { class: "actions" },
    el("a", { class: "button button-main", href: `/?draft=${draft}` }, icon("send"), t("passage.ask")),
    passage.officialLink(provision.url),
    button([icon("copy"), t("copy.reference")], () => copy(provisionReference(provision))),
    button([icon("link"), t("copy.link")], () => copy(permalink(provision.locator))));
}

/** @param {Wire.Provision} provision */
function crumbs({ document: source, parent }) {
  const title = source.short_title || source.title;
  return el("nav", { class: "crumbs", "aria-label": t("passage.crumbs") }, el("ol", {},
    el("li", {}, el("a", { href: "/browse" }, t("nav.browse"))),
    el("li", {}, el("a", { href: passage.outlineAddress(source.id), ...spoken(source.language) }, title)),
    parent && parent.locator !== source.id
      ? el("li", {}, passage.provisionLink(parent.locator, parent.label)) : null));
}

/** @param {Wire.Provision} provision */
function about(provision) {
  const { document: { title, symbol, date: day }, actors } = provision;
  const known = [title, symbol, date(day), passage.pages(provision), ...actors];
  return el("p", { class: "quiet" }, passage.facts(known));
}

/** @param {Wire.Provision} provision */
function concepts({ concepts: all }) {
  if (!all.length) return null;
  return el("section", { class: "references" },
    el("h2", {}, t("passage.concepts")),
    el("ul", { class: "link-list" }, all.map(({ id, name }) =>
      el("li", {}, el("a", { href: `/glossary/${id}`, dir: "auto" }, name)))));
}

/** @param {Wire.Guide | null} guide */
function questions(guide) {
  if (!guide?.questions.length) return null;
  const ask = (/** @type {string} */ question) => `/?q=${encodeURIComponent(question)}`;
  return el("section", { class: "suggestions" },
    el("h2", {}, t("passage.questions")),
    el("ul", {}, guide.questions.slice(0, 4).map((question) => el("li", {},
      el("a", { class: "suggestion", href: ask(question), ...spoken(guide.language) }, question)))));
}
