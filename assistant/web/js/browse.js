/** Browsing: instruments, COPs and their decisions, slides; the outline of one document; search as you type. */

import * as api from "./api.js";
import { debounce, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { date, spoken, t } from "./i18n.js";
import { officialLink, provenanceBadge, provisionLink, wordsClass } from "./passage.js";
import { trouble } from "./trouble.js";

const DELAY = 250; // milliseconds of rest after a key
const SNIPPET = 220; // characters
const SHELVES = [["instruments", ["convention", "protocol", "framework"]], ["training", ["training"]], ["other", ["recommendation", "guide", "other"]]];
const GROUPS = [["instruments", ["convention", "protocol", "framework"]], ["decisions", ["decision", "recommendation", "session"]], ["training", ["training"]], ["other", ["guide", "other"]]];

const documentLink = (document) => `/browse?doc=${encodeURIComponent(document.id)}`;

/** Show it in `main`; gives the page's title. */
export async function browsePage(main, parameters, signal) {
  const id = parameters.get("doc");
  const shelf = el("div", { class: "shelf", "aria-busy": "true" }, el("div", { class: "skeleton" }, el("span"), el("span"), el("span")));
  const finder = searchAsYouType(shelf, parameters.get("q") ?? "", signal);
  const head = el("h1", {}, t("browse.title"));
  const crumbs = id && el("nav", { class: "crumbs", "aria-label": t("passage.crumbs") }, el("a", { href: "/browse" }, t("browse.all")));
  fill(main, el("div", { class: "reading browse" }, crumbs, head, finder, shelf));
  try {
    const shown = id ? await api.outline(id, { signal }) : await api.documents();
    if (signal.aborted) return "";
    shelf.removeAttribute("aria-busy");
    if (!id) {
      fill(shelf, shelves(shown.documents));
      return t("nav.browse");
    }
    fill(head, el("span", spoken(shown.language), shown.title));
    fill(shelf, document_(shown));
    return shown.label;
  } catch (error) {
    if (signal.aborted) return "";
    fill(shelf, trouble(error, t("browse.notFound"), () => browsePage(main, parameters, signal), "h2"));
    return t("nav.browse");
  }
}

function shelves(documents) {
  const of = (kinds) => documents.filter((document) => kinds.includes(document.kind))
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.date.localeCompare(b.date));
  const shelf = ([name, kinds]) => of(kinds).length > 0 && el("section", {},
    el("h2", {}, t(`browse.${name}`)),
    el("ul", { class: "cards" }, of(kinds).map((document) => el("li", {}, card(document)))));
  return [shelf(SHELVES[0]), cops(documents), SHELVES.slice(1).map(shelf)];
}

function card(document) {
  const counts = [date(document.date), t("browse.provisions", { n: document.counts.provisions })].filter(Boolean);
  return el("a", { class: "card", href: documentLink(document) },
    el("span", { class: "card-title", ...spoken(document.language) }, document.short_title),
    el("span", { class: "card-words", ...spoken(document.language) }, document.title !== document.short_title ? document.title : ""),
    el("span", { class: "quiet" }, counts.join(" · ")));
}

function cops(documents) {
  const decisions = new Map();
  for (const document of documents.filter((d) => d.kind === "decision")) {
    decisions.set(document.session, [...(decisions.get(document.session) ?? []), document]);
  }
  const sessions = [...decisions.keys()].sort((a, b) => b - a);
  const meeting = new Map(documents.filter((d) => d.kind === "session").map((d) => [d.session, d]));
  return el("section", {},
    el("h2", {}, t("browse.decisions")),
    sessions.map((session) => el("details", { class: "cop" },
      el("summary", {}, el("bdi", { class: "cop-name" }, meeting.get(session)?.short_title ?? `COP ${session}`), " ",
        el("span", { class: "quiet" }, [meeting.get(session)?.date, t("browse.decisionCount", { n: decisions.get(session).length })].filter(Boolean).join(" · "))),
      el("ul", { class: "link-list" }, decisions.get(session).map((document) => el("li", {},
        el("a", { href: documentLink(document), dir: "auto" }, document.label), " ",
        el("span", { class: "quiet", ...spoken(document.language) }, document.title), " ",
        document.provenance === "catalogue" ? null : el("span", { class: "badge badge-quoted" }, t("browse.withText"))))))));
}

function document_(document) {
  const children = new Map();
  for (const line of document.outline) {
    const key = document.outline.some((other) => other.locator === line.parent) ? line.parent : null;
    children.set(key, [...(children.get(key) ?? []), line]);
  }
  const whole = (children.get(null) ?? []).length === 1 && children.get(null)[0].kind === "document" ? children.get(null)[0].locator : null;
  return [
    el("div", { class: "about" },
      el("p", { class: "badges" }, provenanceBadge(document.provenance, document.quoted_in ? [document.quoted_in] : [])),
      el("p", { class: "quiet", dir: "auto" }, [document.label, document.symbol, date(document.date), document.author].filter((words) => words && words !== document.title).join(" · ")),
      document.note ? el("p", { class: "note", dir: "auto" }, document.note) : null,
      el("p", { class: "actions" },
        whole ? el("a", { class: "button", href: `/p/${whole}` }, icon("page"), t("browse.whole")) : null,
        officialLink(document.url))),
    el("section", {}, el("h2", {}, t("browse.contents")), outlineList(children, whole, document, 0)),
  ];
}

