// Those who have a place on the map, over plain outlines of countries; units are tenths of a degree.

const WORLD = { x: -1800, y: -900, width: 3600, height: 1800 };
const LABELS_ON_MAP = 60;
const hasMap = actors.some((actor) => actor.spot);
const spotOf = (actor) => {
  const [latitude, longitude] = actors[actor].spot;
  return { x: longitude * 10, y: -latitude * 10 };
};
let seenOfMap = null; // a box of the map; null: the one around all who are shown

function around(spots) {
  if (!spots.length) return WORLD;
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [width, height] = [xs, ys].map((some) => Math.max(200, Math.max(...some) - Math.min(...some)) * 1.25);
  return {
    x: (Math.min(...xs) + Math.max(...xs) - width) / 2,
    y: (Math.min(...ys) + Math.max(...ys) - height) / 2,
    width,
    height,
  };
}

// The same box with room for the legend at its left.
function besideLegend(box) {
  const width = box.width / (1 - legendRoom() / Math.max(1, at("views").clientWidth));
  return { ...box, x: box.x + box.width - width, width };
}

function fillMap() {
  if (!hasMap) return;
  const placed = [...view.actors].filter((actor) => actors[actor].spot).sort(byRank);
  const box = seenOfMap ?? besideLegend(around(placed.map(spotOf)));
  const stage = at("map-tab").getBoundingClientRect();
  const unit = Math.max(box.width / Math.max(1, stage.width), box.height / Math.max(1, stage.height)); // of one pixel
  const lines = [...view.lines.keys()].filter((bundle) =>
    [bundles[bundle].from, bundles[bundle].to].every((actor) => actors[actor].spot),
  );
  at("map-tab").replaceChildren(
    svg(
      "svg",
      { id: "map", viewBox: [box.x, box.y, box.width, box.height].join(" "), role: "group", "aria-label": "Map" },
      svg("path", { d: data.outlines, class: "outlines", "stroke-width": unit * 0.7 }),
      lines.map((bundle) => mapLine(bundle, unit)),
      placed.map((actor) => mapSpot(actor, unit)),
      mapLabels(placed, unit),
    ),
    el(
      "p",
      { class: "note soft" },
      `${placed.length} of ${many(view.actors.size, "actor")} have a place on the map. Outlines: Natural Earth, public domain.`,
    ),
  );
  listenMap(box, unit);
}

function mapLine(bundle, unit) {
  const { from, to, group, standing } = bundles[bundle];
  const [a, b] = [spotOf(from), spotOf(to)];
  const bend = { x: (a.x + b.x) / 2 + (b.y - a.y) * 0.12, y: (a.y + b.y) / 2 - (b.x - a.x) * 0.12 };
  const { dashes } = style.standings[standing];
  return svg(
    "path",
    {
      d: `M${a.x} ${a.y}Q${bend.x} ${bend.y} ${b.x} ${b.y}`,
      fill: "none",
      stroke: tone(style.groups[group]),
      "stroke-width": unit * 1.6,
      "stroke-dasharray": dashes.map((length) => length * unit).join(" ") || null,
      class: "tie",
      click: () => change({ pick: { bundle } }),
    },
    svg("title", {}, `${labelOf(from)} – ${labelOf(to)}`),
  );
}

const spotSize = (actor) => Math.min(12, 5 + ranks[actor] / 4); // pixels

function mapSpot(actor, unit) {
  const { x, y } = spotOf(actor);
  const pickIt = () => pickActor(actor);
  const onKey = (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), pickIt());
  return svg(
    "g",
    {
      role: "button",
      tabindex: 0,
      "aria-label": labelOf(actor),
      class: state.pick?.actor === actor ? "spot on" : "spot",
      click: pickIt,
      keydown: onKey,
    },
    svg("path", {
      d: kindOf(actor).path,
      transform: `translate(${x} ${y}) scale(${spotSize(actor) * unit})`,
      fill: tone(kindOf(actor)),
    }),
    svg("title", {}, labelOf(actor)),
  );
}

// Names below their spots or above them, where they cover neither a spot nor another name.
function mapLabels(placed, unit) {
  const taken = crowd();
  const seats = placed.map((actor) => ({
    actor,
    size: spotSize(actor),
    x: spotOf(actor).x / unit,
    y: spotOf(actor).y / unit,
  }));
  for (const { x, y, size } of seats) taken.take([x - size * 0.7, y - size * 0.7, x + size * 0.7, y + size * 0.7]);
  return seats.slice(0, LABELS_ON_MAP).map(({ actor, size, x, y }) => {
    const text = cut(plain(labelOf(actor)), LONGEST);
    const boxAt = (top) => [x - text.length * 3.4, top, x + text.length * 3.4, top + 13];
    const box = [boxAt(y + size), boxAt(y - size - 13)].find(taken.isFree);
    if (!box) return null;
    taken.take(box);
    return svg(
      "text",
      {
        x: x * unit,
        y: (box[1] + 10.5) * unit,
        "font-size": 11.5 * unit,
        "stroke-width": 3 * unit,
        "aria-hidden": "true",
      },
      text,
    );
  });
}

function zoomMap(factor, box = at("map").viewBox.baseVal) {
  const [width, height] = [box.width / factor, box.height / factor];
  seenOfMap = { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
  fillMap();
}

// Drag to move; a short way is a click on what lies there.
function listenMap(box, unit) {
  const map = at("map");
  map.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      zoomMap(event.deltaY < 0 ? 1.25 : 0.8);
    },
    { passive: false },
  );
  map.addEventListener("pointerdown", (start) => {
    const move = (event) => {
      seenOfMap = {
        ...box,
        x: box.x - (event.clientX - start.clientX) * unit,
        y: box.y - (event.clientY - start.clientY) * unit,
      };
      map.setAttribute("viewBox", [seenOfMap.x, seenOfMap.y, box.width, box.height].join(" "));
    };
    const end = (event) => {
      removeEventListener("pointermove", move);
      if (Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > 4) fillMap();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end, { once: true });
  });
}
