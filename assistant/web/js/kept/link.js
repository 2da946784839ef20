// @ts-check
/**
 * A link to one answer. It stands behind the #, which browsers do not send, so that no server on the way logs
 * what somebody asks; and it holds the question, not the answer: who opens it has it asked again.
 */

import * as api from "../kit/api.js";
import { language, learnMore, t, tOr } from "../kit/i18n.js";
import { copy } from "../page/clipboard.js";
import { toast } from "../page/toast.js";

/** @import { Shared, Turn } from "../chat/history.js" */
/** @typedef {(question: string, filters: Wire.Filters, labels: string[], shared: Shared) => void} Ask */
/** @typedef {{ question: string, filters: Wire.Filters, shared: Shared }} Asked */

const SIGN = "#ask?";
const LONGEST = { link: 8_000, question: 2_000, words: 200, filters: 50, before: 2, session: 1_000 };

/**
 * Give a link to an answer away: by the menu of the system where it has one, else by the clipboard.
 * @param {Turn} turn
 * @param {Turn[]} earlier those before it
 */
export async function share(turn, earlier) {
  const url = linkTo(turn, earlier);
  if (url.length > LONGEST.link) {
    await learnMore();
    toast(t("kept.linkLong"));
    return;
  }
  try {
    await navigator.share({ title: turn.question, url });
  } catch (error) {
    const left = error instanceof DOMException && error.name === "AbortError";
    if (!left) await copy(url, t("share.copied"));
  }
}

/**
 * The address that asks the question of a turn, with the turns before it where it leaned on them.
 * @param {Turn} turn
 * @param {Turn[]} earlier
 */
function linkTo({ question, filters, answer, shared }, earlier) {
  const { rewritten, language: code, index } = answer;
  const own = new URLSearchParams({ q: question });
  if (code && !rewritten) own.set("lang", code); // of a follow-up the turns before it tell the language
  for (const [name, values] of Object.entries(filters)) {
    for (const value of values) own.append(name, String(value));
  }
  if (index) {
    own.set("index", index.id);
    own.set("built", index.built_at.slice(0, 10));
  }
  const before = earlier.length ? earlier.slice(-LONGEST.before).flatMap(said) : shared?.before ?? [];
  if (rewritten) for (const { role, content } of before) own.append(role, content);
  return new URL(`/${SIGN}${own}`, location.href).href;
}

/**
 * A turn as a follow-up needs it: of the answer the names of its sources.
 * @param {Turn} turn
 * @returns {Wire.Turn[]}
 */
function said({ question, answer }) {
  const sources = [...new Set(answer.citations.map(({ label }) => label))].join("; ");
  return [
    { role: "user", content: question },
    { role: "assistant", content: sources.slice(0, LONGEST.words) },
  ];
}

/**
 * Ask what a link asks, or say that it is damaged.
 * @param {string} hash
 * @param {Ask} ask
 */
export async function arrive(hash, ask) {
  const asked = read(hash);
  if (asked) ask(asked.question, asked.filters, await labelsOf(asked.filters), asked.shared);
  else await learnMore().then(() => toast(t("kept.linkWrong")));
}

/**
 * What a link asks for; null where it is not one of ours, or damaged.
 * @param {string} hash
 * @returns {Asked | null}
 */
function read(hash) {
  const given = new URLSearchParams(hash.slice(SIGN.length));
  const all = (/** @type {string} */ name, most = LONGEST.words) =>
    given.getAll(name).filter((text) => text && text.length <= most);
  const [question] = all("q", LONGEST.question).map((text) => text.trim());
  const kinds = all("kinds").filter((kind) => tOr(`document.${kind}`, ""));
  const sessions = all("sessions").filter((text) => /^\d+$/.test(text) && Number(text) <= LONGEST.session);
  const filters = { kinds, documents: all("documents"), sessions: sessions.map(Number) };
  const narrowed = Object.entries(filters).every(([name, values]) =>
    values.length === given.getAll(name).length && values.length <= LONGEST.filters);
  if (hash.length > LONGEST.link || !question || !narrowed) return null;
  const [index = ""] = all("index");
  const [built = ""] = all("built").filter((text) => /^\d{4}-\d{2}-\d{2}$/.test(text));
  const [code = ""] = all("lang").filter((text) => /^[a-z]{2,3}$/.test(text));
  return { question, filters, shared: { index, built, language: code, before: before(given) } };
}

/**
 * @param {URLSearchParams} given
 * @returns {Wire.Turn[]}
 */
function before(given) {
  const questions = given.getAll("user").slice(0, LONGEST.before);
  const sources = given.getAll("assistant");
  return questions.flatMap((question, n) => [
    { role: "user", content: question.slice(0, LONGEST.question) },
    { role: "assistant", content: (sources[n] ?? "").slice(0, LONGEST.words) },
  ]);
}

/**
 * The filters of a link in words: those of this server, whatever the link calls them.
 * @param {Wire.Filters} filters
 */
async function labelsOf({ kinds, documents, sessions }) {
  const listed = documents.length ? await api.documents(language()).catch(() => null) : null;
  const names = new Map(listed?.documents.map(({ id, short_title: title }) => [id, title]));
  return [
    ...kinds.map((kind) => tOr(`document.${kind}`, kind)),
    ...documents.map((id) => names.get(id) ?? id),
    ...sessions.map((number) => `COP ${number}`),
  ];
}
