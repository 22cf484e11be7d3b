"""Articles and statements as RDF quads.

Each triple stands in one named graph: what geokg knows in ``graph/ontology``, who acts in ``graph/actors``, plain
triples in ``graph/facts``, and the claims of an article with their evidence in ``graph/article/{key}``. There are no
blank nodes, no clock, and only canonical literals, so equal input gives equal quads and no store rewrites them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from geokg.data import data_path
from geokg.model import short_hash
from geokg.rdf.namespaces import BASE, Names, term
from geokg.statements import with_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from geokg.model import Actor, Article, Span, Statement

    Node = NamedNode | Literal
    Pairs = Iterator[tuple[str, Node]]

__all__ = ["canonical", "decimal", "ontology_triples", "to_quads"]

_TYPE = "rdf:type"
#: Characters that XML cannot hold, or that UTF-8 cannot: stores refuse or change them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_quads(
    articles: Iterable[Article],
    statements: Iterable[Statement],
    *,
    base: str = BASE,
    run: Mapping[str, str] | None = None,
    floor: float = 0.0,
) -> Iterator[Quad]:
    """The whole dataset, each quad once. A content that is listed nowhere else is written with its statement.

    Where two articles have one key (the same address), the first is written and the other's statements are not,
    since offsets into two texts under one name would contradict each other.

    Args:
        base: base IRI of the data.
        run: name -> value of what shaped the result (version, model, policy), without clock or path.
        floor: least confidence, 0 to 1, with which a statement becomes a plain triple.
    """
    names, kept = Names(base), _by_key(articles)
    said = list(_said(statements, kept))
    activity = names.iri("run", short_hash(*(f"{key}={value}" for key, value in sorted((run or {}).items()))))
    yield from _in_graph(names.graph("ontology"), ontology_triples(names))
    yield from _in_graph(names.graph("ontology"), _run_triples(activity, run or {}))
    yield from _in_graph(names.graph("actors"), _actor_triples(said, names))
    yield from _in_graph(names.graph("facts"), _fact_triples(said, names, floor))
    for key, article in kept.items():
        yield from _in_graph(names.article_graph(key), _article_triples(article, names))
    for statement in said:
        graph = names.article_graph(statement.evidence.article.key)
        yield from _in_graph(graph, _claim_triples(statement, names, activity))
    yield from _passage_quads(said, names)


def ontology_triples(names: Names) -> Iterator[Triple]:
    """The vocabulary and the table of relations, with relations and families under the base of ``names``."""
    for file in ("ontology/geokg.ttl", "ontology/relations.ttl"):
        for quad in parse(path=str(data_path(file)), format=RdfFormat.TURTLE):
            yield Triple(_rebased(quad.subject, names), quad.predicate, _rebased(quad.object, names))


def canonical(text: str) -> str:
    """The text with every character that a store cannot keep replaced by U+FFFD, so that offsets stay.

    >>> canonical("a\\x00b") == "a\\ufffdb"
    True
    """
    return _UNWRITABLE.sub("\ufffd", text)


def decimal(value: float) -> str:
    """The shortest decimal of a number between 0 and 1, to four places.

    >>> decimal(0.8300001), decimal(1.0), decimal(0.0)
    ('0.83', '1', '0')
    """
    return f"{value:.4f}".rstrip("0").rstrip(".")


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


def _in_graph(graph: NamedNode, triples: Iterable[Triple]) -> Iterator[Quad]:
    return (Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)


def _rebased(node: Any, names: Names) -> Any:
    if names.base == BASE or not isinstance(node, NamedNode):
        return node
    return NamedNode(names.rebase(node.value))


def _describe(subject: NamedNode, pairs: Pairs) -> Iterator[Triple]:
    return (Triple(subject, term(predicate), node) for predicate, node in pairs)


def _run_triples(activity: NamedNode, run: Mapping[str, str]) -> Iterator[Triple]:
    yield Triple(activity, term(_TYPE), term("prov:Activity"))
    yield Triple(activity, term("rdfs:label"), _text("A run of geokg", "en"))
    for key, value in sorted(run.items()):
        yield Triple(activity, term("geokg:setting"), _text(f"{key}={value}"))


def _actor_triples(statements: Iterable[Statement], names: Names) -> Iterator[Triple]:
    actors: dict[str, Actor] = {}
    aliases: dict[str, set[str]] = {}
    for statement in statements:
        for actor in (statement.subject, statement.object, statement.speaker):
            if actor:
                first = actors.setdefault(actor.id, actor)
                aliases.setdefault(actor.id, set()).update({*actor.aliases, actor.label} - {first.label})
    for identity, actor in sorted(actors.items()):
        yield from _describe(names.iri("actor", identity), _actor_pairs(actor, aliases[identity]))


def _actor_pairs(actor: Actor, aliases: set[str]) -> Pairs:
    yield _TYPE, term(f"geokg:{actor.kind}")
    yield "skos:prefLabel", _text(actor.label, "en")
    for alias in sorted(aliases):
        yield "skos:altLabel", _text(alias, "en")
    if actor.iso3:
        yield "geokg:iso3", _text(actor.iso3)
    if actor.wikidata:
        yield "owl:sameAs", NamedNode(term("wd:").value + actor.wikidata)


def _fact_triples(statements: Iterable[Statement], names: Names, floor: float) -> Iterator[Triple]:
    facts = {
        (statement.subject.id, statement.relation.id, statement.object.id): None
        for statement in statements
        if statement.object and statement.is_fact and statement.confidence >= floor
    }
    for subject, relation, object_ in facts:
        yield Triple(names.iri("actor", subject), names.iri("relation", relation), names.iri("actor", object_))


def _article_triples(article: Article, names: Names) -> Iterator[Triple]:
    return _describe(names.iri("article", article.key), _article_pairs(article))


def _article_pairs(article: Article) -> Pairs:
    yield _TYPE, term("geokg:Article")
    yield _TYPE, term("schema:NewsArticle")
    yield "schema:identifier", _text(article.id)
    yield "schema:inLanguage", _text(article.language)
    if article.title:
        yield "schema:headline", _text(article.title, article.language)
    if article.published:
        yield "schema:datePublished", _date(article.published)
    if article.source:
        yield "schema:publisher", _text(article.source)
    if article.url:
        yield "schema:url", Literal(canonical(article.url), datatype=term("xsd:anyURI"))


def _claim_triples(statement: Statement, names: Names, activity: NamedNode) -> Iterator[Triple]:
    claim = NamedNode(names.base + statement.id)
    yield from _describe(claim, _meaning_pairs(statement, names))
    yield from _describe(claim, _sector_pairs(statement))
    yield from _describe(claim, _time_pairs(statement))
    yield from _describe(claim, _source_pairs(statement, names, activity))


def _meaning_pairs(statement: Statement, names: Names) -> Pairs:
    yield _TYPE, term("geokg:Claim")
    yield "rdf:subject", names.iri("actor", statement.subject.id)
    yield "rdf:predicate", names.iri("relation", statement.relation.id)
    if statement.object:
        yield "rdf:object", names.iri("actor", statement.object.id)
    yield "geokg:status", term(f"geokg:{statement.status}")
    if statement.speaker:
        yield "geokg:speaker", names.iri("actor", statement.speaker.id)
    if statement.content:
        yield "geokg:about", NamedNode(names.base + statement.content.id)
    yield "geokg:confidence", Literal(decimal(statement.confidence), datatype=term("xsd:decimal"))


def _sector_pairs(statement: Statement) -> Pairs:
    for role, actor in (("subject", statement.subject), ("object", statement.object), ("speaker", statement.speaker)):
        if actor and actor.sector:
            yield f"geokg:{role}Sector", _text(actor.sector)


def _time_pairs(statement: Statement) -> Pairs:
    if statement.time:
        yield "geokg:timeText", _text(statement.time.text)
        if statement.time.start:
            yield "geokg:timeStart", _date(statement.time.start)
        if statement.time.end:
            yield "geokg:timeEnd", _date(statement.time.end)


def _source_pairs(statement: Statement, names: Names, activity: NamedNode) -> Pairs:
    evidence = statement.evidence
    key = evidence.article.key
    yield "geokg:evidence", names.passage(key, evidence.span.start, evidence.span.end)
    yield "geokg:trigger", names.passage(key, evidence.trigger.start, evidence.trigger.end)
    yield "geokg:extractor", _text(evidence.extractor)
    yield "prov:wasDerivedFrom", names.iri("article", key)
    yield "prov:wasGeneratedBy", activity


def _passage_quads(statements: Iterable[Statement], names: Names) -> Iterator[Quad]:
    """Evidence and triggers, each once although several statements rest on it."""
    seen: set[tuple[str, Span]] = set()
    for statement in statements:
        article = statement.evidence.article
        key = article.key
        for span in (statement.evidence.span, statement.evidence.trigger):
            if (key, span) not in seen:
                seen.add((key, span))
                passage = names.passage(key, span.start, span.end)
                yield from _in_graph(names.article_graph(key), _describe(passage, _passage_pairs(article, span, names)))


def _passage_pairs(article: Article, span: Span, names: Names) -> Pairs:
    yield _TYPE, term("geokg:Evidence")
    yield "nif:anchorOf", _text(article.text[span.start : span.end])
    yield "nif:beginIndex", Literal(str(span.start), datatype=term("xsd:integer"))
    yield "nif:endIndex", Literal(str(span.end), datatype=term("xsd:integer"))
    yield "nif:referenceContext", names.iri("article", article.key)


def _text(text: str, language: str | None = None) -> Literal:
    return Literal(canonical(text), language=language)


def _date(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=term("xsd:date"))
