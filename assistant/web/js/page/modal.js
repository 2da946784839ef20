// @ts-check
/** An overlay on a small screen: while it is open the rest of the page rests, Escape closes it. */

/**
 * Make everything beside `element` inert and hear Escape. Returns the function that ends it and gives the
 * focus back.
 * @param {HTMLElement} element
 * @param {() => void} close
 */
export function isolate(element, close) {
  const before = document.activeElement;
  const resting = besides(element);
  for (const node of resting) node.inert = true;
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  document.addEventListener("keydown", hear);
  return () => {
    document.removeEventListener("keydown", hear);
    for (const node of resting) node.inert = false;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}

/** @param {HTMLElement} element */
function besides(element) {
  /** @type {HTMLElement[]} */
  const found = [];
  for (let node = element; node.parentElement && node !== document.body; node = node.parentElement) {
    for (const sibling of node.parentElement.children) {
      const rests = sibling !== node && !sibling.matches("script, .toast, .backdrop");
      if (rests && sibling instanceof HTMLElement && !sibling.inert) found.push(sibling);
    }
  }
  return found;
}
