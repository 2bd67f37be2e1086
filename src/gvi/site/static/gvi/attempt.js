// An attempt outside somebody's door, where the network comes and goes: it waits in memory and is sent again until the
// server has it. Its id makes a second sending the same attempt, and `waited` says how long it lay here by this
// phone's clock alone. Nothing is stored on the phone. Without script the form is sent as it is.

const FIRST_WAIT = 1000, LONGEST_WAIT = 15000, PATIENCE = 20000;
const form = document.querySelector("[data-attempt]");
const said = document.querySelector("[data-said]");
let waiting = null, since = 0, wait = FIRST_WAIT, timer = 0;

function lock(locked) {
  for (const button of form.querySelectorAll("button[name=outcome]")) button.disabled = locked;
}

function refused(data) {
  // The page itself says why, and the id makes it the same attempt.
  const outcome = Object.assign(document.createElement("input"), { type: "hidden", name: "outcome" });
  outcome.value = data.get("outcome");
  form.append(outcome);
  form.submit();
}

async function send() {
  clearTimeout(timer);
  if (!waiting) return;
  const data = waiting;
  data.set("waited", Math.floor((Date.now() - since) / 1000));
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(location.href, { method: "POST", body: data, redirect: "manual", signal });
    if (answer.status >= 500) throw new Error("not yet");
    waiting = null;
    // Saved, and not followed here: the page that is opened shows that it was saved, once.
    if (answer.type === "opaqueredirect") location.assign(form.dataset.attempt);
    else refused(data);
  } catch {
    said.textContent = form.dataset.kept;
    timer = setTimeout(send, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (waiting) return;
  waiting = new FormData(form, event.submitter);
  since = Date.now();
  lock(true);
  send();
});
addEventListener("online", send);
addEventListener("beforeunload", (event) => {
  if (waiting) event.preventDefault();
});
