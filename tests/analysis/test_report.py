from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from lxml import html

from geokg.analysis.report import report
from geokg.errors import QueryError
from geokg.model import Actor, Kind
from tests.known import ATTACKS, STATEMENTS, WARNS

pytest.importorskip("matplotlib")

PAGE = report(STATEMENTS, "Norland")
TREE = html.fromstring(PAGE)


def table(title: str) -> list[list[str]]:
    (found,) = TREE.xpath(f"//h2[.='{title}']/following-sibling::div[1]/table/tbody")
    return [[cell.text_content() for cell in row.findall("td")] for row in found.findall("tr")]


def test_the_numbers_are_those_of_the_graph() -> None:
    # Norland warned twice and was attacked once; it has a president and is a member of the League
    assert table("Norland at a glance") == [
        ["cooperative events", "0"],
        ["hostile events", "3"],
        ["other events", "0"],
        ["states", "2"],
    ]


def test_each_number_leads_to_the_quotes_behind_it() -> None:
    (link,) = TREE.xpath("//td[.='hostile events']/following-sibling::td/a/@href")
    (place,) = TREE.xpath(f"//section[@id='{link[1:]}']")
    assert [quote.text_content() for quote in place.findall("blockquote")] == [
        "Norland warned Sudria against leaving the League.",
        "Sudrian troops attacked Norland on 1 March.",
        "Norland again warned Sudria.",
    ]


def test_no_link_within_the_page_is_dead() -> None:
    links = TREE.xpath("//a[starts-with(@href, '#')]/@href")
    assert len(links) > 10
    assert {link[1:] for link in links} <= set(TREE.xpath("//@id"))


def test_it_has_four_plots_that_are_whole_svg() -> None:
    images = TREE.xpath("//img")
    assert [image.get("alt") for image in images] == [
        "Norland and Sudria, by month",
        "Norland and Sudria, by outlet",
        "Partners of Norland, by month",
        "2024-03, the month with most events of Norland",
    ]
    for image in images:
        svg = b64decode(image.get("src").removeprefix("data:image/svg+xml;base64,"))
        assert ElementTree.fromstring(svg).tag == "{http://www.w3.org/2000/svg}svg"


def test_it_is_the_same_each_time_and_in_any_order() -> None:
    assert report(STATEMENTS[::-1], "norland") == PAGE


def test_nothing_is_fetched_and_no_script_runs() -> None:
    assert not TREE.xpath("//script | //link | //iframe | //@style")
    assert not TREE.xpath("//img[not(starts-with(@src, 'data:'))]")
    (policy,) = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert re.match(r"default-src 'none'; img-src data:; style-src 'sha256-[^']+';", policy)


def test_what_articles_say_is_no_markup() -> None:
    evil = Actor("x-1", "<script>alert(1)</script> $x$", Kind.GROUP)
    article = replace(WARNS.evidence.article, url="javascript:alert(1)", title="<b>", source="<i>")
    hostile = replace(WARNS, object=evil, evidence=replace(WARNS.evidence, article=article, quote="<img src=x>"))
    page = report([hostile, ATTACKS], "Norland")
    assert "<script" not in page
    assert "<img src=x>" not in page
    assert "javascript:" not in page


def test_a_period_without_events_is_a_page_too() -> None:
    page = report(STATEMENTS, "Norland", since=date(2030, 1, 1))
    assert "Since 2030-01-01." in page
    assert ">3<" not in page


def test_an_actor_that_is_not_there() -> None:
    with pytest.raises(QueryError, match="Atlantis"):
        report(STATEMENTS, "Atlantis")
