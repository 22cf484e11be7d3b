"""Statements read back from the quads that ``write`` made."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from geokg.errors import StoreError
from geokg.events import Provenance
from geokg.events.copies import copy_groups
from geokg.events.numbers import Number
from geokg.model import Actor, Article, Evidence, Kind, PlaceSpan, Span, Statement, Status, TimeSpan
from geokg.rdf.namespaces import GEOKG, Names, term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Quad

    from geokg.model import Relation

__all__ = ["StoredArticle", "provenance_in", "to_statements"]

_TYPE = term("rdf:type").value
_PASSAGE = re.compile(r"article/([^/#]+)#char=(\d+),(\d+)$")
#: IRI of a subject -> IRI of a predicate -> values, as text.
_Nodes: TypeAlias = dict[str, dict[str, list[str]]]

#: The properties of other names of an actor that a statement carries as its aliases.
_NAMES = ("skos:altLabel", "geokg:demonym", "geokg:adjective", "geokg:capital", "geokg:metonym")


@dataclass(frozen=True, slots=True)
class StoredArticle(Article):
    """An article as a dataset remembers it: its text is blank but for the passages that are quoted."""

    key: str = ""


def to_statements(quads: Iterable[Quad], *, relations: Mapping[str, Relation], names: Names) -> list[Statement]:
    """Every claim of a dataset, contents among them, sorted by id.

    Raises:
        StoreError: a claim is incomplete, or its relation is not in the table.
    """
    reader = _Reader(_nodes(quads), relations, names)
    claims = [iri for iri, values in reader.nodes.items() if GEOKG + "Claim" in values[_TYPE]]
    return [reader.statement(iri) for iri in sorted(claims)]


def provenance_in(quads: Iterable[Quad], names: Names) -> Provenance:
    """What a dataset tells beside its claims."""
    properties = ("geokg:textSketch", "geokg:credits", "geokg:number")
    told: dict[str, list[tuple[str, str]]] = {term(name).value: [] for name in properties}
    for subject, predicate, node, _ in quads:
        if predicate.value in told:
            told[predicate.value].append((_text(subject), _text(node)))
    sketches, agencies, counted = told.values()
    numbers: defaultdict[str, list[Number]] = defaultdict(list)
    for claim, number in counted:
        numbers[claim.removeprefix(names.base)].append(Number.parse(number))
    return Provenance(
        copies=copy_groups({names.local(iri): made for iri, made in sketches}),
        agencies={names.local(iri): agency for iri, agency in agencies},
        numbers={claim: tuple(sorted(found)) for claim, found in numbers.items()},
    )


def _nodes(quads: Iterable[Quad]) -> _Nodes:
    nodes: _Nodes = defaultdict(lambda: defaultdict(list))
    for subject, predicate, node, _ in quads:
        nodes[_text(subject)][predicate.value].append(_text(node))
    return nodes


class _Reader:
    """Turns nodes into the nouns of the model, each once."""

    def __init__(self, nodes: _Nodes, relations: Mapping[str, Relation], names: Names) -> None:
        self.nodes = nodes
        self.relations = relations
        self.names = names
        self._statements: dict[str, Statement] = {}
        self._actors: dict[tuple[str, str | None], Actor] = {}
        self._articles: dict[str, StoredArticle] = {}
        self._passages: defaultdict[str, list[str]] = defaultdict(list)
        for iri in [iri for iri, values in nodes.items() if GEOKG + "Evidence" in values[_TYPE]]:
            self._passages[self.need(iri, "nif:referenceContext")].append(iri)

    def one(self, iri: str, name: str) -> str | None:
        return next(iter(self.nodes[iri][term(name).value]), None)

    def need(self, iri: str, name: str) -> str:
        value = self.one(iri, name)
        if value is None:
            raise StoreError(f"<{iri}> has no {name}; the store is damaged, run `geokg build` again")
        return value

    def statement(self, iri: str) -> Statement:
        if iri not in self._statements:
            about = self.one(iri, "geokg:about")
            evidence = self.evidence(iri)
            passages = map(_span, self.nodes[iri][term("geokg:evidence").value])
            self._statements[iri] = Statement(
                subject=self.actor(self.need(iri, "rdf:subject"), self.one(iri, "geokg:subjectSector")),
                relation=self.relation(self.need(iri, "rdf:predicate")),
                object=self.role(iri, "rdf:object", "geokg:objectSector"),
                status=Status(self.need(iri, "geokg:status").removeprefix(GEOKG)),
                evidence=evidence,
                speaker=self.role(iri, "geokg:speaker", "geokg:speakerSector"),
                via=tuple(self.via(iri)),
                time=self.time(iri),
                place=self.place(iri),
                repeats=tuple(sorted(span for span in passages if span != evidence.span)),
                content=self.statement(about) if about else None,
                confidence=float(self.need(iri, "geokg:confidence")),
            )
        return self._statements[iri]

    def via(self, claim: str) -> Iterator[Actor]:
        """Those through whom a claim came, in the order of its list."""
        cell = self.one(claim, "geokg:via")
        while cell and cell != term("rdf:nil").value:
            yield self.actor(self.need(cell, "rdf:first"), None)
            cell = self.one(cell, "rdf:rest")

    def place(self, claim: str) -> PlaceSpan | None:
        iri = self.one(claim, "geokg:place")
        return PlaceSpan(self.need(claim, "geokg:placeText"), self.actor(iri, None)) if iri else None

    def relation(self, iri: str) -> Relation:
        identity = self.names.local(iri)
        if identity not in self.relations:
            raise StoreError(f"the store uses relation:{identity}, which ontology/relations.ttl does not define")
        return self.relations[identity]

    def role(self, claim: str, name: str, sector: str) -> Actor | None:
        iri = self.one(claim, name)
        return self.actor(iri, self.one(claim, sector)) if iri else None

    def actor(self, iri: str, sector: str | None) -> Actor:
        if (iri, sector) not in self._actors:
            wikidata = self.one(iri, "owl:sameAs")
            self._actors[iri, sector] = Actor(
                id=self.names.local(iri),
                label=self.need(iri, "skos:prefLabel"),
                kind=Kind(self.need(iri, "rdf:type").removeprefix(GEOKG)),
                iso3=self.one(iri, "geokg:iso3"),
                sector=sector,
                wikidata=wikidata.removeprefix(term("wd:").value) if wikidata else None,
                aliases=tuple(sorted({name for sort in _NAMES for name in self.nodes[iri][term(sort).value]})),
            )
        return self._actors[iri, sector]

    def article(self, iri: str) -> StoredArticle:
        if iri not in self._articles:
            self._articles[iri] = StoredArticle(
                id=self.need(iri, "schema:identifier"),
                text=self.text(iri),
                title=self.one(iri, "schema:headline") or "",
                url=self.one(iri, "schema:url") or "",
                source=self.one(iri, "schema:publisher") or "",
                published=_day(self.one(iri, "schema:datePublished")),
                language=self.need(iri, "schema:inLanguage"),
                key=self.names.local(iri),
            )
        return self._articles[iri]

    def text(self, article: str) -> str:
        """The quotes of an article at their places, with blanks between them."""
        text: list[str] = []
        for passage in self._passages[article]:
            span, quote = _span(passage), self.need(passage, "nif:anchorOf")
            text.extend(" " * (span.end - len(text)))
            text[span.start : span.end] = quote
        return "".join(text)

    def evidence(self, claim: str) -> Evidence:
        trigger = _span(self.need(claim, "geokg:trigger"))
        self.need(claim, "geokg:evidence")
        passages = {_span(iri): iri for iri in self.nodes[claim][term("geokg:evidence").value]}
        # the passage with the trigger; the others repeat its words
        span = next((s for s in passages if s.start <= trigger.start and trigger.end <= s.end), min(passages))
        return Evidence(
            article=self.article(self.need(claim, "prov:wasDerivedFrom")),
            span=span,
            quote=self.need(passages[span], "nif:anchorOf"),
            trigger=trigger,
            extractor=self.need(claim, "geokg:extractor"),
        )

    def time(self, claim: str) -> TimeSpan | None:
        text = self.one(claim, "geokg:timeText")
        if text is None:
            return None
        return TimeSpan(text, _day(self.one(claim, "geokg:timeStart")), _day(self.one(claim, "geokg:timeEnd")))


def _text(node: object) -> str:
    return str(getattr(node, "value", node))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _span(passage: str) -> Span:
    found = _PASSAGE.search(passage)
    if not found:
        raise StoreError(f"<{passage}> is no passage of an article; the store is damaged, run `geokg build` again")
    return Span(int(found[2]), int(found[3]))
