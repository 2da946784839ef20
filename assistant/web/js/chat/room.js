// @ts-check
/** The room of the chat: where its parts stand on the page. */

import { el } from "../kit/dom.js";

/** @typedef {{ element: HTMLElement }} Part */
/** @typedef {Part & { backdrop: HTMLElement }} Side */

export class Room {
  /**
   * @param {{ log: Part, composer: Part, sidebar: Side | null, panel: Side }} parts
   */
  constructor({ log, composer, sidebar, panel }) {
    this.heading = el("h1", { class: "visually-hidden" });
    this.bar = el("div", { class: "chat-bar" });
    this.status = el("p", { class: "visually-hidden", role: "status" });
    const dock = el("div", { class: "dock" }, composer.element);
    this.main = el("main", { class: "chat", id: "content", tabindex: "-1" },
      this.heading, this.bar, log.element, this.status, dock);
    this.element = el("div", { class: "workspace" },
      sidebar && [sidebar.backdrop, sidebar.element], this.main, panel.backdrop, panel.element);
  }
}
