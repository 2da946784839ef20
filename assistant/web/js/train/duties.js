// @ts-check
/** Who must do what: a table to filter and to take away. */

import { button, field } from "../kit/controls.js";
import { el, fill } from "../kit/dom.js";
import { language, spoken, t } from "../kit/i18n.js";
import { provisionLink } from "../reading/passage.js";
import { references } from "./crossreferences.js";
import { during, form, LONGEST_SUBJECT } from "./form.js";
import * as api from "./server.js";

/** @import { Key } from "../kit/i18n.js" */
/** @typedef {Wire.Training.Duty} Duty */

const CODED = "official code"; // how the server says that the source itself names the actor

/**
 * The columns: what heads them, and the cell of a row; those that are not `always` there are where any row
 * has something.
 * @typedef {object} Column
 * @property {Key} head
 * @property {boolean} [always]
 * @property {(duty: Duty) => string | null} told
 * @property {(duty: Duty) => Node} [cell]
 */
/** @type {Column[]} */
const COLUMNS = [
  { head: "duties.actor", always: true, told: ({ actor }) => actor },
  { head: "duties.verb", always: true, told: ({ verb }) => verb },
  { head: "duties.task", always: true, told: ({ task }) => task },
  { head: "duties.deadline", always: true, told: ({ deadline }) => deadline },
  { head: "duties.recipient", told: ({ recipient }) => recipient },
  { head: "duties.condition", told: ({ condition }) => condition },
  { head: "duties.askedBy", told: ({ asked_by: body }) => body },
  { head: "duties.standing", told: became, cell: (duty) => el("td", { dir: "auto" }, became(duty)) },
  {
    head: "duties.source", always: true, told: ({ label }) => label,
    cell: ({ source, label }) => el("td", {}, provisionLink(source, label)),
  },
  { head: "duties.origin", always: true, told: known, cell: (duty) => el("td", {}, badge(known(duty))) },
];

/** @param {URLSearchParams} parameters */
export function dutiesPart(parameters) {
  const known = t("duties.examples").split(" | ");
  const input = el("input", {
    type: "search", name: "of", required: true, maxlength: LONGEST_SUBJECT, autocomplete: "off", dir: "auto",
    placeholder: known.join(", "),
  });
  const result = el("div", { class: "part" });
  const show = (/** @type {string} */ of) => {
    input.value = of;
    during(result, () => listed(of));
  };
  const examples = known.map((one) => button(one, () => show(one)));
  const of = parameters.get("of");
  if (of) show(of);
  return el("section", { class: "part", "aria-label": t("tab.duties") },
    form(field(t("duties.of"), input, { wide: true }), t("train.show"), () => show(input.value.trim())),
    el("div", { class: "topics" }, examples), result);
}

/** @param {string} of */
async function listed(of) {
  const [{ duties }, links] = await Promise.all([
    api.duties(of, language()),
    api.references(of, language()).catch(() => null),
  ]);
  return [new DutyTable(of, duties).nodes, links && references(links)];
}

class DutyTable {
  #chosen = { actor: "", verb: "", words: "" };

  /**
   * @param {string} of
   * @param {Duty[]} duties
   */
  constructor(of, duties) {
    this.of = of;
    this.duties = duties;
    this.columns = COLUMNS.filter(({ always, told }) => always || duties.some(told));
    this.body = el("tbody");
    this.count = el("p", { class: "quiet", role: "status" });
    this.files = el("p", { class: "actions" });
    this.#draw();
  }

  get nodes() {
    const label = `${t("tab.duties")}: ${this.of}`;
    const heads = this.columns.map(({ head }) => el("th", { scope: "col" }, t(head)));
    return [
      el("div", { class: "form" },
        field(t("duties.actor"), this.#choice("actor")),
        field(t("duties.verb"), this.#choice("verb")),
        field(t("duties.words"), this.#search(), { wide: true })),
      this.count,
      el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": label },
        el("table", { class: "duties" }, el("thead", {}, el("tr", {}, heads)), this.body)),
      this.files,
    ];
  }

  /** @param {"actor" | "verb"} name */
  #choice(name) {
    const values = [...new Set(this.duties.map((duty) => duty[name]))].sort();
    const select = el("select", {},
      el("option", { value: "" }, t("train.all")),
      values.map((value) => el("option", { value, lang: "en" }, value)));
    select.addEventListener("change", () => this.#choose(name, select.value));
    return select;
  }

  #search() {
    const input = el("input", { type: "search", dir: "auto" });
    input.addEventListener("input", () => this.#choose("words", input.value));
    return input;
  }

  /**
   * @param {"actor" | "verb" | "words"} name
   * @param {string} value
   */
  #choose(name, value) {
    this.#chosen[name] = value;
    this.#draw();
  }

  #draw() {
    const { actor, verb, words } = this.#chosen;
    const rows = this.duties.filter((duty) =>
      (!actor || duty.actor === actor) &&
      (!verb || duty.verb === verb) &&
      `${duty.task} ${duty.sentence}`.toLowerCase().includes(words.toLowerCase()));
    fill(this.body, rows.map((duty) => row(this.columns, duty)));
    fill(this.count, t("duties.count", { shown: rows.length, total: this.duties.length }));
    fill(this.files, ["xlsx", "csv"].map((kind) => {
      const href = api.training(`duties/${kind}`, { of: this.of, lang: language(), ...this.#chosen });
      const label = t("duties.file", { form: kind.toUpperCase() });
      return el("a", { class: "button", href, download: `duties.${kind}` }, label);
    }));
  }
}

/**
 * @param {Column[]} columns
 * @param {Duty} duty
 */
function row(columns, duty) {
  return el("tr", {}, columns.map(({ told, cell }) =>
    cell ? cell(duty) : el("td", spoken("en"), told(duty))));
}

/** @param {string} words */
function badge(words) {
  return el("span", { class: "badge" }, words);
}

/** @param {Duty} duty how its actor is known */
function known({ origin }) {
  return t(origin === CODED ? "origin.code" : "origin.sentence");
}

/** @param {Duty} duty what became of it; nothing where it is still due as far as is known */
function became({ standing: { state, label, year } }) {
  if (state === "open") return "";
  return [t(`duties.${state}`), [label, year].filter(Boolean).join(", ")].filter(Boolean).join(": ");
}
