from __future__ import annotations

from geokg.gazetteer import load_gazetteer
from geokg.model import Actor, Kind
from geokg.rdf.write import to_quads
from geokg.store import Store
from geokg.view import read_background
from geokg.view.contract import contract
from tests.known import FIRST, STATEMENTS, evidence, statement


def test_places_offices_and_memberships_come_from_the_store() -> None:
    known = load_gazetteer()
    france, nato = known.actors["france"], known.actors["nato"]
    told = statement(france, "warns", nato, evidence(FIRST, "Norland warned Sudria", "warned"))
    store = Store.in_memory(to_quads([FIRST], [told], known=known))
    background = read_background(store)
    assert 40 < background.spots["france"][0] < 50 and 0 < background.spots["france"][1] < 5
    shown = contract([told], background)
    assert shown["actors"][0]["spot"] == background.spots["france"]
    posts = {(post["names"][0], post["title"], post["names"][1]) for post in shown["posts"]}
    assert ("Emmanuel Macron", "president", "France") in posts
    assert any(names == ("France", "NATO") for names in ((post[0], post[2]) for post in posts))
    # The article is of 2024.
    assert not any(name == "Charles de Gaulle" or name == "François Hollande" for name, _, _ in posts)


def test_nothing_is_known_of_those_only_found_in_texts() -> None:
    odd = Actor("x-1", "Odd", Kind.GROUP)
    told = statement(odd, "warns", odd, evidence(FIRST, "Norland warned Sudria", "warned"))
    background = read_background(Store.in_memory(to_quads([FIRST], [told])))
    assert (background.spots, background.posts) == ({}, ())


def test_without_a_store_nobody_has_a_place() -> None:
    shown = contract(STATEMENTS)
    assert {actor["spot"] for actor in shown["actors"]} == {None} and shown["posts"] == []
