"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { actors, relations, articles, sentences, bundles, statements, style } = data;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 760px)");
  const at = (id) => document.getElementById(id);
  const SVG = "http://www.w3.org/2000/svg";
  const FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif';
  const LONGEST = 26; // characters of a name on the canvas; the panel shows all of it
  const STATUS = { asserted: "asserted", negated: "negated", planned: "planned", possible: "possible" };

  // ---- what is shown ----------------------------------------------------------------------------------------------

  const shown = {
    standings: new Set(Object.keys(style.standings).filter((name) => style.standings[name].shown)),
    groups: new Set(Object.keys(style.groups)),
    kinds: new Set(Object.keys(style.kinds)),
  };
  const count = { actors: new Set(), bundles: new Map(), statements: 0 };
  let picked = null; // {actor: place} or {bundle: place}
  let hovered = null;
  let near = null; // actors beside what is picked or hovered

  const group = (statement) => relations[statement.relation].group;
  const kindShown = (actor) => actor === null || shown.kinds.has(actors[actor].kind);
  const isShown = (s) => shown.standings.has(s.standing) && shown.groups.has(group(s)) && kindShown(s.subject) && kindShown(s.object);

  function recount() {
    count.actors = new Set();
    count.bundles = new Map();
    count.statements = 0;
    for (const statement of statements) {
      if (!isShown(statement)) continue;
      count.statements += 1;
      count.actors.add(statement.subject);
      if (statement.object !== null) count.actors.add(statement.object);
      if (statement.bundle !== null) {
        if (!count.bundles.has(statement.bundle)) count.bundles.set(statement.bundle, []);
        count.bundles.get(statement.bundle).push(statement);
      }
    }
  }

  // ---- small helpers ----------------------------------------------------------------------------------------------

  function el(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") node.addEventListener("click", value);
      else node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child !== null)); // strings become text, never markup
    return node;
  }

  function svg(box, shape, attributes) {
    const root = document.createElementNS(SVG, "svg");
    root.setAttribute("viewBox", box);
    root.setAttribute("aria-hidden", "true");
    const inner = document.createElementNS(SVG, shape);
    for (const [name, value] of Object.entries(attributes)) inner.setAttribute(name, value);
    root.append(inner);
    return root;
  }

  const tone = (entry) => (dark.matches ? entry.dark : entry.light);
  const kindOf = (actor) => style.kinds[actors[actor].kind];
  const symbol = (kind) => svg("-1.15 -1.15 2.3 2.3", "path", { d: kind.path, fill: tone(kind) });
  const stroke = (colour, dashes, width = 2.5) =>
    svg("0 0 26 8", "line", {
      x1: 1, y1: 4, x2: 25, y2: 4, stroke: colour, "stroke-width": width, "stroke-linecap": "butt",
      "stroke-dasharray": dashes.map((length) => length * 0.8).join(" ") || "none",
    });
  const plain = (text) => text.replace(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, " ").trim();
  const chars = (text) => Array.from(text);
  const cut = (text, most = LONGEST) => (text.length > most ? chars(text).slice(0, most - 1).join("").trimEnd() + "…" : text);
  const many = (number, one, more) => `${number} ${number === 1 ? one : more}`;

  // Offsets come as code points; JavaScript counts UTF-16 units.
  const slice = (points, start, end) => points.slice(start, end).join("");

  function webAddress(address) {
    try {
      const url = new URL(address);
      return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
    } catch {
      return null;
    }
  }

  function link(address, text) {
    const href = address && webAddress(address);
    return href ? el("a", { href, target: "_blank", rel: "noopener noreferrer" }, text) : text;
  }

  // ---- the drawing ------------------------------------------------------------------------------------------------

  const outlines = Object.fromEntries(Object.entries(style.kinds).map(([name, kind]) => [name, new Path2D(kind.path)]));
  let ink = {};
  function readInk() {
    const css = getComputedStyle(document.documentElement);
    for (const name of ["back", "card", "ink", "soft", "accent"]) ink[name] = css.getPropertyValue(`--${name}`).trim();
  }

  // Never smaller than a finger finds, however far away.
  const sizeOf = (node) => Math.max(node.size, (narrow.matches ? 4 : 5) / network.getScale());
  const faded = (actor) => near !== null && !near.has(actor);

  function drawActor({ ctx, id, x, y, state }) {
    const node = nodes.get(id);
    const size = sizeOf(node);
    return {
      drawNode() {
        ctx.globalAlpha = faded(id) ? 0.18 : 1;
        ctx.translate(x, y);
        if (state.selected || state.hover) {
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

  const nodes = new vis.DataSet(data.drawing.nodes.map((node) => ({ ...node, label: undefined, ctxRenderer: drawActor })));
  const edges = new vis.DataSet(data.drawing.edges);
  const nodesShown = new vis.DataView(nodes, { filter: (node) => count.actors.has(node.id) });
  const edgesShown = new vis.DataView(edges, { filter: (edge) => count.bundles.has(edge.id) });

  const alpha = (colour, part) => colour + Math.round(part * 255).toString(16).padStart(2, "0");
  const touches = (bundle) =>
    picked === null && hovered === null ? true
    : (picked ?? hovered).bundle !== undefined ? (picked ?? hovered).bundle === bundle
    : bundles[bundle].from === (picked ?? hovered).actor || bundles[bundle].to === (picked ?? hovered).actor;

  function dressEdges() {
    const beside = new Map();
    for (const place of count.bundles.keys()) {
      const { from, to } = bundles[place];
      const pair = from < to ? `${from}-${to}` : `${to}-${from}`;
      if (!beside.has(pair)) beside.set(pair, []);
      beside.get(pair).push(place);
    }
    const changes = [];
    for (const places of beside.values()) {
      places.forEach((place, index) => changes.push(dressed(place, index - (places.length - 1) / 2)));
    }
    edges.update(changes);
  }

  function dressed(place, lane) {
    const bundle = bundles[place];
    const told = count.bundles.get(place);
    const colour = tone(style.groups[bundle.group]);
    const bend = lane * (bundle.from < bundle.to ? 1 : -1) * 0.22;
    const lively = touches(place);
    const lit = lively ? (bundle.standing === "reported" ? alpha(colour, 0.75) : colour) : alpha(colour, 0.13);
    const dashes = style.standings[bundle.standing].dashes;
    return {
      id: place,
      color: { color: lit, highlight: colour, hover: colour },
      dashes: dashes.length ? dashes : false,
      width: 1.3 + 0.9 * Math.min(4, sources(told) - 1) + (told.length > 1 ? 0.5 : 0),
      smooth: lane === 0 ? false : { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) },
    };
  }

  const sources = (told) => new Set(told.map((statement) => sentences[statement.sentence].article)).size;

  // ---- labels: as on a map, the more important first, none over another -----------------------------------------

  const widths = new Map();
  function widthOf(ctx, text, font) {
    const key = font + text;
    if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
    return widths.get(key);
  }

  function bundleLabel(place) {
    const told = count.bundles.get(place);
    const tally = new Map();
    for (const statement of told) {
      const label = relations[statement.relation].label;
      tally.set(label, (tally.get(label) ?? 0) + 1);
    }
    const [first, times] = [...tally].sort((a, b) => b[1] - a[1])[0];
    const { standing } = bundles[place];
    let text = cut(plain(first), 34);
    if (standing === "negated") text = `not: ${text}`;
    if (standing === "reported") text = `“${text}”`;
    if (standing === "open") text += told.every((statement) => statement.status === "planned") ? " (planned)" : "?";
    if (tally.size > 1) return `${text} +${told.length - times}`;
    return times > 1 ? `${text} ×${times}` : text;
  }

  const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  function drawLabels(ctx) {
    const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
    const scale = network.getScale();
    const taken = [];
    const wall = ctx.canvas.clientWidth;
    const free = (box) => !taken.some((other) => meet(box, other));
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    const spots = network.getPositions([...count.actors]);
    const seats = [...count.actors].map((actor) => {
      const { x, y } = network.canvasToDOM(spots[actor]);
      const node = nodes.get(actor);
      const radius = sizeOf(node) * scale;
      taken.push([x - radius * 0.8, y - radius * 0.8, x + radius * 0.8, y + radius * 0.8]);
      return { actor, x, y, radius, rank: node.rank + (isLit(actor) ? 1e6 : near?.has(actor) ? 1e4 : 0) };
    });
    seats.sort((a, b) => b.rank - a.rank || a.actor - b.actor);
    const symbols = taken.length;
    // The first few may cover symbols, but never each other.
    const clear = (box) => !taken.slice(symbols).some((other) => meet(box, other));
    seats.forEach((seat, order) => labelActor(ctx, seat, order < 8 || seat.rank > 1e3 ? clear : free, taken, wall));
    labelBundles(ctx, free, taken);
    ctx.restore();
  }

  const isLit = (actor) => picked?.actor === actor || hovered?.actor === actor;

  function labelActor(ctx, { actor, x, y, radius, rank }, free, taken, wall) {
    if (faded(actor)) return;
    const size = Math.round(Math.min(15, 11 + nodes.get(actor).rank / 6) * 2) / 2;
    const font = `${rank >= 6 ? 600 : 500} ${size}px ${FONT}`;
    const text = cut(plain(actors[actor].label));
    ctx.font = font;
    const wide = widthOf(ctx, text, font) / 2 + 2;
    const high = size / 2 + 1;
    const inside = (cx) => (x < 0 || x > wall ? cx : Math.min(Math.max(cx, wide + 2), Math.max(wide + 2, wall - wide - 2)));
    const places = [
      [inside(x), y + radius + high + 2], [inside(x), y - radius - high - 2],
      [x + radius + wide + 3, y], [x - radius - wide - 3, y],
    ];
    const seen = ([cx]) => (cx - wide > 0 && cx + wide < wall) || x < 0 || x > wall;
    const spot = places.filter(seen).find(([cx, cy]) => free([cx - wide, cy - high, cx + wide, cy + high])) ?? (rank > 1e5 ? places[0] : null);
    if (!spot) return;
    taken.push([spot[0] - wide, spot[1] - high, spot[0] + wide, spot[1] + high]);
    write(ctx, text, spot, ink.ink, 3.5);
  }

  function labelBundles(ctx, free, taken) {
    const font = `500 11px ${FONT}`;
    ctx.font = font;
    const places = [...count.bundles.keys()].filter((place) => touches(place));
    const focus = picked !== null || hovered !== null;
    places.sort((a, b) => count.bundles.get(b).length - count.bundles.get(a).length || a - b);
    for (const place of places) {
      const edge = network.body.edges[place];
      if (!edge?.connected) continue;
      const text = bundleLabel(place);
      const wide = widthOf(ctx, text, font) / 2 + 2;
      const ends = [edge.from, edge.to].map((node) => network.canvasToDOM({ x: node.x, y: node.y }));
      const long = Math.hypot(ends[0].x - ends[1].x, ends[0].y - ends[1].y);
      if (!focus && long < wide * 1.5) continue;
      for (const part of focus ? [0.5, 0.4, 0.6, 0.3, 0.7] : [0.5, 0.42, 0.58]) {
        const { x, y } = network.canvasToDOM(edge.edgeType.getPoint(part));
        const box = [x - wide, y - 7, x + wide, y + 7];
        if (!free(box)) continue;
        taken.push(box);
        write(ctx, text, [x, y], tone(style.groups[bundles[place].group]), 4);
        break;
      }
    }
  }

  function write(ctx, text, [x, y], colour, halo) {
    ctx.strokeStyle = ink.back;
    ctx.lineWidth = halo;
    ctx.strokeText(text, x, y);
    ctx.fillStyle = colour;
    ctx.fillText(text, x, y);
  }

  // ---- picking ----------------------------------------------------------------------------------------------------

  function lookAt(what) {
    near = null;
    if (what?.actor !== undefined) {
      near = new Set([what.actor]);
      for (const place of count.bundles.keys()) {
        const { from, to } = bundles[place];
        if (from === what.actor) near.add(to);
        if (to === what.actor) near.add(from);
      }
    } else if (what?.bundle !== undefined) near = new Set([bundles[what.bundle].from, bundles[what.bundle].to]);
    dressEdges();
    network.redraw();
  }

  function pick(what, move = false) {
    picked = what;
    hovered = null;
    network.unselectAll();
    if (what?.actor !== undefined && count.actors.has(what.actor)) {
      network.selectNodes([what.actor], false);
      if (move) network.focus(what.actor, { scale: Math.max(0.9, network.getScale()), animation: { duration: 350 } });
    } else if (what?.bundle !== undefined) network.selectEdges([what.bundle]);
    lookAt(what);
    fillPanel();
  }

  // ---- the panel --------------------------------------------------------------------------------------------------

  const panel = at("panel");

  function fillPanel() {
    panel.replaceChildren(...(picked === null ? overview() : picked.actor !== undefined ? actorCard(picked.actor) : bundleCard(picked.bundle)));
    panel.scrollTop = 0;
  }

  function actorButton(actor, plainText = false) {
    const name = el("bdi", {}, actors[actor].label);
    const pickIt = () => pick({ actor }, true);
    return el("button", { type: "button", class: plainText ? "who" : "chip", onclick: pickIt }, ...(plainText ? [name] : [symbol(kindOf(actor)), name]));
  }

  function overview() {
    const ranked = [...count.actors].sort((a, b) => nodes.get(b).rank - nodes.get(a).rank || a - b);
    const list = el("ul", { class: "list" }, ...ranked.slice(0, 24).map((actor) => el("li", {}, actorButton(actor))));
    const rest = ranked.slice(24).map((actor) => el("li", {}, actorButton(actor)));
    const more = rest.length ? el("details", {}, el("summary", { class: "soft" }, `${rest.length} more`), el("ul", { class: "list" }, ...rest)) : null;
    return [
      el("h2", {}, "Who did or said what to whom"),
      el("p", { class: "soft" }, "Choose an actor or a line to read the sentences that say it."),
      el("h3", {}, ranked.length ? "Actors by number of ties" : "Nothing to show: switch on more above"),
      list, more,
    ].filter((part) => part !== null);
  }

  const head = (mark, title, ...below) =>
    el("div", { class: "head" }, mark, el("div", {}, title, ...below), el("button", { class: "close", type: "button", "aria-label": "Close", onclick: () => pick(null) }, "×"));

  function actorCard(actor) {
    const row = actors[actor];
    const facts = [kindOf(actor).label, row.iso3].filter(Boolean).join(" · ");
    const about = el("p", { class: "soft" }, facts);
    if (/^Q\d+$/.test(row.wikidata ?? "")) about.append(" · ", link(`https://www.wikidata.org/wiki/${row.wikidata}`, "Wikidata"));
    const names = row.aliases.length ? el("p", { class: "soft clamp" }, "also: ", el("bdi", {}, row.aliases.slice(0, 12).join(", "))) : "";
    const told = statements.filter((s) => isShown(s) && (s.subject === actor || s.object === actor));
    const said = statements.filter((s) => isShown(s) && s.speaker === actor && s.subject !== actor && s.object !== actor);
    const parts = [head(symbol(kindOf(actor)), el("h2", { class: "clamp" }, row.label), about, names)];
    for (const [label, group] of byRelation(told, actor)) parts.push(el("h3", {}, `${label} (${group.length})`), ...claims(group));
    if (said.length) parts.push(el("h3", {}, `As reported by this actor (${said.length})`), ...said.map(claim));
    const away = statements.filter((s) => !isShown(s) && [s.subject, s.object, s.speaker].includes(actor)).length;
    if (away) parts.push(el("p", { class: "soft" }, `${many(away, "statement is", "statements are")} switched off above or in the legend.`));
    return parts;
  }

  // The first few of a kind; the rest is one click away.
  function claims(told, first = 3) {
    const rest = told.slice(first);
    const more = rest.length ? [el("details", {}, el("summary", { class: "soft" }, `${rest.length} more`), ...rest.map(claim))] : [];
    return [...told.slice(0, first).map(claim), ...more];
  }

  function byRelation(told, actor) {
    const groups = new Map();
    for (const statement of told) {
      const label = relations[statement.relation].label;
      const key = statement.subject === actor ? label : `${label} (said of the other side)`;
      const heading = statement.subject === actor ? `${label} …` : `… ${label}`;
      if (!groups.has(key)) groups.set(key, [heading, []]);
      groups.get(key)[1].push(statement);
    }
    return [...groups.values()].sort((a, b) => b[1].length - a[1].length);
  }

  function bundleCard(place) {
    const { from, to, arrow, group } = bundles[place];
    const told = count.bundles.get(place) ?? [];
    const dashes = style.standings[bundles[place].standing].dashes;
    const title = el("h2", {}, actorButton(from, true), arrow ? " → " : " — ", actorButton(to, true));
    return [
      head(stroke(tone(style.groups[group]), dashes), title, el("p", { class: "soft" }, many(told.length, "statement", "statements"))),
      el("h3", {}, style.groups[group].label),
      ...told.map(claim),
    ];
  }

  function inWords(statement) {
    const { label } = relations[statement.relation];
    const not = statement.status === "negated" ? "not: " : "";
    return [actorButton(statement.subject, true), ` ${not}${label} `, statement.object === null ? "" : actorButton(statement.object, true)];
  }

  function claim(statement) {
    const facts = [el("span", { class: "tag" }, STATUS[statement.status] ?? statement.status)];
    if (statement.speaker !== null) facts.push(el("span", {}, "says ", actorButton(statement.speaker, true)));
    for (const who of statement.via.toReversed()) facts.push(el("span", {}, "reported by ", actorButton(who, true)));
    if (statement.place) facts.push(el("span", {}, `place: ${statement.place}`));
    if (statement.time) facts.push(el("span", { title: statement.days.filter(Boolean).join(" to ") }, `time: ${statement.time}`));
    facts.push(el("span", {}, `confidence ${statement.confidence}`));
    const about = statement.about === null ? null
      : el("p", { class: "from" }, "about: ", ...inWords(statements[statement.about]), ` (${statements[statement.about].status})`);
    const card = el("article", { class: `claim ${statement.standing}` },
      el("p", { class: "what" }, ...inWords(statement)),
      el("p", { class: "facts" }, ...facts), sentence(statement), about, origin(statement));
    card.style.setProperty("--tone", tone(style.groups[group(statement)]));
    return card;
  }

  function sentence(statement) {
    const points = chars(sentences[statement.sentence].text);
    const [start, end] = statement.quote;
    const [from, to] = statement.trigger.map((offset) => Math.min(Math.max(offset, start), end));
    const part = el("span", { class: "part" }, slice(points, start, from));
    if (to > from) part.append(el("mark", {}, slice(points, from, to)));
    part.append(slice(points, to, end));
    return el("blockquote", { dir: "auto" }, slice(points, 0, start), part, slice(points, end));
  }

  function origin(statement) {
    const article = articles[sentences[statement.sentence].article];
    const title = el("bdi", {}, article.title || "Untitled article");
    const rest = [article.source, article.published].filter(Boolean).join(" · ");
    return el("p", { class: "from clamp" }, link(article.url, title), rest ? el("bdi", {}, ` · ${rest}`) : null);
  }

  // ---- legend, chips, search --------------------------------------------------------------------------------------

  function toggle(set, name, button) {
    if (set.has(name)) set.delete(name);
    else set.add(name);
    button.setAttribute("aria-pressed", String(set.has(name)));
    refresh();
  }

  function button(kind, set, name, mark, ...text) {
    const node = el("button", { type: "button", class: kind, "aria-pressed": String(set.has(name)) }, mark, ...text);
    node.addEventListener("click", () => toggle(set, name, node));
    return node;
  }

  function fillChips() {
    const chips = Object.entries(style.standings).map(([name, entry]) => {
      const total = statements.filter((statement) => statement.standing === name).length;
      const chip = button("chip", shown.standings, name, stroke(ink.soft, entry.dashes), `${entry.label} ${total}`);
      chip.title = entry.hint;
      return chip;
    });
    at("standings").replaceChildren(...chips);
  }

  function fillLegend() {
    const tally = new Map();
    for (const actor of actors) tally.set(actor.kind, (tally.get(actor.kind) ?? 0) + 1);
    const kinds = Object.entries(style.kinds).filter(([name]) => tally.has(name));
    const groups = Object.entries(style.groups).filter(([name]) => relations.some((relation) => relation.group === name));
    at("keys").replaceChildren(
      el("h2", {}, "Actors"),
      ...kinds.map(([name, kind]) => button("key", shown.kinds, name, symbol(kind), el("span", {}, kind.label), el("small", {}, String(tally.get(name))))),
      el("h2", {}, "Lines, from friendly to hostile"),
      ...groups.map(([name, entry]) => button("key", shown.groups, name, stroke(tone(entry), [], 3), el("span", {}, entry.label))),
    );
  }

  const search = at("search");
  const found = at("found");
  let choice = 0;
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const names = actors.map((actor) => [actor.label, ...actor.aliases].map(fold));

  function matches(query) {
    const hits = names
      .map((all, actor) => ({ actor, score: Math.min(...all.map((name) => (name.startsWith(query) ? 0 : name.includes(` ${query}`) ? 1 : name.includes(query) ? 2 : 9))) }))
      .filter((hit) => hit.score < 9);
    return hits.sort((a, b) => a.score - b.score || nodes.get(b.actor).rank - nodes.get(a.actor).rank).slice(0, 12);
  }

  function showMatches() {
    const query = fold(search.value.trim());
    const hits = query ? matches(query) : [];
    choice = 0;
    found.replaceChildren(...hits.map(({ actor }, index) => {
      const name = el("bdi", {}, cut(actors[actor].label, 80));
      const item = el("li", { role: "option", id: `hit-${index}`, "data-actor": actor, "aria-selected": String(index === 0) }, symbol(kindOf(actor)), name);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(actor); });
      return item;
    }));
    if (query && !hits.length) found.append(el("li", { role: "option", "aria-selected": "false" }, "No actor of that name"));
    found.hidden = !query;
    search.setAttribute("aria-expanded", String(!found.hidden));
    mark();
  }

  function mark() {
    [...found.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === choice)));
    const item = found.children[choice];
    if (item?.id && !found.hidden) search.setAttribute("aria-activedescendant", item.id);
    else search.removeAttribute("aria-activedescendant");
    item?.scrollIntoView?.({ block: "nearest" });
  }

  function choose(actor) {
    search.value = "";
    showMatches();
    pick({ actor }, true);
  }

  search.addEventListener("input", showMatches);
  search.addEventListener("blur", () => { found.hidden = true; search.setAttribute("aria-expanded", "false"); });
  search.addEventListener("keydown", (event) => {
    const size = found.children.length;
    if (event.key === "ArrowDown" && size) choice = (choice + 1) % size;
    else if (event.key === "ArrowUp" && size) choice = (choice + size - 1) % size;
    else if (event.key === "Enter" && found.children[choice]?.dataset.actor) return choose(Number(found.children[choice].dataset.actor));
    else if (event.key === "Escape") { search.value = ""; return showMatches(); }
    else return;
    event.preventDefault();
    mark();
  });

  // ---- start ------------------------------------------------------------------------------------------------------

  function refresh() {
    recount();
    nodesShown.refresh();
    dressEdges();
    edgesShown.refresh();
    const all = many(statements.length, "statement", "statements");
    at("count").textContent = `${many(count.actors.size, "actor", "actors")}, ${count.statements} of ${all}`;
    if (picked?.bundle !== undefined && !count.bundles.has(picked.bundle)) picked = null;
    pick(picked);
  }

  readInk();
  recount();
  const network = new vis.Network(at("graph"), { nodes: nodesShown, edges: edgesShown }, data.drawing.options);
  network.on("afterDrawing", drawLabels);
  network.on("click", ({ nodes: [actor], edges: [bundle] }) => {
    if (actor !== undefined) pick({ actor });
    else pick(bundle === undefined ? null : { bundle });
  });
  network.on("hoverNode", ({ node }) => { if (picked === null) { hovered = { actor: node }; lookAt(hovered); } });
  network.on("blurNode", () => { if (picked === null) { hovered = null; lookAt(null); } });
  network.on("hoverEdge", ({ edge }) => { if (picked === null && hovered === null) { hovered = { bundle: edge }; lookAt(hovered); } });
  network.on("blurEdge", () => { if (picked === null && hovered?.bundle !== undefined) { hovered = null; lookAt(null); } });
  // All of it into what the legend leaves free.
  function fit(animation) {
    const spots = Object.entries(network.getPositions([...count.actors]));
    const stage = at("graph").getBoundingClientRect();
    const legend = at("legend").getBoundingClientRect();
    const left = at("legend").open && stage.width > 700 ? legend.width + 20 : 0;
    const xs = spots.flatMap(([actor, spot]) => [spot.x - nodes.get(Number(actor)).size, spot.x + nodes.get(Number(actor)).size]);
    const ys = spots.flatMap(([actor, spot]) => [spot.y - nodes.get(Number(actor)).size, spot.y + nodes.get(Number(actor)).size]);
    const [x1, x2, y1, y2] = spots.length ? [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)] : [0, 1, 0, 1];
    const scale = Math.min(1.3, (stage.width - left - 40) / (x2 - x1), (stage.height - 60) / (y2 - y1));
    const position = { x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
    const offset = { x: left / 2, y: -4 };
    network.moveTo({ position, scale, offset, animation });
  }

  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor, animation: { duration: 150 } });
  at("fit").addEventListener("click", () => fit({ duration: 250 }));
  at("nearer").addEventListener("click", () => zoom(1.35));
  at("farther").addEventListener("click", () => zoom(1 / 1.35));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && document.activeElement !== search) pick(null); });
  dark.addEventListener("change", () => { readInk(); fillChips(); fillLegend(); refresh(); });
  at("legend").open = !narrow.matches;
  fillChips();
  fillLegend();
  refresh();
  fit(false);
  document.documentElement.dataset.ready = "yes";
})();
