// @ts-check
/** The server's routes for trainers: one function each. */

import { training } from "../kit/api.js";
import { json, request } from "../kit/request.js";

export { training };

/**
 * @param {string} language of their titles
 * @returns {Promise<Wire.Training.Topic[]>}
 */
export function topics(language) {
  return json(training("topics", { lang: language }));
}

/**
 * @param {string} subject
 * @param {string} language that its plain words should be in
 * @returns {Promise<Wire.Training.Timeline>}
 */
export function timeline(subject, language) {
  return json(training("timeline", { subject, lang: language }));
}

/**
 * The timeline as an SVG document.
 * @param {string} subject
 * @param {"horizontal" | "vertical"} layout
 */
export async function timelinePicture(subject, layout) {
  return (await request(training("timeline/svg", { subject, layout }), { accept: "image/svg+xml" })).text();
}

/**
 * Who must do what in a provision or a document, named as people name it.
 * @param {string} of
 * @param {string} language of the labels
 * @returns {Promise<{ duties: Wire.Training.Duty[] }>}
 */
export function duties(of, language) {
  return json(training("duties", { of, lang: language }));
}

/**
 * What a provision cites and what cites it.
 * @param {string} of
 * @param {string} language of the labels
 * @returns {Promise<Wire.Training.References>}
 */
export function references(of, language) {
  return json(training("references", { of, lang: language }));
}

/**
 * Make a session pack.
 * @param {{ subject: string, minutes: number, audience: string, language: string }} body
 * @returns {Promise<Wire.Training.Pack>}
 */
export function session(body) {
  return json(training("session"), { body });
}

/**
 * What in a pack no longer matches the corpus.
 * @param {Wire.Training.Pack} pack
 * @returns {Promise<{ mismatches: Wire.Training.Mismatch[] }>}
 */
export function recheck(pack) {
  return json(training("session/recheck"), { body: pack });
}

/**
 * A pack as a file.
 * @param {Wire.Training.Pack} pack
 * @param {string} form
 */
export async function sessionFile(pack, form) {
  return (await request(training(`session/export/${form}`), { body: pack, accept: "*/*" })).arrayBuffer();
}

/**
 * Check a file of slides.
 * @param {File} file
 * @param {string} language of the report
 * @returns {Promise<Wire.Training.Report & { counts: Record<string, number> }>}
 */
export function checkSlides(file, language) {
  return json(training("check-slides", { name: file.name, lang: language }), { body: file });
}
