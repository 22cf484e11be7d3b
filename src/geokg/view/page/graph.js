// The graph tab: vis-network over two views of the data, with what is picked or pointed at lit.

const HOVERED_UP_TO = 1500; // lines; beyond, to light what the pointer meets would be slower than the pointer
const nodes = new vis.DataSet(
  data.drawing.nodes.map((node) => ({ ...node, label: undefined, ctxRenderer: drawActor })),
);
const edges = new vis.DataSet(data.drawing.edges);
const nodesShown = new vis.DataView(nodes, { filter: (node) => view.actors.has(node.id) });
const edgesShown = new vis.DataView(edges, { filter: (edge) => view.lines.has(edge.id) });
let network = null;
let hovered = null;
let isMoving = false;
let thick = 1;
let near = null; // actors beside what is lit, where anything is

const looked = () => (state.pick?.statement !== undefined ? bundleOf(state.pick.statement) : state.pick) ?? hovered;
const bundleOf = (statement) =>
  statements[statement].bundle === null
    ? { actor: statements[statement].subject }
    : { bundle: statements[statement].bundle };
const isLooking = () => near !== null;
const isNear = (actor) => near?.has(actor) ?? false;
const isFaded = (actor) => near !== null && !near.has(actor);
const isLit = (actor) => looked()?.actor === actor;

function isTouched(bundle) {
  const what = looked();
  if (what === null) return true;
  return what.bundle === bundle || bundles[bundle].from === what.actor || bundles[bundle].to === what.actor;
}

function beside(what) {
  if (what === null) return null;
  if (what.bundle !== undefined) return new Set([bundles[what.bundle].from, bundles[what.bundle].to]);
  return new Set([what.actor, ...(view.beside.get(what.actor) ?? [])]);
}

function light() {
  near = beside(looked());
  thick = thickness();
  edges.update([...lanes()].map(([bundle, lane]) => dressLine(bundle, lane, thick)));
}

// Bring the drawing to what is chosen. Pins move their actors, and others go back to their places.
function drawGraph() {
  hovered = null;
  near = beside(looked());
  const spots = new Map(state.pinned.map(([actor, x, y]) => [actor, { x, y }]));
  const moved = data.drawing.nodes.filter(({ id, x, y }) => {
    const spot = spots.get(id) ?? { x, y };
    return nodes.get(id).x !== spot.x || nodes.get(id).y !== spot.y;
  });
  nodes.update(moved.map(({ id, x, y }) => ({ id, ...(spots.get(id) ?? { x, y }), fixed: isMoving && spots.has(id) })));
  nodesShown.refresh();
  light();
  edgesShown.refresh();
  const { pick } = state;
  network.unselectAll();
  if (pick?.actor !== undefined && view.actors.has(pick.actor)) network.selectNodes([pick.actor], false);
  if (pick?.bundle !== undefined && view.lines.has(pick.bundle)) network.selectEdges([pick.bundle]);
  network.setOptions({
    interaction: { hideEdgesOnDrag: view.lines.size > HOVERED_UP_TO, hideEdgesOnZoom: view.lines.size > HOVERED_UP_TO },
  });
  network.redraw();
}

function pinActor(actor, { undoable = true } = {}) {
  const { x, y } = network.getPosition(actor);
  change(
    { pinned: [...state.pinned.filter(([other]) => other !== actor), [actor, Math.round(x), Math.round(y)]] },
    { undoable },
  );
}

function hover(what) {
  if (state.pick !== null || view.lines.size > HOVERED_UP_TO) return;
  hovered = what;
  light();
}

// Pixels at the left that the legend takes.
function legendRoom() {
  const isBeside = at("legend").open && at("views").clientWidth > 700;
  return isBeside ? at("legend").getBoundingClientRect().width + 20 : 0;
}

// All of it into what the legend leaves free.
function fit(animation = false) {
  const spots = Object.entries(network.getPositions([...view.actors])).map(([actor, spot]) => ({
    ...spot,
    size: nodes.get(Number(actor)).size,
  }));
  const stage = at("graph").getBoundingClientRect();
  const left = legendRoom();
  const range = (axis) =>
    spots.length
      ? [
          Math.min(...spots.map((spot) => spot[axis] - spot.size)),
          Math.max(...spots.map((spot) => spot[axis] + spot.size)),
        ]
      : [0, 1];
  const [[x1, x2], [y1, y2]] = [range("x"), range("y")];
  const scale = Math.max(0.02, Math.min(1.3, (stage.width - left - 40) / (x2 - x1), (stage.height - 60) / (y2 - y1)));
  network.moveTo({
    position: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
    scale,
    offset: { x: left / 2, y: -4 },
    animation,
  });
}

function lookAt(actor) {
  if (!view.actors.has(actor)) return;
  network.focus(actor, {
    scale: Math.max(0.9, network.getScale()),
    offset: { x: legendRoom() / 2, y: 0 },
    animation: { duration: 350 },
  });
}

const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: { duration: 150 } });

function setMoving(on) {
  isMoving = on;
  nodes.update(state.pinned.map(([id]) => ({ id, fixed: isMoving })));
  const forces = {
    solver: "forceAtlas2Based",
    forceAtlas2Based: { gravitationalConstant: -60, springLength: 90, avoidOverlap: 0.6 },
    stabilization: false,
  };
  network.setOptions({ physics: isMoving ? { enabled: true, ...forces } : { enabled: false } });
  at("move").setAttribute("aria-pressed", String(isMoving));
}

function openGraph() {
  network = new vis.Network(at("graph"), { nodes: nodesShown, edges: edgesShown }, data.drawing.options);
  network.on("afterDrawing", drawLabels);
  const thicken = debounced(light, 60);
  network.on("afterDrawing", () => thick !== thickness() && thicken());
  network.on("click", ({ nodes: [actor], edges: [bundle] }) => {
    if (actor !== undefined) pickActor(actor);
    else change({ pick: bundle === undefined ? null : { bundle } });
  });
  network.on("doubleClick", ({ nodes: [actor] }) => {
    if (actor !== undefined && more(actor).length) change({ grown: [...state.grown, actor] });
  });
  network.on("dragEnd", ({ nodes: [actor] }) => actor !== undefined && pinActor(actor));
  network.on("hoverNode", ({ node }) => hover({ actor: node }));
  network.on("hoverEdge", ({ edge }) => hovered === null && hover({ bundle: edge }));
  network.on("blurNode", () => hover(null));
  network.on("blurEdge", () => hovered?.bundle !== undefined && hover(null));
}
