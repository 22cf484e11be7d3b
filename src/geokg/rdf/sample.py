"""A part of a dataset that is whole in itself: some claims with all that they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from geokg.store import Store

__all__ = ["around_claims"]

_CLAIMS = "SELECT DISTINCT ?claim WHERE { ?claim a geokg:Claim } ORDER BY STR(?claim) LIMIT %d"
_DESCRIBED = """
CONSTRUCT { ?node ?property ?value } WHERE {
  VALUES ?node { %s }
  ?node ?property ?value .
  FILTER NOT EXISTS { ?property a geokg:Relation }
}
"""


def around_claims(store: Store, count: int) -> Iterator[Triple]:
    """What the dataset says of the first claims by name, and of all that these point to, over any number of steps.

    The names of claims are hashes, so that the first are as good as any. Plain triples are left out, since they lead
    from one actor to all others.
    """
    prefixes = store.names.prefixes
    rows: Any = store.query(_CLAIMS % count, prefixes=prefixes)
    found = [str(row["claim"]) for row in rows]
    seen = set(found)
    while found:
        described: Any = store.query(_DESCRIBED % " ".join(found), prefixes=prefixes)
        triples = list(described)
        yield from triples
        found = sorted({str(triple.object) for triple in triples if isinstance(triple.object, NamedNode)} - seen)
        seen.update(found)
