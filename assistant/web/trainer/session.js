/** The session editor: make a pack, reorder, drop, rewrite and add, take it away, check a saved one. */

import { download, el, fill } from "../js/dom.js";
import { language } from "../js/i18n.js";
import { post } from "./server.js";
import { button, during, field, kindBadge, toProvision } from "./parts.js";
import { w } from "./words.js";

const KEPT = "cbd-training-session";
const TYPES = {
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  md: "text/markdown", json: "application/json",
};

export function sessionPart(parameters) {
  const subject = el("input", { name: "subject", required: true, maxlength: "300", placeholder: w("session.example"), autocomplete: "off" });
  const minutes = el("input", { type: "number", name: "minutes", min: "10", max: "240", value: "45", required: true });
  const audience = el("select", { name: "audience" }, ["", "new-nfp", "technical", "ministerial"].map((value) => el("option", { value }, w(`audience.${value || "said"}`))));
  const editor = el("div", { class: "part" });
  const open = (pack) => { fill(editor, new Editor(pack).element); };
  const make = () => during(editor, async () => {
    const own = ["en", "fr", "es"].includes(language()) ? language() : "en";
    const response = await post("session", { subject: subject.value.trim(), minutes: Number(minutes.value), audience: audience.value, language: own });
    return new Editor(await response.json()).element;
  });
  const form = el("form", { class: "form", on: { submit: (event) => { event.preventDefault(); make(); } } },
    field(w("session.subject"), subject, true), field(w("session.minutes"), minutes), field(w("session.audience"), audience),
    el("button", { class: "button button-main" }, w("session.make")));
  const file = el("input", { type: "file", accept: ".json,application/json", on: { change: async () => {
    try {
      if (file.files[0]) open(JSON.parse(await file.files[0].text()));
    } catch {
      fill(editor, el("p", { class: "note", role: "alert" }, w("session.unreadable")));
    }
  } } });
  const kept = keptPack();
  const saved = el("div", { class: "form" }, field(w("session.open"), file), kept && button(w("session.resume", { title: kept.title }), () => open(kept)));
  if (parameters.get("subject")) {
    subject.value = parameters.get("subject");
    make();
  }
  return el("section", { class: "part", "aria-label": w("tab.session") }, form, saved, editor);
}

function keptPack() {
  try {
    return JSON.parse(localStorage.getItem(KEPT));
  } catch {
    return null;
  }
}

