// @ts-check
/** The session: make a pack from a subject, open a saved one, or go on with the one that was left. */

import { button, field } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { language, t } from "../kit/i18n.js";
import { Editor, keptPack } from "./editor.js";
import { alert, during, form, LONGEST_SUBJECT } from "./form.js";
import * as api from "./server.js";

/** @import { Key } from "../kit/i18n.js" */
/** @typedef {Wire.Training.Pack} Pack */

const MINUTES = { min: 10, max: 240 }; // that the server takes

/** @type {[value: string, words: Key][]} */
const AUDIENCES = [
  ["", "audience.said"],
  ["new-nfp", "audience.new"],
  ["technical", "audience.technical"],
  ["ministerial", "audience.ministerial"],
];

/** @param {URLSearchParams} parameters */
export function sessionPart(parameters) {
  const subject = el("input", {
    name: "subject", required: true, maxlength: LONGEST_SUBJECT, autocomplete: "off", dir: "auto",
    placeholder: t("session.example"),
  });
  const minutes = el("input", { type: "number", name: "minutes", required: true, ...MINUTES, value: 45 });
  const audience = el("select", { name: "audience" },
    AUDIENCES.map(([value, words]) => el("option", { value }, t(words))));
  const editor = el("div", { class: "part" });
  const make = () => during(editor, async () => new Editor(await api.session({
    subject: subject.value.trim(),
    minutes: Number(minutes.value),
    audience: audience.value,
    language: language(),
  })).element);
  const fields = [
    field(t("session.subject"), subject, { wide: true }),
    field(t("session.minutes"), minutes),
    field(t("session.audience"), audience),
  ];
  const asked = parameters.get("subject");
  if (asked) {
    subject.value = asked;
    make();
  }
  return el("section", { class: "part", "aria-label": t("tab.session") },
    form(fields, t("session.make"), make), saved(editor), editor);
}

/** @param {HTMLElement} editor */
function saved(editor) {
  const open = (/** @type {Pack} */ pack) => fill(editor, new Editor(pack).element);
  const file = el("input", { type: "file", accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    try {
      const text = await file.files?.[0]?.text();
      if (text) open(JSON.parse(text));
    } catch {
      fill(editor, alert(t("session.unreadable")));
    }
  });
  const kept = keptPack();
  return el("div", { class: "form" },
    field(t("session.open"), file),
    kept && button(t("session.resume", { title: kept.title }), () => open(kept)));
}
