/** A provision on the page: its badges, the words above it, its text with the quote marked, and what surrounds it. */

import { el, outward, safeAddress } from "./dom.js";
import { icon } from "./icons.js";
import { directionOf, spoken, t, tOr } from "./i18n.js";

const FEW = 8; // references shown before the rest is folded away

/** The badge that says whose words these are. */
export function provenanceBadge(provenance, quotedIn = []) {
  const names = quotedIn.map((source) => source.id ?? source);
  const elsewhere = provenance === "quoted" && names.length > 0 && !names.some((name) => name.includes("training"));
  return el("span", { class: `badge badge-${provenance}` }, t(elsewhere ? "provenance.elsewhere" : `provenance.${provenance}`));
}

/** Status badges ("retired", ...) and the type of a decision, as the source gives them. */
export function statusBadges({ type, statuses = [] }) {
  return [type, ...statuses].filter(Boolean).map((text) => el("span", { class: "badge badge-status" }, tOr(`status.${text}`, text)));
}

/** Where the quote stands in the text: [start, end], or null. Offsets count characters, JavaScript counts halves of some. */
export function placeOf(quote, text, start, end) {
  if (!quote) return null;
  if (text.slice(start, end) === quote) return [start, end];
  const offset = Array.from(text).slice(0, start).join("").length;
  if (text.startsWith(quote, offset)) return [offset, offset + quote.length];
  const found = text.indexOf(quote);
  return found < 0 ? null : [found, found + quote.length];
}

/** The text with one quote marked. */
export function markedText(text, place) {
  if (!place) return [text];
  const [start, end] = place;
  return [text.slice(0, start), el("mark", {}, text.slice(start, end)), text.slice(end)];
}

/** The text with its references to provisions that the corpus has as links. */
export function linkedText(text, references, linkTo) {
  const places = references
    .filter((reference) => reference.known)
    .map((reference) => ({ ...reference, place: placeOf(reference.words, text, reference.start, reference.end) }))
    .filter((reference) => reference.place)
    .sort((a, b) => a.place[0] - b.place[0] || b.place[1] - a.place[1]);
  const nodes = [];
  let at = 0;
  for (const { place: [start, end], locator, label } of places) {
    if (start < at) continue;
    nodes.push(text.slice(at, start), linkTo(locator, text.slice(start, end), { title: label }));
    at = end;
  }
  return [...nodes, text.slice(at)];
}

/** A link to a provision's page. Its label is in the language of the texts, so its direction is its own. */
export function provisionLink(locator, content, attributes = {}) {
  return el("a", { dir: "auto", ...attributes, href: `/p/${locator}` }, content);
}

/** Quoted law is set in a serif; the words of a guide, a trainer or a catalogue are not. */
export function wordsClass(provenance) {
  return ["official", "quoted"].includes(provenance) ? "law" : "words";
}

/** The words above a provision that it completes, outermost first. */
export function chapeaux(provision, linkTo = provisionLink) {
  return (provision.chapeaux ?? []).map(({ locator, label, text }) =>
    el("p", { class: `chapeau ${wordsClass(provision.provenance)}`, ...spoken(provision.language), title: label },
      el("span", { class: "chapeau-label" }, linkTo(locator, label)), text));
}

/** A long provision in its parts, each with its own link; null when the parts do not make up the whole. */
export function parts(provision, linkTo = provisionLink) {
  const { text } = provision;
  const children = provision.children.filter((child) => text.includes(child.text));
  if (!children.length) return null;
  const words = wordsClass(provision.provenance);
  const head = text.startsWith(provision.chapeau) && provision.chapeau !== text ? provision.chapeau.length : 0;
  let at = head;
  const rows = [];
  for (const child of children) {
    const found = text.indexOf(child.text, at);
    if (found < 0 || found - at > 120) return null;
    const between = text.slice(at, found).trim();
    rows.push({ child, marker: /^[(\p{L}\p{N}).:\]]{1,8}$/u.test(between) ? between : "", between });
    at = found + child.text.length;
  }
  if (text.length - at > 120) return null;
  return [
    head ? el("p", { class: words, ...spoken(provision.language) }, text.slice(0, head).trim()) : null,
    el("ol", { class: "parts", dir: directionOf(provision.language) }, rows.map(({ child, marker, between }) =>
      el("li", {},
        marker || !between ? null : el("p", { class: "part-head", ...spoken(provision.language) }, between),
        linkTo(child.locator, marker || shortLabel(child, provision), { class: "part-link", title: child.label }),
        el("p", { class: words, ...spoken(provision.language) }, child.text)))),
    text.slice(at).trim() ? el("p", { class: words, ...spoken(provision.language) }, text.slice(at).trim()) : null,
  ];
}

function shortLabel(child, provision) {
  const rest = child.label.startsWith(provision.label) ? child.label.slice(provision.label.length).replace(/^[,\s]+/, "") : child.label;
  return rest || child.label;
}

/** Previous and next of the same document. */
export function neighbours({ previous, next }, linkTo = provisionLink) {
  if (!previous && !next) return null;
  const side = (link, name) => link && linkTo(link.locator, [
    name === "before" ? icon("before") : null,
    el("span", {}, el("small", {}, t(name === "before" ? "passage.previous" : "passage.next")), " ", el("bdi", {}, link.label)),
    name === "after" ? icon("after") : null,
  ], { dir: null, class: `neighbour neighbour-${name}`, rel: name === "before" ? "prev" : "next" });
  return el("nav", { class: "neighbours", "aria-label": t("passage.neighbours") }, side(previous, "before"), side(next, "after"));
}

/** What the provision cites and what cites it, as far as the corpus has it. */
export function crossReferences({ cites, cited_by: citedBy, about = [] }, linkTo = provisionLink, level = "h3") {
  const unique = (references) => [...new Map(references.map((reference) => [reference.locator, reference])).values()];
  const line = ({ locator, label, heading, known = true }) => el("li", {},
    known ? linkTo(locator, label) : el("bdi", {}, label), " ",
    heading && known && !label.includes(heading) ? el("span", { class: "quiet", dir: "auto" }, heading) : null);
  const lines = (references) => el("ul", { class: "link-list" }, references.map(line));
  const group = (title, all) => {
    const references = unique(all);
    const [first, more] = references.length > FEW + 2 ? [references.slice(0, FEW), references.slice(FEW)] : [references, []];
    return references.length > 0 && el("section", { class: "references" }, el(level, {}, title), lines(first),
      more.length ? el("details", {}, el("summary", {}, t("passage.more", { n: more.length })), lines(more)) : null);
  };
  return [group(t("passage.about"), about), group(t("passage.cites"), cites), group(t("passage.citedBy"), citedBy)];
}

/** The guide's explanation, marked as what it is. */
export function guideNote(guide, level = "h3") {
  if (!guide?.summary) return null;
  return el("div", { class: "plain", role: "note", "aria-label": t("answer.plain") },
    el(level, { class: "plain-title" }, t("answer.plain")),
    el("p", { ...spoken(guide.language) }, guide.summary),
    el("p", { class: "plain-mark" }, t("provenance.guide")));
}

/** The link to the official page. */
export function officialLink(url, attributes = {}) {
  return safeAddress(url ?? "") && url ? outward(url, { class: "button", ...attributes }, icon("out"), t("passage.officialPage")) : null;
}
