// @ts-check
/** Requests to the server. Every failure is an ApiError that says what to tell the reader. */

import { ApiError, asApiError } from "./error.js";
import { waiting } from "./waiting.js";

/** @param {Response} response */
async function failure(response) {
  try {
    const { error } = await response.json();
    return new ApiError(error.code, error.message, error.hint, response.status);
  } catch {
    return new ApiError("http", `HTTP ${response.status}`, "", response.status);
  }
}

/**
 * @typedef {object} Options
 * @property {unknown} [body] makes it a POST: a file is sent as it is, anything else as JSON
 * @property {"GET" | "PUT" | "DELETE"} [method] where it is another than that
 * @property {AbortSignal} [signal]
 * @property {string} [accept]
 * @property {boolean} [watched] whether the caller itself says when the server is silent
 */

/**
 * The response of the server, where it is a good one.
 * @param {string | URL} address
 * @param {Options} [options]
 */
export async function request(address, options = {}) {
  const { body, signal, accept = "application/json", watched = false } = options;
  const file = body instanceof Blob;
  /** @type {Record<string, string>} */
  const headers = { Accept: accept };
  if (body !== undefined) headers["Content-Type"] = file ? "application/octet-stream" : "application/json";
  /** @type {AbortSignal | undefined} */
  let ended = signal;
  const send = (/** @type {AbortSignal | undefined} */ until) => {
    ended = until;
    return fetch(address, {
      method: options.method ?? (body === undefined ? "GET" : "POST"),
      headers,
      body: file || body === undefined ? body : JSON.stringify(body),
      signal: until,
      credentials: "same-origin",
    });
  };
  let response;
  try {
    response = await (watched ? send(signal) : waiting.watch(send, signal));
  } catch (error) {
    throw asApiError(error, ended);
  }
  if (!response.ok) throw await failure(response);
  return response;
}

/**
 * Send a file; `sent` is told which share of it has left, which fetch does not say. Gives the JSON of the
 * answer.
 * @param {string} address
 * @param {Blob} file
 * @param {(share: number) => void} sent
 * @returns {Promise<any>}
 */
export function sendFile(address, file, sent) {
  return new Promise((done, fail) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", address);
    sending.setRequestHeader("Content-Type", "application/octet-stream");
    sending.setRequestHeader("Accept", "application/json");
    sending.upload.addEventListener("progress", ({ loaded, total }) => sent(total ? loaded / total : 1));
    sending.addEventListener("error", () => fail(new ApiError("unreachable")));
    sending.addEventListener("load", async () => {
      const response = new Response(sending.response, { status: sending.status });
      if (response.ok) response.json().then(done, fail);
      else fail(await failure(response));
    });
    sending.send(file);
  });
}

/**
 * The JSON of a response; the caller says what it is.
 * @param {string | URL} address
 * @param {Options} [options]
 * @returns {Promise<any>}
 */
export async function json(address, options) {
  const response = await request(address, options);
  try {
    return await response.json();
  } catch (error) {
    throw asApiError(error, options?.signal, "interrupted");
  }
}

/**
 * A locator or document id as part of a path: its slashes stay.
 * @param {string} locator
 */
export function pathOf(locator) {
  return locator.split("/").map(encodeURIComponent).join("/");
}
