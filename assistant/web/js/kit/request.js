// @ts-check
/** Requests to the server. Every failure is an ApiError that says what to tell the reader. */

let explain = (/** @type {string} */ _code) => "";

/**
 * Have some failures told in other words than the server's.
 * @param {(code: string) => string} words empty where the server's are good
 */
export function explainBy(words) {
  explain = words;
}

/** A failure. `code` is the server's, or "unreachable", "interrupted", "stopped" or "slow". */
export class ApiError extends Error {
  /**
   * @param {string} code
   * @param {string} [message]
   * @param {string} [hint] what to do next
   * @param {number} [status] of HTTP; 0 where there was no answer
   */
  constructor(code, message = "", hint = "", status = 0) {
    super(message || code);
    this.code = code;
    this.hint = hint;
    this.status = status;
  }

  /** Whether the server is away, and the same request may work later. */
  get away() {
    const silent = ["unreachable", "interrupted", "slow"].includes(this.code);
    return silent || [502, 503, 504].includes(this.status);
  }

  /** What went wrong and what to do next, in the server's words. */
  get words() {
    return explain(this.code) || [this.message, this.hint].filter(Boolean).join(" ");
  }
}

/**
 * Anything that was thrown, as an ApiError.
 * @param {unknown} error
 * @param {AbortSignal} [signal] of the request: who ended it says why
 * @param {string} [code] of an error that says nothing itself
 */
export function asApiError(error, signal, code = "unreachable") {
  if (error instanceof ApiError) return error;
  if (signal?.aborted) return signal.reason instanceof ApiError ? signal.reason : new ApiError("stopped");
  return new ApiError(code, error instanceof Error ? error.message : String(error));
}

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
 * @property {AbortSignal} [signal]
 * @property {string} [accept]
 */

/**
 * The response of the server, where it is a good one.
 * @param {string | URL} address
 * @param {Options} [options]
 */
export async function request(address, { body, signal, accept = "application/json" } = {}) {
  const file = body instanceof Blob;
  /** @type {Record<string, string>} */
  const headers = { Accept: accept };
  if (body !== undefined) headers["Content-Type"] = file ? "application/octet-stream" : "application/json";
  let response;
  try {
    response = await fetch(address, {
      method: body === undefined ? "GET" : "POST",
      headers,
      body: file || body === undefined ? body : JSON.stringify(body),
      signal,
      credentials: "same-origin",
    });
  } catch (error) {
    throw asApiError(error, signal);
  }
  if (!response.ok) throw await failure(response);
  return response;
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
