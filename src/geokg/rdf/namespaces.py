"""The namespaces of the graph: vocabularies that it reuses, and the names that it gives under its base IRI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from geokg.errors import ConfigError

__all__ = ["BASE", "GEOKG", "VOCABULARIES", "Names", "term"]

#: The base IRI of data, where the user sets none. The vocabulary stays under it whatever the base of the data.
BASE = "https://w3id.org/geokg/"
GEOKG = BASE + "ontology#"

#: Prefix -> namespace of every vocabulary that the graph writes.
VOCABULARIES = {
    "geokg": GEOKG,
    "dcterms": "http://purl.org/dc/terms/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
#: What the names of things can be put behind: a scheme, then no fragment and nothing that IRIs exclude.
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`#?%]*/")
_ROOM_NAMES = "actor article claim contradiction event fact family graph known relation run state"
_ROOMS = tuple(_ROOM_NAMES.split())


@cache
def term(name: str) -> NamedNode:
    """The IRI of a prefixed name of a vocabulary.

    >>> term("geokg:speaker").value
    'https://w3id.org/geokg/ontology#speaker'
    """
    prefix, local = name.split(":", 1)
    return NamedNode(VOCABULARIES[prefix] + local)


@lru_cache(maxsize=50_000)
def _iri(base: str, room: str, name: str) -> NamedNode:
    """Remembered, since few actors and relations stand in many claims."""
    return NamedNode(f"{base}{room}/{quote(name, safe='-._~', errors='replace')}")


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of one dataset, all below ``base``, an absolute IRI that ends in ``/``."""

    base: str = BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise ConfigError(f"base: {self.base!r} cannot be used; give an address such as {BASE}, with / at its end")

    def iri(self, room: str, name: str) -> NamedNode:
        """The IRI of a thing by its room (``actor``, ``claim``, ...) and its name there.

        >>> Names().iri("actor", "côte d'ivoire").value
        'https://w3id.org/geokg/actor/c%C3%B4te%20d%27ivoire'
        """
        return _iri(self.base, room, name)

    def graph(self, name: str) -> NamedNode:
        """The named graph ``ontology``, ``actors``, ``facts`` or ``events``."""
        return NamedNode(f"{self.base}graph/{name}")

    def article_graph(self, key: str) -> NamedNode:
        """The named graph that holds what one article says."""
        return NamedNode(f"{self.base}graph/article/{key}")

    def passage(self, key: str, start: int, end: int) -> NamedNode:
        """The characters ``[start, end)`` of an article, as an RFC 5147 fragment of its IRI."""
        return NamedNode(f"{self.base}article/{key}#char={start},{end}")

    def local(self, iri: str) -> str:
        """The name in its room of an IRI that :meth:`iri` made.

        >>> Names().local("https://w3id.org/geokg/actor/c%C3%B4te%20d%27ivoire")
        "côte d'ivoire"
        """
        return unquote(iri.rsplit("/", 1)[-1])

    def rebase(self, iri: str) -> str:
        """An IRI of the default base moved to this one; vocabulary and foreign IRIs stay.

        >>> Names("http://localhost/").rebase("https://w3id.org/geokg/relation/warns")
        'http://localhost/relation/warns'
        """
        room, _, rest = iri.removeprefix(BASE).partition("/")
        return f"{self.base}{room}/{rest}" if iri.startswith(BASE) and room in _ROOMS else iri

    @property
    def prefixes(self) -> dict[str, str]:
        """Prefix -> namespace, of the vocabularies and of the rooms of this dataset."""
        return VOCABULARIES | {room: f"{self.base}{room}/" for room in _ROOMS}
