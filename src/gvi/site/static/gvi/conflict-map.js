/* Makes the drawn conflict map one that can be moved and asked: zoom and pan by mouse, touch and keys, and each group
   and line says its words when chosen. Places come from the server and nothing moves by itself, so screen, print and
   every day agree. Without this script, and on paper, the server's own drawing stands. */

const texts = {
  sv: {
    map: "Konfliktkarta. Piltangenterna flyttar, plus och minus zoomar, 0 visar allt, Page Down och Page Up väljer grupp. Tabellen visar samma sak.",
    closer: "Zooma in",
    further: "Zooma ut",
    all: "Visa hela kartan",
    choose: "Välj en grupp eller en linje för att läsa om den.",
    open: "Öppna gruppens sida",
  },
  en: {
    map: "Conflict map. Arrow keys move it, plus and minus zoom, 0 shows all, Page Down and Page Up choose a group. The table shows the same.",
    closer: "Zoom in",
    further: "Zoom out",
    all: "Show the whole map",
    choose: "Choose a group or a line to read about it.",
    open: "Open the group's page",
  },
}[document.documentElement.lang === "en" ? "en" : "sv"];

const STEP = 60; /* pixels that an arrow key moves the map */
const NEARER = 1.3;
const FEW = 40; /* groups whose names have room to grow */
const [READABLE, LARGER] = [10, 1.8]; /* pixels that a name should have, and how many times it may grow for that */
const DASHES = { conflict: [11, 6], alliance: [1, 0], uncertain: [1, 7] };
const TONES = { conflict: "fatal", alliance: "good", uncertain: "line" };

let map = null; /* Cytoscape's own object */
let stage = null; /* our part of the figure: canvas, buttons, words; it moves along when the figure is replaced */
let touched = false; /* whether someone has moved the map, so that it is not fitted anew */

function data() {
  const source = document.getElementById("conflict-map-data");
  return source ? JSON.parse(source.textContent) : null;
}

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

/* The drawing's own legend, one key after another, so that it folds on a phone. */
function legend(figure) {
  const keys = [...figure.querySelectorAll(".conflict-map-key")].map((key) => {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const [, , width, height] = key.dataset.box.split(" ");
    const whole = Object.fromEntries([...key.ownerSVGElement.attributes].map(({ name, value }) => [name, value]));
    const { xmlns, role, "aria-labelledby": named, ...look } = whole;
    const box = { ...look, "font-size": key.parentElement.getAttribute("font-size"), viewBox: key.dataset.box, width, height };
    for (const [name, value] of Object.entries(box)) picture.setAttribute(name, value);
    picture.append(key.cloneNode(true));
    return element("li", {}, picture);
  });
  return element("ul", { class: "conflict-map-keys" }, ...keys);
}

function build(figure) {
  const canvas = element("div", { class: "conflict-map-canvas", role: "application", tabindex: "0", "aria-label": texts.map });
  const tools = element("div", { class: "conflict-map-tools" });
  tools.append(
    button(texts.closer, "+", () => zoom(NEARER)),
    button(texts.further, "−", () => zoom(1 / NEARER)),
    button(texts.all, "⤢", showAll),
  );
  const said = element("p", { class: "conflict-map-said", role: "status" }, texts.choose);
  canvas.addEventListener("keydown", onKey);
  return element("div", { class: "conflict-map-stage" }, canvas, tools, said, legend(figure));
}

/* From the rim of the first circle to the letter that would else lie under a third one. */
function offset({ source, target, at }, groups) {
  const [one, other] = [groups.get(source), groups.get(target)];
  return at * Math.hypot(one.x - other.x, one.y - other.y) - one.r;
}

function parts({ nodes, edges, nameSize }) {
  const groups = new Map(nodes.map((node) => [node.id, node]));
  return [
    ...nodes.map(({ id, label, x, y, r, state, words, url }) => ({
      group: "nodes",
      data: { id: `g:${id}`, label, words: words || label, url, size: 2 * r, name: nameSize },
      position: { x, y },
      classes: state === "active" ? "active" : "passive",
    })),
    ...edges.map((edge) => ({
      group: "edges",
      data: {
        id: `r:${edge.id}`,
        source: `g:${edge.source}`,
        target: `g:${edge.target}`,
        letter: edge.letter,
        words: edge.words,
        width: 4 - 2.4 * edge.age,
        seen: 1 - 0.4 * edge.age,
        offset: offset(edge, groups),
        name: nameSize,
      },
      classes: edge.at === 0.5 ? edge.kind : `${edge.kind} aside`,
    })),
  ];
}

