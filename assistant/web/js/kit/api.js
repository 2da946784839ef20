// @ts-check
/** The server: one function a route, for every page. */

import { json, pathOf, request } from "./request.js";
import { streamed } from "./stream.js";
import { SILENCE } from "./waiting.js";

const TRAINER = "/api/v1/trainer";

/**
 * The strings of the page in a language; `later`: with those of the pages that are loaded when asked for.
 * @param {string} code
 * @param {boolean} later
 * @returns {Promise<Record<string, string>>}
 */
export async function strings(code, later) {
  // as seen from where it is served, in one file with all that the page needs at first
  const words = (/** @type {string} */ name) => json(new URL(`../words/${name}.json`, import.meta.url));
  const files = await Promise.all([words(code), ...(later ? [words(`later/${code}`)] : [])]);
  return Object.assign({}, ...files);
}

/**
 * A whole answer; `id` is what feedback calls it by.
 * @typedef {Wire.Answer & { id: string }} Answer
 */

/**
 * What is heard while an answer comes.
 * @typedef {object} Listeners
 * @property {(data: { found: string[], language: string }) => void} retrieval
 * @property {(citation: Wire.Citation) => void} citation
 * @property {(statement: Wire.Statement) => void} statement
 * @property {() => void} silence nothing has come for a while
 */

/**
 * Ask. The promise gives the whole answer. A server or a proxy that does not stream is understood as well.
 * @param {Wire.AskRequest} body
 * @param {Listeners} on
 * @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function ask(body, { silence, ...on }, signal) {
  const { answer, id } = await streamed("/api/v1/ask", body, on, signal, silence);
  return { ...answer, id };
}

/**
 * The provisions nearest to some words.
 * @param {string} query
 * @param {{ limit: number, language: string, signal: AbortSignal }} options `language` of the plain words
 * @returns {Promise<Wire.Search>}
 */
export function search(query, { limit, language, signal }) {
  const parameters = new URLSearchParams({ q: query, limit: String(limit), lang: language });
  return json(`/api/v1/search?${parameters}`, { signal });
}

/** @type {Map<string, Promise<Wire.Documents>>} */
const listings = new Map();

/**
 * All documents, called as a language does; asked for once.
 * @param {string} language
 * @returns {Promise<Wire.Documents>}
 */
export function documents(language) {
  const known = listings.get(language);
  if (known) return known;
  const listing = json(`/api/v1/documents?${new URLSearchParams({ lang: language })}`).catch((error) => {
    listings.delete(language);
    throw error;
  });
  listings.set(language, listing);
  return listing;
}

/**
 * One document with its outline.
 * @param {string} id
 * @param {string} language of its labels
 * @param {AbortSignal} signal
 * @returns {Promise<Wire.OutlinedDocument>}
 */
export function outline(id, language, signal) {
  return json(`/api/v1/documents/${pathOf(id)}?${new URLSearchParams({ lang: language })}`, { signal });
}

/** @type {Map<string, Wire.Provision>} */
const provisions = new Map();

/**
 * One provision with its surroundings; kept, for the reader goes to and fro.
 * @param {string} locator
 * @param {string} language that its plain words should be in
 * @param {AbortSignal} [signal]
 * @returns {Promise<Wire.Provision>}
 */
export async function provision(locator, language, signal) {
  const address = `/api/v1/provisions/${pathOf(locator)}?lang=${encodeURIComponent(language)}`;
  const known = provisions.get(address);
  if (known) return known;
  const found = await json(address, { signal });
  if (provisions.size > 100) provisions.clear();
  provisions.set(address, found);
  return found;
}

/**
 * The glossary in a language.
 * @param {string} language
 * @param {AbortSignal} signal
 * @returns {Promise<Wire.Concepts>}
 */
export function concepts(language, signal) {
  return json(`/api/v1/concepts?${new URLSearchParams({ lang: language })}`, { signal });
}

/**
 * One entry of the glossary, in all languages.
 * @param {string} id
 * @param {string} language
 * @param {AbortSignal} signal
 * @returns {Promise<Wire.WholeConcept>}
 */
export function concept(id, language, signal) {
  return json(`/api/v1/concepts/${pathOf(id)}?${new URLSearchParams({ lang: language })}`, { signal });
}

/**
 * The provisions that a name may mean, the likeliest first.
 * @param {string} name
 * @param {string} language of the labels
 * @returns {Promise<Wire.Named>}
 */
export function named(name, language) {
  return json(`/api/v1/resolve?${new URLSearchParams({ name, lang: language })}`);
}

/**
 * Send what the reader thinks of an answer.
 * @param {Wire.FeedbackIn} body
 */
export function feedback(body) {
  return json("/api/v1/feedback", { body });
}

/** A conversation as a file for Word, which the server writes. @param {Wire.TranscriptRequest} body */
export async function transcript(body) {
  const response = await request("/api/v1/transcript/docx", { body, accept: "*/*" });
  return response.blob();
}

/**
 * Who reads this page.
 * @returns {Promise<Wire.Me>}
 */
export function me() {
  return json("/api/v1/me", { signal: AbortSignal.timeout?.(SILENCE), watched: true });
}

/**
 * A conversation that the server keeps for this person, or with no id all of them.
 * @param {string} [id]
 * @param {{ method?: "GET" | "PUT" | "DELETE", body?: unknown }} [options]
 * @returns {Promise<any>}
 */
export function kept(id, options) {
  const address = ["/api/v1/conversations", id].filter(Boolean).join("/");
  return json(address, { ...options, signal: AbortSignal.timeout?.(8 * SILENCE), watched: true });
}

/** Whether the server answers questions now. */
export async function ready() {
  try {
    await request("/health/ready", { signal: AbortSignal.timeout?.(SILENCE), watched: true });
    return true;
  } catch {
    return false;
  }
}

/** The address of one's own sessions, or of one of them. */
export const signedIn = (id = "") => `/api/v1/sessions${id && `/${id}`}`;

/** The address of a route for files of one's own. */
export const library = (path = "") => `/api/v1/library${path}`;

/**
 * The address of a route for trainers; empty parameters are left out. Links to pictures and tables point
 * there.
 * @param {string} path
 * @param {Record<string, string>} parameters
 */
export function training(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return `${TRAINER}/${path}${query.size ? `?${query}` : ""}`;
}
