/** A provision as a page of its own: readable, linkable, printable. */

import * as api from "./api.js";
import { copy } from "./clipboard.js";
import { el, fill, put } from "./dom.js";
import { icon } from "./icons.js";
import { date, spoken, t } from "./i18n.js";
import * as passage from "./passage.js";
import { permalink, reference } from "./reference.js";
import { trouble } from "./trouble.js";

/** Show it in `main`; gives the page's title. */
export async function provisionPage(main, locator, signal) {
  fill(main, el("div", { class: "reading skeleton", "aria-busy": "true" }, el("span"), el("span"), el("span")));
  try {
    const provision = await api.provision(locator, { signal });
    if (signal.aborted) return "";
    fill(main, page(provision));
    return provision.label;
  } catch (error) {
    if (signal.aborted) return "";
    const message = trouble(error, t("passage.notFound"), () => provisionPage(main, locator, signal));
    fill(main, message);
    if (error.status === 404) nearest(message, locator, signal);
    return locator;
  }
}

/** Name what stands above an address that leads nowhere. */
async function nearest(message, locator, signal) {
  for (let above = parentOf(locator); above; above = parentOf(above)) {
    try {
      const { label } = await api.provision(above, { signal });
      put(message, el("p", {}, `${t("refusal.closest")}: `, passage.provisionLink(above, label)));
      return;
    } catch {
      if (signal.aborted) return;
    }
  }
}

const parentOf = (locator) => locator.slice(0, Math.max(0, locator.lastIndexOf("/")));

function page(provision) {
  const { document: source } = provision;
  const guideOnly = provision.provenance === "guide";
  const inParts = passage.parts(provision);
  const beside = provision.children.filter((child) => !inParts || !provision.text.includes(child.text));
  return el("article", { class: "reading" },
    crumbs(provision),
    el("h1", {}, provision.label, provision.heading && !provision.label.includes(provision.heading)
      ? el("span", { class: "reading-heading", ...spoken(provision.language) }, provision.heading) : null),
    el("p", { class: "badges" }, passage.provenanceBadge(provision.provenance, provision.quoted_in), passage.statusBadges(provision)),
    facts(provision),
    guideOnly ? el("p", { class: "note" }, t("passage.guideOnly")) : null,
    passage.chapeaux(provision),
    el("div", { class: guideOnly ? "passage guide-text" : "passage" },
      inParts ?? el("p", { class: passage.wordsClass(provision.provenance), ...spoken(provision.language) },
        passage.linkedText(provision.text, provision.cites, passage.provisionLink))),
    beside.length ? el("section", {}, el("h2", {}, t("passage.parts")),
      el("ul", { class: "link-list" }, beside.map((child) => el("li", {}, passage.provisionLink(child.locator, child.label))))) : null,
    guideOnly ? null : passage.guideNote(provision.guide, "h2"),
    el("div", { class: "actions" },
      el("a", { class: "button button-main", href: `/?draft=${encodeURIComponent(t("passage.askDraft", { label: provision.label }))}` }, icon("send"), t("passage.ask")),
      passage.officialLink(provision.url),
      el("button", { type: "button", class: "button", on: { click: () => copy(asReference(provision)) } }, icon("copy"), t("copy.reference")),
      el("button", { type: "button", class: "button", on: { click: () => copy(permalink(provision.locator)) } }, icon("link"), t("copy.link"))),
    questions(provision.guide),
    passage.crossReferences(provision, passage.provisionLink, "h2"),
    passage.neighbours(provision),
    el("p", { class: "fine" }, t("passage.address"), " ", el("code", {}, provision.locator), source.language !== "en" ? ` · ${source.language}` : null));
}

function asReference(provision) {
  return reference({ ...provision, id: provision.locator, quote: "" });
}

function crumbs({ document: source, parent }) {
  return el("nav", { class: "crumbs", "aria-label": t("passage.crumbs") }, el("ol", {},
    el("li", {}, el("a", { href: "/browse" }, t("nav.browse"))),
    el("li", {}, el("a", { href: `/browse?doc=${encodeURIComponent(source.id)}`, ...spoken(source.language) }, source.short_title || source.title)),
    parent && parent.locator !== source.id ? el("li", {}, passage.provisionLink(parent.locator, parent.label)) : null));
}

function facts({ document: source, page: number, quoted_in: quotedIn, provenance, actors }) {
  const words = [source.title, source.symbol, date(source.date), number ? t("passage.page", { n: number }) : "", ...actors].filter(Boolean);
  return [
    el("p", { class: "quiet", ...spoken(source.language) }, words.join(" · ")),
    provenance === "quoted" && quotedIn.length ? el("p", { class: "quiet" }, t("passage.quotedIn"), " ", quotedIn.map((from, n) => [
      n ? ", " : "", el("a", { href: `/browse?doc=${encodeURIComponent(from.id)}`, lang: "en" }, from.title)])) : null,
  ];
}

function questions(guide) {
  if (!guide?.questions.length) return null;
  return el("section", { class: "suggestions" },
    el("h2", {}, t("passage.questions")),
    el("ul", {}, guide.questions.slice(0, 4).map((question) => el("li", {},
      el("a", { class: "suggestion", href: `/?q=${encodeURIComponent(question)}`, ...spoken(guide.language) }, question)))));
}
