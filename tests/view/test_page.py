from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest

from geokg.view import render
from tests.view.samples import gold_statements, statement


def embedded(html: str) -> dict[str, list[dict[str, object]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    data: dict[str, list[dict[str, object]]] = json.loads(found[1])
    return data


def test_the_same_statements_give_the_same_page() -> None:
    assert render(gold_statements()) == render(gold_statements())


def test_the_page_names_nothing_to_fetch() -> None:
    html = render([statement()])
    tags = re.sub(r"<script.*?</script>|<style>.*?</style>", "", html, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="(?!data:)', tags) == []
    assert "@import" not in html and "url(" not in re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)


def test_the_policy_allows_the_scripts_of_the_page_only() -> None:
    html = render([statement()])
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    told = policy[1].replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 2 and told.startswith("default-src 'none'")
    for text in (*scripts, *re.findall(r"<style>(.*?)</style>", html, re.DOTALL)):
        assert b64encode(sha256(text.encode()).digest()).decode() in told


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!--<script>", "&quot;<img src=x>", "a\u2028b\u2029c"]
)
def test_text_cannot_leave_the_data(hostile: str) -> None:
    html = render([statement(subject=hostile, title=hostile, source=hostile)], title=hostile)
    bare = render([])
    assert all(html.count(part) == bare.count(part) for part in ("<script", "</script", "<!--", "<img"))
    data = embedded(html)
    assert data["actors"][0]["label"] == hostile
    assert data["articles"][0]["title"] == hostile


def test_no_statements_give_a_page_too() -> None:
    data = embedded(render([]))
    assert data["statements"] == data["actors"] == []


def test_a_title_with_half_a_character_can_be_written() -> None:
    render([], title="a\ud800b").encode("utf-8")
