"""Articles and statements as RDF quads.

Each triple stands in one named graph: what geokg knows in ``graph/ontology``, who acts in ``graph/actors``, plain
triples in ``graph/facts``, the claims of an article with their evidence in ``graph/article/{key}``, and what the claims
of all articles tell together in ``graph/events``. There are no blank nodes, no clock, and only canonical literals, so
equal input gives equal quads and no store rewrites them.
"""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from geokg.data import data_path
from geokg.events import learn, provenance_of
from geokg.events.agencies import credited
from geokg.events.copies import sketch
from geokg.events.provenance import numbers_told
from geokg.model import short_hash
from geokg.rdf.events import event_quads
from geokg.rdf.known import known_actor_pairs, near
from geokg.rdf.literals import canonical, day, decimal, text
from geokg.rdf.namespaces import BASE, Names, term
from geokg.relations import load_relations
from geokg.statements import with_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from geokg.gazetteer import Gazetteer
    from geokg.model import Actor, Article, Relation, Span, Statement

    Node = NamedNode | Literal
    Pairs = Iterator[tuple[str, Node]]

__all__ = ["data_quads", "ontology_quads", "to_quads"]

_TYPE = "rdf:type"


def to_quads(
    articles: Iterable[Article],
    statements: Iterable[Statement],
    *,
    base: str = BASE,
    run: Mapping[str, str] | None = None,
    floor: float = 0.0,
    known: Gazetteer | None = None,
    copies: Mapping[str, str] | None = None,
) -> Iterator[Quad]:
    """The whole dataset, each quad once. A content that is listed nowhere else is written with its statement.

    Where two articles have one key (the same address), the first is written and the other's statements are not,
    since offsets into two texts under one name would contradict each other.

    Args:
        base: base IRI of the data.
        run: name -> value of what shaped the result (version, model, policy), without clock or path.
        floor: least confidence, 0 to 1, with which a statement becomes a plain triple.
        known: the actors known beforehand; what it knows of those who act joins ``graph/actors``.
        copies: article key -> group of copies, as in :class:`geokg.events.Provenance`.
    """
    kept = _by_key(articles)
    told: list[Statement] = []

    def said() -> Iterator[Statement]:
        for statement in _said(statements, kept):
            told.append(statement)
            yield statement

    yield from ontology_quads(Names(base))
    yield from _data_quads(kept, said(), base=base, run=run, floor=floor, known=known)
    knowledge = learn(told, _relations(), provenance=provenance_of(told, copies), floor=floor)
    yield from event_quads(knowledge, Names(base))


def data_quads(
    articles: Iterable[Article],
    statements: Iterable[Statement],
    *,
    base: str = BASE,
    run: Mapping[str, str] | None = None,
    floor: float = 0.0,
    known: Gazetteer | None = None,
) -> Iterator[Quad]:
    """The articles, claims, actors and facts of :func:`to_quads`: without what does not change with articles, and
    without ``graph/events``, in which every article may change something.
    """
    kept = _by_key(articles)
    yield from _data_quads(kept, _said(statements, kept), base=base, run=run, floor=floor, known=known)


def _data_quads(
    articles: Mapping[str, Article],
    statements: Iterator[Statement],
    *,
    base: str,
    run: Mapping[str, str] | None,
    floor: float,
    known: Gazetteer | None,
) -> Iterator[Quad]:
    """One pass over the statements, which may be too many to hold. They may bring articles along."""
    names = Names(base)
    activity = names.iri("run", short_hash(*(f"{key}={value}" for key, value in sorted((run or {}).items()))))
    yield from _describe(activity, _run_pairs(run or {}), names.graph("ontology"))
    acting: dict[str, dict[Actor, None]] = {}
    facts: dict[tuple[str, str, str], None] = {}
    quoted = _Quoted(names)
    for statement in statements:
        for actor in _actors_of(statement):
            acting.setdefault(actor.id, {})[actor] = None
        if statement.object and statement.is_fact and statement.confidence >= floor:
            facts[statement.subject.id, statement.relation.id, statement.object.id] = None
        yield from _claim_quads(statement, names, activity)
        yield from quoted.quads(statement)
    for key, article in articles.items():
        yield from _describe(names.iri("article", key), _article_pairs(article), names.article_graph(key))
    yield from _actor_quads(acting, names, known)
    graph = names.graph("facts")
    for subject, relation, object_ in facts:
        yield Quad(names.iri("actor", subject), names.iri("relation", relation), names.iri("actor", object_), graph)


