// @ts-check
/** Check my slides: a file goes in, a report comes out; the server keeps nothing. */

import { button, takeDropped } from "../kit/controls.js";
import { download, el, outward, uniqueId } from "../kit/dom.js";
import { language, spoken, t, tOr } from "../kit/i18n.js";
import { provisionLink } from "../reading/passage.js";
import { during } from "./form.js";
import * as api from "./server.js";

/** @import { Key } from "../kit/i18n.js" */
/** @typedef {Wire.Training.Report & { counts: Record<string, number> }} Report */

const KINDS = [".pptx", ".docx", ".pdf", ".md", ".txt"];

/**
 * What the server says of a reference.
 * @type {Record<string, Key>}
 */
const STATUSES = {
  found: "slides.found",
  "not confirmed": "slides.unconfirmed",
  "no such provision": "refusal.no_such_provision",
};

/** @type {Key[]} */
const HEADS = ["slides.place", "slides.words", "slides.provision", "slides.status"];

export function slidesPart() {
  const result = el("div", { class: "part", "aria-live": "polite" });
  const check = (/** @type {FileList | undefined | null} */ files) => {
    const file = files?.[0];
    if (file) during(result, async () => report(await api.checkSlides(file, language())));
  };
  const id = uniqueId("slides");
  const input = el("input", { type: "file", id, accept: KINDS.join(",") });
  input.addEventListener("change", () => check(input.files));
  const kinds = el("p", { class: "fine", dir: "ltr" }, KINDS.join(" "));
  const drop = el("div", { class: "drop" }, el("label", { for: id }, t("slides.drop")), input, kinds);
  takeDropped(drop, check);
  return el("section", { class: "part", "aria-label": t("tab.slides") }, drop, result);
}

/** @param {Report} report */
function report(report) {
  const { file, counts, references, quotations, exact, findings, unchecked } = report;
  const summary = t("slides.summary", {
    references: references.length,
    quotations,
    exact,
    slips: counts.slip,
    spellings: counts.spelling,
    notes: counts.note,
  });
  const save = () => download("check.json", JSON.stringify(report, null, 2), "application/json");
  return [
    el("h2", {}, el("bdi", {}, file)),
    el("p", { role: "status" }, summary),
    el("p", { class: "actions" }, button(t("slides.json"), save)),
    el("ul", { class: "findings" }, findings.map(finding)),
    unchecked.length > 0 && el("details", {},
      el("summary", {}, t("slides.unchecked", { count: unchecked.length })),
      el("ul", { class: "findings" }, unchecked.map(finding))),
    el("details", {},
      el("summary", {}, t("slides.all", { count: references.length })),
      el("div", { class: "table-frame" }, table(references))),
  ];
}

/** @param {Wire.Training.Finding} finding */
function finding({ severity, kind, place, text, message, locator, label, expected, url }) {
  const suggestion = kind === "title"
    ? el("p", { class: "words", ...spoken("en") }, t("slides.suggested"), " ", expected)
    : el("p", { class: kind === "fact" ? "words" : "law", dir: "auto" }, expected);
  return el("li", { class: `finding ${severity}` },
    el("p", {},
      el("span", { class: "badge badge-status" }, tOr(`severity.${severity}`, severity)), " ",
      el("span", { dir: "auto" }, el("strong", {}, place), ": ", message)),
    el("p", { class: "words" }, t("slides.here"), " ", el("span", { dir: "auto" }, text)),
    expected && suggestion,
    label && el("p", { class: "fine" }, locator.includes("/") ? provisionLink(locator, label) : label),
    url && kind !== "link" && el("p", { class: "fine" }, outward(url, { dir: "ltr" }, url)));
}

/** @param {Wire.Training.Mention[]} references */
function table(references) {
  const row = (/** @type {Wire.Training.Mention} */ { place, words, locator, label, status }) => el("tr", {},
    el("td", {}, place),
    el("td", {}, words),
    el("td", {}, status === "found" ? provisionLink(locator, label) : locator),
    el("td", {}, status in STATUSES ? t(STATUSES[status]) : status));
  return el("table", { class: "references" },
    el("thead", {}, el("tr", {}, HEADS.map((head) => el("th", { scope: "col" }, t(head))))),
    el("tbody", {}, references.map(row)));
}
