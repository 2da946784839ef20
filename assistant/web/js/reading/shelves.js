// @ts-check
/** The corpus on its shelves: instruments, COPs with their decisions, training material, and the rest. */

import { el } from "../kit/dom.js";
import { date, spoken, t } from "../kit/i18n.js";
import { heldBadge } from "./held.js";
import { facts, outlineAddress } from "./passage.js";

const INSTRUMENTS = ["convention", "protocol", "framework"];
const TRAINING = ["training"];
const OTHER = ["recommendation", "guide", "other", "decision"];

/** @param {Wire.Document[]} documents */
export function shelves(documents) {
  return [
    shelf(t("browse.instruments"), documents, INSTRUMENTS),
    cops(documents),
    shelf(t("browse.training"), documents, TRAINING),
    shelf(t("browse.other"), documents.filter((one) => !ofCop(one)), OTHER),
  ];
}

/**
 * @param {string} title
 * @param {Wire.Document[]} documents
 * @param {string[]} kinds
 */
function shelf(title, documents, kinds) {
  const own = documents.filter(({ kind }) => kinds.includes(kind));
  own.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.date.localeCompare(b.date));
  if (!own.length) return null;
  return el("section", {},
    el("h2", {}, title),
    el("ul", { class: "cards" }, own.map((document) => el("li", {}, card(document)))));
}

/** @param {Wire.Document} document */
function card({ id, language, title, short_title: short, date: day, counts, held }) {
  return el("a", { class: "card", href: outlineAddress(id) },
    el("span", { class: "card-title", ...spoken(language) }, short),
    el("span", { class: "card-words", ...spoken(language) }, title !== short && title),
    el("span", { class: "quiet" }, facts([date(day), t("browse.provisions", { n: counts.provisions })])),
    el("span", {}, heldBadge(held)));
}

/**
 * @param {Wire.Document} document
 * @returns {document is Wire.Document & { session: number }}
 */
function ofCop(document) {
  return document.kind === "decision" && document.session !== null;
}

/** @param {Wire.Document[]} documents */
function cops(documents) {
  /** @type {Map<number, Wire.Document[]>} */
  const decisions = new Map();
  for (const one of documents) {
    if (ofCop(one)) decisions.set(one.session, [...(decisions.get(one.session) ?? []), one]);
  }
  const held = documents.filter(({ kind }) => kind === "session");
  const meetings = new Map(held.map((meeting) => [meeting.session, meeting]));
  const sessions = [...decisions].sort(([a], [b]) => b - a);
  return el("section", {},
    el("h2", {}, t("browse.decisions")),
    sessions.map(([session, taken]) => cop(session, meetings.get(session), taken)));
}

/**
 * @param {number} session
 * @param {Wire.Document | undefined} meeting
 * @param {Wire.Document[]} decisions
 */
function cop(session, meeting, decisions) {
  const name = meeting?.short_title ?? `COP ${session}`;
  const known = [date(meeting?.date), howMany(decisions.length, meeting?.decisions_taken, name)];
  return el("details", { class: "cop" },
    el("summary", {},
      el("bdi", { class: "cop-name" }, name), " ",
      el("span", { class: "quiet" }, facts(known))),
    el("ul", { class: "link-list" }, decisions.map((decision) => el("li", {}, decisionLine(decision)))));
}

/**
 * "6 of the decisions of COP 15": never as if these were all.
 * @param {number} n
 * @param {number | null | undefined} total
 * @param {string} name of the meeting
 */
function howMany(n, total, name) {
  return total ? t("browse.decisionsOfAll", { n, total, name }) : t("browse.decisionsOf", { n, name });
}

/** @param {Wire.Document} decision */
function decisionLine({ id, label, title, language, held }) {
  return [
    el("a", { href: outlineAddress(id), dir: "auto" }, label), " ",
    el("span", { class: "quiet", ...spoken(language) }, title), " ",
    held === "facts" ? null : heldBadge(held),
  ];
}
