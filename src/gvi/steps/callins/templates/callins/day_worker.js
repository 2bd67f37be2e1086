/* Keeps the page of one call-in's day, and what it is drawn with, for when there is no network. The page holds no
   person. What the server no longer shows is forgotten at once; signing out clears everything (Clear-Site-Data). */

const CACHE = `callin-day ${self.registration.scope}`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const told = event.source;
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([self.registration.scope, ...event.data.keep]))
      .then(() => told.postMessage({ kept: true })),
  );
});

async function page(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return (await caches.match(self.registration.scope)) ?? Response.error();
  }
  if (answer.ok && !answer.redirected) {
    const cache = await caches.open(CACHE);
    await cache.put(self.registration.scope, answer.clone());
  } else if (answer.status < 500) {
    await caches.delete(CACHE);
  }
  return answer;
}

async function drawn(request) {
  return (await caches.match(request)) ?? fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && request.url.split("#")[0] === self.registration.scope) {
    event.respondWith(page(request));
  } else if (new URL(request.url).pathname.startsWith("{{ static_url }}")) {
    event.respondWith(drawn(request));
  }
});
