// Elements. Text from articles becomes text nodes and attributes, never markup.

const at = (id) => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 760px)");
const SVG = "http://www.w3.org/2000/svg";

// Attributes that are functions listen to the event of that name; those that are null or false are left out.
function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null));
  return node;
}

const el = (tag, attributes = {}, ...children) => dress(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => dress(document.createElementNS(SVG, tag), attributes, children);
const button = (text, click, attributes = {}) =>
  el("button", { type: "button", click, ...attributes }, ...[text].flat());
const bdi = (text) => el("bdi", {}, text);

const tone = (entry) => (dark.matches ? entry.dark : entry.light);
const kindOf = (actor) => style.kinds[actors[actor].kind];
const icon = (box, ...children) => svg("svg", { viewBox: box, "aria-hidden": "true" }, ...children);
const symbol = (kind) => icon("-1.15 -1.15 2.3 2.3", svg("path", { d: kind.path, fill: tone(kind) }));
const stroke = (colour, dashes, width = 2.5) =>
  icon(
    "0 0 26 8",
    svg("line", {
      x1: 1,
      y1: 4,
      x2: 25,
      y2: 4,
      stroke: colour,
      "stroke-width": width,
      "stroke-dasharray": dashes.map((length) => length * 0.8).join(" ") || "none",
    }),
  );

function link(address, text) {
  const href = webAddress(address);
  return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, text) : text;
}

function debounced(act, wait = 120) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), wait);
  };
}

// What was done is told where screen readers hear it.
function tell(text) {
  at("told").textContent = text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.body.appendChild(el("textarea", { "aria-label": "To copy" }, text));
    field.select();
    document.execCommand("copy"); // where a page may not write to the clipboard by itself
    field.remove();
  }
  tell("Copied");
}
