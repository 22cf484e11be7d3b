// From a state to the page: everything is drawn here, and only here.

function show() {
  view = select(state);
  settle();
  fillControls();
  fillTime();
  fillPanel();
  drawGraph();
  followScope();
  ({ graph: () => {}, table: fillTable, timeline: fillTimeline, map: fillMap })[state.tab]();
  keepAddress();
}

// What was picked may be filtered away, and a link may ask for a map where nobody has a place.
function settle() {
  const { pick, tab } = state;
  if (pick?.bundle !== undefined && !view.lines.has(pick.bundle)) state = { ...state, pick: null };
  if (tab === "map" && !hasMap) state = { ...state, tab: "graph" };
}

// Where the view has become another one, it is fitted to the window; where it grew or shrank, it stays.
let scope = null;
function followScope() {
  const now = [state.focus, state.steps, state.path, state.all].join();
  if (scope !== null && scope !== now) {
    seenOfMap = null;
    fit({ duration: 300 });
  }
  scope = now;
}

function repaint() {
  ink = readInk();
  makeControls();
  show();
}

const viewTools = {
  nearer: () => (state.tab === "map" ? zoomMap(1.35) : zoom(1.35)),
  farther: () => (state.tab === "map" ? zoomMap(1 / 1.35) : zoom(1 / 1.35)),
  fit: () => {
    seenOfMap = null;
    return state.tab === "map" ? fillMap() : fit({ duration: 250 });
  },
  move: () => setMoving(!isMoving),
  undo,
  all: () => change({ all: !state.all }),
};

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== except) menu.open = false;
}

function listen() {
  for (const [id, act] of Object.entries(viewTools)) at(id).addEventListener("click", act);
  document.addEventListener("pointerdown", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input:not([type=checkbox], [type=range]), textarea, select");
    if (event.key === "Escape" && document.querySelector("details.menu[open]")) closeMenus();
    else if (event.key === "Escape" && !isTyping && state.pick !== null) change({ pick: null });
    else if (event.key === "z" && (event.ctrlKey || event.metaKey) && !isTyping) undo();
    else if (event.key === "/" && !isTyping) at("search").focus();
    else return;
    event.preventDefault();
  });
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === encode(state)) return;
    past.push(encode(state));
    state = decode(location.hash.slice(1));
    show();
  });
  dark.addEventListener("change", repaint);
  listenTabs();
  listenSearch();
  listenTime();
  listenExport();
}

at("legend").open = !narrow.matches;
at("tabs").lastElementChild.hidden = !hasMap;
openGraph();
makeControls();
listen();
show();
fit();
if (state.pick?.actor !== undefined) lookAt(state.pick.actor);
// For tests, and for those who look with the tools of their browser.
window.geokg = { nodes: nodesShown, edges: edgesShown, network, encode: () => encode(state), view: () => view };
network.once("afterDrawing", () => {
  document.documentElement.dataset.drawn = "yes";
});
document.documentElement.dataset.ready = "yes";
