// @ts-check
/** Elements. Every string becomes a text node or an attribute: nothing is ever parsed as markup. */

/**
 * What may stand in an element: null, false and "" are skipped.
 * @typedef {Node | string | number | false | null | undefined | Child[]} Child
 */
/** @typedef {HTMLElementEventMap} Events */
/** @typedef {{ [Name in keyof Events]?: (event: Events[Name]) => unknown }} Listeners */
/** @typedef {string | number | boolean | null | undefined} Value */
/**
 * `on` holds listeners; null and false are left out.
 * @typedef {{ on?: Listeners, [name: string]: Value | Listeners }} Attributes
 */

/**
 * An http(s) address, absolute or of this site; null for anything else (javascript:, data:, ...).
 * @param {string} text
 */
export function safeAddress(text) {
  try {
    const url = new URL(text, location.href);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Build an element; its `href` is checked.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "object") {
      for (const [event, listener] of Object.entries(value)) {
        node.addEventListener(event, /** @type {EventListener} */ (listener));
      }
    } else if (name === "href") {
      if (safeAddress(String(value))) node.setAttribute("href", String(value));
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  put(node, children);
  return node;
}

/**
 * Append children, nested lists too.
 * @template {Element} Parent
 * @param {Parent} node
 * @param {...Child} children
 */
export function put(node, ...children) {
  for (const child of /** @type {any[]} */ (children).flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/**
 * Replace everything inside an element.
 * @template {Element} Parent
 * @param {Parent} node
 * @param {...Child} children
 */
export function fill(node, ...children) {
  node.replaceChildren();
  return put(node, children);
}

let serial = 0;

/**
 * An id that is used once on this page.
 * @param {string} stem
 */
export function uniqueId(stem) {
  serial += 1;
  return `${stem}-${serial}`;
}

/**
 * A link out of this site, opened in a new tab, that gives nothing away.
 * @param {string} address
 * @param {Attributes} attributes
 * @param {...Child} children
 */
export function outward(address, attributes, ...children) {
  return el("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/**
 * Save text or bytes as a file of the reader's.
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} [type] of what has none itself
 */
export function download(name, content, type = content instanceof Blob ? content.type : "") {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { download: name });
  link.href = address; // a blob: address, which an element's attribute may not have
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
