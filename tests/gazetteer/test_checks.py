from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.data import data_path
from geokg.gazetteer import check_actors
from geokg.gazetteer.checks import problems
from geokg.gazetteer.files import read_actor_files
from geokg.gazetteer.patterns import read_patterns

if TYPE_CHECKING:
    from pathlib import Path

ACTORS = """id,label,kind,iso3,wikidata,aliases,start,end,surname
norway,Norway,Country,NOR,Q20,Norge,,
yugoslavia,Yugoslavia,Country,YUG,,,1918-12-01,1992-04-27
nato,NATO,IntergovernmentalOrganization,,,,,
jo,Jo Smith,Person,NOR,,,,
al,Al Olsen,Person,NOR,,,,
"""
OFFICES = "person,relation,title,of,start,end\njo,headOfStateOf,president,norway,2001-01-20,2005-01-20\n"
MEMBERS = "member,organization,start,end\nnorway,nato,1949-08-24,\n"


def found(tmp_path: Path, actors: str = "", offices: str = "", members: str = "") -> list[str]:
    paths = []
    for name, text in (("a", ACTORS + actors), ("o", OFFICES + offices), ("m", MEMBERS + members)):
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text(text, "utf-8")
    relations = frozenset({"headOfStateOf", "headOf", "ministerOf"})
    return problems(read_actor_files(paths, relations), read_patterns(data_path("seeds/actors/patterns.toml")))


def test_the_files_that_come_with_geokg_are_right() -> None:
    assert check_actors() == []


def test_right_files_have_no_problem(tmp_path: Path) -> None:
    after = "al,headOfStateOf,president,norway,2005-01-20,\nal,ministerOf,minister,norway,2002,2003\n"
    assert found(tmp_path, offices=after, members="yugoslavia,nato,1950,1992\n") == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ({"actors": "al,Al,Person,,,,,\n"}, "id 'al' stands already in"),
        ({"actors": "x,X,Person,ABC,,,,\n"}, "x: iso3 ABC is of no country in the files"),
        ({"actors": "x,X,Person,,Q020,,,\n"}, "wikidata 'Q020' is malformed"),
        ({"actors": "x,X,Person,,Q20,,,\n"}, "norway: wikidata Q20 is also of x"),
        ({"actors": "x,X,Party,,,Norge,,\n"}, "'Norge' names both norway and x"),
        ({"actors": "x,X,Country,XXX,,,1999,1998\n"}, "start 1999 is after end 1998"),
        ({"offices": "al,headOfStateOf,president,norway,2004,2006\n"}, "hold it at the same time"),
        ({"offices": "jo,headOfStateOf,president,norway,2003,2004\n"}, "stands again as jo"),
        ({"offices": "al,headOf,chief,nato,2006,2005-05\n"}, "start 2006 is after end 2005-05"),
        ({"actors": "x,An He,Person,,,,,\n"}, "x: 'He' is an everyday word"),
        ({"actors": "x,Xi Xu,Person,,,Xu,,,Xu?\n"}, "x: 'Xu' is marked with ? in one column only"),
        ({"members": "norway,nato,1950,\n"}, "memberOf nato: norway (1949-08-24 to …) stands again"),
        ({"members": "yugoslavia,nato,1993,1994\n"}, "yugoslavia (1993 to 1994) goes beyond the end of yugoslavia"),
        ({"members": "yugoslavia,nato,1980,\n"}, "goes beyond the end of yugoslavia"),
    ],
)
def test_a_fault_is_found(tmp_path: Path, rows: dict[str, str], problem: str) -> None:
    assert [problem in line for line in found(tmp_path, **rows)] == [True]
