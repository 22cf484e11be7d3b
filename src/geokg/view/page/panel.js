// The evidence: what an actor did or said, or what one line holds, with the sentences that say it.

const FIRST_CLAIMS = 3; // claims of a relation that are open; the rest is one click away
const FIRST_ACTORS = 24;
const CLAIMS_AT_ONCE = 100;

function fillPanel() {
  const { pick } = state;
  const parts =
    pick === null
      ? overview()
      : pick.actor !== undefined
        ? actorCard(pick.actor)
        : pick.bundle !== undefined
          ? lineCard(pick.bundle)
          : [
              head(symbol(kindOf(statements[pick.statement].subject)), el("h2", {}, "One statement")),
              claimCard(statements[pick.statement]),
            ];
  const panel = at("panel");
  const hadFocus = panel.contains(document.activeElement);
  panel.replaceChildren(...parts.flat().filter((part) => part !== null));
  panel.scrollTop = 0;
  if (hadFocus) panel.focus();
}

// Picking an actor whom the first view leaves out brings it in; while a path waits for its end, it is that end.
function pickActor(actor) {
  if (state.path.length === 1 && state.path[0] !== actor)
    return change({ path: [...state.path, actor], focus: null, pick: null });
  const added = view.found.length > BIG && !view.actors.has(actor) ? [...state.added, actor] : state.added;
  change({ pick: { actor }, added });
}

const who = (actor) => button(bdi(labelOf(actor)), () => pickActor(actor), { class: "who" });
const chip = (actor) => button([symbol(kindOf(actor)), bdi(labelOf(actor))], () => pickActor(actor), { class: "chip" });

// The first of many, and a button that brings on the next ones.
function inParts(items, make, first) {
  const box = el("div", {});
  const addFrom = (start) => {
    const end = start === 0 ? first : start + CLAIMS_AT_ONCE;
    box.append(...items.slice(start, end).map(make));
    const left = items.length - end;
    if (left > 0)
      box.append(
        button(
          `${left.toLocaleString("en")} more`,
          (event) => {
            event.currentTarget.remove();
            addFrom(end);
            box.children[end]?.focus();
          },
          { class: "more" },
        ),
      );
  };
  addFrom(0);
  return box;
}

function overview() {
  const ranked = [...view.actors].sort(byRank);
  const list = inParts(ranked, (actor) => el("div", { class: "item", tabindex: -1 }, chip(actor)), FIRST_ACTORS);
  list.className = "list";
  return [
    el("h2", {}, "Who did or said what to whom"),
    el("p", { class: "soft" }, "Choose an actor or a line to read the sentences that say it."),
    el("h3", {}, ranked.length ? "Actors by number of ties" : "Nothing to show: switch on more above"),
    list,
  ];
}

const head = (mark, title, ...below) =>
  el(
    "div",
    { class: "head" },
    mark,
    el("div", {}, title, ...below),
    button("×", () => change({ pick: null }), { class: "close", "aria-label": "Close" }),
  );

function actorCard(actor) {
  const row = actors[actor];
  const about = el("p", { class: "soft" }, [kindOf(actor).label, row.iso3].filter(Boolean).join(" · "));
  if (/^Q\d+$/.test(row.wikidata ?? ""))
    about.append(" · ", link(`https://www.wikidata.org/wiki/${row.wikidata}`, "Wikidata"));
  const names = row.aliases.length
    ? el(
        "details",
        { class: "soft" },
        el("summary", {}, many(row.aliases.length, "other name")),
        bdi(row.aliases.join(", ")),
      )
    : null;
  const told = view.statements.filter((statement) => endsOf(statement).includes(actor));
  const said = view.statements.filter(
    (statement) => !endsOf(statement).includes(actor) && [statement.speaker, ...statement.via].includes(actor),
  );
  const away =
    statements.filter((statement) => [...endsOf(statement), statement.speaker].includes(actor)).length -
    told.length -
    said.filter((statement) => statement.speaker === actor).length;
  return [
    head(symbol(kindOf(actor)), el("h2", { tabindex: row.label.length > 300 ? 0 : null }, row.label), about, names),
    actorTools(actor),
    postList(actor),
    byRelation(told, actor)
      .map(([heading, group]) => [
        el("h3", {}, `${heading} (${group.length})`),
        inParts(group, claimCard, FIRST_CLAIMS),
      ])
      .flat(),
    said.length
      ? [el("h3", {}, `As reported by this actor (${said.length})`), inParts(said, claimCard, FIRST_CLAIMS)]
      : [],
    away
      ? el(
          "p",
          { class: "soft" },
          `${many(away, "more statement")} of this actor ${away === 1 ? "is" : "are"} not in this view.`,
        )
      : null,
  ].flat();
}

