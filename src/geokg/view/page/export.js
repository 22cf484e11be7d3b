// What is shown, as files.

// A cell that begins like a formula would run as one where the file is opened.
const cell = (value) => {
  const text = String(value ?? "");
  return `"${(/^\s*[=+\-@]|^[\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};
const FIELDS_OF_CSV = {
  date: firstDay,
  subject: (statement) => labelOf(statement.subject),
  relation: (statement) => relations[statement.relation].label,
  object: (statement) => labelOf(statement.object),
  status: (statement) => statement.status,
  speaker: (statement) => labelOf(statement.speaker),
  via: (statement) => statement.via.map(labelOf).join("; "),
  time: (statement) => statement.time,
  place: (statement) => statement.place,
  confidence: (statement) => statement.confidence,
  quote: quoteOf,
  article: (statement) => articleOf(statement).title,
  source: (statement) => articleOf(statement).source,
  published: (statement) => articleOf(statement).published,
  url: (statement) => articleOf(statement).url,
  claim: (statement) => claimIri(statement).slice(1, -1),
};

function csv(told) {
  const row = (values) => values.map(cell).join(",");
  return (
    [
      row(Object.keys(FIELDS_OF_CSV)),
      ...told.map((statement) => row(Object.values(FIELDS_OF_CSV).map((value) => value(statement)))),
    ].join("\r\n") + "\r\n"
  );
}

// The whole graph as it lies, not only what of it fits the window.
function picture() {
  const spots = network.getPositions([...view.actors]);
  const shown = [...view.actors].sort(byRank).map((actor) => ({ actor, ...spots[actor], size: nodes.get(actor).size }));
  const edge = 90;
  const range = (axis) =>
    shown.length
      ? [Math.min(...shown.map((one) => one[axis])) - edge, Math.max(...shown.map((one) => one[axis])) + edge]
      : [0, 100];
  const [[x1, x2], [y1, y2]] = [range("x"), range("y")];
  const lines = [...lanes()].map(([bundle, lane]) => pictureLine(bundle, lane, spots));
  return svg(
    "svg",
    {
      xmlns: SVG,
      viewBox: [x1, y1, x2 - x1, y2 - y1].join(" "),
      width: Math.round(x2 - x1),
      height: Math.round(y2 - y1),
      "font-family": FONT,
    },
    svg("rect", { x: x1, y: y1, width: x2 - x1, height: y2 - y1, fill: ink.back }),
    ...lines,
    ...shown.map(pictureActor),
  );
}

function pictureLine(bundle, lane, spots) {
  const { from, to, group, standing, arrow } = bundles[bundle];
  const [a, b] = [spots[from], spots[to]];
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const bend = lane * (from < to ? 1 : -1) * 0.22;
  const middle = { x: (a.x + b.x) / 2 + dy * bend, y: (a.y + b.y) / 2 - dx * bend };
  const { dashes } = style.standings[standing];
  const colour = tone(style.groups[group]);
  const turn = (Math.atan2(b.y - middle.y, b.x - middle.x) * 180) / Math.PI;
  const back = nodes.get(to).size / length;
  const tip = { x: b.x + (middle.x - b.x) * 2 * back, y: b.y + (middle.y - b.y) * 2 * back };
  return svg(
    "g",
    { stroke: colour, fill: "none" },
    svg("path", {
      d: `M${a.x} ${a.y}Q${middle.x} ${middle.y} ${b.x} ${b.y}`,
      "stroke-width": dressLine(bundle, lane).width,
      "stroke-dasharray": dashes.join(" ") || null,
    }),
    arrow
      ? svg("path", {
          d: "M0 0L-10 -4L-10 4Z",
          fill: colour,
          transform: `translate(${tip.x} ${tip.y}) rotate(${turn})`,
        })
      : null,
    svg("title", {}, `${labelOf(from)} – ${labelOf(to)}: ${lineLabel(bundle)}`),
  );
}

const pictureActor = ({ actor, x, y, size }) =>
  svg(
    "g",
    {},
    svg("path", { d: kindOf(actor).path, transform: `translate(${x} ${y}) scale(${size})`, fill: tone(kindOf(actor)) }),
    svg(
      "text",
      {
        x,
        y: y + size + 14,
        "text-anchor": "middle",
        "font-size": 13,
        fill: ink.ink,
        stroke: ink.back,
        "stroke-width": 3,
        "paint-order": "stroke",
      },
      plain(labelOf(actor)),
    ),
  );

// XML has no place for control characters and halves of characters, which texts from anywhere may hold.
const writable = (text) =>
  (text.toWellFormed?.() ?? text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, " ");

// The canvas as it is seen, on the ground of the page.
function photograph() {
  const seen = at("graph").querySelector("canvas");
  const copyOf = el("canvas", { width: seen.width, height: seen.height });
  const ctx = copyOf.getContext("2d");
  ctx.fillStyle = ink.back;
  ctx.fillRect(0, 0, seen.width, seen.height);
  ctx.drawImage(seen, 0, 0);
  return new Promise((done) => copyOf.toBlob(done, "image/png"));
}

const FILES = {
  png: photograph,
  svg: () => new Blob([writable(new XMLSerializer().serializeToString(picture()))], { type: "image/svg+xml" }),
  csv: () => new Blob(["\ufeff", csv(sorted(view.statements))], { type: "text/csv" }),
  ttl: () => new Blob([turtle(view.statements)], { type: "text/turtle" }),
};

async function download(sort) {
  const href = URL.createObjectURL(await FILES[sort]());
  el("a", { href, download: `geokg.${sort}` }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
  tell(`Saved geokg.${sort}`);
}

function listenExport() {
  for (const node of document.querySelectorAll("[data-file]"))
    node.addEventListener("click", () => download(node.dataset.file));
  at("link").addEventListener("click", () => copy(location.href));
}
