from __future__ import annotations

from dataclasses import replace
from datetime import date

from geokg.model import Article
from geokg.statements import in_text_order, with_contents
from tests.known import ATTACKS, DENIED, DENIES, FIRST, JOINS, LEAVING, MEMBER, PRESIDENT, STATEMENTS, WARNS


def test_contents_follow_their_statements_once() -> None:
    assert list(with_contents([WARNS, DENIES, DENIED, WARNS])) == [WARNS, LEAVING, DENIES, DENIED]


def test_a_content_that_came_before_stays_where_it_was() -> None:
    assert list(with_contents([DENIED, DENIES])) == [DENIED, DENIES]


def test_contents_of_contents() -> None:
    outer = replace(PRESIDENT, content=WARNS)
    assert list(with_contents([outer])) == [outer, WARNS, LEAVING]


def test_text_order_is_by_date_and_place() -> None:
    assert in_text_order([ATTACKS, MEMBER, JOINS, PRESIDENT, WARNS]) == [WARNS, PRESIDENT, JOINS, MEMBER, ATTACKS]


def test_articles_without_a_date_come_last() -> None:
    undated = replace(MEMBER, evidence=replace(MEMBER.evidence, article=replace(FIRST, published=None)))
    late = Article(id="late", text=FIRST.text, published=date(2099, 1, 1))
    future = replace(WARNS, evidence=replace(WARNS.evidence, article=late))
    assert in_text_order([undated, future]) == [future, undated]


def test_order_does_not_depend_on_the_order_given() -> None:
    assert in_text_order(STATEMENTS) == in_text_order(STATEMENTS[::-1])
