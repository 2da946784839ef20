/** The chat: a conversation, its composer, its history and its source panel, kept together. */

import { TurnView, citeKey } from "./answer.js";
import * as api from "./api.js";
import { Composer } from "./composer.js";
import { connection } from "./connection.js";
import { el, fill } from "./dom.js";
import * as history from "./history.js";
import { icon } from "./icons.js";
import { t } from "./i18n.js";
import { Sidebar } from "./sidebar.js";
import { SourcePanel } from "./sources.js";
import { toast } from "./toast.js";

const EXAMPLES = ["examples.1", "examples.2", "examples.3", "examples.4"];

export class Chat {
  #views = new Map();
  #labels = new Map();
  #stop = null;
  #warned = false;

  /** `framed`: compact, for other sites. */
  constructor({ framed = false } = {}) {
    this.framed = framed;
    this.conversation = history.newConversation();
    this.panel = new SourcePanel((key) => this.#mark("open", key));
    this.composer = new Composer((text, filters, labels) => this.ask(text, filters, labels), () => this.#stop?.abort());
    this.sidebar = new Sidebar({
      onOpen: (id) => this.show(id, true),
      onNew: () => this.startNew(),
      onRemoved: (id) => id === this.conversation.id && this.startNew(),
      onRenamed: (id, title) => this.#renamed(id, title),
    });
    this.bar = el("div", { class: "chat-bar" });
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite" });
    this.status = el("p", { class: "visually-hidden", role: "status" });
    this.main = el("main", { class: "chat", id: "content", tabindex: "-1" },
      el("h1", { class: "visually-hidden" }), this.bar, this.log, this.status, el("div", { class: "dock" }, this.composer.element));
    this.element = el("div", { class: "workspace" },
      framed ? null : [this.sidebar.backdrop, this.sidebar.element], this.main, this.panel.backdrop, this.panel.element);
    this.#lightUp();
    connection.addEventListener("change", () => !connection.away && this.#serverBack());
  }

  get title() {
    return this.conversation.title || t("app.name");
  }

  /** Draw everything, in the language of the moment. */
  draw() {
    this.main.querySelector("h1").textContent = t("chat.title");
    this.log.setAttribute("aria-label", t("chat.log"));
    this.sidebar.draw(this.conversation.id);
    this.composer.draw();
    this.panel.redraw();
    this.#drawBar();
    this.#drawLog();
  }

  /** Follow the address: a conversation (?c=), a question to ask (?q=) or to begin with (?draft=). */
  follow(parameters) {
    const [id, question, draft] = ["c", "q", "draft"].map((name) => parameters.get(name));
    if (id && id !== this.conversation.id) this.show(id);
    else if (!id && this.conversation.turns.length && !this.#stop) this.startNew(false);
    if (draft) this.composer.suggest(draft);
    if (question || draft) this.#address();
    if (question) this.ask(question);
    else if (draft) this.composer.focus();
  }

  /** Open a kept conversation. */
  show(id, focus = false) {
    this.#stop?.abort();
    this.panel.close();
    this.conversation = history.open(id) ?? history.newConversation();
    this.#address();
    this.draw();
    if (focus) this.main.focus({ preventScroll: true });
    scrollTo(0, document.documentElement.scrollHeight);
  }

  /** Begin again with an empty page. */
  startNew(focus = true) {
    this.#stop?.abort();
    this.panel.close();
    this.conversation = history.newConversation();
    this.#address();
    this.draw();
    if (focus) this.composer.focus();
  }

  /** Ask a question in this conversation. */
  async ask(question, filters = this.composer.filters.value, filterLabels = this.composer.filters.labels) {
    if (this.#stop) {
      this.composer.suggest(question);
      return;
    }
    const turn = {
      id: `${this.conversation.turns.length + 1}-${Date.now().toString(36)}`, question, filters, filterLabels, status: "waiting",
      answer: { answer: [], citations: [], refusal: null, notes: [], suggestions: [] },
    };
    const earlier = history.turnsForServer(this.conversation);
    const { conversation } = this;
    conversation.turns.push(turn);
    this.#keep(conversation);
    this.#address();
    this.#drawLog();
    this.#drawBar();
    this.sidebar.draw(conversation.id);
    this.#views.get(turn).element.scrollIntoView({ block: "start" });
    await this.#answer(turn, conversation, earlier);
  }

  async #answer(turn, conversation, earlier) {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const own = () => this.conversation === conversation;
    const view = () => this.#views.get(turn);
    this.composer.setBusy(true);
    this.status.textContent = t("answer.searching");
    performance.mark("asked");
    try {
      const answer = await api.ask({ question: turn.question, history: earlier, language: null, filters: turn.filters }, {
        signal,
        onEvent: (name, data) => {
          if (name === "retrieval") turn.found = data.found;
          if (name === "retrieval") view()?.retrieved();
          if (name === "citation") view()?.cited(data);
          if (name === "statement") {
            turn.status = "streaming";
            view()?.stated(data);
            requestAnimationFrame(() => performance.mark("statement-painted"));
          }
        },
      });
      connection.found();
      turn.answer = answer;
      turn.status = "done";
      this.composer.settle(turn.question);
      setTimeout(() => import("./export.js").catch(() => {}), 1_000); // now there is something to save, even when the network goes away
      this.status.textContent = answer.refusal ? "" : t("answer.ready", { n: answer.citations.length });
    } catch (error) {
      turn.status = error.code === "stopped" ? "stopped" : error.away ? "interrupted" : "failed";
      turn.error = { message: error.away ? "" : error.message, hint: error.hint };
      if (error.away) connection.lost();
      if (own()) this.composer.suggest(turn.question);
      this.status.textContent = "";
    }
    this.#stop = null;
    this.composer.setBusy(false);
    view()?.draw();
    if (turn.answer.refusal) this.#nameClosest(turn.answer.refusal.closest);
    this.#keep(conversation);
    if (own()) this.#drawBar();
    this.sidebar.draw(this.conversation.id);
  }

  /** Ask the question of a turn again, in its place. */
  #again(turn, filters = turn.filters) {
    if (this.#stop) return;
    const index = this.conversation.turns.indexOf(turn);
    if (turn.status === "done") {
      this.ask(turn.question, filters, []);
      return;
    }
    const before = { ...this.conversation, turns: this.conversation.turns.slice(0, index) };
    Object.assign(turn, { status: "waiting", found: null, error: null, filters, answer: { answer: [], citations: [], refusal: null, notes: [], suggestions: [] } });
    if (this.composer.field.value.trim() === turn.question) this.composer.field.value = "";
    this.#views.get(turn)?.draw();
    this.#answer(turn, this.conversation, history.turnsForServer(before));
  }

  #keep(conversation) {
    if (history.save(conversation) || this.#warned) return;
    this.#warned = true;
    toast(t("history.notKept"));
  }

  #address() {
    const query = new URLSearchParams(location.search);
    for (const name of ["c", "q", "draft"]) query.delete(name);
    if (this.conversation.turns.length) query.set("c", this.conversation.id);
    const path = this.framed ? "/embed" : "/";
    if (location.pathname === path) window.history.replaceState(window.history.state, "", `${path}${query.size ? `?${query}` : ""}`);
    document.title = this.title === t("app.name") ? t("app.name") : `${this.title} · ${t("app.name")}`;
  }

  #drawLog() {
    const { turns } = this.conversation;
    if (!turns.length) {
      this.#views.clear();
      fill(this.log, this.#welcome());
      return;
    }
    this.log.querySelector(".welcome")?.remove();
    const known = new Map(this.#views);
    this.#views.clear();
    const asked = turns.length - 1;
    const nodes = turns.map((turn, number) => {
      const view = number < asked && known.get(turn)?.language === document.documentElement.lang ? known.get(turn) : this.#view(turn);
      this.#views.set(turn, view);
      return view.element;
    });
    for (const node of [...this.log.children]) if (!nodes.includes(node)) node.remove();
    nodes.forEach((node, number) => this.log.children[number] !== node && this.log.insertBefore(node, this.log.children[number] ?? null));
    for (const turn of turns) if (turn.answer?.refusal) this.#nameClosest(turn.answer.refusal.closest);
  }

  #view(turn) {
    const view = new TurnView(turn, {
      ask: (question) => this.ask(question),
      again: (again, filters) => this.#again(again, filters),
      open: (of, number, invoker) => this.panel.open(citeKey(of, number), of.answer.citations.find((c) => c.number === number), invoker),
      save: () => this.#keep(this.conversation),
      labelOf: (locator) => this.#labels.get(locator) ?? locator,
    });
    view.language = document.documentElement.lang;
    return view;
  }

  #welcome() {
    return el("section", { class: "welcome" },
      el("p", { class: "welcome-title" }, t("welcome.title")),
      el("p", { class: "welcome-words" }, t("welcome.words")),
      el("h2", { class: "welcome-try" }, t("welcome.try")),
      el("ul", {}, EXAMPLES.map((key) => el("li", {},
        el("button", { type: "button", class: "suggestion", on: { click: () => this.ask(t(key)) } }, t(key))))));
  }

  #drawBar() {
    if (!this.conversation.turns.some((turn) => turn.answer && turn.status === "done")) {
      fill(this.bar);
      return;
    }
    const choice = (name, words, action) => el("li", {}, el("button", {
      type: "button", class: "menu-item", on: { click: (event) => { event.currentTarget.closest("details").open = false; action(); } },
    }, icon(name), words));
    const menu = el("details", { class: "menu" },
      el("summary", { class: "button" }, icon("save"), t("export.title")),
      el("ul", {},
        choice("page", t("export.word"), () => this.#export("docx")),
        choice("save", t("export.markdown"), () => this.#export("md")),
        choice("print", t("export.print"), () => print())));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
    });
    fill(this.bar, el("p", { class: "chat-title", dir: "auto" }, this.conversation.named ? this.conversation.title : ""), menu);
  }

