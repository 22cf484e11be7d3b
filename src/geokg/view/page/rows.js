// The same statements as a table and along time.

const ROWS_AT_ONCE = 200;
const COLUMNS = {
  date: ["Date", firstDay],
  subject: ["Who", (statement) => labelOf(statement.subject)],
  relation: [
    "Relation",
    (statement) => `${statement.status === "negated" ? "not: " : ""}${relations[statement.relation].label}`,
  ],
  object: ["To whom", (statement) => labelOf(statement.object)],
  status: ["Status", (statement) => statement.status],
  speaker: ["Speaker", (statement) => labelOf(statement.speaker)],
  source: ["Source", sourceOf],
};
const open = (statement) => change({ pick: { statement: statementOf.get(statement.id) } });

function sorted(told) {
  const name = state.sort.replace("-", "");
  const way = state.sort.startsWith("-") ? -1 : 1;
  const key = new Map(told.map((statement) => [statement, fold(COLUMNS[name][1](statement))]));
  const compare = (a, b) => (key.get(a) < key.get(b) ? -1 : key.get(a) > key.get(b) ? 1 : 0);
  return [...told].sort((a, b) => way * compare(a, b));
}

// Rows as they are asked for, since thousands of them at once make a page slow; what is left is told.
function addRows(box, rest, items, make, start = 0) {
  const end = start + ROWS_AT_ONCE;
  box.append(...items.slice(start, end).map(make));
  const left = items.length - end;
  const next = () => {
    addRows(box, rest, items, make, end);
    box.children[end]?.querySelector("button")?.focus();
  };
  rest.replaceChildren(
    ...(left > 0
      ? [
          `${items.length.toLocaleString("en")} in all. `,
          button(`Show ${Math.min(left, ROWS_AT_ONCE)} more`, next, { class: "more" }),
        ]
      : []),
  );
}

function fillTable() {
  const heading = ([name, [label]]) => {
    const way = state.sort === name ? "ascending" : state.sort === `-${name}` ? "descending" : "none";
    const turn = () => {
      change({ sort: state.sort === name ? `-${name}` : name });
      at("table-tab").querySelector(`[data-sort=${name}]`).focus();
    };
    const arrow = { ascending: " ↑", descending: " ↓", none: "" }[way];
    return el("th", { scope: "col", "aria-sort": way }, button(label + arrow, turn, { "data-sort": name }));
  };
  const body = el("tbody");
  const rest = el("p", { class: "soft" });
  at("table-tab").replaceChildren(
    el(
      "table",
      {},
      el("caption", { class: "unseen" }, "Statements shown"),
      el("thead", {}, el("tr", {}, ...Object.entries(COLUMNS).map(heading), el("th", { scope: "col" }, "Words"))),
      body,
    ),
    rest,
  );
  addRows(body, rest, sorted(view.statements), tableRow);
}

function tableRow(statement) {
  const cells = Object.entries(COLUMNS).map(([name, [, text]]) =>
    el(
      "td",
      {},
      name === "relation"
        ? button(bdi(text(statement)), () => open(statement), { class: "who" })
        : bdi(text(statement)),
    ),
  );
  const row = el("tr", {}, ...cells, el("td", {}, bdi(quoteOf(statement))));
  row.style.setProperty("--tone", tone(style.groups[groupOf(statement)]));
  return row;
}

function fillTimeline() {
  const told = [...view.statements].sort((a, b) => (firstDay(a) || "~").localeCompare(firstDay(b) || "~"));
  const list = el("ol", { class: "line" });
  const rest = el("p", { class: "soft" });
  at("timeline-tab").replaceChildren(told.length ? list : el("p", {}, "Nothing to show."), rest);
  let last = null;
  addRows(list, rest, told, (statement) => {
    const isNew = firstDay(statement) !== last;
    last = firstDay(statement);
    return timelineItem(statement, isNew);
  });
}

function timelineItem(statement, isNew) {
  const speaker =
    statement.speaker === null ? null : el("span", { class: "soft" }, " says ", bdi(labelOf(statement.speaker)));
  const item = el(
    "li",
    { class: statement.standing },
    el("span", { class: isNew ? "day" : "day unseen" }, firstDay(statement) || "no date"),
    el(
      "span",
      {},
      symbol(kindOf(statement.subject)),
      button(bdi(inWords(statement)), () => open(statement), { class: "who" }),
      speaker,
    ),
  );
  item.style.setProperty("--tone", tone(style.groups[groupOf(statement)]));
  return item;
}
