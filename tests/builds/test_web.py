"""Builds of addresses and of what lists and feeds link to, against a real site on loopback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geokg.builds import Outcome, build
from geokg.config import Settings
from tests.builds.news import contents, story
from tests.fetch.sites import say, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from tests.fetch.sites import Site


@pytest.fixture
def pages() -> dict[str, str]:
    """What the site holds: path -> text; a test may change it while the site is up."""
    return {f"/{number}": story(number) for number in range(3)}


@pytest.fixture
def up(pages: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/rss":
            items = "".join(f"<item><title>T{p}</title><link>{place.url(p)}</link></item>" for p in sorted(pages))
            say(
                handler,
                f"<rss><channel><title>Paper</title>{items}</channel></rss>",
                content_type="application/rss+xml",
            )
        elif handler.path in pages:
            body = "".join(f"<p>{line}</p>" for line in pages[handler.path].splitlines() if line)
            say(handler, f"<!doctype html><html><body><article>{body}{body}</article></body></html>")
        else:
            say(handler, status=404)

    with site(answer) as place:
        yield place


def run(output: Path, *paths: str | Path, **options: Any) -> Outcome:
    return build(paths, Settings(output=output, plugins=False, delay=0, allow_private=True), **options)


def test_addresses_are_sources_like_files(up: Site, pages: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(story(9), encoding="utf-8")
    paths = (up.url("/0"), tmp_path / "own.txt", up.url("/1"), up.url("/none"))
    first = run(tmp_path / "output", *paths)
    assert (first.articles, first.read) == (3, 3)
    assert [(s.where, s.reason) for s in first.skipped] == [(up.url("/none"), "answers 404")]
    before = contents(tmp_path / "output")
    second = run(tmp_path / "output", *paths)
    assert (second.articles, second.read, second.written) == (3, 0, False)
    assert contents(tmp_path / "output") == before
    pages["/0"] = story(50)
    assert run(tmp_path / "output", *paths).read == 1


def test_an_article_whose_site_is_away_stays(up: Site, pages: dict[str, str], tmp_path: Path) -> None:
    run(tmp_path / "output", up.url("/0"), up.url("/1"))
    before = contents(tmp_path / "output")
    del pages["/0"]
    again = run(tmp_path / "output", up.url("/0"), up.url("/1"))
    assert (again.articles, again.removed, again.written) == (2, 0, False)
    assert [s.reason for s in again.skipped] == ["answers 404; what it was before is kept"]
    assert contents(tmp_path / "output") == before
    assert run(tmp_path / "output", up.url("/1")).removed == 1  # no longer among the paths


def test_links_are_followed_when_that_is_asked_for(up: Site, pages: dict[str, str], tmp_path: Path) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(
        "url,title,date,source\n" + "".join(f"{up.url(p)},T{p},2024-04-05,Paper\n" for p in [*pages, "/none"])
    )
    (tmp_path / "own.txt").write_text(story(9), encoding="utf-8")
    told = run(tmp_path / "output", listed, tmp_path / "own.txt")
    assert [s.reason for s in told.skipped] == ["links to articles: 4; add --follow to fetch them"]
    assert up.paths() == []
    followed = run(tmp_path / "output", listed, tmp_path / "own.txt", follow=True)
    assert (followed.articles, followed.read) == (4, 3)
    assert [s.reason for s in followed.skipped] == [f"{up.url('/none')}: answers 404"]
    asked = len(up.paths())
    pages["/none"] = story(60)
    again = run(tmp_path / "output", listed, tmp_path / "own.txt", follow=True)  # what was missing is asked for again
    assert (again.articles, again.read) == (5, 1)
    assert up.paths()[asked:] == ["/none"]
    text = (tmp_path / "output" / "graph.nq").read_text(encoding="utf-8")
    assert "2024-04-05" in text
    assert "Paper" in text


def test_a_feed_at_an_address(up: Site, pages: dict[str, str], tmp_path: Path) -> None:
    first = run(tmp_path / "output", up.url("/rss"), follow=True)
    assert (first.articles, first.skipped) == (3, [])
    pages["/3"] = story(33)
    second = run(tmp_path / "output", up.url("/rss"), follow=True)
    assert (second.articles, second.read) == (4, 1)
    assert up.paths().count("/0") == 1
