/* The network of the page Budbärare: persons in places that come from the server and never move by themselves. What is
   asked changes who is lit, and nothing else. Every person is drawn alike: no size, order or colour is about a person.
   Without this script the table says the same. */

const STEP = 60; /* pixels that an arrow key moves the picture */
const NEARER = 1.3;

let map = null; /* Cytoscape's own object */
let stage = null; /* canvas, buttons and words; they move along when the figure is replaced */
let touched = false; /* whether someone has moved the picture, so that it is not fitted anew */

function read(id) {
  const source = document.getElementById(id);
  return source ? JSON.parse(source.textContent) : null;
}

const texts = read("budbarare-ord");

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function button(label, sign, press) {
  const made = element("button", { type: "button", class: "ds-button", "data-variant": "secondary", "aria-label": label, title: label }, sign);
  made.addEventListener("click", press);
  return made;
}

function build() {
  const canvas = element("div", { class: "messengers-canvas", role: "application", tabindex: "0", "aria-label": texts.map });
  const tools = element("div", { class: "messengers-tools" });
  tools.append(
    button(texts.closer, "+", () => zoom(NEARER)),
    button(texts.further, "−", () => zoom(1 / NEARER)),
    button(texts.all, "⤢", showAll),
  );
  canvas.addEventListener("keydown", onKey);
  return element("div", { class: "messengers-stage" }, canvas, tools, element("p", { class: "messengers-said", role: "status" }, texts.choose));
}

function parts({ nodes, ties, apart }) {
  const line = (kind) => ([source, target], at) => ({
    group: "edges",
    data: { id: `${kind}${at}`, source: `p${source}`, target: `p${target}` },
    classes: kind,
    selectable: false,
  });
  return [
    ...nodes.map(({ id, label, words, x, y }) => ({ group: "nodes", data: { id: `p${id}`, label, words }, position: { x, y } })),
    ...ties.map(line("tie")),
    ...apart.map(line("apart")),
  ];
}

/* Colours have the values that they have on this page, now: light, dark, or the reader's own choice. */
function looks() {
  const style = getComputedStyle(stage);
  const colour = (role) => style.getPropertyValue(`--gvi-chart-${role}`).trim();
  return [
    {
      selector: "node",
      style: {
        width: 16,
        height: 16,
        label: "data(label)",
        color: colour("ink"),
        "background-color": colour("paper"),
        "border-color": colour("ink"),
        "border-width": 1.5,
        "border-style": "dashed",
        "font-family": style.fontFamily,
        "font-size": 10,
        "min-zoomed-font-size": 6,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-outline-color": colour("paper"),
        "text-outline-width": 2,
        "overlay-opacity": 0,
      },
    },
    { selector: "node.reached", style: { "background-color": colour("mark"), "border-color": colour("mark"), "border-style": "solid" } },
    { selector: "node.chosen", style: { shape: "rectangle", "background-color": colour("ink"), "border-color": colour("ink") } },
    { selector: "edge", style: { width: 1.5, "line-color": colour("line"), "curve-style": "straight", "overlay-opacity": 0 } },
    { selector: "edge.apart", style: { width: 3, "line-color": colour("fatal"), "line-style": "dashed", "line-dash-pattern": [9, 6] } },
    { selector: "node:selected", style: { "underlay-color": colour("mark"), "underlay-opacity": 0.35, "underlay-padding": 6 } },
  ];
}

/* Who is lit: the reached, and the chosen of each session. */
function light() {
  const now = read("budbarare-lyser");
  if (!map || !now) return;
  map.batch(() => {
    map.nodes().removeClass("reached chosen").removeData("session");
    for (const id of now.reached) map.getElementById(`p${id}`).addClass("reached");
    now.chosen.forEach((room, at) => {
      for (const id of room) map.getElementById(`p${id}`).addClass("chosen").data("session", at + 1);
    });
  });
  say(map.$(":selected")[0]);
}

function say(chosen) {
  const standing = () => (chosen.hasClass("chosen") ? texts.chosen : chosen.hasClass("reached") ? texts.reached : texts.left);
  stage.querySelector(".messengers-said").textContent = chosen ? `${chosen.data("words")}: ${standing()}` : texts.choose;
}

function zoom(times) {
  touched = true;
  map.zoom({ level: map.zoom() * times, renderedPosition: { x: map.width() / 2, y: map.height() / 2 } });
}

function showAll() {
  touched = false;
  map.fit(undefined, 16);
}

/* The next person by name, brought into sight. */
function choose(steps) {
  const people = map.nodes().toArray().sort((one, other) => one.data("label").localeCompare(other.data("label"), "sv"));
  if (!people.length) return;
  const from = people.findIndex((one) => one.selected());
  const next = people[from < 0 && steps < 0 ? people.length - 1 : (from + steps + people.length) % people.length];
  map.$(":selected").unselect();
  next.select();
  const { x1, y1, x2, y2 } = next.renderedBoundingBox();
  if (x1 < 0 || y1 < 0 || x2 > map.width() || y2 > map.height()) map.center(next);
}

function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const moves = { ArrowLeft: [STEP, 0], ArrowRight: [-STEP, 0], ArrowUp: [0, STEP], ArrowDown: [0, -STEP] };
  const [x, y] = moves[event.key] ?? [0, 0];
  if (x || y) {
    touched = true;
    map.panBy({ x, y });
  } else if (event.key === "+" || event.key === "=") zoom(NEARER);
  else if (event.key === "-") zoom(1 / NEARER);
  else if (event.key === "0") showAll();
  else if (event.key === "PageDown") choose(1);
  else if (event.key === "PageUp") choose(-1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/* Cytoscape writes a <style> unless an element with this id is there. Its one rule is in messengers.css. */
function ownStyleSheet() {
  const link = document.querySelector('link[rel="stylesheet"][href*="messengers"]');
  if (link) link.id = "__________cytoscape_stylesheet";
  return Boolean(link);
}

function begin() {
  map = globalThis.cytoscape({
    container: stage.querySelector(".messengers-canvas"),
    elements: parts(read("budbarare-natverk")),
    style: looks(),
    layout: { name: "preset", fit: false },
    minZoom: 0.15,
    maxZoom: 8,
    autoungrabify: true,
    boxSelectionEnabled: false,
  });
  map.on("select", "node", (event) => say(event.target));
  map.on("unselect", () => map.$(":selected").empty() && say(null));
  map.on("dragpan scrollzoom pinchzoom", () => (touched = true));
  map.on("resize", () => touched || showAll());
  showAll();
}

function show() {
  const figure = document.querySelector("figure[data-messengers]");
  if (!figure || figure.hasAttribute("data-drawn") || !globalThis.cytoscape) return;
  if (!map && (!document.getElementById("budbarare-natverk") || !ownStyleSheet())) return;
  figure.setAttribute("data-drawn", "");
  stage ??= build();
  figure.prepend(stage);
  if (map) map.resize();
  else begin();
  light();
}

/* The number of seats is written while the slider is drawn. */
document.addEventListener("input", (event) => {
  if (event.target.id !== "id_platser") return;
  const written = event.target.form?.querySelector("[data-seats]");
  if (written) written.textContent = event.target.value;
});

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map?.style(looks()));
new MutationObserver(() => map?.style(looks())).observe(document.documentElement, { attributeFilter: ["data-color-scheme"] });
document.addEventListener("htmx:after:swap", show);
show();
