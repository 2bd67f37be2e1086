/* The day of a call-in: a clock, what goes on now, and go or no-go that waits here while there is no network.
   Everything needed stands in the page itself; times are in its data attributes. */

const day = document.querySelector("[data-day]");
const words = day.dataset;
const lines = [...day.querySelectorAll("[data-starts]")].map((row) => ({
  row,
  starts: new Date(row.dataset.starts),
  ends: new Date(row.dataset.ends),
  title: row.querySelector("[data-title]").textContent,
  function: row.querySelector("[data-function]").textContent,
}));
const at = (name) => day.querySelector(`[data-${name}]`);
const clock = new Intl.DateTimeFormat("sv-SE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Stockholm" });
const date = new Intl.DateTimeFormat(document.documentElement.lang, {
  day: "numeric",
  hour: "2-digit",
  hourCycle: "h23",
  minute: "2-digit",
  month: "long",
  timeZone: "Europe/Stockholm",
});
const SOON = 2 * 3600 * 1000;
const QUEUED = "gvi-said ";
const QUEUE = `${QUEUED}${words.member} ${location.pathname}`;

function put(place, text) {
  if (place && place.textContent !== text) place.textContent = text;
}

function minutes(milliseconds) {
  return String(Math.max(1, Math.ceil(milliseconds / 60000)));
}

function begins(starts, now) {
  if (starts - now > SOON) return words.opens.replace("#", opens(starts));
  return words.begins.replace("#", minutes(starts - now));
}

function opens(starts) {
  return date.format(starts).replace(/(\d):(\d)/, "$1.$2");
}

function show() {
  const now = new Date();
  put(at("clock"), clock.format(now).replace(":", "."));
  const going = lines.filter((line) => line.starts <= now && now < line.ends).at(-1);
  const coming = lines.filter((line) => line.starts > now);
  const current = going ?? coming[0];
  const next = going ? coming[0] : coming[1];
  put(at("now"), current?.title ?? (lines.length ? words.over : words.empty));
  put(at("who"), current ? current.function : "");
  if (current) {
    put(at("left"), going ? words.left.replace("#", minutes(going.ends - now)) : begins(current.starts, now));
  } else {
    put(at("left"), "");
  }
  put(at("next"), next ? `${clock.format(next.starts).replace(":", ".")} ${next.title}` : "–");
  for (const line of lines) {
    const is = line === current;
    if (is !== (line.row.getAttribute("aria-current") === "step")) {
      if (is) line.row.setAttribute("aria-current", "step");
      else line.row.removeAttribute("aria-current");
    }
    line.row.toggleAttribute("data-past", line.ends <= now);
  }
}

function queued() {
  return JSON.parse(localStorage.getItem(QUEUE) ?? "[]");
}

function keep(queue) {
  if (queue.length) localStorage.setItem(QUEUE, JSON.stringify(queue));
  else localStorage.removeItem(QUEUE);
}

function tell(text) {
  const place = at("said");
  place.hidden = !text;
  put(place, text);
}

let sending = false;

async function send() {
  const form = at("go");
  if (!form || sending) return;
  sending = true;
  let news = false;
  let refused = "";
  try {
    for (const said of queued()) {
      const body = new URLSearchParams({ ...said, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) throw new Error("sign in");
      const told = await answer.json();
      if (!told.said) refused = told.words;
      else news = true;
      keep(queued().filter((other) => other.word !== said.word));
    }
    if (refused) tell(refused);
    else if (news) location.reload();
  } catch {
    tell(words.waits);
  } finally {
    sending = false;
  }
}

function say(event) {
  if (!window.isSecureContext) return;
  event.preventDefault();
  const form = event.target;
  const told = new FormData(form);
  if (!told.get("verdict")) return form.reportValidity();
  const said = { verdict: told.get("verdict"), reason: told.get("reason") ?? "", word: crypto.randomUUID(), said_at: new Date().toISOString() };
  keep([...queued(), said]);
  form.reset();
  send();
}

function network() {
  at("offline").hidden = navigator.onLine;
  if (navigator.onLine && queued().length) send();
}

async function stay() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register(words.worker);
  const drawn = performance.getEntriesByType("resource").map((one) => one.name.split("#")[0]);
  const own = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
  const statics = [...new Set([...drawn, ...own])].filter((url) => new URL(url).pathname.startsWith(words.static));
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data.kept) day.dataset.kept = "yes";
  });
  const { active } = await navigator.serviceWorker.ready;
  active.postMessage({ keep: statics });
}

// What somebody else said here and never sent is theirs: it is not sent in another's name.
for (const key of Object.keys(localStorage)) {
  if (key.startsWith(QUEUED) && !key.startsWith(`${QUEUED}${words.member} `)) localStorage.removeItem(key);
}
show();
setInterval(show, 1000);
setInterval(network, 15000);
window.addEventListener("online", network);
window.addEventListener("offline", network);
at("go")?.addEventListener("submit", say);
network();
if (queued().length) tell(words.waits);
stay();
