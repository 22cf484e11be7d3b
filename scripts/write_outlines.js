// Writes src/geokg/view/outlines.txt, the borders on the map of the viewer, from Natural Earth at 1:110 million:
//
//   npm install --prefix /tmp/outlines world-atlas@2 topojson-client@3
//   NODE_PATH=/tmp/outlines/node_modules node scripts/write_outlines.js
//
// One SVG path in tenths of a degree, x to the east and y to the south, each line of the file one border.

const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { mesh } = require("topojson-client");
const world = require("world-atlas/countries-110m.json");

const HALF_AROUND = 1800; // a longer step crosses the edge of the map
const tenths = ([longitude, latitude]) => [Math.round(longitude * 10), -Math.round(latitude * 10)];
const pair = ([x, y]) => `${x}${y < 0 ? "" : " "}${y}`;

function path(points) {
  let [before, written] = [null, ""];
  for (const point of points.map(tenths)) {
    const step = before && point.map((value, axis) => value - before[axis]);
    if (!step || Math.abs(step[0]) > HALF_AROUND) written += `${written && "\n"}M${pair(point)}l`;
    else if (step[0] || step[1]) written += (written.endsWith("l") || step[0] < 0 ? "" : " ") + pair(step);
    before = point;
  }
  return written.replace(/^M.*l$\n?/gm, "").trimEnd(); // without lone points
}

const borders = mesh(world, world.objects.countries).coordinates.map(path).filter(Boolean);
writeFileSync(join(__dirname, "../src/geokg/view/outlines.txt"), `${borders.join("\n")}\n`);
