/* Two courtesies: an error summary gets the focus when it appears, and a live update that fails says so in
   words at the foot of the page instead of nothing. */

function focusErrors(root) {
  const summary = root.querySelector("[data-errors]");
  if (summary && summary !== document.activeElement) summary.focus();
}

function say(on) {
  const box = document.getElementById("live-error");
  if (box) box.hidden = !on;
}

document.addEventListener("htmx:response:error", (event) => say(event.detail?.ctx?.response?.raw?.status !== 422));
document.addEventListener("htmx:error", () => say(true));
document.addEventListener("htmx:before:request", () => say(false));
document.addEventListener("htmx:after:swap", () => focusErrors(document));
focusErrors(document);
