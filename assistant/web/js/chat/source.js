// @ts-check
/** A cited provision in its context, the exact quote marked: what the source panel shows. */

import { button, skeleton } from "../kit/controls.js";
import { el } from "../kit/dom.js";
import { icon } from "../kit/icons.js";
import { date, spoken, t } from "../kit/i18n.js";
import { copy } from "../page/clipboard.js";
import * as passage from "../reading/passage.js";
import { permalink, reference } from "../reading/reference.js";
import { crossReferences, guideNote, neighbours } from "../reading/surroundings.js";

/** @import { LinkTo } from "../reading/passage.js" */

/**
 * What is shown: a citation, or a provision that was reached from one.
 * @typedef {Omit<Wire.Citation, "number" | "extract" | "lines">} Subject
 */

/**
 * A provision in the form of a citation without a quote.
 * @param {Wire.Provision} provision
 * @returns {Subject}
 */
export function subjectOf(provision) {
  const names = provision.quoted_in.map(({ id }) => id);
  return { ...provision, id: provision.locator, quote: "", start: 0, end: 0, chapeau: "", quoted_in: names };
}

/**
 * Everything below the title. What a citation carries is there at once, the rest when `provision` has come.
 * @param {Subject} subject
 * @param {Wire.Provision | null} provision
 * @param {LinkTo} linkTo
 */
export function sourceView(subject, provision, linkTo) {
  const head = [about(subject, provision), documentLine(subject, provision)];
  if (!provision) {
    return [...head, earlyChapeau(subject), words(subject, [], linkTo), actions(subject), skeleton({}, 2)];
  }
  return [
    ...head,
    provision.path.length > 0
      && el("p", { class: "quiet path", ...spoken(provision.language) }, provision.path.join(" › ")),
    subject.provenance === "quoted" && passage.quotedIn(provision),
    passage.chapeaux(provision, linkTo),
    words(subject, provision.cites, linkTo),
    // where the words above are the guide's own, it says more only in another language
    guideNote(provision.provenance === "guide" && provision.guide?.language === provision.language
      ? null : provision.guide),
    actions(subject),
    neighbours(provision, linkTo),
    crossReferences(provision, linkTo),
  ];
}

/**
 * @param {Subject} subject
 * @param {Wire.Provision | null} provision
 */
function about(subject, provision) {
  return el("p", { class: "badges" },
    passage.provenanceBadge(subject.provenance, subject.quoted_in, subject.origin),
    passage.statusBadges(provision ?? subject));
}

/**
 * @param {Subject} subject
 * @param {Wire.Provision | null} provision
 */
function documentLine(subject, provision) {
  const { document } = subject;
  const known = [document.symbol, date(provision?.document.date), passage.pages(subject)];
  return el("p", { class: "panel-document" },
    el("a", { href: passage.outlineAddress(document.id), ...spoken(document.language) }, document.title), " ",
    el("span", { class: "quiet" }, passage.facts(known)));
}

/** @param {Subject} subject */
function earlyChapeau({ chapeau, provenance, document }) {
  const attributes = { class: `chapeau ${passage.wordsClass(provenance)}`, ...spoken(document.language) };
  return chapeau && el("p", attributes, chapeau);
}

/**
 * @param {Subject} subject
 * @param {Wire.CrossReference[]} references
 * @param {LinkTo} linkTo
 */
function words({ text, quote, start, end, provenance, document }, references, linkTo) {
  const content = quote
    ? passage.markedText(text, passage.placeOf(quote, text, start, end))
    : passage.linkedText(text, references, linkTo);
  const attributes = { class: `passage ${passage.wordsClass(provenance)}`, ...spoken(document.language) };
  return el("div", attributes, content);
}

/** @param {Subject} subject */
function actions(subject) {
  return el("div", { class: "actions" },
    passage.officialLink(subject.url),
    button([icon("copy"), t("copy.reference")], () => copy(reference(subject))),
    button([icon("link"), t("copy.link")], () => copy(permalink(subject.id))),
    el("a", { class: "button", href: `/p/${subject.id}` }, icon("page"), t("panel.openPage")));
}
