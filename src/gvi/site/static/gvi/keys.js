/* The keyboard: any link, button or field with data-key="j" answers to that key, and ? lists the page's keys.
   Keys are silent while someone types, and with Ctrl, Alt or Meta, which belong to the browser and to aids.
   Enter on a link or a button presses that one, whichever button has Enter as its key. */

const typing = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), select, textarea, [contenteditable]";

function label(element) {
  return element.dataset.keyLabel ?? element.getAttribute("aria-label") ?? element.textContent.trim();
}

function usable(element) {
  return !element.disabled && element.checkVisibility();
}

function press(element) {
  if (element.matches("input:not([type=radio], [type=checkbox]), select, textarea")) element.focus();
  else element.click();
}

/* Enter belongs to whatever has the focus; a page's own Enter answers only when nothing has. */
function own(event) {
  return event.key === "Enter" && event.target !== document.body && event.target !== document.documentElement;
}

function row(element) {
  const key = document.createElement("kbd");
  key.textContent = element.dataset.key;
  const term = document.createElement("dt");
  term.append(key);
  const text = document.createElement("dd");
  text.textContent = label(element);
  return [term, text];
}

function list(dialog) {
  const keyed = [...document.querySelectorAll("[data-key]")].filter(usable);
  dialog.querySelector("dl").replaceChildren(...keyed.flatMap(row));
  dialog.querySelector("[data-keys-none]").hidden = keyed.length > 0;
  dialog.querySelector("[data-keys-help]").href = document.querySelector("[data-help]").href;
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(typing) || own(event)) return;
  const dialog = document.getElementById("tangenter");
  if (event.key === "?" && dialog && !dialog.open) {
    event.preventDefault();
    list(dialog);
    return;
  }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  const found = [...document.querySelectorAll("[data-key]")].find((it) => it.dataset.key === event.key && usable(it));
  if (!found) return;
  event.preventDefault();
  press(found);
});
