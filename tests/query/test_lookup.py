from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geokg.errors import QueryError
from geokg.query.lookup import find
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import ARTICLES, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geokg.rdf.namespaces import Names

STORE = Store.in_memory(to_quads(ARTICLES, STATEMENTS))


class Counting:
    """A store that counts what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    @property
    def names(self) -> Names:
        return STORE.names

    def query(self, text: str, *, prefixes: Mapping[str, str], union: bool = True) -> Any:
        self.asked.append(text)
        return STORE.query(text, prefixes=prefixes, union=union)


@pytest.mark.parametrize(
    ("kind", "value", "found", "asked"),
    [
        ("actor", "Norland", "norland", 1),
        ("actor", "norland", "norland", 1),
        ("actor", "Kingdom of Norland", "norland", 1),
        ("actor", "NL", "league", 1),
        ("actor", " nl ", "league", 2),
        ("actor", "NORTHERN LEAGUE", "league", 2),
        ("actor", "kingdom of norland", "norland", 3),
        ("actor", "Nørland", "norland", 3),
        ("relation", "memberOf", "memberOf", 1),
        ("relation", "is a member of", "memberOf", 1),
        ("relation", "memberof", "memberOf", 3),
        ("family", "THREATEN", "THREATEN", 1),
        ("family", "threaten", "THREATEN", 2),
    ],
)
def test_a_name_is_looked_up_before_all_are_compared(kind: str, value: str, found: str, asked: int) -> None:
    source = Counting()
    assert find(source, kind, value) == STORE.names.iri(kind, found)
    assert len(source.asked) == asked


@pytest.mark.parametrize("value", ["", '"', "} UNION { ?node ?p ?o", "a\\", "<x>", "\n", "norland>"])
def test_text_that_looks_like_sparql_is_no_actor(value: str) -> None:
    with pytest.raises(QueryError, match="no such actor in the graph"):
        find(STORE, "actor", value)


def test_an_actor_is_no_relation() -> None:
    with pytest.raises(QueryError, match="'Norland': no such relation in the graph"):
        find(STORE, "relation", "Norland")
