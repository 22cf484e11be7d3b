from __future__ import annotations

from datetime import date

import pytest

from geokg.gazetteer import Gazetteer, load_gazetteer
from geokg.gazetteer.bearers import Bearers, Title, found_actor
from geokg.model import Kind, Resolution


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "title", "day", "actor"),
    [
        ("Bush", Title(), date(1990, 1, 1), "george-h-w-bush"),
        ("Bush", Title(), date(2005, 1, 1), "george-w-bush"),
        ("George Walker Bush", Title(), None, "george-w-bush"),
        ("Ehud Barak", Title(), None, "ehud-barak"),
        ("Vladimir Vladimirovich Putin", Title(), None, "vladimir-putin"),
        ("Clinton", Title(relation="headOfStateOf", words="president"), None, "bill-clinton"),
        ("Clinton", Title(relation="foreignMinisterOf", words="secretary of state"), None, "hillary-clinton"),
    ],
)
def test_resolve(known: Gazetteer, name: str, title: Title, day: date | None, actor: str) -> None:
    assert Bearers(known, day).resolve(name, title)[0].id == actor


def test_a_common_surname_without_office_stays_unknown(known: Gazetteer) -> None:
    actor, how = Bearers(known, date(2024, 1, 1)).resolve("Major", Title())
    assert how is Resolution.FOUND
    assert actor.id.startswith("x-")


def test_a_name_does_not_fit_the_title_of_another_country(known: Gazetteer) -> None:
    title = Title(known.actors["zambia"], "headOfStateOf", "president")
    actor, how = Bearers(known, date(2024, 1, 1)).resolve("Putin", title)
    assert how is Resolution.FOUND
    assert actor.iso3 == "ZMB"


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Peter Brown", "Brown"),
        ("Ana de la Cruz", "de la Cruz"),
        ("Ana de la Cruz", "Cruz"),
        ("Li Smith-Jones", "Smith-Jones"),
    ],
)
def test_the_article_remembers_who_was_named_in_full(known: Gazetteer, full: str, short: str) -> None:
    people = Bearers(known, date(2024, 1, 1))
    named, _ = people.resolve(full, Title())
    again, how = people.resolve(short, Title())
    assert (again, how) == (named, Resolution.SURNAME)
    assert people.remembered(short) == named


def test_known_finds_nobody_new(known: Gazetteer) -> None:
    assert Bearers(known, None).known("Peter Brown", Title()) is None


def test_a_found_actor_keeps_its_id_under_accents_and_case() -> None:
    assert found_actor("JOSÉ  Díaz", Kind.PERSON).id == found_actor("José Díaz", Kind.PERSON).id
    assert found_actor("José Díaz", Kind.PERSON).id != found_actor("José Díaz", Kind.PARTY).id
