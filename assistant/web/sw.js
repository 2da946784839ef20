/**
 * The service worker: the page opens when the server is away, with the code that it had last. It keeps the
 * files of the page and its empty frame, never what the server answers: that may be for one person alone. The
 * server writes the version and the files in, so that new code is a new worker.
 */

const VERSION = "";
const FILES = [];
const FRAME = "/embed"; // holds nobody's words, and is the same for everybody
const PATIENCE = 8_000; // milliseconds that a page is waited for

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll([FRAME, ...FILES])));
});

addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== VERSION).map((name) => caches.delete(name)));
  await clients.claim();
}

addEventListener("message", (event) => {
  if (Array.isArray(event.data?.keep)) event.waitUntil(keep(event.data.keep));
});

/** Keep more files of this version: those that the page has used, words of its language among them. */
async function keep(addresses) {
  const cache = await caches.open(VERSION);
  for (const address of addresses.filter(isOurs)) {
    if (!(await cache.match(address))) await cache.add(address).catch(() => {});
  }
}

/** Whether an address is that of a file of this version, whatever the page says. */
function isOurs(address) {
  const { origin, pathname } = new URL(address, location.origin);
  return origin === location.origin && pathname.startsWith(`/static/v-${VERSION}/`);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (isOurs(request.url)) event.respondWith(ofFile(request));
  else if (request.mode === "navigate" && isPage(request.url)) event.respondWith(ofPage(request));
});

/** Whether the scripts of the page can show what is at an address. */
function isPage(address) {
  const { origin, pathname } = new URL(address);
  return origin === location.origin && /^\/(?:$|(?:browse|glossary|train|about|p)(?:\/|$))/.test(pathname);
}

async function ofFile(request) {
  const kept = await caches.match(request.url, { cacheName: VERSION });
  return kept ?? fetch(request);
}

/** A page comes from the server; where that is away or silent, the frame that was kept. */
async function ofPage(request) {
  const frame = await caches.match(FRAME, { cacheName: VERSION });
  if (!frame) return fetch(request);
  const silence = new Promise((done) => setTimeout(() => done(frame), PATIENCE));
  return Promise.race([fetch(request).catch(() => frame), silence]);
}
