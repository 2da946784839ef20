/** Check my slides: a file goes in, a report comes out; the server keeps nothing. */

import { download, el } from "../js/dom.js";
import { postFile } from "./server.js";
import { button, during, toProvision } from "./parts.js";
import { w } from "./words.js";

export function slidesPart() {
  const result = el("div", { class: "part", "aria-live": "polite" });
  const check = (file) => file && during(result, async () => report(await postFile("check-slides", { name: file.name }, file)));
  const input = el("input", { type: "file", id: "slides-file", accept: ".pptx,.docx,.pdf,.md,.txt", on: { change: () => check(input.files[0]) } });
  const drop = el("div", { class: "drop", on: {
    dragover: (event) => { event.preventDefault(); drop.classList.add("over"); },
    dragleave: () => drop.classList.remove("over"),
    drop: (event) => { event.preventDefault(); drop.classList.remove("over"); check(event.dataTransfer.files[0]); },
  } }, el("label", { for: "slides-file" }, w("slides.drop")), input, el("p", { class: "fine" }, w("slides.kinds")));
  return el("section", { class: "part", "aria-label": w("tab.slides") }, drop, result);
}

function report(found) {
  const { counts } = found;
  return [
    el("h2", {}, found.file),
    el("p", { role: "status" }, w("slides.summary", { references: found.references.length, quotations: found.quotations, exact: found.exact, slips: counts.slip, spellings: counts.spelling, notes: counts.note })),
    el("p", { class: "actions" }, button(w("slides.json"), () => download("check.json", JSON.stringify(found, null, 2), "application/json"))),
    el("ul", { class: "findings" }, found.findings.map(finding)),
    el("details", {}, el("summary", {}, w("slides.all", { count: found.references.length })), el("div", { class: "table-frame" }, el("table", { class: "duties" },
      el("thead", {}, el("tr", {}, ["place", "words", "provision", "status"].map((head) => el("th", { scope: "col" }, w(`slides.${head}`))))),
      el("tbody", {}, found.references.map((one) => el("tr", {}, el("td", {}, one.place), el("td", {}, one.words), el("td", {}, one.status === "found" ? toProvision(one.locator, one.label) : one.locator), el("td", {}, one.status))))))),
  ];
}

function finding(one) {
  return el("li", { class: `finding ${one.severity}` },
    el("p", {}, el("span", { class: "badge badge-status" }, w(`severity.${one.severity}`)), " ", el("strong", {}, one.place), ": ", one.message),
    el("p", { class: "words", dir: "auto" }, w("slides.here"), " ", one.text),
    one.expected && (one.kind === "title" ? el("p", { class: "words", lang: "en", dir: "ltr" }, w("slides.suggested"), " ", one.expected)
      : el("p", { class: "law", lang: "en", dir: "ltr" }, one.expected)),
    one.label && el("p", { class: "fine" }, toProvision(one.locator, one.label)));
}
