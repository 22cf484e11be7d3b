"""Wire copies are read once, and what is said of them is what a reader would have said."""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from geokg.builds import build
from geokg.builds.twins import retold, twins
from geokg.builds.work import read_here
from geokg.config import Settings
from geokg.gazetteer import load_gazetteer
from geokg.model import Article
from geokg.pipeline import load_reader
from geokg.relations import load_relations
from tests.builds.news import contents, story

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.pipeline import Reader

#: A text with all that may stand in a statement: times, places, speakers, contents, repeats, and people of one name.
BODY = (
    "Norway warned Russia on Tuesday against attacking Finland in Helsinki.\n\n"
    "“We will support Finland,” Gormund said, and Gormund told reporters that Norway had recognised Kosovo.\n\n"
    "Reuters reported that Kyiv said Russia had shelled Kharkiv on Sunday. Sergeant Gormund accused Russia of lying.\n\n"
    "In Lima, Gormund praised Peru. Mayor Velasque met Gormund, and Velasque thanked Norway.\n\n"
    "Norway warned Russia on Tuesday against attacking Finland in Helsinki, again."
)
FRAMES = [
    "{}", "KYIV, April 5 (Reuters) - {}", "# {}", "{}\n\nREAD MORE: Peru left", "Advertisement\n\n{}\n\nSource: Reuters", "{} | World | News",
    "\r\n  {}  \r\n", "{}\n\nSign up for our newsletter.",
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(extractors=())


def test_a_twin_is_told_what_a_reader_says_of_it(reader: Reader) -> None:
    bodies = (BODY, BODY.replace("“", '"').replace("”", '"'))
    articles = [Article(frame, frame.format(body)) for frame in FRAMES for body in bodies]
    readings = [read_here(reader, [article])[0] for article in articles]
    assert twins(articles) == {articles[0].key: [article.key for article in articles[1:]]}
    assert len(readings[0].lines) > 5
    assert '"id": "x-gormund' in "".join(readings[0].lines)
    assert '"repeats": [[' in "".join(readings[0].lines)
    relations, known = load_relations(), load_gazetteer()
    for (one, first), (other, second) in permutations(zip(articles, readings, strict=True), 2):
        assert retold(first, one, other, relations, known) == second


@pytest.mark.parametrize("change", [("Tuesday", "Monday"), ("Norway", "Sweden"), ("again", "once more")])
def test_what_differs_is_no_twin(change: tuple[str, str]) -> None:
    one, other = Article("a", BODY), Article("b", BODY.replace(*change))
    assert twins([one, other]) == {one.key: [], other.key: []}


def test_a_build_reads_copies_once_in_any_order(tmp_path: Path) -> None:
    texts = [frame.format(story(n)) for n in range(3) for frame in FRAMES[:5]]
    for name, order in (("a", texts), ("b", texts[::-1])):
        rows = [{"text": text, "source": f"Outlet {texts.index(text)}", "published": "2024-04-05"} for text in order]
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    outcomes = [build([tmp_path / f"{n}.jsonl"], Settings(output=tmp_path / n, plugins=False)) for n in "ab"]
    assert [(o.articles, o.read, o.copies) for o in outcomes] == [(15, 15, 12), (15, 15, 12)]
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    (tmp_path / "one.jsonl").write_text((tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()[0] + "\n")
    build([tmp_path / "one.jsonl"], Settings(output=tmp_path / "c", plugins=False))
    build([tmp_path / "a.jsonl"], Settings(output=tmp_path / "c", plugins=False))  # the same, bit by bit
    assert contents(tmp_path / "c") == contents(tmp_path / "a")
