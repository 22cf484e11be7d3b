// From what was chosen to what is shown: pure functions of the state and the data.

function passes(state) {
  const off = { groups: new Set(state.nogroup), kinds: new Set(state.nokind), hidden: new Set(state.hidden) };
  const relationsOff = new Set(state.norelation);
  const actorOn = (actor) => actor === null || !(off.kinds.has(actors[actor].kind) || off.hidden.has(actor));
  return (statement) =>
    state.standings.includes(statement.standing) &&
    !state.nostatus.includes(statement.status) &&
    !off.groups.has(groupOf(statement)) &&
    !relationsOff.has(relations[statement.relation].id) &&
    (state.speaker === null || statement.speaker === state.speaker || statement.via.includes(state.speaker)) &&
    (state.source === "" || sourceOf(statement) === state.source) &&
    actorOn(statement.subject) &&
    actorOn(statement.object);
}

// A statement without any day stays only while no days are asked for.
const isWithin =
  ({ from, until }) =>
  (statement) =>
    (!from && !until) ||
    (lastDay(statement) !== "" && (!from || lastDay(statement) >= from) && (!until || firstDay(statement) <= until));

// Statements of one line count together; those without a line stand for themselves.
function wellSourced(told, least) {
  if (least <= 1) return told;
  const sources = new Map(
    [...groupBy(told, (statement) => statement.bundle)].map(([bundle, group]) => [
      bundle,
      distinct(group.map(sourceOf)).length,
    ]),
  );
  return told.filter((statement) => statement.bundle !== null && sources.get(statement.bundle) >= least);
}

function adjacency(told) {
  const beside = new Map();
  for (const statement of told) {
    for (const end of endsOf(statement)) if (!beside.has(end)) beside.set(end, new Set());
    if (statement.bundle === null) continue;
    beside.get(statement.subject).add(statement.object);
    beside.get(statement.object).add(statement.subject);
  }
  return beside;
}

// Number of steps from an actor to each one within reach, breadth first.
function distances(beside, start, most = Infinity) {
  const steps = new Map([[start, 0]]);
  for (const actor of steps.keys()) {
    if (steps.get(actor) >= most) continue;
    for (const next of beside.get(actor) ?? []) if (!steps.has(next)) steps.set(next, steps.get(actor) + 1);
  }
  return steps;
}

// Statements that lie on any of the shortest paths between two actors.
function onPaths(told, beside, [start, end]) {
  const [ahead, back] = [distances(beside, start), distances(beside, end)];
  const length = ahead.get(end) ?? Infinity;
  const leads = (a, b) => ahead.get(a) + 1 + back.get(b) === length;
  return told.filter(
    ({ subject, object, bundle }) => bundle !== null && (leads(subject, object) || leads(object, subject)),
  );
}

function scoped(told, beside, state) {
  if (state.path.length === 2) return onPaths(told, beside, state.path);
  if (state.focus === null) return told;
  const near = distances(beside, state.focus, state.steps);
  return told.filter((statement) => endsOf(statement).every((end) => near.has(end)));
}

// The most important by number of ties, and as many who have most to do with those: hubs alone are tied to few of
// their like, and the first view should tell something.
function mostImportant(found, beside) {
  const top = (actors, weight, count) => {
    const weights = new Map(actors.map((actor) => [actor, weight(actor)]));
    return [...actors].sort((a, b) => weights.get(b) - weights.get(a) || byRank(a, b)).slice(0, count);
  };
  const hubs = new Set(top(found, (actor) => beside.get(actor).size, FIRST_VIEW / 2));
  const rest = found.filter((actor) => !hubs.has(actor));
  return [
    ...hubs,
    ...top(rest, (actor) => [...beside.get(actor)].filter((other) => hubs.has(other)).length, FIRST_VIEW / 2),
  ];
}

// All actors of a small graph; of a big one the most important, and those the reader asked for.
function actorsToShow(found, beside, state) {
  if (found.length <= BIG || state.all) return new Set(found);
  const grown = state.grown.flatMap((actor) => [actor, ...(beside.get(actor) ?? [])]);
  const asked = [...state.added, ...state.path, state.focus, ...grown].filter((actor) => beside.has(actor));
  return new Set([...mostImportant(found, beside), ...asked]);
}

function select(state) {
  const anyDay = statements.filter(passes(state));
  const filtered = wellSourced(anyDay.filter(isWithin(state)), state.least);
  const told = scoped(filtered, adjacency(filtered), state);
  const beside = adjacency(told);
  const found = [...beside.keys()];
  const shown = actorsToShow(found, beside, state);
  const visible = told.filter((statement) => endsOf(statement).every((end) => shown.has(end)));
  const lines = groupBy(
    visible.filter((statement) => statement.bundle !== null),
    (statement) => statement.bundle,
  );
  return { statements: visible, actors: shown, lines, found, told, beside, anyDay };
}

let view = select(state);
const more = (actor) => [...(view.beside.get(actor) ?? [])].filter((other) => !view.actors.has(other));