/* Colours have the values that they have on this page, now: light, dark, or the reader's own choice. */
function looks() {
  const style = getComputedStyle(stage);
  const colour = (role) => style.getPropertyValue(`--gvi-chart-${role}`).trim();
  const font = style.fontFamily;
  const lines = Object.keys(DASHES).map((kind) => ({
    selector: `edge.${kind}`,
    style: {
      "line-color": colour(TONES[kind]),
      "line-style": kind === "alliance" ? "solid" : "dashed",
      "line-dash-pattern": DASHES[kind],
      "text-border-color": colour(TONES[kind]),
    },
  }));
  return [
    {
      selector: "node",
      style: {
        width: "data(size)",
        height: "data(size)",
        label: "data(label)",
        color: colour("ink"),
        "background-color": colour("ink"),
        "border-color": colour("ink"),
        "border-width": 1.5,
        "font-family": font,
        "font-size": "data(name)",
        "font-weight": 600,
        "min-zoomed-font-size": 5,
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-outline-color": colour("paper"),
        "text-outline-width": 2,
        "overlay-opacity": 0,
      },
    },
    { selector: "node.passive", style: { "background-color": colour("paper"), "border-style": "dashed" } },
    {
      selector: "edge",
      style: {
        width: "data(width)",
        "line-opacity": "data(seen)",
        "line-cap": "round",
        "curve-style": "bezier",
        "control-point-step-size": 24,
        label: "data(letter)",
        color: colour("ink"),
        "font-family": font,
        "font-size": "data(name)",
        "font-weight": 600,
        "min-zoomed-font-size": 5,
        "text-background-color": colour("paper"),
        "text-background-opacity": 1,
        "text-background-padding": 4,
        "text-background-shape": "circle",
        "text-border-opacity": 1,
        "text-border-width": 1,
        "overlay-opacity": 0,
      },
    },
    ...lines,
    { selector: "edge.aside", style: { label: "", "source-label": "data(letter)", "source-text-offset": "data(offset)" } },
    { selector: "node:selected", style: { "border-color": colour("mark"), "border-width": 5, "border-style": "solid" } },
    { selector: "edge:selected", style: { "underlay-color": colour("mark"), "underlay-opacity": 0.35, "underlay-padding": 5 } },
  ];
}

function say(chosen) {
  const said = stage.querySelector(".conflict-map-said");
  said.replaceChildren(chosen ? chosen.data("words") : texts.choose);
  const url = chosen?.data("url");
  if (url) said.append(" ", element("a", { href: url, class: "ds-link" }, texts.open));
}

function zoom(times) {
  touched = true;
  map.zoom({ level: map.zoom() * times, renderedPosition: { x: map.width() / 2, y: map.height() / 2 } });
}

/* On a small screen names are written larger than they are drawn, as far as they have room. */
function showAll() {
  touched = false;
  map.fit(undefined, 16);
  const { nameSize } = data() ?? {};
  if (!nameSize || map.nodes().length > FEW) return;
  const times = Math.min(LARGER, Math.max(1, READABLE / (nameSize * map.zoom())));
  map.batch(() => map.elements().data("name", nameSize * times));
}

/* The next group by name, brought into sight. */
function choose(steps) {
  const groups = map.nodes().toArray().sort((one, other) => one.data("label").localeCompare(other.data("label"), "sv"));
  if (!groups.length) return;
  const from = groups.findIndex((one) => one.selected());
  const next = groups[from < 0 && steps < 0 ? groups.length - 1 : (from + steps + groups.length) % groups.length];
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

/* Cytoscape writes a <style> unless an element with this id is there. Its one rule is in conflict-map.css. */
function ownStyleSheet() {
  const link = document.querySelector('link[rel="stylesheet"][href*="conflict-map"]');
  if (link) link.id = "__________cytoscape_stylesheet";
  return Boolean(link);
}

function begin(figure) {
  stage = build(figure);
  figure.prepend(stage);
  map = globalThis.cytoscape({
    container: stage.querySelector(".conflict-map-canvas"),
    elements: parts(data()),
    style: looks(),
    layout: { name: "preset", fit: false },
    minZoom: 0.15,
    maxZoom: 8,
    autoungrabify: true,
    boxSelectionEnabled: false,
  });
  map.on("select", "node, edge", (event) => say(event.target));
  map.on("unselect", () => map.$(":selected").empty() && say(null));
  map.on("dragpan scrollzoom pinchzoom", () => (touched = true));
  map.on("resize", () => touched || showAll());
  showAll();
}

/* What is gone goes, what is new comes, the rest gets its new looks; zoom, place and choice stay. */
function change(wanted) {
  const chosen = map.$(":selected").map((one) => one.id());
  map.batch(() => {
    map.elements().remove();
    map.add(wanted);
  });
  const still = chosen.length ? map.getElementById(chosen[0]) : map.collection();
  if (still.nonempty()) still.select();
  else say(null);
}

function show() {
  const figure = document.querySelector("figure[data-map]");
  const found = data();
  if (!figure || !found || !globalThis.cytoscape || figure.hasAttribute("data-drawn")) return;
  if (!map) {
    if (!ownStyleSheet()) return;
    figure.setAttribute("data-drawn", "");
    begin(figure);
    return;
  }
  figure.setAttribute("data-drawn", "");
  figure.prepend(stage);
  map.resize();
  change(parts(found));
}

/* The day is written while the slider is drawn; the server is asked when it is let go. */
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-map-slider]")) return;
  const day = data()?.days[event.target.value];
  if (!day) return;
  event.target.setAttribute("aria-valuetext", day);
  const written = event.target.form?.querySelector("[data-map-day]");
  if (written) written.textContent = day;
});

function recolour() {
  map?.style(looks());
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
new MutationObserver(recolour).observe(document.documentElement, { attributeFilter: ["data-color-scheme"] });
document.addEventListener("htmx:after:swap", show);
show();
