/* Draws every [data-chart] with Vega, under a policy that forbids eval and inline styles: Vega's expressions run
   in its interpreter and nothing writes <style>. The three files load the first time a page needs them, so a
   page without charts stays small. The table under each chart holds the same numbers for whoever sees none. */

const files = document.querySelector('meta[name="gvi-charts"]')?.content.split(" ") ?? [];
const dark = matchMedia("(prefers-color-scheme: dark)");
const views = new Map();
const NARROW = 480; /* below this the names of the context would lie on top of each other; the table has them */
let loading = null;

function load(source) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.type = source.includes("interpreter") ? "module" : "text/javascript";
    script.onload = resolve;
    script.onerror = () => reject(new Error(source));
    document.head.append(script);
  });
}

function vega() {
  loading ??= files.reduce((earlier, file) => earlier.then(() => load(file)), Promise.resolve()).then(speak);
  return loading;
}

/* Month names and decimals in the page's language, so that a picture reads like its text. */
function speak() {
  if (document.documentElement.lang !== "sv") return;
  globalThis.vega.formatLocale({ decimal: ",", thousands: "\u00a0", grouping: [3], currency: ["", "\u00a0kr"] });
  globalThis.vega.timeFormatLocale({
    dateTime: "%Y-%m-%d %H.%M",
    date: "%Y-%m-%d",
    time: "%H.%M",
    periods: ["fm", "em"],
    days: ["söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"],
    shortDays: ["sön", "mån", "tis", "ons", "tors", "fre", "lör"],
    months: "januari februari mars april maj juni juli augusti september oktober november december".split(" "),
    shortMonths: "jan feb mars apr maj juni juli aug sep okt nov dec".split(" "),
  });
}

/* Colours are named var(--gvi-chart-…) in the drawing; here they get the value they have on this page, now. */
function coloured(node, style) {
  if (typeof node === "string" && node.startsWith("var(--")) return style.getPropertyValue(node.slice(4, -1)).trim();
  if (Array.isArray(node)) return node.map((item) => coloured(item, style));
  if (node === null || typeof node !== "object") return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, coloured(value, style)]));
}

async function draw(place) {
  const source = document.getElementById(place.dataset.chart);
  if (!source) return;
  await vega();
  const { vega: engine, vegaLite, gviExpressionInterpreter } = globalThis;
  const drawing = coloured(JSON.parse(source.textContent), getComputedStyle(place));
  if (drawing.width === "container") drawing.width = Math.max(place.clientWidth, 200);
  if (place.clientWidth < NARROW && drawing.layer) drawing.layer = drawing.layer.filter((one) => one.encoding?.text?.field !== "label");
  drawing.autosize = { type: "fit-x", contains: "padding" };
  const parsed = engine.parse(vegaLite.compile(drawing).spec, null, { ast: true });
  views.get(place)?.finalize();
  const view = new engine.View(parsed, { expr: gviExpressionInterpreter, renderer: "svg", container: place, hover: false });
  views.set(place, view);
  place.dataset.width = String(place.clientWidth);
  await view.runAsync();
  place.querySelector("svg").setAttribute("aria-hidden", "true");
  place.dataset.drawn = "";
}

function drawAll(root = document) {
  for (const [place, view] of views) {
    if (place.isConnected) continue;
    view.finalize();
    views.delete(place);
  }
  for (const place of root.querySelectorAll("[data-chart]:not([data-drawn])")) draw(place);
}

function redraw() {
  for (const place of views.keys()) draw(place);
}

let waiting = 0;
addEventListener("resize", () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => {
    for (const place of views.keys()) if (Number(place.dataset.width) !== place.clientWidth) draw(place);
  });
});
dark.addEventListener("change", redraw);
new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-color-scheme"] });
document.addEventListener("htmx:after:swap", () => drawAll());
drawAll();
