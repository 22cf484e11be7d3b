"""What was known of the actors before anything was read: where they lie, their offices and memberships."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geokg.rdf.namespaces import GEOKG, term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geokg.rdf.namespaces import Names
    from geokg.store import Store

__all__ = ["NOTHING", "Background", "Post", "read_background"]

_KNOWN = GEOKG + "KnownStatement"
_TYPE, _LABEL = term("rdf:type").value, term("skos:prefLabel").value
_LATITUDE, _LONGITUDE = term("geo:lat").value, term("geo:long").value
_ENDS = [term(f"rdf:{part}").value for part in ("subject", "predicate", "object")]


@dataclass(frozen=True, slots=True)
class Post:
    """An office or a membership: ids of two actors and of the relation, and the ISO days it holds, where known."""

    subject: str
    relation: str
    object: str
    title: str = ""
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """``spots``: id of an actor -> latitude and longitude in degrees; ``labels``: id -> name; ``posts`` sorted."""

    spots: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()


#: Where no store is at hand.
NOTHING = Background()


def read_background(store: Store) -> Background:
    """The background that ``graph/actors`` of a store holds (see :mod:`geokg.rdf.known`)."""
    names = store.names
    nodes: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, node in store.triples(names.graph("actors")):
        nodes[str(getattr(subject, "value", subject))][predicate.value] = str(getattr(node, "value", node))
    latitude, longitude, label = (term(name).value for name in ("geo:lat", "geo:long", "skos:prefLabel"))
    return Background(
        spots={
            names.local(iri): (float(values[latitude]), float(values[longitude]))
            for iri, values in sorted(nodes.items())
            if latitude in values and longitude in values
        },
        labels={names.local(iri): values[label] for iri, values in sorted(nodes.items()) if label in values},
        posts=tuple(
            _post(nodes[iri], names) for iri in sorted(nodes) if nodes[iri].get(term("rdf:type").value) == _KNOWN
        ),
    )


def _post(values: Mapping[str, str], names: Names) -> Post:
    subject, relation, other = (names.local(values[end]) for end in _ENDS)
    first, last = (values.get(term(f"geokg:valid{end}").value) for end in ("From", "Until"))
    return Post(subject, relation, other, values.get(term("geokg:officeTitle").value, ""), first, last)
