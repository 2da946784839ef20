/** The timeline: drawn by the server, listed with its sources below. */

import { el, fill, outward } from "../js/dom.js";
import { address, get, getText } from "./server.js";
import { button, during, field, toProvision } from "./parts.js";
import { w } from "./words.js";

const narrow = matchMedia("(max-width: 40rem)");

export function timelinePart(parameters) {
  const input = el("input", { type: "search", name: "subject", required: true, maxlength: "300", placeholder: w("timeline.example"), autocomplete: "off" });
  const result = el("div", { class: "part" });
  const topics = el("div", { class: "chips" });
  const show = (subject) => {
    input.value = subject;
    during(result, () => drawn(subject));
  };
  const form = el("form", { class: "form", on: { submit: (event) => { event.preventDefault(); show(input.value.trim()); } } },
    field(w("timeline.subject"), input, true), el("button", { class: "button button-main" }, w("show")));
  get("topics").then((list) => fill(topics, list.map((topic) => button(topic.title, () => show(topic.title)))), () => {});
  if (parameters.get("subject")) show(parameters.get("subject"));
  return el("section", { class: "part", "aria-label": w("tab.timeline") }, form, topics, result);
}

async function drawn(subject) {
  const layout = narrow.matches ? "vertical" : "horizontal";
  const [timeline, picture] = await Promise.all([get("timeline", { subject }), getText("timeline/svg", { subject, layout })]);
  const svg = document.importNode(new DOMParser().parseFromString(picture, "image/svg+xml").documentElement, true);
  svg.removeAttribute("width");
  svg.removeAttribute("height");
  return [
    el("h2", {}, timeline.title),
    el("p", { class: "quiet" }, timeline.note),
    el("div", { class: layout === "vertical" ? "drawing narrow" : "drawing" }, svg),
    el("p", { class: "actions" },
      el("a", { class: "button", href: address("timeline/svg", { subject }), download: "timeline.svg" }, w("timeline.svg")),
      el("a", { class: "button", href: address("timeline/png", { subject }), download: "timeline.png" }, w("timeline.png"))),
    el("ol", { class: "entries" }, timeline.entries.map(entry)),
  ];
}

function entry(one) {
  return el("li", {},
    el("p", { class: "entry-head" }, outward(one.url, {}, one.label), el("span", { class: "quiet" }, `COP ${one.session}, ${one.place || one.where}, ${one.year}`), el("span", {}, one.title)),
    one.words && (one.words.kind === "quote"
      ? el("blockquote", { class: "law", lang: "en", dir: "ltr" }, `“${one.words.text}” `, el("small", {}, toProvision(one.words.locator, one.words.label)))
      : el("p", { class: "plain" }, w("plain"), " ", el("span", { lang: "en", dir: "auto" }, one.words.text))),
    one.remarks.map((remark) => el("p", { class: "deck" }, `${w("deck")} `, el("span", { lang: "en", dir: "auto" }, remark.text), " ",
      el("small", {}, "(", remark.slides.map((slide, place) => [place ? ", " : "", toProvision(slide, remark.labels[place])]), remark.shared ? `; ${w("deck.shared")}` : "", ")"))));
}
