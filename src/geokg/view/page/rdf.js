// The same names, Turtle and SPARQL as the dataset itself (see rdf/write.py and rdf/namespaces.py).

const GEOKG = "https://w3id.org/geokg/ontology#";
const PREFIXES = {
  geokg: GEOKG,
  nif: "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
  prov: "http://www.w3.org/ns/prov#",
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  schema: "https://schema.org/",
  skos: "http://www.w3.org/2004/02/skos/core#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
};
const quoted = (text) =>
  encodeURIComponent(text.toWellFormed?.() ?? text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
const iri = (room, name) => `<${data.base}${room}/${quoted(name)}>`;
const actorIri = (actor) => iri("actor", actors[actor].id);
const relationIri = (statement) => iri("relation", relations[statement.relation].id);
const claimIri = (statement) => `<${data.base}${statement.id}>`;
const passageIri = (statement) =>
  iri("article", articleOf(statement).key).replace(">", `#char=${statement.passage.join(",")}>`);

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const control = (mark) => `\\u${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
const literal = (text, type = "") =>
  `"${(text.toWellFormed?.() ?? text).replace(/[\u0000-\u001f"\\]/g, (mark) => ESCAPES[mark] ?? control(mark))}"${type}`;
const node = (name, pairs) =>
  `${name} ${pairs
    .filter(([, value]) => value !== null)
    .map(([predicate, value]) => `${predicate} ${value}`)
    .join(" ;\n  ")} .\n`;
const prefixLines = (form) =>
  Object.entries(PREFIXES)
    .map(([prefix, name]) => form(prefix, name))
    .join("\n");

function claimTurtle(statement) {
  const actorOrNot = (actor) => (actor === null ? null : actorIri(actor));
  const via = statement.via.map((_, number) => claimIri(statement).replace(">", `#via-${number + 1}>`));
  const cell = (name, number) =>
    node(name, [
      ["rdf:first", actorIri(statement.via[number])],
      ["rdf:rest", via[number + 1] ?? "rdf:nil"],
    ]);
  const claim = node(claimIri(statement), [
    ["a", "geokg:Claim"],
    ["rdf:subject", actorIri(statement.subject)],
    ["rdf:predicate", relationIri(statement)],
    ["rdf:object", actorOrNot(statement.object)],
    ["geokg:status", `geokg:${statement.status}`],
    ["geokg:speaker", actorOrNot(statement.speaker)],
    ["geokg:via", via[0] ?? null],
    ["geokg:about", statement.about === null ? null : claimIri(statements[statement.about])],
    ["geokg:timeText", statement.time === null ? null : literal(statement.time)],
    ["geokg:timeStart", statement.days[0] && literal(statement.days[0], "^^xsd:date")],
    ["geokg:timeEnd", statement.days[1] && literal(statement.days[1], "^^xsd:date")],
    ["geokg:placeText", statement.place === null ? null : literal(statement.place)],
    ["geokg:place", statement.where === null ? null : iri("actor", statement.where)],
    ["geokg:confidence", literal(String(statement.confidence), "^^xsd:decimal")],
    ["prov:wasDerivedFrom", iri("article", articleOf(statement).key)],
    ["geokg:evidence", passageIri(statement)],
  ]);
  return [claim, ...via.map(cell)].join("");
}

const passageTurtle = (statement) =>
  node(passageIri(statement), [
    ["a", "geokg:Evidence"],
    ["nif:anchorOf", literal(quoteOf(statement))],
    ["nif:referenceContext", iri("article", articleOf(statement).key)],
  ]);
const articleTurtle = (article) =>
  node(iri("article", article.key), [
    ["a", "geokg:Article"],
    ["schema:headline", article.title ? literal(article.title, `@${article.language}`) : null],
    ["schema:publisher", article.source ? literal(article.source) : null],
    ["schema:datePublished", article.published && literal(article.published, "^^xsd:date")],
    ["schema:url", article.url ? literal(article.url, "^^xsd:anyURI") : null],
  ]);
const actorTurtle = (actor) =>
  node(actorIri(actor), [
    ["a", `geokg:${actors[actor].kind}`],
    ["skos:prefLabel", literal(labelOf(actor), "@en")],
  ]);

// Statements with their evidence, articles and actors, each once.
function turtle(told) {
  const acting = distinct(
    told.flatMap((statement) => [statement.subject, statement.object, statement.speaker, ...statement.via]),
  ).filter((actor) => actor !== null);
  const passages = new Map(told.map((statement) => [passageIri(statement), statement]));
  return [
    prefixLines((prefix, name) => `@prefix ${prefix}: <${name}> .`) + "\n",
    ...told.map(claimTurtle),
    ...[...passages.values()].map(passageTurtle),
    ...distinct(told.map(articleOf)).map(articleTurtle),
    ...acting.map(actorTurtle),
  ].join("\n");
}

// What finds this statement and all others of the same actors and relation.
function sparql(statement) {
  const object = statement.object === null ? "" : ` ;\n      rdf:object ${actorIri(statement.object)}`;
  return `${prefixLines((prefix, name) => `PREFIX ${prefix}: <${name}>`)}
SELECT DISTINCT ?claim ?status ?speaker ?quote ?title WHERE {
  GRAPH ?article {
    ?claim rdf:subject ${actorIri(statement.subject)} ;
      rdf:predicate ${relationIri(statement)}${object} ;
      geokg:status ?status ;
      geokg:evidence/nif:anchorOf ?quote ;
      prov:wasDerivedFrom ?from .
    OPTIONAL { ?claim geokg:speaker ?speaker }
    OPTIONAL { ?from schema:headline ?title }
  }
}
`;
}

// Offsets come as code points; JavaScript counts UTF-16 units.
const quoteOf = (statement) =>
  chars(sentences[statement.sentence].text)
    .slice(...statement.quote)
    .join("");

function citation(statement) {
  const { title, source, published, url } = articleOf(statement);
  return [
    title && `“${title}.”`,
    source && `${source},`,
    published && `${published}.`,
    webAddress(url ?? "") && `${url}.`,
    `Quoted: “${quoteOf(statement)}”`,
  ]
    .filter(Boolean)
    .join(" ");
}
