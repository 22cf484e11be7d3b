from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from geokg.errors import ArticleError
from geokg.ingest.html import read
from geokg.ingest.page import read_page
from tests.ingest.test_articles import ENGLISH, PAGE, write
from tests.ingest.test_articles import read as read_file

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = [f"Minister number {n} said on Monday that Finland would help its {n} neighbours." for n in range(9000)]


def test_a_large_page_is_read_apart_as_a_small_one_is() -> None:
    small = PAGE.replace(f"<p>{ENGLISH}</p></article>", "".join(f"<p>{s}</p>" for s in SENTENCES[:50]) + "</article>")
    large = small.replace("</article>", "".join(f"<p>{s}</p>" for s in SENTENCES[50:]) + "</article>")
    assert len(large) > 500_000 > len(small)
    one, other = read_page(small), read_page(large)
    assert (one.title, one.published, one.source, one.url) == (other.title, other.published, other.source, other.url)
    assert other.text.startswith(one.text)
    assert SENTENCES[-1] in other.text


def test_a_page_that_takes_too_long_is_given_up() -> None:
    begun = time.monotonic()
    with pytest.raises(ArticleError, match=r"takes longer than 1\.5 seconds"):
        read_page("<html><body>" + "<p>" * 660_000, seconds=1.5)
    assert time.monotonic() - begun < 6


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 45_000 + ENGLISH,
        "<html><body><p>" + "<b>x" * 100_000,
        "<html><head><script type='application/ld+json'>" + '{"a":' * 50_000,
        "<html><body><div " + "".join(f"a{n}='x' " for n in range(15_000)) + ">" + ENGLISH,
        "<html><body>" + "<p>" * 60_000,
        "<html><body>" + "<a href='x'>y</a>" * 29_000,
    ],
)
def test_a_monster_that_is_small_costs_seconds_at_most(page: str) -> None:
    begun = time.monotonic()
    read_page(page)
    assert time.monotonic() - begun < 20


def test_a_page_beyond_the_limit_is_told(tmp_path: Path) -> None:
    _, (skipped,) = read_file(write(tmp_path, "a.html", "<html><body>" + "<p>word " * 400_000))
    assert skipped.reason == "larger than 2,000,000 bytes; raise --max-bytes to read it"


def test_a_title_that_is_never_closed_hides_no_article() -> None:
    page = PAGE.replace("Finland helps | The Paper</title>", "Finland helps")
    assert "send more help" in read(page.encode(), "a.html").text


@pytest.mark.parametrize(
    "notice",
    [
        "Please enable JavaScript to read this page, since it needs it to show you the news of today.",
        "Access denied. You do not have permission to see this server. Reference number 18.2 and so on.",
        "404 Not Found. The page you are looking for has been moved, or was never there at all.",
        "Please verify that you are human by completing the action below, then you may go on reading.",
    ],
)
def test_a_notice_is_no_article(notice: str) -> None:
    with pytest.raises(ArticleError, match="no article found in the page"):
        read(f"<html><body><article><h1>News</h1><p>{notice}</p></article></body></html>".encode(), "a.html")


def test_an_article_about_a_notice_is_one() -> None:
    told = f"Readers saw 'Access denied' for hours. {ENGLISH * 2}"
    page = f"<html><body><article><p>{told}</p></article></body></html>"
    assert read(page.encode(), "a.html").text == told.strip()
