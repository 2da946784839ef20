/** The trainers' routes. A failure is an Error with the server's own message and hint. */

const ROOT = "/api/v1/trainer";

async function checked(response) {
  if (response.ok) return response;
  let told = {};
  try {
    told = (await response.json()).error ?? {};
  } catch {
    // no body in the one shape: the status says it
  }
  throw new Error([told.message ?? `HTTP ${response.status}`, told.hint].filter(Boolean).join(" "));
}

/** The address of a route with its parameters; empty ones are left out. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== "" && value !== null && value !== undefined));
  return `${ROOT}/${path}${query.size ? `?${query}` : ""}`;
}

/** JSON of a GET. */
export async function get(path, parameters) {
  return (await checked(await fetch(address(path, parameters), { headers: { Accept: "application/json" } }))).json();
}

/** The text of a GET. */
export async function getText(path, parameters) {
  return (await checked(await fetch(address(path, parameters)))).text();
}

/** POST JSON; the answer as the response it is. */
export async function post(path, body) {
  return checked(await fetch(address(path), { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }));
}

/** POST a file as it is; the answer's JSON. */
export async function postFile(path, parameters, file) {
  return (await checked(await fetch(address(path, parameters), { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file }))).json();
}
