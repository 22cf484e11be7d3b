// Labels as on a map: the more important first, none over another, and fewer from far away.

const LONGEST = 26; // characters of a name on the canvas; the panel shows all of it
const ALWAYS = 8; // actors whose names are drawn at any zoom, over symbols if need be
const FEW_BELOW = 0.4; // scale below which only the first few get a name
const LINES_ABOVE = 0.45; // scale below which lines have no label
const CELL = 80; // pixels

// Boxes that are taken, found by the cells of a grid that they touch.
function crowd() {
  const cells = new Map();
  const touched = ([x1, y1, x2, y2]) => {
    const keys = [];
    for (let x = Math.floor(x1 / CELL); x <= Math.floor(x2 / CELL); x += 1)
      for (let y = Math.floor(y1 / CELL); y <= Math.floor(y2 / CELL); y += 1) keys.push(`${x},${y}`);
    return keys;
  };
  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    take(box) {
      for (const key of touched(box)) cells.set(key, [...(cells.get(key) ?? []), box]);
    },
    isFree: (box) => touched(box).every((key) => !(cells.get(key) ?? []).some((other) => meet(box, other))),
  };
}

const widths = new Map();
function widthOf(ctx, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

function lineLabel(bundle) {
  const told = view.lines.get(bundle);
  const tally = groupBy(told, (statement) => relations[statement.relation].label);
  const [[first, same]] = [...tally].sort((a, b) => b[1].length - a[1].length);
  const { standing } = bundles[bundle];
  let text = cut(plain(first), 34);
  if (standing === "negated") text = `not: ${text}`;
  if (standing === "reported") text = `“${text}”`;
  if (standing === "open") text += told.every((statement) => statement.status === "planned") ? " (planned)" : "?";
  if (tally.size > 1) return `${text} +${told.length - same.length}`;
  return same.length > 1 ? `${text} ×${same.length}` : text;
}

function drawLabels(ctx) {
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const seats = seatsInView(ctx.canvas);
  const [symbols, words] = [crowd(), crowd()];
  for (const { x, y, radius } of seats)
    symbols.take([x - radius * 0.8, y - radius * 0.8, x + radius * 0.8, y + radius * 0.8]);
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  Object.assign(ctx, { textAlign: "center", textBaseline: "middle", lineJoin: "round" });
  const free = (box) => symbols.isFree(box) && words.isFree(box);
  const far = network.getScale() < FEW_BELOW;
  for (const [order, seat] of seats.entries()) {
    if (isFaded(seat.actor) || (far && order >= 3 * ALWAYS && seat.rank < 1e4)) continue;
    labelActor(ctx, seat, order < ALWAYS || seat.rank >= 1e4 ? words.isFree : free, words.take);
  }
  if (!far && (network.getScale() > LINES_ABOVE || isLooking())) labelLines(ctx, free, words.take);
  ctx.restore();
}

// Actors on the canvas, those first that matter most now.
function seatsInView({ clientWidth, clientHeight }) {
  const scale = network.getScale();
  const spots = network.getPositions([...view.actors]);
  return [...view.actors]
    .map((actor) => {
      const node = nodes.get(actor);
      const { x, y } = network.canvasToDOM(spots[actor]);
      return {
        actor,
        x,
        y,
        radius: sizeOf(node) * scale,
        size: node.size,
        rank: node.rank + (isLit(actor) ? 1e6 : isNear(actor) ? 1e4 : 0),
      };
    })
    .filter(({ x, y }) => x > -80 && y > -40 && x < clientWidth + 80 && y < clientHeight + 40)
    .sort((a, b) => b.rank - a.rank || a.actor - b.actor);
}

function labelActor(ctx, { actor, x, y, radius, rank }, isFree, take) {
  const wall = ctx.canvas.clientWidth;
  const size = Math.round(Math.min(15, 11 + ranks[actor] / 6) * 2) / 2;
  const font = `${ranks[actor] >= 6 ? 600 : 500} ${size}px ${FONT}`;
  const text = cut(plain(labelOf(actor)), isLit(actor) ? 60 : LONGEST);
  const wide = widthOf(ctx, text, font) / 2 + 2;
  const high = size / 2 + 1;
  const isOutside = x < 0 || x > wall;
  const middle = isOutside ? x : Math.min(Math.max(x, wide + 2), Math.max(wide + 2, wall - wide - 2));
  const spots = [
    [middle, y + radius + high + 2],
    [middle, y - radius - high - 2],
    [x + radius + wide + 3, y],
    [x - radius - wide - 3, y],
  ];
  const box = ([cx, cy]) => [cx - wide, cy - high, cx + wide, cy + high];
  const isSeen = ([cx]) => isOutside || (cx - wide > 0 && cx + wide < wall);
  const spot = spots.filter(isSeen).find((place) => isFree(box(place))) ?? (rank >= 1e6 ? spots[0] : null);
  if (!spot) return;
  take(box(spot));
  write(ctx, text, spot, font, ink.ink, 3.5);
}

function labelLines(ctx, isFree, take) {
  const font = `500 11px ${FONT}`;
  const wanted = [...view.lines.keys()]
    .filter(isTouched)
    .sort((a, b) => view.lines.get(b).length - view.lines.get(a).length || a - b);
  for (const bundle of wanted) {
    const edge = network.body.edges[bundle];
    if (!edge?.connected) continue;
    const [from, to] = [edge.from, edge.to].map(({ x, y }) => network.canvasToDOM({ x, y }));
    const text = lineLabel(bundle);
    const wide = widthOf(ctx, text, font) / 2 + 2;
    if (!isLooking() && Math.hypot(from.x - to.x, from.y - to.y) < wide * 1.5) continue;
    const boxAt = (part) => {
      const { x, y } = network.canvasToDOM(edge.edgeType.getPoint(part));
      return [x - wide, y - 7, x + wide, y + 7];
    };
    const box = (isLooking() ? [0.5, 0.4, 0.6, 0.3, 0.7] : [0.5, 0.42, 0.58]).map(boxAt).find(isFree);
    if (!box) continue;
    take(box);
    write(
      ctx,
      text,
      [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2],
      font,
      tone(style.groups[bundles[bundle].group]),
      4,
    );
  }
}

function write(ctx, text, [x, y], font, colour, halo) {
  ctx.font = font;
  ctx.strokeStyle = ink.back;
  ctx.lineWidth = halo;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}
