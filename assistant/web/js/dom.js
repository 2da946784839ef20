/** Elements. Every string becomes a text node or an attribute: nothing is ever parsed as markup. */

/** An http(s) address, absolute or of this site; null for anything else (javascript:, data:, ...). */
export function safeAddress(text) {
  try {
    const url = new URL(text, location.href);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}

/** Build an element: `on` holds listeners, `href` is checked, false and null attributes are left out. */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === "href") {
      if (safeAddress(value)) node.setAttribute("href", value);
    } else {
      node.setAttribute(name, value === true ? "" : String(value));
    }
  }
  put(node, children);
  return node;
}

/** Append children: nodes, strings, numbers, nested lists; null and false are skipped. */
export function put(node, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === "") continue;
    node.append(child instanceof Node ? child : String(child));
  }
  return node;
}

/** Replace everything inside an element. */
export function fill(node, ...children) {
  node.replaceChildren();
  return put(node, children);
}

let serial = 0;

/** An id that is used once on this page. */
export function uniqueId(stem) {
  serial += 1;
  return `${stem}-${serial}`;
}

/** A link out of this site, opened in a new tab, that gives nothing away. */
export function outward(address, attributes, ...children) {
  return el("a", { ...attributes, href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** Call `action` once calls have stopped for `delay` milliseconds. */
export function debounce(action, delay) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), delay);
  };
}

/** Save text or bytes as a file of the reader's. */
export function download(name, content, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = el("a", { download: name });
  link.href = address;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
