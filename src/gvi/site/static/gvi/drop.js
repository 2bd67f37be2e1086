/* A file dragged onto a drop zone fills the zone's own file input and sends its form, which guesses the columns
   and shows them before anything is saved. Without script the zone is a plain file input and a button. */

function zone(event) {
  return event.target instanceof Element ? event.target.closest("[data-drop]") : null;
}

function over(place, on) {
  if (on) place.dataset.over = "";
  else delete place.dataset.over;
}

function send(input) {
  if (input.files.length > 0) input.form.requestSubmit();
}

document.addEventListener("dragover", (event) => {
  const place = zone(event);
  if (!place) return;
  event.preventDefault();
  over(place, true);
});

document.addEventListener("dragleave", (event) => {
  const place = zone(event);
  if (place && !place.contains(event.relatedTarget)) over(place, false);
});

document.addEventListener("drop", (event) => {
  const place = zone(event);
  if (!place) return;
  event.preventDefault();
  over(place, false);
  const input = place.querySelector("input[type=file]");
  input.files = event.dataTransfer.files;
  send(input);
});

document.addEventListener("change", (event) => {
  if (zone(event) && event.target.matches("input[type=file]")) send(event.target);
});
