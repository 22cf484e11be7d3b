"""What the graph tells about one thing, asked in SPARQL and read into rows that a page can show.

Every IRI in a query is made by :meth:`geokg.rdf.namespaces.Names.iri`, which escapes whatever an IRI could be ended
with, so that no address can add to a query.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geokg.rdf.namespaces import GEOKG, VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from pyoxigraph import NamedNode

    from geokg.rdf.namespaces import Names

    #: SPARQL and the media type of its result -> that result. It queries all graphs at once unless told GRAPH.
    Ask = Callable[[str, str], Awaitable[bytes]]
    Row = Mapping[str, str]

__all__ = ["CLAIMS_OF", "HEAD", "Claim", "Fact", "Property", "Resources", "Slice", "Tenure", "Thing"]

RESULTS = "application/sparql-results+json"
#: The prefixes of all queries here.
HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in VOCABULARIES.items())
#: Room -> the pattern of the claims ?claim that a thing ?this of it takes part in.
CLAIMS_OF = {
    "actor": (
        "?claim rdf:subject|rdf:object|geokg:speaker|geokg:place|(geokg:via/rdf:rest*/rdf:first) ?this ; a geokg:Claim"
    ),
    "relation": "?claim rdf:predicate ?this ; a geokg:Claim",
    "article": "?claim prov:wasDerivedFrom ?this",
    "claim": "BIND(?this AS ?claim)",
    "content": "?this geokg:about ?claim",
    "context": "?claim geokg:about ?this",
}
#: What a page of facts or tenures shows at most; SPARQL gives the rest.
MOST = 500

_PROPERTIES = """
SELECT ?p ?pLabel ?o ?oLabel WHERE {
  VALUES ?this { %(this)s }
  ?this ?p ?o . FILTER(!STRSTARTS(STR(?p), "%(relations)s"))
  OPTIONAL { ?p skos:prefLabel|rdfs:label ?pLabel }
  OPTIONAL { ?o skos:prefLabel|rdfs:label|schema:headline ?oLabel }
} ORDER BY ?p ?o LIMIT %(most)s
"""
_FACTS = """
SELECT ?subject ?subjectLabel ?relation ?relationLabel ?object ?objectLabel WHERE {
  { VALUES ?subject { %(this)s } GRAPH %(facts)s { ?subject ?relation ?object } }
  UNION { VALUES ?object { %(this)s } GRAPH %(facts)s { ?subject ?relation ?object } }
  OPTIONAL { ?subject skos:prefLabel ?subjectLabel }
  OPTIONAL { ?relation skos:prefLabel ?relationLabel }
  OPTIONAL { ?object skos:prefLabel ?objectLabel }
} ORDER BY ?relationLabel ?subjectLabel ?objectLabel LIMIT %(most)s
"""
_TENURES = """
SELECT ?subject ?subjectLabel ?relation ?relationLabel ?object ?objectLabel ?title ?from ?until WHERE {
  VALUES ?this { %(this)s }
  ?known rdf:subject|rdf:object ?this ; a geokg:KnownStatement ;
    rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object .
  OPTIONAL { ?subject skos:prefLabel ?subjectLabel }
  OPTIONAL { ?relation skos:prefLabel ?relationLabel }
  OPTIONAL { ?object skos:prefLabel ?objectLabel }
  OPTIONAL { ?known geokg:officeTitle ?title }
  OPTIONAL { ?known geokg:validFrom ?from }
  OPTIONAL { ?known geokg:validUntil ?until }
} ORDER BY DESC(?from) ?relationLabel ?subjectLabel ?objectLabel LIMIT %(most)s
"""
_SLICE = """
    SELECT DISTINCT ?claim ?order WHERE {
      VALUES ?this { %(this)s }
      %(pattern)s .
      OPTIONAL { %(order)s }
    } ORDER BY %(direction)s(?order) ?claim LIMIT %(limit)s OFFSET %(offset)s
