// @ts-check
/** An answer that comes piece by piece, and who waits for it: not longer than the server's silence allows. */

import { ApiError, asApiError } from "./error.js";
import { request } from "./request.js";
import { serverEvents } from "./sse.js";
import { SILENCE } from "./waiting.js";

const PATIENCE = 60_000; // milliseconds without a single byte until a request is given up

/**
 * Send `body` and hear the events by name until "done", which brings the whole answer. A server or a proxy
 * that does not stream is understood as well. `id` is the number that the server gave the request.
 * @param {string} path
 * @param {unknown} body
 * @param {{ [event: string]: (data: any) => void }} on
 * @param {AbortSignal} signal
 * @param {() => void} [silent] called when nothing has come for a while
 * @returns {Promise<{ answer: any, id: string }>}
 */
export async function streamed(path, body, on, signal, silent = () => {}) {
  const watch = new AbortController();
  const give = () => watch.abort(new ApiError("stopped"));
  if (signal.aborted) give();
  signal.addEventListener("abort", give);
  let timer = 0;
  let quiet = 0;
  const alive = () => {
    clearTimeout(timer);
    clearTimeout(quiet);
    quiet = setTimeout(silent, SILENCE);
    timer = setTimeout(() => watch.abort(new ApiError("slow")), PATIENCE);
  };
  alive();
  try {
    const accept = "text/event-stream, application/json;q=0.5";
    const response = await request(path, { body, signal: watch.signal, accept, watched: true });
    alive();
    const id = response.headers.get("X-Request-Id") ?? "";
    if (!response.body || !response.headers.get("Content-Type")?.startsWith("text/event-stream")) {
      return { answer: await response.json(), id };
    }
    for await (const { event, data } of serverEvents(response.body)) {
      alive();
      const content = JSON.parse(data);
      if (event === "error") throw serverError(content);
      if (event === "done") return { answer: content, id };
      on[event]?.(content);
    }
    throw new ApiError("interrupted");
  } catch (error) {
    throw asApiError(error, watch.signal, "interrupted");
  } finally {
    clearTimeout(timer);
    clearTimeout(quiet);
    signal.removeEventListener("abort", give);
  }
}

/** @param {{ error: { code: string, message: string, hint: string } }} content */
function serverError({ error }) {
  return new ApiError(error.code, error.message, error.hint, 500);
}
