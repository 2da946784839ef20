// @ts-check
/** What can go wrong with a request: every failure says what to tell the reader. */

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