@cache
def _relations() -> Mapping[str, Relation]:
    """The table of relations, read once."""
    return load_relations()


def ontology_quads(names: Names) -> Iterator[Quad]:
    """The vocabulary and the table of relations, with relations and families under the base of ``names``."""
    graph = names.graph("ontology")
    for file in ("ontology/geokg.ttl", "ontology/relations.ttl"):
        for subject, predicate, node, _ in parse(path=str(data_path(file)), format=RdfFormat.TURTLE):
            yield Quad(_rebased(subject, names), predicate, _rebased(_shortest(node), names), graph)


def _by_key(articles: Iterable[Article]) -> dict[str, Article]:
    kept: dict[str, Article] = {}
    for article in articles:
        kept.setdefault(article.key, article)
    return kept


def _said(statements: Iterable[Statement], kept: dict[str, Article]) -> Iterator[Statement]:
    """Every statement and content once. Its article joins the kept ones, unless another has its key."""
    for statement in with_contents(statements):
        article = statement.evidence.article
        if kept.setdefault(article.key, article).text == article.text:
            yield statement


def _shortest(node: Any) -> Any:
    """A decimal as stores keep it: a file for people says 4.0."""
    if isinstance(node, Literal) and node.datatype == term("xsd:decimal"):
        return Literal(decimal(float(node.value)), datatype=node.datatype)
    return node


def _rebased(node: Any, names: Names) -> Any:
    if names.base == BASE or not isinstance(node, NamedNode):
        return node
    return NamedNode(names.rebase(node.value))


def _describe(subject: NamedNode, pairs: Pairs, graph: NamedNode) -> Iterator[Quad]:
    return (Quad(subject, term(predicate), node, graph) for predicate, node in pairs)


def _run_pairs(run: Mapping[str, str]) -> Pairs:
    yield _TYPE, term("prov:Activity")
    yield "rdfs:label", text("A run of geokg", "en")
    for key, value in sorted(run.items()):
        yield "geokg:setting", text(f"{key}={value}")


def _actors_of(statement: Statement) -> Iterator[Actor]:
    place = statement.place.actor if statement.place else None
    return filter(None, (statement.subject, statement.object, statement.speaker, *statement.via, place))


def _actor_quads(acting: Mapping[str, Iterable[Actor]], names: Names, known: Gazetteer | None) -> Iterator[Quad]:
    graph = names.graph("actors")
    for identity, actors in sorted(acting.items()):
        is_known = known is not None and identity in known.actors
        pairs = known_actor_pairs(known, identity) if known and is_known else _found_actor_pairs(list(actors))
        yield from _describe(names.iri("actor", identity), pairs, graph)
    if known:
        yield from near(set(acting), known, names)


def _found_actor_pairs(actors: Sequence[Actor]) -> Pairs:
    """An actor as its mentions tell it; the first gives the name, and the side only where all agree on it."""
    first, sides = actors[0], {actor.sector for actor in actors}
    label = canonical(first.label)
    aliases = {canonical(name) for actor in actors for name in (actor.label, *actor.aliases)} - {label, ""}
    yield _TYPE, term(f"geokg:{first.kind}")
    yield "skos:prefLabel", text(label, "en")
    for alias in sorted(aliases):
        yield "skos:altLabel", text(alias, "en")
    if first.iso3:
        yield "geokg:iso3", text(first.iso3)
    if first.sector and len(sides) == 1:
        yield "geokg:sector", text(first.sector)
    if first.wikidata:
        yield "owl:sameAs", NamedNode(term("wd:").value + first.wikidata)


def _article_pairs(article: Article) -> Pairs:
    yield _TYPE, term("geokg:Article")
    yield _TYPE, term("schema:NewsArticle")
    yield "schema:identifier", text(article.id)
    yield "schema:inLanguage", text(article.language)
    if article.title:
        yield "schema:headline", text(article.title, article.language)
    if article.published:
        yield "schema:datePublished", day(article.published)
    if article.source:
        yield "schema:publisher", text(article.source)
    if agency := credited(article.text):
        yield "geokg:credits", text(agency)
    if made := sketch(article.text):
        yield "geokg:textSketch", text(made)
    if article.url:
        yield "schema:url", Literal(canonical(article.url), datatype=term("xsd:anyURI"))


