// @ts-check
/** Server-sent events read from a fetch response: a POST can be streamed so, which EventSource cannot do. */

/**
 * Yield {event, data} for every event of a byte stream, as the HTML standard reads it.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 */
export async function* serverEvents(stream) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let event = "";
  /** @type {string[]} */
  let data = [];
  try {
    while (true) {
      const { value, done } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "") {
          if (data.length) yield { event: event || "message", data: data.join("\n") };
          event = "";
          data = [];
          continue;
        }
        const colon = line.indexOf(":");
        const field = colon < 0 ? line : line.slice(0, colon);
        const content = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (field === "event") event = content;
        else if (field === "data") data.push(content);
      }
      if (done) return;
    }
  } finally {
    reader.releaseLock();
  }
}
