from __future__ import annotations

import json
from dataclasses import replace

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geokg.analysis.diff import FORMS, Difference, diff
from geokg.graph import Graph
from tests.known import ARTICLES, ATTACKS, DENIED, FIRST, MEMBER, STATEMENTS, WARNS

ALL = Graph.from_statements(ARTICLES, STATEMENTS)
FEWER = Graph.from_statements(ARTICLES, [one for one in STATEMENTS if one not in (MEMBER, ATTACKS)])


def quads(graph: Graph) -> set[pyoxigraph.Quad]:
    return set(graph.store)


def updated(old: Graph, update: str) -> set[pyoxigraph.Quad]:
    store = pyoxigraph.Store()
    store.extend(old.store)
    store.update(update)
    return set(store)


def test_facts_and_claims_that_were_added() -> None:
    found = diff(FEWER, ALL)
    assert found.facts_added == (("norland", "memberOf", "league"), ("sudria", "attacks", "norland"))
    assert found.facts_removed == ()
    assert [claim.id for claim in found.claims_added] == [MEMBER.id, ATTACKS.id]
    assert found.claims_removed == ()
    assert bool(found)


def test_the_other_way_round_it_is_removed() -> None:
    there, back = diff(FEWER, ALL), diff(ALL, FEWER)
    assert (back.facts_removed, back.quads_removed) == (there.facts_added, there.quads_added)
    assert (back.facts_added, back.quads_added) == (there.facts_removed, there.quads_removed)


def test_a_graph_does_not_differ_from_itself() -> None:
    same = diff(ALL, Graph.from_statements(ARTICLES, STATEMENTS))
    assert not same
    assert same.serialize("sparql") == ""
    assert same.serialize("text") == (
        "facts: 0 removed, 0 added\nclaims: 0 removed, 0 added\ntriples: 0 removed, 0 added\n"
    )


def test_the_text_tells_who_says_it_and_where() -> None:
    without = Graph.from_statements(ARTICLES, [WARNS])
    text = diff(without, Graph.from_statements(ARTICLES, [WARNS, DENIED])).serialize("text").splitlines()
    assert text[:2] == ["facts: 0 removed, 0 added", "claims: 0 removed, 1 added"]
    assert text[3:] == [
        f"+ claim sudria attacks norland (negated, says x-0123456789abcdef): "
        f"The ministry denied that Sudria attacked Norland. [{DENIED.evidence.article.id}]"
    ]


def test_json_holds_the_same() -> None:
    told = json.loads(diff(FEWER, ALL).serialize("json"))
    assert told["facts"] == {
        "removed": [],
        "added": [["norland", "memberOf", "league"], ["sudria", "attacks", "norland"]],
    }
    assert [claim["id"] for claim in told["claims"]["added"]] == [MEMBER.id, ATTACKS.id]
    assert told["triples"] == {"removed": len(quads(FEWER) - quads(ALL)), "added": len(quads(ALL) - quads(FEWER))}


def test_an_unknown_form_is_refused() -> None:
    assert FORMS == ("text", "json", "sparql")
    with pytest.raises(KeyError):
        diff(ALL, FEWER).serialize("xml")


@settings(deadline=None, max_examples=15)
@given(st.sets(st.sampled_from(range(len(STATEMENTS)))), st.sets(st.sampled_from(range(len(STATEMENTS)))))
def test_the_update_makes_one_graph_the_other(first: set[int], second: set[int]) -> None:
    old, new = (Graph.from_statements(ARTICLES, [STATEMENTS[n] for n in sorted(chosen)]) for chosen in (first, second))
    found = diff(old, new)
    update = found.serialize("sparql")
    assert (quads(old) if not update else updated(old, update)) == quads(new)


@settings(deadline=None, max_examples=15)
@given(st.text(min_size=1))
def test_the_update_holds_whatever_an_article_says(title: str) -> None:
    old = Graph.from_statements(ARTICLES, STATEMENTS)
    new = Graph.from_statements([replace(FIRST, title=title), *ARTICLES[1:]], STATEMENTS)
    found = diff(old, new)
    assert updated(old, found.serialize("sparql") or "INSERT DATA {}") == quads(new)


def test_long_differences_are_cut_into_operations_that_stores_take() -> None:
    node, graph = pyoxigraph.NamedNode("http://example.org/a"), pyoxigraph.NamedNode("http://example.org/graph")
    many = tuple(pyoxigraph.Quad(node, node, pyoxigraph.Literal(str(n)), graph) for n in range(1000))
    update = Difference((), (), (), (), (), many).serialize("sparql")
    assert [operation.count(" .\n") for operation in update.split(" ;\n")] == [400, 400, 200]
    assert updated(Graph.from_statements([], []), update) >= set(many)
