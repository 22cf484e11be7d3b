"""The formats of answers, and which of them a client wants."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyoxigraph import QueryResultsFormat, RdfFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "named_type", "wanted_type"]

#: Media type -> format of rows and truth values; the first is for clients who do not care.
RESULT_FORMATS: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
#: Media type -> format of triples; the first is for clients who do not care.
GRAPH_FORMATS: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
#: What clients also call these types.
_ALIASES = {
    "application/json": "application/sparql-results+json",
    "application/x-turtle": "text/turtle",
    "application/turtle": "text/turtle",
}
#: Short names, as in ``?format=csv``.
_NAMES = {
    "json": ("application/sparql-results+json", "application/ld+json"),
    "xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
    "ttl": ("text/turtle",),
    "turtle": ("text/turtle",),
    "nt": ("application/n-triples",),
    "ntriples": ("application/n-triples",),
    "json-ld": ("application/ld+json",),
    "jsonld": ("application/ld+json",),
    "rdf": ("application/rdf+xml",),
    "rdf+xml": ("application/rdf+xml",),
}
_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*((?:;[^;]*)*)")
_QUALITY = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


def wanted_type(accept: str, offered: Iterable[str]) -> str | None:
    """Which of the media types offered an Accept header likes best, None where it takes none; ties go to the first.

    >>> wanted_type("text/csv;q=0.5, application/json", RESULT_FORMATS)
    'application/sparql-results+json'
    >>> wanted_type("image/png", RESULT_FORMATS)
    """
    ranges = dict(_ranges(accept)) if accept.strip() else {"*/*": 1.0}
    quality, best = max(((_quality(offer, ranges), offer) for offer in offered), key=lambda pair: pair[0])
    return best if quality else None


def named_type(name: str, offered: Iterable[str]) -> str | None:
    """The media type offered that a short name or a media type in full stands for, None where there is none.

    >>> named_type("json", GRAPH_FORMATS)
    'application/ld+json'
    """
    meant = (*_NAMES.get(name.lower(), ()), _ALIASES.get(name.lower(), name.lower()))
    return next((offer for offer in offered if offer in meant), None)


def _quality(offer: str, ranges: Mapping[str, float]) -> float:
    """How much the most specific range that fits likes a type, from 0 to 1."""
    for fitting in (offer, f"{offer.partition('/')[0]}/*", "*/*"):
        if fitting in ranges:
            return ranges[fitting]
    return 0.0


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    """The media ranges of an Accept header with their qualities; a type in its own words goes before an alias."""
    found = []
    for item in accept.split(","):
        match = _RANGE.fullmatch(item)
        if match:
            quality = _QUALITY.search(match[2])
            found.append((match[1].lower(), float(quality[1]) if quality else 1.0))
    yield from ((_ALIASES[name], quality) for name, quality in found if name in _ALIASES)
    yield from found
