/* Taps at the door on a poor network: each gets an id of its own here, waits in memory and is sent again until the
   server has it. The same id is sent each time, so nothing is counted twice. Only ids and marks are held, nothing is
   stored on the phone, and the page says what has not been sent. Without script each tap is a plain form. */

const queue = [];
const FIRST_WAIT = 1000, LONGEST_WAIT = 15000, PATIENCE = 20000;
let sending = false, wait = FIRST_WAIT, timer = 0;

const notice = document.querySelector("[data-unsent]");

function tell() {
  const count = queue.length;
  notice.hidden = count === 0;
  notice.textContent = count === 1 ? notice.dataset.one : notice.dataset.many.replace("NN", String(count));
}

function place(tap) {
  return document.getElementById(tap.place);
}

function mark(tap) {
  const box = place(tap);
  if (!box) return;
  box.dataset.waits = "";
  for (const button of box.querySelectorAll("button")) {
    const chosen = button.id === tap.button;
    button.setAttribute("aria-pressed", String(chosen));
    button.dataset.variant = chosen ? "primary" : "secondary";
    if (chosen) box.querySelector("[data-said]").textContent = `${button.textContent.trim()} – ${notice.dataset.waits}`;
  }
}

function put(tap, html) {
  const box = place(tap);
  if (!box || queue.some((other) => other.place === tap.place)) return;
  const held = box.contains(document.activeElement) ? document.activeElement.id : "";
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(tap.place);
  if (fresh) box.replaceWith(fresh);
  if (held) document.getElementById(held)?.focus();
}

function lose(tap) {
  const box = place(tap);
  if (box) box.querySelector("[data-said]").textContent = notice.dataset.lost;
}

async function send(tap) {
  const answer = await fetch(tap.url, {
    method: "POST",
    body: tap.body,
    headers: { "HX-Request": "true" },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (answer.ok) return { html: await answer.text() };
  if (answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500)) return { lost: true };
  throw new Error("not yet");
}

async function drain() {
  if (sending) return;
  sending = true;
  clearTimeout(timer);
  while (queue.length > 0) {
    const tap = queue[0];
    try {
      const answer = await send(tap);
      queue.shift();
      wait = FIRST_WAIT;
      if (answer.lost) lose(tap);
      else put(tap, answer.html);
    } catch {
      timer = setTimeout(drain, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
      break;
    } finally {
      tell();
    }
  }
  sending = false;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("[data-tap]") || !notice) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(form));
  body.set("tap", crypto.randomUUID());
  const button = form.querySelector("button");
  const tap = { url: form.action, body, place: form.closest("[data-taps]").id, button: button.id };
  queue.push(tap);
  mark(tap);
  tell();
  drain();
});

window.addEventListener("online", () => {
  wait = FIRST_WAIT;
  drain();
});

window.addEventListener("beforeunload", (event) => {
  if (queue.length > 0) event.preventDefault();
});
