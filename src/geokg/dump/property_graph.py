"""A graph as nodes and relationships with properties, for stores that know no RDF.

Actors, articles and claims are nodes. Plain triples are relationships between actors, of the type that their relation
names; a claim hangs on its actors, on its article and on the claim that it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geokg.graph import Graph
    from geokg.model import Actor, Statement

    Value = str | int | float | date | tuple[str, ...]

__all__ = ["PROPERTIES", "Edge", "Node", "edges", "nodes"]

#: Label of a node -> its properties with their types.
PROPERTIES: dict[str, dict[str, type]] = {
    "Actor": {"name": str, "iso3": str, "wikidata": str, "aliases": tuple},
    "Article": {"title": str, "source": str, "url": str, "published": date, "language": str},
    "Claim": {
        "relation": str,
        "family": str,
        "status": str,
        "confidence": float,
        "quote": str,
        "start": int,
        "end": int,
        "time": str,
        "timeStart": date,
        "timeEnd": date,
    },
}
_ARTICLES = """
SELECT ?article ?title ?source ?url ?published ?language WHERE {
  ?article a geokg:Article ; schema:inLanguage ?language .
  OPTIONAL { ?article schema:headline ?title }
  OPTIONAL { ?article schema:publisher ?source }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:datePublished ?published }
} ORDER BY ?article
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: an id that is unique in the graph, the labels (the first is a key of PROPERTIES), and what is known."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship from one node to another, by their ids and first labels."""

    type: str
    start: str
    end: str
    start_label: str
    end_label: str


def nodes(graph: Graph) -> Iterator[Node]:
    """Every node once: actors that take part in a claim, articles, claims; each sort by id."""
    statements = graph.statements()
    actors = {actor.id: actor for statement in statements for _, actor in _roles(statement)}
    for _, actor in sorted(actors.items()):
        yield _actor_node(actor)
    names = graph.store.names
    for row in graph.query(_ARTICLES):
        key = names.local(row.pop("article"))
        published = date.fromisoformat(row["published"]) if row["published"] else None
        yield Node(f"article/{key}", ("Article",), _known(row | {"published": published}))
    for statement in sorted(statements, key=lambda statement: statement.id):
        yield _claim_node(statement)


def edges(graph: Graph) -> Iterator[Edge]:
    """Every relationship once: the plain triples, then what each claim hangs on."""
    for subject, relation, target in graph.facts():
        yield Edge(_type(relation), f"actor/{subject}", f"actor/{target}", "Actor", "Actor")
    for statement in sorted(graph.statements(), key=lambda statement: statement.id):
        claim, article = statement.id, f"article/{statement.evidence.article.key}"
        yield Edge("FROM_ARTICLE", claim, article, "Claim", "Article")
        if statement.content:
            yield Edge("ABOUT", claim, statement.content.id, "Claim", "Claim")
        for role, actor in _roles(statement):
            yield Edge(role, claim, f"actor/{actor.id}", "Claim", "Actor")


def _roles(statement: Statement) -> list[tuple[str, Actor]]:
    """Who takes part in a statement, each part of an actor once."""
    place = statement.place.actor if statement.place else None
    roles = [
        ("HAS_SUBJECT", statement.subject),
        ("HAS_OBJECT", statement.object),
        ("SAID_BY", statement.speaker),
        *(("SAID_VIA", actor) for actor in statement.via),
        ("AT_PLACE", place),
    ]
    return list({(role, actor.id): (role, actor) for role, actor in roles if actor}.values())


def _actor_node(actor: Actor) -> Node:
    known = _known({"name": actor.label, "iso3": actor.iso3, "wikidata": actor.wikidata, "aliases": actor.aliases})
    return Node(f"actor/{actor.id}", ("Actor", str(actor.kind)), known)


def _claim_node(statement: Statement) -> Node:
    time, span = statement.time, statement.evidence.span
    known = {
        "relation": statement.relation.id,
        "family": statement.relation.family,
        "status": str(statement.status),
        "confidence": statement.confidence,
        "quote": statement.evidence.quote,
        "start": span.start,
        "end": span.end,
        "time": time.text if time else None,
        "timeStart": time.start if time else None,
        "timeEnd": time.end if time else None,
    }
    return Node(statement.id, ("Claim",), _known(known))


def _known(values: Mapping[str, Any]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value not in (None, "", ())}


def _type(relation: str) -> str:
    """The type of a relationship, as those who use property graphs write it.

    >>> _type("memberOf")
    'MEMBER_OF'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", relation).upper()
