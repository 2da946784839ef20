// @ts-check
/** What makes the page open when the server is away: a service worker keeps its files, and no answers. */

/** Have the files of the page kept, those too that came before the worker was there. */
export async function keepPage() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  active?.postMessage({ keep: loaded.filter((name) => name.includes("/static/v-")) });
}
