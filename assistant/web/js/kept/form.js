// @ts-check
/**
 * The form of a kept conversation that comes from elsewhere: what it has is copied field by field, and what
 * is of another form is refused. Nothing else that it may hold gets any further.
 */

/** @import { Kept } from "../chat/history.js" */
/** @typedef {(value: unknown) => unknown} Reader */

const LONGEST = { text: 200_000, question: 2_000, title: 300, list: 1_000 };

/** Something is not of the form. */
export class Misshapen extends Error {}

/** @returns {never} */
function wrong() {
  throw new Misshapen();
}

const words = (most = LONGEST.text) => (/** @type {unknown} */ value) =>
  typeof value === "string" && value.length <= most ? value : wrong();
const matching = (/** @type {RegExp} */ pattern) => (/** @type {unknown} */ value) =>
  typeof value === "string" && pattern.test(value) ? value : wrong();
const among = (/** @type {unknown[]} */ ...known) => (/** @type {unknown} */ value) =>
  known.includes(value) ? value : wrong();
const number = (/** @type {unknown} */ value) => (Number.isFinite(value) ? value : wrong());
const maybe = (/** @type {Reader} */ read) => (/** @type {unknown} */ value) =>
  value === undefined ? undefined : read(value);
const orNull = (/** @type {Reader} */ read) => (/** @type {unknown} */ value) =>
  value === null ? null : read(value);
const list = (/** @type {Reader} */ read) => (/** @type {unknown} */ value) =>
  Array.isArray(value) && value.length <= LONGEST.list ? value.map((one) => read(one)) : wrong();

/** @param {Record<string, Reader>} fields */
function shape(fields) {
  return (/** @type {any} */ value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) wrong();
    return Object.fromEntries(Object.entries(fields).map(([name, read]) =>
      [name, read(Object.hasOwn(value, name) ? value[name] : undefined)]));
  };
}

const flag = among(true, false);
const language = matching(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$|^$/);
const identity = matching(/^[\w-]{1,64}$/);
const time = matching(/^\d{4}-\d\d-\d\d[\dT:.+Z-]{0,30}$/);
const link = shape({ label: words(), url: words(LONGEST.question) });
const texts = list(words());
const filters = shape({ kinds: maybe(texts), documents: maybe(texts), sessions: maybe(list(number)) });
const plainState = among("", "drafted", "reviewed", "read");

const statement = shape({
  text: words(),
  citations: list(number),
  kind: among("quote", "catalogue", "remark", "guide", "concept", "count", "model"),
  plain: maybe(words()),
  plain_language: maybe(language),
  plain_state: maybe(plainState),
  concept: maybe(words(LONGEST.title)),
});

const citation = shape({
  number,
  id: words(LONGEST.title),
  label: words(),
  document: shape({
    id: words(LONGEST.title),
    title: words(),
    kind: words(),
    symbol: maybe(words()),
    language: maybe(language),
  }),
  quote: words(),
  text: words(),
  start: number,
  end: number,
  page: maybe(orNull(number)),
  last_page: maybe(orNull(number)),
  page_label: maybe(words()),
  url: words(LONGEST.question),
  provenance: among("official", "quoted", "catalogue", "guide", "own"),
  origin: maybe(among("fetched", "checked", "declared", "copy", "")),
  chapeau: maybe(words()),
  statuses: maybe(texts),
  quoted_in: maybe(texts),
  extract: maybe(flag),
  lines: maybe(list(shape({ text: words(), depth: number }))),
});

const answer = shape({
  id: maybe(words(LONGEST.title)),
  language: maybe(language),
  answer: list(statement),
  refusal: orNull(shape({
    reason: words(LONGEST.title),
    message: words(),
    closest: maybe(texts),
    pointer: maybe(orNull(link)),
    help: maybe(texts),
  })),
  citations: list(citation),
  suggestions: maybe(texts),
  notes: maybe(texts),
  rewritten: maybe(words()),
  index: maybe(shape({ id: words(LONGEST.title), built_at: time })),
});

const said = shape({ role: among("user", "assistant"), content: words() });
const shared = shape({
  index: words(LONGEST.title), built: words(LONGEST.title), language, before: list(said),
});

const conversation = shape({
  id: identity,
  title: words(LONGEST.title),
  named: flag,
  pinned: maybe(flag),
  updated: number,
  turns: list(shape({
    id: identity,
    question: words(LONGEST.question),
    filters,
    filterLabels: maybe(texts),
    status: among("waiting", "streaming", "done", "stopped", "interrupted", "failed"),
    answer,
    trouble: maybe(words()),
    answered: maybe(time),
    rating: maybe(among("up", "down")),
    comment: maybe(words()),
    provision: maybe(words(LONGEST.title)),
    shared: maybe(shared),
    fromFile: maybe(flag),
  })),
});

/**
 * The conversation that a value is; raises Misshapen where it is none.
 * @param {unknown} value
 */
export function conversationOf(value) {
  const found = /** @type {Kept} */ (conversation(value));
  return found.turns.length ? found : wrong();
}
