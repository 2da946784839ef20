// @ts-check
/**
 * What the browser keeps: localStorage, or memory where it is blocked (a frame in another site, private
 * mode). What belongs to a person who has signed in is kept apart from what belongs to others.
 */

const PREFIX = "cbd.";
/** @type {Map<string, string>} */
const memory = new Map();
const SHARED = ["theme", "language"]; // of the machine, whoever sits before it
let owner = "";

/**
 * From now on keep things for this person.
 * @param {string} id empty: for anybody
 */
export function keepFor(id) {
  owner = id;
}

/** @param {string} key */
function nameOf(key) {
  return PREFIX + (owner && !SHARED.includes(key) ? `${owner}.${key}` : key);
}

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
    raw = localStorage.getItem(nameOf(key));
  } catch {
    // storage is blocked: memory has what was written
  }
  raw ??= memory.get(nameOf(key)) ?? null;
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
    localStorage.setItem(nameOf(key), raw);
    memory.delete(nameOf(key));
    return true;
  } catch {
    memory.set(nameOf(key), raw);
    return false;
  }
}

/**
 * Forget a value.
 * @param {string} key
 */
export function forget(key) {
  memory.delete(nameOf(key));
  try {
    localStorage.removeItem(nameOf(key));
  } catch {
    // storage is blocked: there is nothing to remove
  }
}
