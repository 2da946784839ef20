/** The server: one function a route. Every failure is an ApiError that says what to tell the reader. */

import { serverEvents } from "./sse.js";

const PATIENCE = 60_000; // milliseconds without a single byte until a request is given up

/** A failure. `code` is the server's, or "unreachable", "interrupted", "stopped" or "slow". */
export class ApiError extends Error {
  constructor(code, message = "", hint = "", status = 0) {
    super(message || code);
    this.code = code;
    this.hint = hint;
    this.status = status;
  }

  /** Whether the server is away, and the same request may work later. */
  get away() {
    return ["unreachable", "interrupted", "slow"].includes(this.code) || [502, 503, 504].includes(this.status);
  }
}

async function failure(response) {
  try {
    const { error } = await response.json();
    return new ApiError(error.code, error.message, error.hint, response.status);
  } catch {
    return new ApiError("http", `HTTP ${response.status}`, "", response.status);
  }
}

function asApiError(error, signal, before = "unreachable") {
  if (error instanceof ApiError) return error;
  if (signal?.aborted) return signal.reason instanceof ApiError ? signal.reason : new ApiError("stopped");
  return new ApiError(before, error.message);
}

async function request(path, { body, signal, accept = "application/json", headers = {} } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method: body === undefined ? "GET" : "POST",
      headers: { Accept: accept, ...(body === undefined ? {} : { "Content-Type": "application/json" }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      credentials: "same-origin",
    });
  } catch (error) {
    throw asApiError(error, signal);
  }
  if (!response.ok) throw await failure(response);
  return response;
}

async function json(path, options) {
  const response = await request(path, options);
  try {
    return await response.json();
  } catch (error) {
    throw asApiError(error, options?.signal, "interrupted");
  }
}

/** A locator or document id as part of a path: its slashes stay. */
function pathOf(locator) {
  return String(locator).split("/").map(encodeURIComponent).join("/");
}

/**
 * Ask. `onEvent(name, data)` hears "retrieval", "statement" and "citation" as they come; the promise gives the whole
 * answer with its id. A server or a proxy that does not stream is understood as well.
 */
export async function ask(body, { signal, onEvent = () => {} } = {}) {
  const watch = new AbortController();
  const give = () => watch.abort(new ApiError("stopped"));
  if (signal?.aborted) give();
  signal?.addEventListener("abort", give);
  let timer = 0;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => watch.abort(new ApiError("slow")), PATIENCE);
  };
  alive();
  try {
    const accept = "text/event-stream, application/json;q=0.5";
    const response = await request("/api/v1/ask", { body, signal: watch.signal, accept });
    alive();
    const id = response.headers.get("X-Request-Id") ?? "";
    if (!(response.headers.get("Content-Type") ?? "").startsWith("text/event-stream")) {
      return { ...(await response.json()), id };
    }
    for await (const { event, data } of serverEvents(response.body)) {
      alive();
      const content = JSON.parse(data);
      if (event === "error") {
        const error = content.error ?? content;
        throw new ApiError(error.code ?? "internal", error.message, error.hint, 500);
      }
      if (event === "done") return { ...content, id };
      onEvent(event, content);
    }
    throw new ApiError("interrupted");
  } catch (error) {
    throw asApiError(error, watch.signal, "interrupted");
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", give);
  }
}

/** The provisions nearest to some words. */
export function search(query, { limit = 20, signal } = {}) {
  return json(`/api/v1/search?${new URLSearchParams({ q: query, limit })}`, { signal });
}

let listing = null;

/** All documents; asked for once. */
export function documents() {
  listing ??= json("/api/v1/documents").catch((error) => {
    listing = null;
    throw error;
  });
  return listing;
}

/** One document with its outline. */
export function outline(id, { signal } = {}) {
  return json(`/api/v1/documents/${pathOf(id)}`, { signal });
}

const provisions = new Map();

/** One provision with its surroundings; kept, for the reader goes to and fro. */
export function provision(locator, { signal } = {}) {
  if (provisions.has(locator)) return Promise.resolve(provisions.get(locator));
  return json(`/api/v1/provisions/${pathOf(locator)}`, { signal }).then((found) => {
    if (provisions.size > 100) provisions.clear();
    provisions.set(locator, found);
    return found;
  });
}

/** Send what the reader thinks of an answer. */
export function feedback(body) {
  return json("/api/v1/feedback", { body });
}

/** Whether the server answers questions now. */
export async function ready() {
  const watch = AbortSignal.timeout ? AbortSignal.timeout(8_000) : undefined;
  try {
    await request("/health/ready", { signal: watch });
    return true;
  } catch {
    return false;
  }
}
