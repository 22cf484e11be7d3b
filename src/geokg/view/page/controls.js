// The header and the legend: tabs, what is on and off, what narrows the view, how much is shown.

// A button that says whether something is on, and turns it.
const switches = [];
function onOff(isOn, turn, mark, text, attributes = {}) {
  const node = button(
    [mark, ...text].filter((part) => part !== null),
    () => change(turn()),
    attributes,
  );
  switches.push(() => node.setAttribute("aria-pressed", String(isOn())));
  return node;
}
const offSwitch = (field, name, mark, text, attributes) =>
  onOff(
    () => !state[field].includes(name),
    () => ({ [field]: toggled(state[field], name) }),
    mark,
    text,
    attributes,
  );

function makeStandings() {
  const tally = groupBy(statements, (statement) => statement.standing);
  const made = Object.entries(style.standings).map(([name, entry]) =>
    onOff(
      () => state.standings.includes(name),
      () => ({ standings: Object.keys(style.standings).filter((one) => toggled(state.standings, name).includes(one)) }),
      stroke(ink.soft, entry.dashes),
      [`${entry.label} ${(tally.get(name) ?? []).length}`],
      { class: "chip", title: entry.hint },
    ),
  );
  at("standings").replaceChildren(...made);
}

function makeLegend() {
  const tally = groupBy(actors, (actor) => actor.kind);
  const kinds = Object.entries(style.kinds).filter(([name]) => tally.has(name));
  const groups = Object.entries(style.groups).filter(([name]) => relations.some((relation) => relation.group === name));
  const label = (text) => el("span", {}, text);
  at("keys").replaceChildren(
    el("h2", {}, "Actors"),
    ...kinds.map(([name, kind]) =>
      offSwitch("nokind", name, symbol(kind), [label(kind.label), el("small", {}, String(tally.get(name).length))], {
        class: "key",
      }),
    ),
    el("h2", {}, "Lines, from friendly to hostile"),
    ...groups.map(([name, entry]) =>
      offSwitch("nogroup", name, stroke(tone(entry), [], 3), [label(entry.label)], { class: "key" }),
    ),
    el("p", { class: "soft" }, "Thicker: more sources. Dashed: planned or possible. Dotted: negated."),
  );
}

// ---- filters

function makeFilters() {
  const speakers = distinct(statements.flatMap((statement) => [statement.speaker, ...statement.via]))
    .filter((actor) => actor !== null)
    .sort(byRank);
  const sources = distinct(statements.map(sourceOf)).sort();
  const statuses = distinct(statements.map((statement) => statement.status));
  const select = (label, any, options, value, turn) => {
    const field = el(
      "select",
      { change: () => change(turn(field.value)) },
      ...[["", any], ...options].map(([name, text]) => el("option", { value: name }, text)),
    );
    switches.push(() => {
      field.value = value();
    });
    return el("label", {}, label, field);
  };
  const least = el("input", {
    type: "number",
    min: 1,
    max: 99,
    input: debounced(() => change({ least: FIELDS.least.read([least.value]) })),
  });
  switches.push(() => {
    least.value = state.least;
  });
  at("filters").replaceChildren(
    select(
      "Speaker",
      "anyone",
      speakers.map((actor) => [actors[actor].id, cut(plain(labelOf(actor)), 60)]),
      () => (state.speaker === null ? "" : actors[state.speaker].id),
      (id) => ({ speaker: actorOf.get(id) ?? null }),
    ),
    select(
      "Source",
      "any",
      sources.map((name) => [name, cut(plain(name), 60)]),
      () => state.source,
      (source) => ({ source }),
    ),
    el("label", {}, "At least so many sources", least),
    el("fieldset", {}, el("legend", {}, "Status"), ...statuses.map((status) => checkbox("nostatus", status, status))),
    el("fieldset", { class: "relations" }, el("legend", {}, "Relations"), ...relationBoxes()),
  );
}

function checkbox(field, name, text) {
  const box = el("input", { type: "checkbox", change: () => change({ [field]: toggled(state[field], name) }) });
  switches.push(() => {
    box.checked = !state[field].includes(name);
  });
  return el("label", { class: "check" }, box, text);
}

