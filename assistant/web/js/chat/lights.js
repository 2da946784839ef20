// @ts-check
/** Lights: hovering or focusing a number lights its source, and the other way round. */

/** @param {EventTarget | null} target */
function keyOf(target) {
  const node = target instanceof Element ? target.closest("[data-cite]") : null;
  return node?.getAttribute("data-cite") ?? null;
}

export class Lights {
  /**
   * @param {HTMLElement} log where numbers and sources stand
   * @param {HTMLElement} panel while it is hovered, the source that it shows is lit
   */
  constructor(log, panel) {
    this.log = log;
    const light = (/** @type {Event} */ event) => this.mark("lit", keyOf(event.target));
    const darken = () => this.mark("lit", null);
    const lightOpen = () => this.mark("lit", keyOf(this.log.querySelector(".open[data-cite]")));
    log.addEventListener("pointerover", light);
    log.addEventListener("focusin", light);
    log.addEventListener("pointerleave", darken);
    log.addEventListener("focusout", darken);
    panel.addEventListener("pointerenter", lightOpen);
    panel.addEventListener("pointerleave", darken);
  }

  /**
   * Give what belongs to one citation a class, and take it from all others.
   * @param {"lit" | "open"} name
   * @param {string | null} key
   */
  mark(name, key) {
    for (const node of this.log.querySelectorAll("[data-cite]")) {
      node.classList.toggle(name, node.getAttribute("data-cite") === key);
    }
  }
}