function actorTools(actor) {
  const hidden = more(actor).length;
  const grown = state.grown.includes(actor);
  const pin = state.pinned.find(([pinned]) => pinned === actor);
  const tools = [
    hidden ? button(`Show ${many(hidden, "more neighbour")}`, () => change({ grown: [...state.grown, actor] })) : null,
    grown ? button("Hide neighbours again", () => change({ grown: without(state.grown, actor) })) : null,
    state.focus === actor
      ? null
      : button("Focus", () => change({ focus: actor, path: [] }), { title: "Only this actor and those near it" }),
    button("Paths from here", () => change({ path: [actor], focus: null }), { title: "Then choose the other end" }),
    button("Hide", () => change({ hidden: [...state.hidden, actor], pick: null })),
    pin ? button("Unpin", () => change({ pinned: without(state.pinned, pin) })) : button("Pin", () => pinActor(actor)),
  ];
  return el("div", { class: "acts", role: "group", "aria-label": "This actor" }, ...tools);
}

function postList(actor) {
  const held = posts.filter((post) => post.subject === actor || post.object === actor);
  if (!held.length) return [];
  const during = ({ start, end }) => (start || end ? ` (${[start ?? "", end ?? ""].join(" – ").trim()})` : "");
  const line = (post) => {
    const own = post.subject === actor ? 1 : 0;
    const other = own ? post.object : post.subject;
    const name = other === null ? bdi(post.names[own]) : who(other);
    return el(
      "div",
      { class: "item post", tabindex: -1 },
      own ? [`${post.title}: `, name] : [name, `: ${post.title}`],
      el("span", { class: "soft" }, during(post)),
    );
  };
  const days = articles
    .map((article) => article.published)
    .filter(Boolean)
    .sort();
  const when = days.length ? ` at the time of the articles (${distinct([days[0], days.at(-1)]).join(" – ")})` : "";
  return [el("h3", {}, `Offices and memberships${when}`), inParts(held, line, 6)];
}

function byRelation(told, actor) {
  const heading = (statement) => {
    const { label } = relations[statement.relation];
    return statement.subject === actor ? `${label} …` : `… ${label}`;
  };
  return [...groupBy(told, heading)].sort((a, b) => b[1].length - a[1].length);
}

function lineCard(bundle) {
  const { from, to, arrow, group, standing } = bundles[bundle];
  const told = view.lines.get(bundle) ?? [];
  const title = el("h2", {}, who(from), arrow ? " → " : " — ", who(to));
  const count = `${many(told.length, "statement")} from ${many(distinct(told.map(sourceOf)).length, "source")}`;
  return [
    head(
      stroke(tone(style.groups[group]), style.standings[standing].dashes),
      title,
      el("p", { class: "soft" }, `${style.groups[group].label} · ${count}`),
    ),
    [...groupBy(told, (statement) => relations[statement.relation].label)]
      .map(([label, some]) => [el("h3", {}, `${label} (${some.length})`), inParts(some, claimCard, 20)])
      .flat(),
  ].flat();
}

const linked = (statement) => [
  who(statement.subject),
  ` ${statement.status === "negated" ? "not: " : ""}${relations[statement.relation].label} `,
  statement.object === null ? null : who(statement.object),
];

