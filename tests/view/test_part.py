from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geokg.errors import ConfigError
from geokg.model import Status, TimeSpan
from geokg.view.part import MOST_ACTORS, Part, actors_of, check_size, choose
from tests.view.crowd import crowd
from tests.view.samples import statement

#: alba warns boria, boria attacks carpia, carpia meets doria, and elmia says that doria joins... nobody knows what.
CHAIN = [
    statement("Alba warned Boria.", title="1"),
    statement("Boria warned Carpia.", subject="Boria", other="Carpia", relation="attacks"),
    statement("Carpia warned Doria.", subject="Carpia", other="Doria", relation="meets"),
    statement("Doria warned all.", subject="Doria", other=None, relation="warns", speaker="Elmia"),
]


@pytest.mark.parametrize(
    ("part", "places"),
    [
        (Part(), [0, 1, 2, 3]),
        (Part(actors=frozenset({"alba"})), [0]),
        (Part(actors=frozenset({"alba"}), depth=2), [0, 1]),
        (Part(actors=frozenset({"alba"}), depth=3), [0, 1, 2, 3]),
        (Part(actors=frozenset({"elmia"})), [3]),
        (Part(actors=frozenset({"alba", "doria"})), [0, 1, 2, 3]),
        (Part(relations=frozenset({"warns"})), [0, 3]),
        (Part(relations=frozenset({"ASSAULT", "meets"})), [1, 2]),
        (Part(actors=frozenset({"alba"}), depth=3, relations=frozenset({"warns"})), [0]),
        (Part(limit=2), [1]),
        (Part(limit=2, actors=frozenset({"alba"}), depth=3), [0]),
        (Part(since=date(2024, 4, 5), until=date(2024, 4, 5)), [0, 1, 2, 3]),
        (Part(since=date(2024, 4, 6)), []),
        (Part(until=date(2024, 4, 4)), []),
        (Part(min_sources=2), []),
    ],
)
def test_parts(part: Part, places: list[int]) -> None:
    assert choose(CHAIN, part) == [CHAIN[place] for place in places]


@pytest.mark.parametrize(
    ("start", "end", "is_in"),
    [
        (date(2024, 3, 1), date(2024, 3, 31), True),
        (date(2024, 2, 1), date(2024, 3, 10), True),
        (date(2024, 3, 20), None, True),
        (None, date(2024, 3, 9), False),
        (date(2024, 3, 21), date(2024, 3, 22), False),
        (None, None, False),  # then the day of the article counts, 5 April
    ],
)
def test_a_time_counts_where_it_touches_the_days(start: date | None, end: date | None, is_in: bool) -> None:
    one = replace(statement(), time=TimeSpan("then", start, end))
    assert choose([one], Part(since=date(2024, 3, 10), until=date(2024, 3, 20))) == [one] * is_in


def test_what_two_articles_say_is_kept_whichever_way_round_they_say_it() -> None:
    first = statement("Alba warned Boria.", relation="meets")
    second = statement("Boria then warned Alba.", subject="Boria", other="Alba", relation="meets")
    again = replace(first, evidence=replace(first.evidence, extractor="other"))
    other = statement("Alba never warned Boria.", relation="meets", status=Status.NEGATED)
    assert choose([first, second, other], Part(min_sources=2)) == [first, second]
    assert choose([first, again], Part(min_sources=2)) == []


def test_the_content_of_what_is_chosen_comes_along() -> None:
    content = statement(relation="attacks", subject="Carpia", other="Doria", status=Status.POSSIBLE)
    said = replace(statement(), content=content)
    assert choose([said, content], Part(relations=frozenset({"warns"}))) == [said, content]


def test_more_than_a_page_holds() -> None:
    most = crowd(MOST_ACTORS, MOST_ACTORS)
    check_size(most)
    for more, number in (([*most, statement(subject="One more", other=None)], "5,001 actors"), (most * 4, "20,000")):
        with pytest.raises(ConfigError, match=f"{number}.* more than one page can hold .*--format gexf"):
            check_size(more)


def test_whoever_only_speaks_is_an_actor_too() -> None:
    assert actors_of(CHAIN) == {"alba", "boria", "carpia", "doria", "elmia"}
