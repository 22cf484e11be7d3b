"""Articles and statements as RDF quads.

Each triple stands in one named graph: what geokg knows in ``graph/ontology``, who acts in ``graph/actors``, plain
triples in ``graph/facts``, and the claims of an article with their evidence in ``graph/article/{key}``. There are no
blank nodes, no clock, and only canonical literals, so equal input gives equal quads and no store rewrites them.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from geokg.data import data_path
from geokg.model import short_hash
from geokg.rdf.namespaces import BASE, Names, term
from geokg.statements import with_contents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from geokg.model import Actor, Article, Evidence, Span, Statement

    Node = NamedNode | Literal
    Pairs = Iterator[tuple[str, Node]]

__all__ = ["canonical", "decimal", "ontology_quads", "to_quads"]

_TYPE = "rdf:type"
#: Characters that XML cannot hold, or that UTF-8 cannot: stores refuse or change them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What may stand as the language of a text; anything else becomes ``und``, undetermined.
_LANGUAGE = re.compile("[a-z]{2,8}(-[a-z0-9]{1,8})*")


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
    yield from ontology_quads(names)
    yield from _describe(activity, _run_pairs(run or {}), names.graph("ontology"))
    yield from _actor_quads(said, names)
    yield from _fact_quads(said, names, floor)
    for key, article in kept.items():
        yield from _describe(names.iri("article", key), _article_pairs(article), names.article_graph(key))
    for statement in said:
        yield from _claim_quads(statement, names, activity)
    yield from _passage_quads(said, names)


def ontology_quads(names: Names) -> Iterator[Quad]:
    """The vocabulary and the table of relations, with relations and families under the base of ``names``."""
    graph = names.graph("ontology")
    for file in ("ontology/geokg.ttl", "ontology/relations.ttl"):
        for subject, predicate, node, _ in parse(path=str(data_path(file)), format=RdfFormat.TURTLE):
            yield Quad(_rebased(subject, names), predicate, _rebased(node, names), graph)


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


def _rebased(node: Any, names: Names) -> Any:
    if names.base == BASE or not isinstance(node, NamedNode):
        return node
    return NamedNode(names.rebase(node.value))


def _describe(subject: NamedNode, pairs: Pairs, graph: NamedNode) -> Iterator[Quad]:
    return (Quad(subject, term(predicate), node, graph) for predicate, node in pairs)


def _run_pairs(run: Mapping[str, str]) -> Pairs:
    yield _TYPE, term("prov:Activity")
    yield "rdfs:label", _text("A run of geokg", "en")
    for key, value in sorted(run.items()):
        yield "geokg:setting", _text(f"{key}={value}")


def _actor_quads(statements: Iterable[Statement], names: Names) -> Iterator[Quad]:
    actors: dict[str, Actor] = {}
    aliases: dict[str, set[str]] = {}
    for statement in statements:
        for actor in (statement.subject, statement.object, statement.speaker):
            if actor:
                first = actors.setdefault(actor.id, actor)
                names_of = aliases.setdefault(actor.id, set())
                names_of.update({*map(canonical, actor.aliases), canonical(actor.label)} - {canonical(first.label), ""})
    for identity, actor in sorted(actors.items()):
        yield from _describe(
            names.iri("actor", identity), _actor_pairs(actor, aliases[identity]), names.graph("actors")
        )


def _actor_pairs(actor: Actor, aliases: set[str]) -> Pairs:
    yield _TYPE, term(f"geokg:{actor.kind}")
    yield "skos:prefLabel", _text(actor.label, "en")
    for alias in sorted(aliases):
        yield "skos:altLabel", _text(alias, "en")
    if actor.iso3:
        yield "geokg:iso3", _text(actor.iso3)
    if actor.wikidata:
        yield "owl:sameAs", NamedNode(term("wd:").value + actor.wikidata)


def _fact_quads(statements: Iterable[Statement], names: Names, floor: float) -> Iterator[Quad]:
    facts = {
        (statement.subject.id, statement.relation.id, statement.object.id): None
        for statement in statements
        if statement.object and statement.is_fact and statement.confidence >= floor
    }
    graph = names.graph("facts")
    for subject, relation, object_ in facts:
        yield Quad(names.iri("actor", subject), names.iri("relation", relation), names.iri("actor", object_), graph)


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


def _claim_quads(statement: Statement, names: Names, activity: NamedNode) -> Iterator[Quad]:
    key = statement.evidence.article.key
    pairs = chain(
        _meaning_pairs(statement, names),
        _sector_pairs(statement),
        _time_pairs(statement),
        _source_pairs(statement.evidence, key, names),
        [("prov:wasGeneratedBy", activity)],
    )
    return _describe(NamedNode(names.base + statement.id), pairs, names.article_graph(key))


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


def _source_pairs(evidence: Evidence, key: str, names: Names) -> Pairs:
    yield "geokg:evidence", names.passage(key, evidence.span.start, evidence.span.end)
    yield "geokg:trigger", names.passage(key, evidence.trigger.start, evidence.trigger.end)
    yield "geokg:extractor", _text(evidence.extractor)
    yield "prov:wasDerivedFrom", names.iri("article", key)


def _passage_quads(statements: Iterable[Statement], names: Names) -> Iterator[Quad]:
    """Evidence and triggers, each once although several statements rest on it."""
    seen: set[tuple[str, Span]] = set()
    for statement in statements:
        evidence, key = statement.evidence, statement.evidence.article.key
        article, graph = names.iri("article", key), names.article_graph(key)
        for span in {evidence.span: None, evidence.trigger: None}:
            if (key, span) not in seen:
                seen.add((key, span))
                pairs = _passage_pairs(evidence.article.text[span.start : span.end], span, article)
                yield from _describe(names.passage(key, span.start, span.end), pairs, graph)


def _passage_pairs(quote: str, span: Span, article: NamedNode) -> Pairs:
    yield _TYPE, term("geokg:Evidence")
    yield "nif:anchorOf", _text(quote)
    yield "nif:beginIndex", Literal(str(span.start), datatype=term("xsd:integer"))
    yield "nif:endIndex", Literal(str(span.end), datatype=term("xsd:integer"))
    yield "nif:referenceContext", article


def _text(text: str, language: str | None = None) -> Literal:
    if language is not None and not _LANGUAGE.fullmatch(language):
        language = "und"
    return Literal(canonical(text), language=language)


def _date(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=term("xsd:date"))