function claimCard(statement) {
  const about =
    statement.about === null
      ? null
      : el(
          "p",
          { class: "from" },
          "about: ",
          ...linked(statements[statement.about]).filter(Boolean),
          ` (${statements[statement.about].status})`,
        );
  const card = el(
    "article",
    { class: `claim ${statement.standing}`, tabindex: -1 },
    el("p", { class: "what" }, ...linked(statement)),
    facts(statement),
    sentence(statement),
    about,
    origin(statement),
    copies(statement),
  );
  card.style.setProperty("--tone", tone(style.groups[groupOf(statement)]));
  return card;
}

function facts(statement) {
  const fact = (...parts) => el("span", {}, ...parts);
  return el(
    "p",
    { class: "facts" },
    el("span", { class: "tag" }, statement.status),
    statement.speaker === null ? null : fact("says ", who(statement.speaker)),
    statement.via.toReversed().map((actor) => fact("reported by ", who(actor))),
    statement.place ? fact(`place: ${statement.place}`) : null,
    statement.time
      ? el("span", { title: statement.days.filter(Boolean).join(" to ") }, `time: ${statement.time}`)
      : null,
    fact(`confidence ${statement.confidence.toFixed(2)}`),
  );
}

// The sentence, in pieces that begin and end where the quote, its trigger and the names in it do.
function sentence(statement) {
  const { text } = sentences[statement.sentence];
  const unit = (offset) => chars(text).slice(0, offset).join("").length;
  const [quote, trigger] = [statement.quote, statement.trigger].map((span) => span.map(unit));
  const marks = [
    { span: quote, tag: "part" },
    { span: trigger, tag: "trigger" },
    ...named(text, statement).map((span) => ({ span, tag: "named" })),
  ];
  const cuts = distinct([0, text.length, ...marks.flatMap(({ span }) => span)]).sort((a, b) => a - b);
  const piece = (start, end) => {
    const tags = marks.filter(({ span }) => span[0] <= start && end <= span[1]).map(({ tag }) => tag);
    const words = text.slice(start, end);
    if (tags.includes("trigger")) return el("mark", {}, words);
    return tags.length ? el("span", { class: tags.join(" ") }, words) : words;
  };
  const pieces = cuts.slice(1).map((end, index) => piece(cuts[index], end));
  return el("blockquote", { dir: "auto", tabindex: text.length > 600 ? 0 : null }, ...pieces);
}

// Where names of those concerned stand in a text, each character once.
function named(text, statement) {
  const concerned = [statement.subject, statement.object, statement.speaker].filter((actor) => actor !== null);
  const names = distinct(concerned.flatMap((actor) => [labelOf(actor), ...actors[actor].aliases]))
    .filter((name) => name.length > 1)
    .sort((a, b) => b.length - a.length);
  const spans = [];
  for (const name of names) {
    for (let start = text.indexOf(name); start >= 0; start = text.indexOf(name, start + name.length)) {
      const span = [start, start + name.length];
      const isWhole = !/[\p{L}\p{N}]/u.test(text[start - 1] ?? " ") && !/[\p{L}\p{N}]/u.test(text[span[1]] ?? " ");
      if (isWhole && !spans.some((other) => span[0] < other[1] && other[0] < span[1])) spans.push(span);
    }
  }
  return spans;
}

function origin(statement) {
  const article = articleOf(statement);
  const rest = [article.source, article.published].filter(Boolean).join(" · ");
  return el(
    "p",
    { class: "from" },
    link(article.url, bdi(article.title || "Untitled article")),
    rest ? bdi(` · ${rest}`) : null,
  );
}

function copies(statement) {
  const query = el("details", { class: "query" }, el("summary", {}, "SPARQL"));
  query.addEventListener("toggle", () => {
    if (query.children.length > 1) return;
    query.append(
      el("pre", { tabindex: 0 }, sparql(statement)),
      button("Copy SPARQL", () => copy(sparql(statement))),
    );
  });
  return el(
    "div",
    { class: "copies" },
    button("Copy Turtle", () => copy(turtle([statement]))),
    button("Copy citation", () => copy(citation(statement))),
    query,
  );
}
