from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geokg.data import data_path
from geokg.errors import DataError
from geokg.gazetteer import load_gazetteer
from geokg.gazetteer.files import Tenure
from geokg.gazetteer.periods import read_period
from geokg.model import Kind

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.gazetteer import Gazetteer

HEAD = "id,label,kind,iso3,aliases\n"


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("Ukraine", "ukraine"),
        ("the Kremlin", "russia"),
        ("Nato", "nato"),
        ("U.N.", "united-nations"),
        ("Turkiye", "turkey"),
        ("Volodymyr Zelenskiy", "volodymyr-zelenskyy"),
        ("Lech Walesa", "lech-walesa"),
    ],
)
def test_find(known: Gazetteer, name: str, actor: str) -> None:
    assert [found.id for found in known.find(name)] == [actor]


def test_an_unknown_name_finds_nobody(known: Gazetteer) -> None:
    assert known.find("Nobody At All") == ()
    assert known.find("Russian roulette") == ()


@pytest.mark.parametrize(
    ("relation", "of", "day", "holders"),
    [
        ("headOfStateOf", "united-states", date(1995, 1, 1), ["bill-clinton"]),
        ("headOfGovernmentOf", "united-kingdom", date(1995, 1, 1), ["john-major"]),
        ("headOf", "nato", date(2024, 4, 5), ["jens-stoltenberg"]),
        ("headOf", "united-nations", date(1989, 4, 5), ["javier-perez-de-cuellar"]),
        ("foreignMinisterOf", "russia", date(2010, 4, 5), ["sergey-lavrov"]),
        ("headOf", "norway", date(2010, 4, 5), []),
    ],
)
def test_holder(known: Gazetteer, relation: str, of: str, day: date, holders: list[str]) -> None:
    assert [actor.id for actor in known.holder(relation, of, day)] == holders


def test_offices_of_a_person(known: Gazetteer) -> None:
    offices = known.offices_of("bill-clinton")
    assert offices == (
        Tenure("bill-clinton", "headOfStateOf", "united-states", "president", read_period("1993-01-20", "2001-01-20")),
    )
    assert known.offices_of("bill-clinton", date(2010, 1, 1)) == ()


@pytest.mark.parametrize(
    ("member", "organization", "day", "expected"),
    [
        ("finland", "nato", date(2023, 4, 3), False),
        ("finland", "nato", date(2023, 4, 4), True),
        ("united-kingdom", "european-union", date(2019, 1, 1), True),
        ("united-kingdom", "european-union", date(2021, 1, 1), False),
        ("united-kingdom", "european-union", None, False),
        ("france", "united-nations-security-council", None, True),
    ],
)
def test_member(known: Gazetteer, member: str, organization: str, day: date | None, *, expected: bool) -> None:
    assert known.member(member, organization, day) is expected


@pytest.mark.parametrize(
    ("organization", "day", "count"),
    [
        ("nato", date(2003, 1, 1), 19),
        ("nato", date(2024, 4, 5), 32),
        ("european-union", date(1996, 1, 1), 15),
        ("european-union", date(2024, 1, 1), 27),
        ("brics", date(2023, 1, 1), 5),
        ("asean", date(2010, 1, 1), 10),
        ("african-union", date(2024, 1, 1), 55),
        ("g7", None, 7),
    ],
)
def test_members(known: Gazetteer, organization: str, day: date | None, count: int) -> None:
    assert len(known.members(organization, day)) == count


def test_gender(known: Gazetteer) -> None:
    assert (known.gender("angela-merkel"), known.gender("vladimir-putin"), known.gender("nato")) == (
        "female",
        "male",
        None,
    )


def test_every_state_of_iso_3166_is_known(known: Gazetteer) -> None:
    assert len(known.countries) >= 249
    assert known.countries["PSE"].label == "Palestine"


def test_a_person_acts_for_a_country_that_exists(known: Gazetteer) -> None:
    codes = {actor.iso3 for actor in known.actors.values() if actor.iso3}
    assert codes <= set(known.countries)


def test_a_user_file_adds_and_overrides(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(HEAD + "norway,Kingdom of Norway,Country,NOR,Norway\nacme,Acme,Company,USA,Acme Corp\n", "utf-8")
    mine = load_gazetteer([path])
    assert mine.actors["norway"].label == "Kingdom of Norway"
    assert mine.find("Acme Corp")[0].kind is Kind.COMPANY
    assert mine.find("Sweden")[0].id == "sweden"


def test_a_missing_user_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read as CSV"):
        load_gazetteer([tmp_path / "none.csv"])


def test_the_seed_files_are_those_that_the_readme_describes() -> None:
    folder = data_path("seeds/actors")
    readme = (folder / "README.md").read_text("utf-8")
    assert all(path.name in readme for path in folder.iterdir())