def _claim_quads(statement: Statement, names: Names, activity: NamedNode) -> Iterator[Quad]:
    key = statement.evidence.article.key
    pairs = chain(
        _meaning_pairs(statement, names),
        _sector_pairs(statement),
        _time_pairs(statement),
        _place_pairs(statement, names),
        (("geokg:number", text(str(number))) for number in numbers_told(statement)),
        _source_pairs(statement, key, names),
        [("prov:wasGeneratedBy", activity)],
    )
    graph = names.article_graph(key)
    yield from _describe(NamedNode(names.base + statement.id), pairs, graph)
    for number, actor in enumerate(statement.via, 1):
        cell = [("rdf:first", names.iri("actor", actor.id)), ("rdf:rest", _via(statement, number + 1, names))]
        yield from _describe(_via(statement, number, names), iter(cell), graph)


def _via(statement: Statement, number: int, names: Names) -> NamedNode:
    """The cell of an RDF list that holds one of those through whom a claim came; it has a name, as all nodes have."""
    is_cell = number <= len(statement.via)
    return NamedNode(f"{names.base}{statement.id}#via-{number}") if is_cell else term("rdf:nil")


def _meaning_pairs(statement: Statement, names: Names) -> Pairs:
    yield _TYPE, term("geokg:Claim")
    yield "rdf:subject", names.iri("actor", statement.subject.id)
    yield "rdf:predicate", names.iri("relation", statement.relation.id)
    if statement.object:
        yield "rdf:object", names.iri("actor", statement.object.id)
    yield "geokg:status", term(f"geokg:{statement.status}")
    if statement.speaker:
        yield "geokg:speaker", names.iri("actor", statement.speaker.id)
    if statement.via:
        yield "geokg:via", _via(statement, 1, names)
    if statement.content:
        yield "geokg:about", NamedNode(names.base + statement.content.id)
    yield "geokg:confidence", Literal(decimal(statement.confidence), datatype=term("xsd:decimal"))


def _sector_pairs(statement: Statement) -> Pairs:
    for role, actor in (("subject", statement.subject), ("object", statement.object), ("speaker", statement.speaker)):
        if actor and actor.sector:
            yield f"geokg:{role}Sector", text(actor.sector)


def _time_pairs(statement: Statement) -> Pairs:
    if statement.time:
        yield "geokg:timeText", text(statement.time.text)
        if statement.time.start:
            yield "geokg:timeStart", day(statement.time.start)
        if statement.time.end:
            yield "geokg:timeEnd", day(statement.time.end)


def _place_pairs(statement: Statement, names: Names) -> Pairs:
    if statement.place:
        yield "geokg:placeText", text(statement.place.text)
        yield "geokg:place", names.iri("actor", statement.place.actor.id)


def _source_pairs(statement: Statement, key: str, names: Names) -> Pairs:
    evidence = statement.evidence
    for span in (evidence.span, *statement.repeats):
        yield "geokg:evidence", names.passage(key, span.start, span.end)
    yield "geokg:trigger", names.passage(key, evidence.trigger.start, evidence.trigger.end)
    yield "geokg:extractor", text(evidence.extractor)
    yield "prov:wasDerivedFrom", names.iri("article", key)


class _Quoted:
    """Writes evidence and triggers, each once although several statements rest on it, if those of an article follow
    each other."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._key = ""
        self._seen: set[Span] = set()

    def quads(self, statement: Statement) -> Iterator[Quad]:
        """The passages that a statement rests on and that were not written before."""
        evidence, names, key = statement.evidence, self._names, statement.evidence.article.key
        if key != self._key:
            self._key, self._seen = key, set()
        article, graph = names.iri("article", key), names.article_graph(key)
        for span in (evidence.span, evidence.trigger, *statement.repeats):
            if span not in self._seen:
                self._seen.add(span)
                pairs = _passage_pairs(evidence.article.text[span.start : span.end], span, article)
                yield from _describe(names.passage(key, span.start, span.end), pairs, graph)


def _passage_pairs(quote: str, span: Span, article: NamedNode) -> Pairs:
    yield _TYPE, term("geokg:Evidence")
    yield "nif:anchorOf", text(quote)
    yield "nif:beginIndex", Literal(str(span.start), datatype=term("xsd:integer"))
    yield "nif:endIndex", Literal(str(span.end), datatype=term("xsd:integer"))
    yield "nif:referenceContext", article
