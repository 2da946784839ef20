// @ts-check
/** The server's routes for files of one's own: one function each. */

import { library as at } from "../kit/api.js";
import { json, pathOf, sendFile } from "../kit/request.js";

/** @returns {Promise<Wire.Library.Library>} */
export function library() {
  return json(at());
}

/**
 * Send a file; `sent` is told which share of it has left.
 * @param {File} file
 * @param {(share: number) => void} sent
 * @returns {Promise<Wire.Library.Change>}
 */
export function add(file, sent) {
  return sendFile(at(`/files?${new URLSearchParams({ name: file.name })}`), file, sent);
}

/**
 * @param {string} id
 * @param {Wire.Library.Correction} body
 * @returns {Promise<Wire.Library.Change>}
 */
export function correct(id, body) {
  return json(at(`/files/${pathOf(id)}`), { method: "PUT", body });
}

/**
 * @param {string} id
 * @returns {Promise<Wire.Library.Change>}
 */
export function remove(id) {
  return json(at(`/files/${pathOf(id)}`), { method: "DELETE" });
}

/** Have the index rebuilt once more. */
export function rebuild() {
  return json(at("/rebuild"), { body: {} });
}
