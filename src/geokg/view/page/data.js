// What the page was told (see contract.py), what follows from it for good, and how values become text.

const data = JSON.parse(document.getElementById("data").textContent);
const { actors, relations, articles, sentences, bundles, statements, posts, style } = data;

const FIRST_VIEW = 150; // actors that a big graph opens with
const BIG = 300; // actors above which a graph is big

const places = (count) => Array.from({ length: count }, (_, place) => place);
const distinct = (values) => [...new Set(values)];

function groupBy(values, key) {
  const groups = new Map();
  for (const value of values) {
    const name = key(value);
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(value);
  }
  return groups;
}

const actorOf = new Map(actors.map((actor, place) => [actor.id, place]));
const statementOf = new Map(statements.map((statement, place) => [statement.id, place]));
const ranks = data.drawing.nodes.map((node) => node.rank);
const byRank = (a, b) => ranks[b] - ranks[a] || a - b;

const groupOf = (statement) => relations[statement.relation].group;
const articleOf = (statement) => articles[sentences[statement.sentence].article];
const sourceOf = (statement) => articleOf(statement).source || articleOf(statement).title || articleOf(statement).key;
const labelOf = (actor) => (actor === null ? "" : actors[actor].label);
const endsOf = (statement) => [statement.subject, statement.object].filter((end) => end !== null);

const ACTING = distinct(statements.flatMap(endsOf)).length; // actors that do something or have it done, and not only speak

// The days that a statement can mean, else the day its article was published; empty where neither is known.
const firstDay = (statement) => statement.days[0] ?? statement.days[1] ?? articleOf(statement).published ?? "";
const lastDay = (statement) => statement.days[1] ?? statement.days[0] ?? articleOf(statement).published ?? "";

const many = (number, one, more = `${one}s`) => `${number.toLocaleString("en")} ${number === 1 ? one : more}`;
const chars = (text) => Array.from(text);
const cut = (text, most) =>
  chars(text).length > most
    ? `${chars(text)
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : text;
// Without controls and marks of direction, which on a canvas would turn what stands beside them.
const plain = (text) => text.replace(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, " ").trim();
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function webAddress(address) {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return ["http:", "https:"].includes(url.protocol) ? url.href : null;
}

function inWords(statement) {
  const not = statement.status === "negated" ? "not: " : "";
  return `${labelOf(statement.subject)} ${not}${relations[statement.relation].label} ${labelOf(statement.object)}`.trim();
}
