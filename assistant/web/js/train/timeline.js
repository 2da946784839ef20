// @ts-check
/** The timeline: drawn by the server, listed with its sources below. */

import { button, field } from "../kit/controls.js";
import { el, fill, outward } from "../kit/dom.js";
import { language, spoken, t } from "../kit/i18n.js";
import { provisionLink } from "../reading/passage.js";
import { plainLabel } from "../reading/reference.js";
import { isUnread, unreadNote } from "../reading/unread.js";
import { during, form, LONGEST_SUBJECT } from "./form.js";
import * as api from "./server.js";

const NARROW = matchMedia("(max-width: 40rem)");

/** @param {URLSearchParams} parameters */
export function timelinePart(parameters) {
  const input = el("input", {
    type: "search", name: "subject", required: true, maxlength: LONGEST_SUBJECT, autocomplete: "off",
    dir: "auto", placeholder: t("timeline.example"),
  });
  const result = el("div", { class: "part" });
  const topics = el("div", { class: "topics" });
  const show = (/** @type {string} */ subject) => {
    input.value = subject;
    during(result, () => drawn(subject));
  };
  const topic = (/** @type {string} */ title) => button(title, () => show(title), spoken(language()));
  api.topics(language()).then((list) => fill(topics, list.map(({ title }) => topic(title))), () => {});
  const subject = parameters.get("subject");
  if (subject) show(subject);
  const words = field(t("timeline.subject"), input, { wide: true });
  return el("section", { class: "part", "aria-label": t("tab.timeline") },
    form(words, t("train.show"), () => show(input.value.trim())), topics, result);
}

/** @param {string} subject */
async function drawn(subject) {
  const layout = NARROW.matches ? "vertical" : "horizontal";
  const [timeline, picture] = await Promise.all([
    api.timeline(subject, language()),
    api.timelinePicture(subject, layout),
  ]);
  return [
    el("h2", {}, el("bdi", {}, timeline.title)),
    el("p", { class: "quiet" }, timeline.note),
    el("div", { class: NARROW.matches ? "drawing narrow" : "drawing", dir: "ltr" }, drawing(picture)),
    el("p", { class: "actions" }, file(subject, "svg"), file(subject, "png")),
    el("ol", { class: "entries" }, timeline.entries.map((one) => el("li", {}, entry(one)))),
    timeline.entries.some(({ words }) => isUnread(words?.state)) && unreadNote(),
  ];
}

/**
 * The picture as elements, as wide as its place.
 * @param {string} picture SVG
 */
function drawing(picture) {
  const parsed = new DOMParser().parseFromString(picture, "image/svg+xml");
  const svg = document.importNode(parsed.documentElement, true);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  return svg;
}

/**
 * @param {string} subject
 * @param {"svg" | "png"} form
 */
function file(subject, form) {
  const href = api.training(`timeline/${form}`, { subject });
  return el("a", { class: "button", href, download: `timeline.${form}` }, t(`timeline.${form}`));
}

/** @param {Wire.Training.Entry} entry */
function entry({ label, title, session, place, year, url, words, remarks }) {
  return [
    el("p", { class: "entry-head" },
      outward(url, { dir: "auto" }, label),
      el("span", { class: "quiet", ...spoken("en") }, `COP ${session}, ${place}, ${year}`),
      el("span", spoken("en"), title)),
    words && decisionWords(words),
    remarks.map(remark),
  ];
}

/** @param {Wire.Training.Words} words */
function decisionWords({ kind, text, locator, label, language: said }) {
  if (kind !== "quote") return el("p", { class: "plain" }, plainLabel(), " ", el("span", spoken(said), text));
  const source = el("small", {}, provisionLink(locator, label));
  return el("blockquote", { class: "law", ...spoken(said) }, `“${text}” `, source);
}

/** @param {Wire.Training.Remark} remark */
function remark({ text, slides, labels, shared }) {
  const links = slides.map((slide, n) => [n ? ", " : "", provisionLink(slide, labels[n])]);
  return el("p", { class: "deck" },
    t("timeline.deck"), " ", el("span", { lang: "en", dir: "auto" }, text), " ",
    el("small", {}, "(", links, shared && `; ${t("timeline.shared")}`, ")"));
}
