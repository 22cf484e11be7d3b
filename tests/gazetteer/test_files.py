from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geokg.errors import DataError
from geokg.gazetteer.files import read_actor_files
from geokg.gazetteer.patterns import read_patterns
from geokg.model import Resolution

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.gazetteer.files import ActorFiles

ACTORS = "id,label,kind,iso3,wikidata,gender,aliases,surname\n"
OFFICES = "person,relation,title,of,start,end\n"
MEMBERS = "member,organization,start,end\n"
PEOPLE = ACTORS + "jo,Jo Smith,Person,NOR,,female,,\nnorway,Norway,Country,NOR,Q20,,Norge,\n"


def read(tmp_path: Path, *texts: str) -> ActorFiles:
    paths = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.csv"
        path.write_text(text, "utf-8")
        paths.append(path)
    return read_actor_files(paths, frozenset({"headOf"}))


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("Bad Id,A,Person,,,,,\n", "id 'Bad Id' is malformed"),
        ("a,A,Human,,,,,\n", "kind 'Human' is unknown"),
        ("a,A,Person,norway,,,,\n", "iso3 'norway' is malformed"),
        ("a,A,Person,,X1,,,\n", "wikidata 'X1' is malformed"),
        ("a,A,Person,,,x,,\n", "gender 'x' is malformed"),
        ("a,,Person,,,,,\n", "label is empty"),
        ("a,A,Person,,,,,\na,B,Person,,,,,\n", "row 3: id 'a' stands already in "),
        ("a,A,Person,,,,Same Name,\nb,B,Person,,,,Same Name,\n", "'Same Name' names both a and b"),
        ("a,A,Person,,,,,,,extra\n", "more fields than columns"),
    ],
)
def test_a_wrong_actor_is_named_with_file_and_row(tmp_path: Path, rows: str, message: str) -> None:
    (problem,) = read(tmp_path, ACTORS + rows).problems
    assert "0.csv: row " in problem
    assert message in problem


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (OFFICES + "nobody,headOf,chief,norway,,\n", "person 'nobody' is no id of an actor"),
        (OFFICES + "jo,headOf,chief,nowhere,,\n", "of 'nowhere' is no id of an actor"),
        (OFFICES + "jo,kingOf,king,norway,,\n", "relation 'kingOf' is unknown; use one of headOf"),
        (OFFICES + "jo,headOf,chief,norway,2001,2000\n", "start 2001 is after end 2000"),
        (OFFICES + "jo,headOf,chief,norway,1 May,\n", "start '1 May' is no date"),
        (OFFICES + "jo,headOf,chief,norway,2001-02-30,\n", "start '2001-02-30' is no date"),
        (MEMBERS + "jo,nobody,,\n", "organization 'nobody' is no id of an actor"),
    ],
)
def test_a_wrong_dated_row_is_named(tmp_path: Path, text: str, message: str) -> None:
    files = read(tmp_path, PEOPLE, text)
    assert [message in problem for problem in files.problems] == [True]
    assert files.tenures == []


def test_every_mistake_is_found_in_one_run(tmp_path: Path) -> None:
    files = read(tmp_path, ACTORS + "a,A,Human,nor,,,,\nb,B,Person,,,,,\n", OFFICES + "a,headOf,,b,,\n")
    assert [problem.split("csv: ")[1][:14] for problem in files.problems] == [
        "row 2: iso3 'n",
        "row 2: kind 'H",
        "row 2: person ",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,label,kind,colour\n", "unknown column 'colour'"),
        ("id,label\n", "needs the columns id, label and kind"),
    ],
)
def test_a_wrong_file_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read(tmp_path, PEOPLE, text)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2001", "2002", date(2001, 1, 1), date(2002, 12, 31)),
        ("2001-02", "2004-02", date(2001, 2, 1), date(2004, 2, 29)),
        ("2001-12", "2001-12", date(2001, 12, 1), date(2001, 12, 31)),
        ("2001-02-03", "2002-03-04", date(2001, 2, 3), date(2002, 3, 4)),
        ("", "", None, None),
    ],
)
def test_a_year_or_month_means_all_of_it(
    tmp_path: Path, start: str, end: str, first: date | None, last: date | None
) -> None:
    files = read(tmp_path, PEOPLE, OFFICES + f"jo,headOf,chief,norway,{start},{end}\n")
    assert (files.tenures[0].period.start, files.tenures[0].period.end) == (first, last)
    members = read(tmp_path, PEOPLE, MEMBERS + f"jo,norway,{start},{end}\n").tenures
    assert members[0].period.covers(date(2001, 12, 15)) is True


def test_a_name_with_a_question_mark_is_a_weak_claim(tmp_path: Path) -> None:
    files = read(tmp_path, ACTORS + "a,A,Party,,,,Same?,\nb,B,Party,,,,Same,\n")
    claims = files.names["Same",]
    assert [(claim.actor, claim.weak) for claim in claims] == [("b", False), ("a", True)]
    assert files.actors["a"].aliases == ()
    assert claims[0].how is Resolution.ALIAS


def test_surnames_stand_with_and_without_their_article(tmp_path: Path) -> None:
    files = read(tmp_path, ACTORS + "a,Omar al-Bashir,Person,,,,,\nx,Xi Jinping,Person,,,,,Xi\n")
    assert {("Bashir",), ("al", "-", "Bashir"), ("Al", "-", "Bashir"), ("Xi",)} == set(files.surnames)


@pytest.mark.parametrize("text", ["not toml", "[bodies]\n", None])
def test_wrong_patterns_are_an_error(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "patterns.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=r"patterns\.toml: "):
        read_patterns(path)