function outlineList(children, key, document, depth) {
  const lines = children.get(key) ?? [];
  if (!lines.length) return depth ? null : el("p", { class: "quiet" }, t("browse.empty"));
  return el("ul", { class: depth ? "outline outline-inner" : "outline" }, lines.map((line) => {
    const inner = outlineList(children, line.locator, document, depth + 1);
    const link = provisionLink(line.locator, line.label);
    const heading = line.heading && !line.label.includes(line.heading) ? el("span", { class: "quiet", ...spoken(document.language) }, line.heading) : null;
    if (!inner || depth > 0) return el("li", {}, link, " ", heading, inner);
    inner.hidden = true;
    const fold = el("button", {
      type: "button", class: "icon-button fold", "aria-expanded": "false", "aria-label": t("browse.partsOf", { label: line.label }),
      on: {
        click: () => {
          inner.hidden = !inner.hidden;
          fold.setAttribute("aria-expanded", String(!inner.hidden));
        },
      },
    }, icon("more"));
    return el("li", {}, el("div", { class: "outline-row" }, el("span", {}, link, " ", heading), fold), inner);
  }));
}

function searchAsYouType(shelf, first, pageSignal) {
  const results = el("div", { class: "results", hidden: true });
  const status = el("p", { class: "visually-hidden", role: "status" });
  let waiting = null;
  let shown = "";
  const find = async (query) => {
    waiting?.abort();
    if (query === shown) return;
    shown = query;
    const address = new URL(location.href);
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    if (location.pathname === "/browse") history.replaceState(history.state, "", address);
    results.hidden = shelf.hidden = false;
    if (query.length < 2) {
      results.hidden = true;
      return;
    }
    shelf.hidden = true;
    waiting = new AbortController();
    pageSignal.addEventListener("abort", () => waiting.abort());
    const { signal } = waiting;
    if (!results.childElementCount) fill(results, el("div", { class: "skeleton" }, el("span"), el("span")));
    try {
      const { hits } = await api.search(query, { limit: 24, signal });
      if (signal.aborted) return;
      fill(results, hits.length ? grouped(hits, query) : el("p", {}, t("search.none")));
      status.textContent = t("search.count", { n: hits.length });
    } catch (error) {
      if (signal.aborted) return;
      shown = "";
      fill(results, trouble(error, t("search.none"), () => find(query), "h2"));
    }
  };
  const later = debounce(find, DELAY);
  const field = el("input", {
    type: "search", id: "finder", autocomplete: "off", dir: "auto", placeholder: t("search.placeholder"),
    on: { input: () => later(field.value.trim()) },
  });
  field.value = first;
  if (first) find(first.trim());
  return el("div", {},
    el("form", { class: "finder", role: "search", on: { submit: (event) => { event.preventDefault(); find(field.value.trim()); } } },
      el("label", { for: "finder", class: "visually-hidden" }, t("search.label")), icon("search"), field),
    status, results);
}

function grouped(hits, query) {
  return GROUPS.map(([name, kinds]) => {
    const found = hits.filter((hit) => kinds.includes(hit.document.kind));
    return found.length > 0 && el("section", {},
      el("h2", {}, t(`browse.${name}`), " ", el("span", { class: "quiet" }, found.length)),
      el("ul", { class: "hits" }, found.map((hit) => el("li", {},
        el("p", {}, provisionLink(hit.locator, hit.label, { class: "hit-label" }), " ", provenanceBadge(hit.provenance)),
        el("p", { class: `hit-text ${wordsClass(hit.provenance)}`, ...spoken(hit.document.language) }, snippet(hit, query))))));
  });
}

/** The best part of a text, the words that were asked for in bold. */
function snippet({ text, start, end }, query) {
  const words = query.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2).map((word) => word.toLowerCase());
  const whole = text.slice(start, end);
  const at = Math.max(0, Math.min(...words.map((word) => whole.toLowerCase().indexOf(word)).filter((place) => place >= 0), whole.length) - 60);
  const from = whole.length <= SNIPPET || at >= whole.length - 60 ? 0 : at;
  const piece = whole.slice(from, from + SNIPPET);
  const cut = `${from ? "… " : ""}${from ? piece.replace(/^\S{0,20}\s/, "") : piece}`.replace(from + SNIPPET < whole.length ? /\s\S{0,20}$/ : /$^/, " …");
  if (!words.length) return cut;
  const pattern = new RegExp(`(${words.join("|")})`, "giu");
  return cut.split(pattern).map((part) => (words.includes(part.toLowerCase()) ? el("b", {}, part) : part));
}
