from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geokg.assemble import assemble
from geokg.model import Evidence, Span, Statement, Status, TimeSpan
from tests.known import ATTACKS, DENIED, DENIES, KARLSEN, LEAGUE, LEAVING, STATEMENTS, WARNS
from tests.known import WARNS_AGAIN as AGAIN

YEAR = TimeSpan("in 2024", date(2024, 1, 1), date(2024, 12, 31))


def elsewhere(statement: Statement, start: int, end: int) -> Statement:
    """The statement with another span of evidence, its words, and the trigger at its start."""
    words = statement.evidence.article.text[start:end]
    evidence = replace(statement.evidence, span=Span(start, end), quote=words, trigger=Span(start, start + 1))
    return replace(statement, evidence=evidence)


def test_a_repeat_in_the_same_sentence_is_one_statement() -> None:
    repeat = replace(elsewhere(WARNS, 0, 20), confidence=0.95)
    assert assemble([WARNS, repeat]) == [replace(WARNS, confidence=0.95), LEAVING]


def test_the_greater_confidence_stays() -> None:
    assert assemble([WARNS, replace(elsewhere(WARNS, 0, 20), confidence=0.1)])[0].confidence == WARNS.confidence


@pytest.mark.parametrize(
    "other",
    [
        elsewhere(ATTACKS, 100, 120),
        replace(ATTACKS, status=Status.NEGATED),
        replace(ATTACKS, speaker=KARLSEN),
        replace(ATTACKS, object=LEAGUE),
        replace(ATTACKS, object=None),
        replace(ATTACKS, subject=LEAGUE),
        replace(ATTACKS, relation=WARNS.relation),
        replace(ATTACKS, content=AGAIN),
        replace(elsewhere(ATTACKS, 60, 70), time=YEAR),
    ],
    ids=["place", "status", "speaker", "object", "no object", "subject", "relation", "content", "time"],
)
def test_what_differs_in_meaning_or_place_stays_apart(other: Statement) -> None:
    assert len({one.id for one in assemble([ATTACKS, other])} & {ATTACKS.id, other.id}) == 2


def test_what_stands_in_two_articles_stays_apart() -> None:
    assert {WARNS.id, AGAIN.id} <= {one.id for one in assemble([WARNS, AGAIN])}


def test_words_that_stand_again_in_the_article_are_one_statement_with_more_evidence() -> None:
    text = "Sudria attacked Norland. Witnesses saw it. SUDRIA  attacked Norland."
    article = replace(ATTACKS.evidence.article, text=text)
    first, again = (
        replace(ATTACKS, evidence=Evidence(article, span, text[span.start : span.end], span, "events"), time=None)
        for span in (Span(0, 23), Span(43, 67))
    )
    assert assemble([first, again]) == [replace(first, repeats=(again.evidence.span,))]
    assert assemble(assemble([first, again])) == assemble([first, again])
    assert len(assemble([first, replace(again, time=YEAR)])) == 1
    assert len(assemble([replace(first, time=ATTACKS.time), replace(again, time=YEAR)])) == 2


def test_the_time_of_either_is_kept() -> None:
    timeless = replace(elsewhere(ATTACKS, 55, 70), time=None)
    assert assemble([timeless, ATTACKS])[0].time == ATTACKS.time
    assert assemble([ATTACKS, timeless])[0].time == ATTACKS.time


def test_one_id_is_one_statement_even_if_times_differ() -> None:
    assert assemble([ATTACKS, replace(ATTACKS, time=YEAR)]) == [ATTACKS]


def test_a_statement_is_about_the_content_that_stays() -> None:
    repeat = elsewhere(DENIED, 3, 40)
    merged = assemble([DENIED, replace(DENIES, content=repeat)])
    assert merged == [DENIED, DENIES]


def test_equal_contents_in_other_places_make_equal_statements() -> None:
    repeat = replace(elsewhere(DENIES, 0, 30), content=elsewhere(DENIED, 3, 40))
    assert assemble([DENIES, repeat]) == [DENIES, DENIED]


def test_nothing_changes_the_second_time() -> None:
    once = assemble(STATEMENTS)
    assert assemble(once) == once
    assert len({statement.id for statement in once}) == len(once)


def test_the_order_given_is_kept() -> None:
    assert assemble([AGAIN, ATTACKS]) == [AGAIN, ATTACKS]
    assert assemble([]) == []