"""
_CLAIMS = """
SELECT * WHERE {
  { %(slice)s }
  ?claim rdf:subject ?subject ; rdf:predicate ?relation ; geokg:status ?status ; geokg:confidence ?confidence ;
    prov:wasDerivedFrom ?article ; geokg:evidence ?passage ; geokg:trigger ?trigger .
  ?passage nif:anchorOf ?quote ; nif:beginIndex ?begin .
  ?trigger nif:beginIndex ?triggerBegin ; nif:endIndex ?triggerEnd .
  OPTIONAL { ?subject skos:prefLabel ?subjectLabel }
  OPTIONAL { ?relation skos:prefLabel ?relationLabel }
  OPTIONAL { ?claim rdf:object ?object . OPTIONAL { ?object skos:prefLabel ?objectLabel } }
  OPTIONAL { ?claim geokg:speaker ?speaker . OPTIONAL { ?speaker skos:prefLabel ?speakerLabel } }
  OPTIONAL { ?claim geokg:place ?place . OPTIONAL { ?claim geokg:placeText ?placeLabel } }
  OPTIONAL { ?claim geokg:timeText ?time }
  OPTIONAL { ?claim geokg:timeStart ?start }
  OPTIONAL { ?claim geokg:timeEnd ?end }
  OPTIONAL { ?article schema:headline ?articleLabel }
  OPTIONAL { ?article schema:publisher ?source }
  OPTIONAL { ?article schema:datePublished ?published }
} ORDER BY %(direction)s(?order) ?claim ?begin
"""
_COUNT = "SELECT (COUNT(DISTINCT ?claim) AS ?count) WHERE { VALUES ?this { %(this)s } %(pattern)s }"
_CHAIN = """
SELECT ?actor ?actorLabel (COUNT(?before) AS ?place) WHERE {
  VALUES ?this { %(this)s }
  ?this geokg:via/rdf:rest* ?before . ?before rdf:rest* ?cell . ?cell rdf:first ?actor .
  OPTIONAL { ?actor skos:prefLabel ?actorLabel }
} GROUP BY ?cell ?actor ?actorLabel ORDER BY ?place
"""
_NARROWER = """
SELECT ?thing ?thingLabel WHERE {
  VALUES ?this { %(this)s } ?thing skos:broader ?this . OPTIONAL { ?thing skos:prefLabel ?thingLabel }
} ORDER BY ?thingLabel
"""
_SIZE = "SELECT (COUNT(*) AS ?count) WHERE { GRAPH %(this)s { ?s ?p ?o } }"


class Thing(NamedTuple):
    """Something with an IRI, and what people call it."""

    iri: str
    label: str


class Property(NamedTuple):
    """A property of a thing: its predicate, and its value as a thing or as text."""

    predicate: Thing
    value: Thing | str


class Fact(NamedTuple):
    """A plain triple of two actors."""

    subject: Thing
    relation: Thing
    object: Thing


class Tenure(NamedTuple):
    """An office or a membership that was known beforehand, with its title and days where they are known."""

    fact: Fact
    title: str
    start: str
    end: str


class Slice(NamedTuple):
    """Some of the claims: the 1-based page of so many each."""

    page: int = 1
    size: int = 100

    @property
    def offset(self) -> int:
        """How many claims stand on earlier pages."""
        return (self.page - 1) * self.size


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as a page shows it; ``quotes`` are its passages, each cut in three at its trigger."""

    iri: str
    subject: Thing
    relation: Thing
    object: Thing | None
    status: str
    speaker: Thing | None
    place: Thing | None
    time: str
    start: str
    end: str
    confidence: float
    article: Thing
    source: str
    published: str
    quotes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Resources:
    """Reads things from a graph with the names ``names``, through ``ask``."""

    ask: Ask
    names: Names

    async def properties(self, this: NamedNode) -> list[Property]:
        """What is said of a thing itself, without facts and claims; empty where the graph does not know it."""
        rows = await self._rows(_PROPERTIES, this, relations=self.names.prefixes["relation"])
        pairs = {(row["p"], row["o"]): row for row in reversed(rows)}
        return [
            Property(self._thing(row, "p"), self._thing(row, "o") if row["o.type"] == "uri" else row["o"])
            for row in reversed(pairs.values())
        ]

    async def facts(self, this: NamedNode) -> list[Fact]:
        """The plain triples of an actor in either place, at most :data:`MOST`."""
        rows = await self._rows(_FACTS, this, facts=str(self.names.graph("facts")))
        found = map(self._fact, rows)
        return list({tuple(thing.iri for thing in fact): fact for fact in found}.values())

    async def tenures(self, this: NamedNode) -> list[Tenure]:
        """The offices and memberships that an actor has or gives, the latest first, at most :data:`MOST`."""
        rows = await self._rows(_TENURES, this)
        return [
            Tenure(self._fact(row), row.get("title", ""), row.get("from", ""), row.get("until", "")) for row in rows
        ]

    async def claims(self, room: str, this: NamedNode, part: Slice) -> list[Claim]:
        """The claims of :data:`CLAIMS_OF`: those of an article in the order of its text, others the latest first."""
        direction = "ASC" if room == "article" else "DESC"
        rows = await self._rows(_CLAIMS, this, slice=claims_slice(room, this, part), direction=direction)
        by_claim: dict[str, list[Row]] = {}
        for row in rows:
            by_claim.setdefault(row["claim"], []).append(row)
        return [self._claim(group) for group in by_claim.values()]

    async def count(self, room: str, this: NamedNode) -> int:
        """How many claims there are of :data:`CLAIMS_OF`."""
        rows = await self._rows(_COUNT, this, pattern=CLAIMS_OF[room])
        return int(rows[0]["count"])

    async def chain(self, claim: NamedNode) -> list[Thing]:
        """Those through whom a claim came to its speaker, in the order of its list."""
        return [self._thing(row, "actor") for row in await self._rows(_CHAIN, claim)]

    async def narrower(self, this: NamedNode) -> list[Thing]:
        """The relations of a family."""
        return [self._thing(row, "thing") for row in await self._rows(_NARROWER, this)]

    async def size(self, graph: NamedNode) -> int:
        """How many triples a named graph holds."""
        return int((await self._rows(_SIZE, graph))[0]["count"])

    async def _rows(self, query: str, this: NamedNode, **parts: str) -> list[Row]:
        text = HEAD + query % {"this": this, "most": MOST, **parts}
        bindings = json.loads(await self.ask(text, RESULTS))["results"]["bindings"]
        return [_row(binding) for binding in bindings]

    def _fact(self, row: Row) -> Fact:
        return Fact(self._thing(row, "subject"), self._thing(row, "relation"), self._thing(row, "object"))

    def _thing(self, row: Row, name: str) -> Thing:
        iri = row[name]
        return Thing(iri, row.get(f"{name}Label") or _last(iri))

    def _maybe(self, row: Row, name: str) -> Thing | None:
        return self._thing(row, name) if name in row else None

    def _claim(self, rows: Sequence[Row]) -> Claim:
        row = rows[0]
        return Claim(
            iri=row["claim"],
            subject=self._thing(row, "subject"),
            relation=self._thing(row, "relation"),
            object=self._maybe(row, "object"),
            status=row["status"].removeprefix(GEOKG),
            speaker=self._maybe(row, "speaker"),
            place=self._maybe(row, "place"),
            time=row.get("time", ""),
            start=row.get("start", ""),
            end=row.get("end", ""),
            confidence=float(row["confidence"]),
            article=self._thing(row, "article"),
            source=row.get("source", ""),
            published=row.get("published", ""),
            quotes=_quotes(rows),
        )


