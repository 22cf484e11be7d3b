// What the reader has chosen: one value, replaced as a whole, kept in the address, and taken back step by step.

// Each field: what it is at first, and how it is written to the address as a list of words and read from one.
const word = (initial, allowed) => ({
  initial,
  write: (value) => [value],
  read: ([text]) => (allowed.includes(text) ? text : initial),
});
const day = { initial: "", write: (value) => [value], read: ([text]) => (/^\d{4}-\d\d-\d\d$/.test(text) ? text : "") };
const flag = { initial: false, write: (value) => [value ? "yes" : ""], read: ([text]) => text === "yes" };
const words = (initial, allowed) => ({
  initial,
  write: (value) => value,
  read: (texts) => distinct(texts).filter((text) => allowed.includes(text)),
});
const number = (initial, least, most) => ({
  initial,
  write: (value) => [String(value)],
  read: ([text]) => Math.min(most, Math.max(least, Math.round(Number(text)) || initial)),
});
const someActors = {
  initial: [],
  write: (value) => value.map((actor) => actors[actor].id),
  read: (ids) =>
    distinct(ids)
      .map((id) => actorOf.get(id))
      .filter((actor) => actor !== undefined),
};
const oneActor = {
  initial: null,
  write: (value) => (value === null ? [] : [actors[value].id]),
  read: ([id]) => actorOf.get(id) ?? null,
};
const pins = {
  initial: [],
  write: (value) => value.map(([actor, x, y]) => `${x},${y},${actors[actor].id}`),
  read: (texts) =>
    texts
      .map((text) => /^(-?\d+),(-?\d+),(.*)$/su.exec(text))
      .filter((found) => found && actorOf.has(found[3]))
      .map(([, x, y, id]) => [actorOf.get(id), Number(x), Number(y)]),
};
// {actor}, {bundle} or {statement}; a bundle is named by its first statement, since places change with the articles.
const choice = {
  initial: null,
  write: (value) => {
    if (value === null) return [];
    if (value.actor !== undefined) return ["actor", actors[value.actor].id];
    if (value.statement !== undefined) return ["claim", statements[value.statement].id];
    return ["line", statements.find(({ bundle }) => bundle === value.bundle).id];
  },
  read: ([sort, id]) => {
    if (sort === "actor") return actorOf.has(id) ? { actor: actorOf.get(id) } : null;
    const statement = statementOf.get(id);
    if (statement === undefined) return null;
    const { bundle } = statements[statement];
    return sort === "line" && bundle !== null ? { bundle } : { statement };
  },
};

const SORTS = ["date", "subject", "relation", "object", "status", "speaker", "source"];
const FIELDS = {
  tab: word("graph", ["graph", "table", "timeline", "map"]),
  pick: choice,
  standings: words(
    Object.keys(style.standings).filter((name) => style.standings[name].shown),
    Object.keys(style.standings),
  ),
  nogroup: words([], Object.keys(style.groups)),
  nokind: words([], Object.keys(style.kinds)),
  norelation: words(
    [],
    relations.map((relation) => relation.id),
  ),
  nostatus: words([], ["asserted", "negated", "planned", "possible"]),
  speaker: oneActor,
  source: {
    initial: "",
    write: (value) => [value],
    read: ([text]) => (statements.some((statement) => sourceOf(statement) === text) ? text : ""),
  },
  least: number(1, 1, 99),
  from: day,
  until: day,
  focus: oneActor,
  steps: number(1, 1, 3),
  path: someActors,
  hidden: someActors,
  added: someActors,
  grown: someActors,
  all: flag,
  pinned: pins,
  sort: word(
    "date",
    SORTS.flatMap((name) => [name, `-${name}`]),
  ),
};

// Only what differs from the first view is written.
function encode(state) {
  const told = new URLSearchParams();
  for (const [name, field] of Object.entries(FIELDS)) {
    const texts = field.write(state[name]);
    if (JSON.stringify(texts) === JSON.stringify(field.write(field.initial))) continue;
    for (const text of texts.length ? texts : [""]) told.append(name, text);
  }
  return String(told);
}

function decode(text) {
  const told = new URLSearchParams(text);
  const read = ([name, field]) => [name, told.has(name) ? field.read(told.getAll(name)) : field.initial];
  return Object.fromEntries(Object.entries(FIELDS).map(read));
}

let state = decode(location.hash.slice(1));
const past = []; // addresses of the views before this one
const MOST_UNDONE = 200;

// The one way in which anything changes. What is not worth an undo of its own joins the step before it.
function change(patch, { undoable = true } = {}) {
  const before = encode(state);
  state = { ...state, ...patch };
  if (encode(state) !== before && undoable) past.push(before);
  if (past.length > MOST_UNDONE) past.shift();
  show();
}

function undo() {
  if (!past.length) return;
  state = decode(past.pop());
  show();
}

function keepAddress() {
  const hash = `#${encode(state)}`;
  if (hash === (location.hash || "#")) return;
  try {
    history.replaceState(null, "", hash);
  } catch {
    // a page inside another, as in a notebook, has no address of its own
  }
}

const toggled = (list, value) => (list.includes(value) ? list.filter((other) => other !== value) : [...list, value]);
const without = (list, value) => list.filter((other) => other !== value);