function relationBoxes() {
  const families = [...groupBy(relations, (relation) => relation.family)].sort(([a], [b]) => a.localeCompare(b));
  const inWord = (family) => family.toLowerCase().replaceAll("_", " ");
  const ids = (some) => some.map((relation) => relation.id);
  const turnAll = (some) => () => {
    const rest = state.norelation.filter((id) => !ids(some).includes(id));
    return change({ norelation: rest.length === state.norelation.length ? [...rest, ...ids(some)] : rest });
  };
  return families.map(([family, some]) =>
    el(
      "details",
      {},
      el("summary", {}, `${inWord(family)} (${some.length})`),
      button("All on or off", turnAll(some), { class: "more" }),
      ...some.map((relation) => checkbox("norelation", relation.id, bdi(cut(relation.label, 80)))),
    ),
  );
}

// ---- what narrows the view, each with a button that ends it

function narrowings() {
  const name = (actor) => `“${cut(plain(labelOf(actor)), 30)}”`;
  const found = [];
  const add = (text, patch) =>
    found.push(
      el(
        "li",
        {},
        text,
        button("×", () => change(patch), { "aria-label": `End: ${text}` }),
      ),
    );
  if (state.focus !== null) add(`Near ${name(state.focus)}`, { focus: null, steps: 1 });
  if (state.path.length === 1) add(`Paths from ${name(state.path[0])}: choose the other end`, { path: [] });
  if (state.path.length === 2)
    add(`${view.lines.size ? "Shortest paths" : "No path"} ${state.path.map(name).join(" to ")}`, { path: [] });
  if (state.speaker !== null) add(`Said by ${name(state.speaker)}`, { speaker: null });
  if (state.source) add(`From “${cut(plain(state.source), 30)}”`, { source: "" });
  if (state.least > 1) add(`At least ${state.least} sources`, { least: 1 });
  if (state.nostatus.length) add(`Not ${state.nostatus.join(", ")}`, { nostatus: [] });
  if (state.norelation.length) add(`${many(state.norelation.length, "relation")} off`, { norelation: [] });
  if (state.from || state.until) add(`${state.from || "…"} to ${state.until || "…"}`, { from: "", until: "" });
  if (state.hidden.length) add(`${many(state.hidden.length, "actor")} hidden`, { hidden: [] });
  if (state.pinned.length) add(`${many(state.pinned.length, "actor")} pinned`, { pinned: [] });
  if (state.grown.length) add(`${many(state.grown.length, "actor")} expanded`, { grown: [] });
  return found;
}

function fillScope() {
  const steps =
    state.focus === null
      ? null
      : el(
          "li",
          {},
          el(
            "span",
            { role: "group", "aria-label": "Steps from it" },
            ...[1, 2, 3].map((count) =>
              button(String(count), () => change({ steps: count }), {
                "aria-pressed": String(state.steps === count),
                "aria-label": many(count, "step"),
              }),
            ),
          ),
        );
  const hadFocus = at("scope").contains(document.activeElement);
  at("scope").replaceChildren(...narrowings(), ...(steps ? [steps] : []));
  at("scope").hidden = !at("scope").children.length;
  if (hadFocus) at("search").focus();
}

function fillCount() {
  const [some, all] = [view.actors.size, ACTING];
  const shown = some === all ? many(all, "actor") : `showing ${some.toLocaleString("en")} of ${many(all, "actor")}`;
  at("count").textContent =
    `${shown}, ${view.statements.length.toLocaleString("en")} of ${many(statements.length, "statement")}`;
  const left = view.found.length - view.actors.size;
  at("all").hidden = !(left || state.all);
  at("all").textContent = state.all
    ? `Show the top ${FIRST_VIEW}`
    : `Show all ${view.found.length.toLocaleString("en")}`;
  at("undo").disabled = !past.length;
}

function fillControls() {
  for (const refresh of switches) refresh();
  at("views").dataset.tab = state.tab;
  for (const tab of at("tabs").children) {
    const isOn = tab.dataset.tab === state.tab;
    tab.setAttribute("aria-selected", String(isOn));
    tab.tabIndex = isOn ? 0 : -1;
    at(`${tab.dataset.tab}-tab`).hidden = !isOn;
  }
  fillScope();
  fillCount();
}

function makeControls() {
  switches.length = 0;
  makeStandings();
  makeLegend();
  makeFilters();
}

function listenTabs() {
  const tabs = [...at("tabs").children].filter((tab) => !tab.hidden);
  for (const tab of tabs) tab.addEventListener("click", () => change({ tab: tab.dataset.tab }));
  at("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.click();
    next.focus();
  });
}
