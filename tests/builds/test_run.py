"""Builds that are run again: only what is new is read, and the end is that of a build anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geokg.builds import Outcome, build, ledger_of
from geokg.builds.lock import locked
from geokg.config import Settings
from geokg.errors import StoreError
from tests.builds.news import contents, story, write_news

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def news(tmp_path: Path) -> Path:
    write_news(tmp_path / "news", 5, 3)
    return tmp_path / "news"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def run(news: Path, output: Path, **options: Any) -> Outcome:
    return build([news], Settings(output=output, plugins=False), **options)


def anew(news: Path, output: Path, **options: Any) -> dict[str, bytes]:
    """What a build makes that knows nothing of another."""
    run(news, output.parent / "anew", **options)
    return contents(output.parent / "anew")


def test_a_second_run_has_nothing_to_do(news: Path, output: Path) -> None:
    first = run(news, output)
    before = contents(output)
    assert (first.articles, first.read, first.written) == (8, 8, True)
    assert first.statements > 8
    second = run(news, output)
    assert (second.articles, second.read, second.written) == (8, 0, False)
    assert (second.statements, second.facts, second.triples) == (first.statements, first.facts, first.triples)
    assert contents(output) == before


def test_only_what_is_new_or_changed_is_read(news: Path, output: Path) -> None:
    run(news, output)
    (news / "new.txt").write_text(story(77), encoding="utf-8")
    assert run(news, output).read == 1
    (news / "000.txt").write_text(story(78), encoding="utf-8")
    again = run(news, output)
    assert (again.read, again.removed, again.articles) == (1, 1, 9)
    assert contents(output) == anew(news, output)


def test_a_line_that_changed_costs_no_other_line(news: Path, output: Path) -> None:
    run(news, output)
    lines = (news / "lines.jsonl").read_text(encoding="utf-8").splitlines()
    changed = json.dumps({**json.loads(lines[1]), "text": story(79)})
    (news / "lines.jsonl").write_text("\n".join([lines[2], changed, lines[0]]), encoding="utf-8")
    assert run(news, output).read == 1
    assert contents(output) == anew(news, output)


def test_what_is_gone_is_taken_out_unless_it_shall_be_kept(news: Path, output: Path) -> None:
    run(news, output)
    whole = contents(output)
    text = (news / "003.txt").read_text(encoding="utf-8")
    (news / "003.txt").unlink()
    assert run(news, output, keep_removed=True).articles == 8
    assert contents(output) == whole
    assert (run(news, output).removed, len(contents(output))) == (1, 5)
    assert contents(output) == anew(news, output)
    (news / "003.txt").write_text(text, encoding="utf-8")
    run(news, output)
    assert contents(output) == whole


def test_a_change_of_geokg_reads_all_anew_and_says_what_changed(news: Path, output: Path) -> None:
    run(news, output)
    with ledger_of(output) as ledger:
        made_with = json.loads(ledger.setting("reader") or "")
        older = json.dumps({**made_with, "lexicon": "older"}, sort_keys=True)
        ledger.keep("reader", older)
        ledger._db.execute("UPDATE article SET reader = ?", (older,))
    again = run(news, output)
    assert (again.read, again.changed) == (8, ["lexicon"])


def test_a_changed_setting_of_the_graph_reads_nothing(news: Path, output: Path) -> None:
    run(news, output)
    other = build([news], Settings(output=output, plugins=False, base="https://example.org/"))
    assert (other.read, other.written) == (0, True)
    assert b"https://example.org/claim/" in contents(output)["graph.nq"]


@pytest.mark.parametrize("name", ["lines.jsonl", "The Line"])
def test_what_is_retracted_stays_out_until_it_is_restored(news: Path, output: Path, name: str) -> None:
    run(news, output)
    whole = contents(output)
    name = str(news / name) if name.endswith("l") else name
    with ledger_of(output) as ledger:
        assert len(ledger.named(name)) == 3
        ledger.retract(name)
    assert run(news, output).articles == 5
    with ledger_of(output) as ledger:
        assert ledger.restore(name)
        assert not ledger.restore(name)
    assert run(news, output).read == 0
    assert contents(output) == whole


def test_files_that_are_not_whole_are_written_again(news: Path, output: Path) -> None:
    run(news, output)
    whole = contents(output)
    (output / "graph.ttl").write_text("half", encoding="utf-8")
    assert run(news, output).written
    assert contents(output) == whole


def test_a_second_builder_is_kept_out(news: Path, output: Path) -> None:
    with locked(output, output / ".geokg"), pytest.raises(StoreError, match="another build is at work"):
        run(news, output)
    assert run(news, output).articles == 8


def test_neither_the_order_of_paths_nor_the_number_of_jobs_changes_a_byte(news: Path, output: Path) -> None:
    write_news(news, 70)
    expected = anew(news, output)
    files = sorted(news.iterdir(), reverse=True)
    outcome = build(files, Settings(output=output, plugins=False), jobs=2)
    assert (outcome.articles, outcome.read) == (73, 73)
    assert contents(output) == expected


def test_a_copy_is_told_and_kept_once(news: Path, output: Path) -> None:
    (news / "copy.txt").write_bytes((news / "002.txt").read_bytes())
    outcome = run(news, output)
    assert outcome.articles == 8
    assert [skipped.reason for skipped in outcome.skipped] == [f"the same text as {news / '002.txt'}, which was read"]


def test_a_ledger_of_another_version_is_refused(output: Path) -> None:
    with ledger_of(output) as ledger:
        ledger._db.execute("PRAGMA user_version=99")
    with pytest.raises(StoreError, match="delete it"):
        ledger_of(output)


def test_what_is_left_out_of_a_text_is_recorded(news: Path, output: Path) -> None:
    (news / "promo.txt").write_text(f"{story(5)}\nREAD MORE: Norway left\n\nAdvertisement\n", encoding="utf-8")
    run(news, output)
    with ledger_of(output) as ledger:
        found = [(article.text[start:end].strip(), rule) for article, start, end, rule in ledger.dropped()]
    assert found == [("READ MORE: Norway left", "prefixes"), ("Advertisement", "lines")]
