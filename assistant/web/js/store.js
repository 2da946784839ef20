/** What the browser keeps: localStorage, or memory where it is blocked (a frame in another site, private mode). */

const PREFIX = "cbd.";
const memory = new Map();

/** The value under `key`, or `fallback`. */
export function read(key, fallback = null) {
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

/** Keep a value; false when the browser could not and it lasts only as long as the page. */
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

/** Forget a value. */
export function forget(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    // storage is blocked: there is nothing to remove
  }
}
