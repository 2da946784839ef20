// @ts-check
/** One file that was added: what it was taken for, and how that is corrected, or the file removed. */

import { asApiError } from "../kit/error.js";
import { button, field } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { LANGUAGES, language, spoken, t, tOr } from "../kit/i18n.js";
import { alert, form } from "../train/form.js";
import * as api from "./server.js";

/** @import { Key } from "../kit/i18n.js" */
/** @typedef {(change: Wire.Library.Change) => void} Changed */

/**
 * What a file may be said to be.
 * @type {[string, Key][]}
 */
const KINDS = [
  ["", "library.asItIs"],
  ["document", "library.document"],
  ["slides", "library.slides"],
  ["decision", "library.decision"],
  ["treaty", "library.treaty"],
];

/**
 * @param {Wire.Library.OwnFile} file
 * @param {boolean} open whether anything may be changed
 * @param {Changed} changed
 */
export function entry(file, open, changed) {
  const below = el("div", { class: "part" });
  const close = () => {
    fill(below);
    first.focus();
  };
  const { id, title } = file;
  const first = button(t("library.correct"), () => show(below, correction(file, below, changed, close)));
  const drop = button(t("library.remove"), () => show(below, question(file, below, changed, close)));
  for (const one of [first, drop]) one.setAttribute("aria-label", `${one.textContent}: ${title}`);
  const label = file.served ? el("a", { href: `/p/${id}` }, el("bdi", {}, title)) : el("bdi", {}, title);
  return el("li", { class: "finding", "data-id": id },
    el("h3", {}, label),
    el("p", {},
      badge(tOr(`document.${file.kind}`, file.kind)), " ",
      badge(languageName(file.language)), " ",
      badge(t("browse.provisions", { n: file.provisions })), " ",
      file.origin === "copy" && [badge(t("library.copy")), " "],
      badge(t(file.served ? "library.served" : "library.waiting"))),
    el("p", { class: "fine" }, t("library.from"), " ", el("bdi", {}, file.name), " · ",
      t("library.number"), " ", el("bdi", { dir: "ltr" }, id)),
    el("p", { class: "fine" }, t("library.reason"), " ", el("span", spoken("en"), file.reason)),
    file.notes.map((note) => el("p", { class: "note" }, el("span", spoken("en"), note))),
    open && el("p", { class: "actions" }, first, drop),
    below);
}

/** @param {string} words */
function badge(words) {
  return el("span", { class: "badge badge-status" }, words);
}

/** @param {string} code */
function languageName(code) {
  return new Intl.DisplayNames([language()], { type: "language" }).of(code || "und") ?? code;
}

/**
 * @param {HTMLElement} below
 * @param {HTMLElement} element
 */
function show(below, element) {
  fill(below, element);
  const control = element.querySelector("input, select, button");
  if (control instanceof HTMLElement) control.focus();
}

/**
 * Make a change, and say what went wrong.
 * @param {HTMLElement} below
 * @param {() => Promise<Wire.Library.Change>} task
 * @param {Changed} changed
 */
async function make(below, task, changed) {
  const controls = [...below.querySelectorAll("button")];
  for (const one of controls) one.disabled = true;
  try {
    const change = await task();
    fill(below);
    changed(change);
  } catch (thrown) {
    const error = asApiError(thrown);
    for (const one of controls) one.disabled = false;
    below.append(alert(error.away ? t("server.away") : error.words));
  }
}

/**
 * @param {Wire.Library.OwnFile} file
 * @param {HTMLElement} below
 * @param {Changed} changed
 * @param {() => void} close
 */
function correction(file, below, changed, close) {
  const title = el("input", { value: file.title, maxlength: 500, dir: "auto" });
  const kind = el("select", {}, KINDS.map(([value, words]) => el("option", { value }, t(words))));
  const codes = [...new Set([file.language, ...Object.keys(LANGUAGES)])];
  const spokenIn = el("select", {}, codes.map((code) =>
    el("option", { value: code, selected: code === file.language }, languageName(code))));
  const number = el("input", { value: file.id, maxlength: 120, dir: "ltr", autocapitalize: "off" });
  const force = el("input", { type: "checkbox" });
  const said = () => ({
    title: title.value.trim() === file.title ? "" : title.value.trim(),
    kind: kind.value,
    language: spokenIn.value === file.language ? "" : spokenIn.value,
    id: number.value.trim() === file.id ? "" : number.value.trim(),
    unchecked: force.checked,
  });
  const fields = [
    field(t("library.title"), title, { wide: true }),
    field(t("library.kind"), kind),
    field(t("library.language"), spokenIn),
    field(t("library.number"), number),
    el("label", { class: "check" }, force, " ", t("library.force")),
  ];
  const save = () => make(below, () => api.correct(file.id, said()), changed);
  const sent = form(fields, t("library.save"), save);
  sent.append(button(t("library.cancel"), close));
  return sent;
}

/**
 * @param {Wire.Library.OwnFile} file
 * @param {HTMLElement} below
 * @param {Changed} changed
 * @param {() => void} close
 */
function question(file, below, changed, close) {
  return el("div", { class: "part", role: "group", "aria-label": t("library.remove") },
    el("p", {}, t("library.sure", { title: file.title })),
    el("p", { class: "actions" },
      button(t("library.keep"), close),
      button(t("library.remove"), () => make(below, () => api.remove(file.id), changed))));
}
