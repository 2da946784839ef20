/** Who must do what: a table to filter and to take away; below it what cites the provision, with the words that do it. */

import { el, fill } from "../js/dom.js";
import { address, get } from "./server.js";
import { button, during, field, toProvision } from "./parts.js";
import { w } from "./words.js";

export function dutiesPart(parameters) {
  const input = el("input", { type: "search", name: "of", required: true, maxlength: "300", placeholder: "Article 18, cop-1/dec-3, decision VIII/12", autocomplete: "off" });
  const result = el("div", { class: "part" });
  const show = (of) => {
    input.value = of;
    during(result, () => listed(of));
  };
  const form = el("form", { class: "form", on: { submit: (event) => { event.preventDefault(); show(input.value.trim()); } } },
    field(w("duties.of"), input, true), el("button", { class: "button button-main" }, w("show")));
  const examples = el("div", { class: "chips" }, ["Article 18", "Article 16", "Decision I/3", "Decision VIII/12"].map((one) => button(one, () => show(one))));
  if (parameters.get("of")) show(parameters.get("of"));
  return el("section", { class: "part", "aria-label": w("tab.duties") }, form, examples, result);
}

async function listed(of) {
  const { duties } = await get("duties", { of });
  const links = await get("references", { of }).catch(() => null);
  const body = el("tbody");
  const count = el("p", { class: "quiet", role: "status" });
  const files = el("p", { class: "actions" });
  const chosen = { actor: "", verb: "", words: "" };
  const draw = () => {
    const rows = duties.filter((duty) => (!chosen.actor || duty.actor === chosen.actor) && (!chosen.verb || duty.verb === chosen.verb)
      && `${duty.task} ${duty.sentence}`.toLowerCase().includes(chosen.words.toLowerCase()));
    fill(body, rows.map(row));
    fill(count, w("duties.count", { shown: rows.length, total: duties.length }));
    fill(files, ["xlsx", "csv"].map((form) => el("a", { class: "button", href: address(`duties/${form}`, { of, ...chosen }), download: `duties.${form}` }, w("duties.file", { form: form.toUpperCase() }))));
  };
  const pick = (name) => {
    const values = [...new Set(duties.map((duty) => duty[name]))].sort();
    return el("select", { on: { change: (event) => { chosen[name] = event.target.value; draw(); } } }, el("option", { value: "" }, w("all")), values.map((value) => el("option", { value }, value)));
  };
  const words = el("input", { type: "search", on: { input: (event) => { chosen.words = event.target.value; draw(); } } });
  draw();
  const heads = ["actor", "verb", "task", "deadline", "source", "origin"];
  return [
    el("div", { class: "form" }, field(w("duties.actor"), pick("actor")), field(w("duties.verb"), pick("verb")), field(w("duties.words"), words, true)),
    count,
    el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": w("tab.duties") },
      el("table", { class: "duties" }, el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, w(`duties.${head}`))))), body)),
    files,
    links && references(links),
  ];
}

function row(duty) {
  return el("tr", {}, el("td", {}, duty.actor), el("td", {}, duty.verb), el("td", { lang: "en", dir: "ltr" }, duty.task), el("td", {}, duty.deadline),
    el("td", {}, toProvision(duty.source, duty.label)), el("td", {}, el("span", { class: "badge" }, duty.origin === "official code" ? w("origin.code") : w("origin.sentence"))));
}

function references(links) {
  const list = (title, found) => found.length > 0 && [
    el("h3", {}, title),
    el("ul", { class: "entries" }, found.slice(0, 40).map((link) => el("li", {}, toProvision(link.locator, link.label),
      el("span", { class: "quiet", lang: "en", dir: "ltr" }, "… ", link.before, el("mark", {}, link.words), link.after, " …")))),
  ];
  return el("div", { class: "part" }, list(w("references.cites", { label: links.label }), links.cites), list(w("references.cited", { label: links.label }), links.cited_by));
}