def claims_slice(room: str, this: NamedNode, part: Slice) -> str:
    """The SELECT of the claims ?claim of one page, in the order of pages."""
    is_article = room == "article"
    by_place, by_day = (
        "?claim geokg:trigger/nif:beginIndex ?order",
        "?claim prov:wasDerivedFrom/schema:datePublished ?order",
    )
    return _SLICE % {
        "this": this,
        "pattern": CLAIMS_OF[room],
        "order": by_place if is_article else by_day,
        "direction": "ASC" if is_article else "DESC",
        "limit": part.size,
        "offset": part.offset,
    }


def _row(binding: Mapping[str, Mapping[str, str]]) -> Row:
    """Variable -> value; and ``variable.type`` -> uri or literal."""
    values = {name: term["value"] for name, term in binding.items()}
    return values | {f"{name}.type": term["type"] for name, term in binding.items()}


def _last(iri: str) -> str:
    """The end of an IRI, for what has no label."""
    return iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1] or iri


def _quotes(rows: Iterable[Row]) -> tuple[tuple[str, str, str], ...]:
    return tuple({row["passage"]: _cut(row) for row in rows}.values())


def _cut(row: Row) -> tuple[str, str, str]:
    """The quote before, in and after its trigger; a trigger that stands elsewhere cuts nothing."""
    quote, begin = row["quote"], int(row["begin"])
    start, end = int(row["triggerBegin"]) - begin, int(row["triggerEnd"]) - begin
    if 0 <= start <= end <= len(quote):
        return quote[:start], quote[start:end], quote[end:]
    return quote, "", ""