  async #export(kind) {
    try {
      const { exportAs } = await import("./export.js");
      exportAs(kind, this.conversation);
    } catch {
      toast(t("export.failed"));
    }
  }

  #renamed(id, title) {
    if (id !== this.conversation.id) return;
    Object.assign(this.conversation, { title, named: true });
    this.#drawBar();
    this.#address();
  }

  /** A refusal names its nearest provisions by locator; show their labels as soon as they are known. */
  async #nameClosest(locators) {
    for (const locator of locators) {
      try {
        const { label, heading } = await api.provision(locator);
        this.#labels.set(locator, heading ? `${label}. ${heading}` : label);
      } catch {
        continue;
      }
      for (const link of this.log.querySelectorAll("[data-locator]")) {
        if (link.dataset.locator === locator) link.textContent = this.#labels.get(locator);
      }
    }
  }

  #serverBack() {
    toast(t("server.back"));
  }

  /** Hovering or focusing a number lights its source, and the other way round. */
  #lightUp() {
    const light = (event) => this.#mark("lit", event.target.closest?.("[data-cite]")?.dataset.cite ?? null);
    for (const name of ["pointerover", "focusin"]) this.log.addEventListener(name, light);
    for (const name of ["pointerleave", "focusout"]) this.log.addEventListener(name, () => this.#mark("lit", null));
    const ofPanel = (on) => () => this.#mark("lit", on ? (this.log.querySelector(".open[data-cite]")?.dataset.cite ?? null) : null);
    this.panel.element.addEventListener("pointerenter", ofPanel(true));
    this.panel.element.addEventListener("pointerleave", ofPanel(false));
  }

  #mark(name, key) {
    for (const node of this.log.querySelectorAll("[data-cite]")) node.classList.toggle(name, node.dataset.cite === key);
  }
}
