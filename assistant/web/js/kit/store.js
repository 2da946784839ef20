// @ts-check
/**
 * What the browser keeps: localStorage, or memory where it is blocked (a frame in another site, private
 * mode).
 */

const PREFIX = "cbd.";
/** @type {Map<string, string>} */
const memory = new Map();

/**
 * The value under `key`, or `fallback`.
 * @template [Value=any]
 * @param {string} key
 * @param {Value} [fallback]
 * @returns {Value}
 */
export function read(key, fallback = /** @type {Value} */ (null)) {
  let raw = null;
  try {
    raw = localStorage.getItem(PREFIX + key);
  } catch {
    // storage is blocked: memory has what was written
  }
  raw ??= memory.get(key) ?? null;
  if (raw === null) return fallback;
  try {
    return JSON.parse(raw);
  } catch {
    return fallback;
  }
}

/**
 * Keep a value; false when the browser could not and it lasts only as long as the page.
 * @param {string} key
 * @param {unknown} value
 */
export function write(key, value) {
  const raw = JSON.stringify(value);
  try {
    localStorage.setItem(PREFIX + key, raw);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, raw);
    return false;
  }
}

/**
 * Forget a value.
 * @param {string} key
 */
export function forget(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // storage is blocked: there is nothing to remove
  }
}
