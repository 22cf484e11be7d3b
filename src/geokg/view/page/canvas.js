// How an actor and a line look on the canvas.

const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';
const outlines = Object.fromEntries(Object.entries(style.kinds).map(([name, kind]) => [name, new Path2D(kind.path)]));
const inkOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const readInk = () => Object.fromEntries(["back", "card", "ink", "soft", "accent"].map((name) => [name, inkOf(name)]));
let ink = readInk();

const alpha = (colour, part) =>
  colour +
  Math.round(part * 255)
    .toString(16)
    .padStart(2, "0");

// Never smaller than a finger finds, however far away.
const sizeOf = (node) => Math.max(node.size, (narrow.matches ? 4 : 5) / network.getScale());

function drawActor({ ctx, id, x, y, state: { selected, hover } }) {
  const node = nodes.get(id);
  const size = sizeOf(node);
  return {
    drawNode() {
      ctx.globalAlpha = isFaded(id) ? 0.18 : 1;
      ctx.translate(x, y);
      if (selected || hover) {
        ctx.beginPath();
        ctx.arc(0, 0, size * 1.28 + 3, 0, 2 * Math.PI);
        ctx.strokeStyle = ink.accent;
        ctx.lineWidth = 3;
        ctx.stroke();
      }
      ctx.scale(size, size);
      ctx.fillStyle = tone(style.kinds[node.kind]);
      ctx.strokeStyle = ink.back;
      ctx.lineWidth = 3 / size;
      ctx.stroke(outlines[node.kind]);
      ctx.fill(outlines[node.kind]);
    },
    nodeDimensions: { width: 2 * size, height: 2 * size },
  };
}

// Lines between the same two actors lie beside each other, bent by their place among them.
function lanes() {
  const pair = (bundle) => [bundles[bundle].from, bundles[bundle].to].sort((a, b) => a - b).join("-");
  const beside = [...groupBy([...view.lines.keys()], pair).values()];
  return new Map(beside.flatMap((group) => group.map((bundle, index) => [bundle, index - (group.length - 1) / 2])));
}

// From far away lines are drawn thicker, by powers of two, so that they stay to be seen.
const thickness = () => 2 ** Math.max(0, Math.round(Math.log2(0.7 / network.getScale())));

function dressLine(bundle, lane, thick = 1) {
  const { group, standing, from, to } = bundles[bundle];
  const told = view.lines.get(bundle);
  const colour = tone(style.groups[group]);
  const { dashes } = style.standings[standing];
  const bend = lane * (from < to ? 1 : -1) * 0.22;
  const lit = !isTouched(bundle) ? alpha(colour, 0.13) : standing === "reported" ? alpha(colour, 0.75) : colour;
  return {
    id: bundle,
    color: { color: lit, highlight: colour, hover: colour },
    dashes: dashes.length ? dashes.map((length) => length * thick) : false,
    width: thick * (1.3 + 0.9 * Math.min(4, distinct(told.map(sourceOf)).length - 1) + (told.length > 1 ? 0.5 : 0)),
    smooth:
      lane === 0 ? false : { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) },
  };
}