class Editor {
  constructor(pack) {
    this.pack = pack;
    this.list = el("ol", { class: "blocks" });
    this.told = el("div", { class: "part", "aria-live": "polite" });
    this.total = el("p", { class: "quiet total", role: "status" });
    this.element = el("div", { class: "part" }, el("h2", {}, pack.title), this.total, this.#actions(), this.told, this.list,
      el("p", { class: "actions" }, button(w("session.add"), () => this.#add())));
    this.#draw();
  }

  #actions() {
    return el("p", { class: "actions" },
      ["pptx", "docx", "md", "json"].map((form) => button(w(`session.${form}`), () => this.#export(form), form === "pptx")),
      button(w("session.recheck"), () => this.#recheck()));
  }

  #changed() {
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.pack));
    } catch {
      // a full or forbidden store: the pack can still be taken away as a file
    }
    const minutes = this.pack.blocks.reduce((sum, block) => sum + Number(block.minutes || 0), 0);
    this.total.textContent = w("session.total", { slides: this.pack.blocks.length, minutes, planned: this.pack.minutes });
  }

  #draw() {
    fill(this.list, this.pack.blocks.map((block, place) => this.#block(block, place)));
    this.#changed();
  }

  #block(block, place) {
    const title = el("input", { class: "title", value: block.title, "aria-label": w("session.title"), on: { input: (event) => { block.title = event.target.value; this.#changed(); } } });
    const minutes = el("input", { class: "minutes", type: "number", min: "0", max: "240", step: "0.5", value: block.minutes, "aria-label": w("session.minutes"), on: { input: (event) => { block.minutes = Number(event.target.value) || 0; this.#changed(); } } });
    const small = (words, label, action, disabled) => button(words, action, false, { "aria-label": `${label}: ${block.title}`, title: label, disabled });
    return el("li", { class: "block" },
      el("div", { class: "block-head" }, el("span", { class: "block-number" }, place + 1), title, minutes, el("span", { class: "fine" }, w("minutes")),
        small("↑", w("session.up"), () => this.#move(place, -1), place === 0),
        small("↓", w("session.down"), () => this.#move(place, 1), place === this.pack.blocks.length - 1),
        small("✕", w("session.drop"), () => this.#drop(place))),
      block.kind === "timeline" ? el("p", { class: "quiet" }, w("session.picture", { count: block.items.length })) : el("div", { class: "items" }, block.items.map((item) => this.#item(block, item))),
      el("details", {}, el("summary", {}, w("session.notes")), el("label", { class: "field" }, el("span", { class: "visually-hidden" }, w("session.notes")),
        el("textarea", { rows: "3", on: { input: (event) => { block.notes = event.target.value; this.#changed(); } } }, block.notes)),
        button(w("session.line"), () => { block.items.push({ kind: "own", text: "", sources: [], note: "", cells: [] }); this.#draw(); })));
  }

  #item(block, item) {
    const sources = item.sources.slice(0, 6).map((source, place) => [place ? ", " : "", toProvision(source.locator, source.label)]);
    const label = item.cells.length ? item.cells.join(" · ") : "";
    const text = el("textarea", { rows: "2", class: ["quote", "fact"].includes(item.kind) ? "law" : "", "aria-label": `${w(`kind.${item.kind}`)} ${label}`, readonly: ["quote", "fact", "remark"].includes(item.kind), on: { input: (event) => { item.text = event.target.value; this.#changed(); } } }, item.text);
    return el("div", { class: "item" },
      el("p", { class: "fine" }, kindBadge(item.kind), " ", label, " ", sources), button("✕", () => { block.items.splice(block.items.indexOf(item), 1); this.#draw(); }, false, { "aria-label": w("session.dropline") }),
      text, item.note && el("p", { class: "fine" }, item.note));
  }

  #move(place, by) {
    const [block] = this.pack.blocks.splice(place, 1);
    this.pack.blocks.splice(place + by, 0, block);
    this.#draw();
    this.list.children[place + by].querySelector(".title").focus();
  }

  #drop(place) {
    this.pack.blocks.splice(place, 1);
    this.#draw();
  }

  #add() {
    const id = `own-${Date.now()}`;
    this.pack.blocks.push({ id, kind: "text", title: w("session.own"), minutes: 0, items: [{ kind: "own", text: "", sources: [], note: "", cells: [] }], notes: "", ref: "" });
    this.#draw();
    this.list.lastElementChild.querySelector(".title").focus();
  }

  async #export(form) {
    fill(this.told, el("p", { class: "quiet", role: "status" }, w("working")));
    try {
      const response = await post(`session/export/${form}`, this.pack);
      download(`session.${form}`, await response.arrayBuffer(), TYPES[form]);
      fill(this.told, el("p", { class: "quiet", role: "status" }, w("session.taken", { form: form.toUpperCase() })));
    } catch (error) {
      fill(this.told, el("p", { class: "note", role: "alert" }, error.message));
    }
  }

  #recheck() {
    during(this.told, async () => {
      const { mismatches } = await (await post("session/recheck", this.pack)).json();
      if (!mismatches.length) return el("p", { class: "note", role: "status" }, w("session.matches"));
      return [el("h3", {}, w("session.mismatches", { count: mismatches.length })), mismatches.map((one) => el("div", { class: "mismatch" },
        el("p", {}, el("strong", {}, one.title), ": ", one.message), one.expected && el("p", { class: "fine" }, w("session.was"), " ", one.expected), one.found && el("p", { class: "fine" }, w("session.is"), " ", one.found)))];
    });
  }
}
