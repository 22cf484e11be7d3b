"""The commands within the process of the test: what they print, what they return, what they leave."""

from __future__ import annotations

import json
import logging
import os
import sys
from typing import TYPE_CHECKING

import pytest

from geokg.cli import main
from geokg.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NORWAY = "Norway is a member of NATO. Putin warned Ukraine against joining NATO."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(NORWAY, encoding="utf-8")
    yield tmp_path
    log = logging.getLogger("geokg")
    log.propagate, log.handlers = True, []
    log.setLevel(logging.NOTSET)


@pytest.fixture
def graph(folder: Path) -> Path:
    assert main(["build", "a.txt", "--quiet"]) == 0
    return folder / "output"


def test_build_says_nothing_where_it_is_quiet(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert capsys.readouterr() == ("", "")
    assert (graph / "graph.ttl").stat().st_size


def test_build_names_what_it_skips(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "b.txt").write_text("")
    assert main(["build", "a.txt", "b.txt", "--json", "--base", "https://example.org/"]) == 1
    said = capsys.readouterr()
    summary = json.loads(said.out)
    assert (summary["articles"], summary["facts"]) == (1, 2)
    assert summary["skipped"][0]["where"] == "b.txt"
    assert said.err.startswith("geokg: skipped b.txt: empty")
    assert "https://example.org/actor/" in (folder / "output" / "graph.nq").read_text(encoding="utf-8")


def test_a_build_of_nothing_leaves_the_graph_that_stands(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (graph / "graph.nq").read_bytes()
    (graph.parent / "b.txt").write_text(" ")
    assert main(["build", "b.txt"]) == 2
    assert "no article could be read" in capsys.readouterr().err
    assert (graph / "graph.nq").read_bytes() == before


def test_the_environment_is_a_setting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOKG_OUTPUT", "elsewhere")
    assert main(["build", "a.txt", "-q"]) == 0
    assert (folder / "elsewhere" / "graph.ttl").exists()


@pytest.mark.parametrize(
    ("form", "beginning"), [("jsonl", '{"id": "claim/'), ("table", "subject   ")], ids=["jsonl", "table"]
)
def test_extract(form: str, beginning: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "a.txt", "--format", form]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(beginning)
    assert len(lines) == 3 + 2 * (form == "table")


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["query", "--list"], "who-warned-whom"),
        (["query", "who warned whom"], "Vladimir Putin"),
        (["query", "members", "-p", "organization=NATO", "-f", "csv"], "Norway,NATO"),
        (["query", "ASK { actor:norway ?p ?o }", "-f", "json"], '"boolean": true'),
        (["query", "own.rq", "-f", "tsv"], "?o\n"),
        (["config", "show"], "min_confidence  0.8"),
        (["relations"], "headOfStateOf"),
        (["actors", "Moscow warned the US president.", "--date", "2024-04-05", "-f", "csv"], "president,joe-biden,"),
        (
            ["actors", "Moscow spoke.", "-f", "csv"],
            'metonym,"a capital, for the government of Russia; nothing bears out Soviet Union"',
        ),
        (
            ["query", "who led", "-p", "of=Norway", "-p", "when=2019", "-f", "csv"],
            "Erna Solberg,prime minister,Norway,",
        ),
        (
            ["query", "memberships", "-p", "organization=NATO", "-p", "when=1950", "-f", "csv"],
            "Norway,NATO,1949-08-24,",
        ),
    ],
)
def test_what_is_asked_is_printed(
    graph: Path, args: list[str], expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (graph.parent / "own.rq").write_text("SELECT ?o { actor:norway relation:memberOf ?o }")
    assert main(args) == 0
    said = capsys.readouterr()
    assert expected in said.out.replace("   ", "  ")
    assert said.err == ""


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ([], "Usage: geokg"),
        (["query"], "geokg: error: no question"),
        (["actors"], "geokg: error: nothing to do; give a TEXT, --check or --export FILE"),
        (["actors", "--export", "a.rdf"], "geokg: error: a.rdf: actors are written as .ttl or .nt"),
        (["query", "who led", "-p", "when=soon"], "geokg: error: when: 'soon' is no period; write it as YYYY"),
        (["query", "facts", "-f", "xls"], "geokg: error: format 'xls' not known; take one of table"),
        (["query", "facts", "-p", "actor"], "geokg: error: 'actor' is no parameter; write NAME=VALUE"),
        (["query", "nowhere.rq"], "geokg: error: nowhere.rq: cannot be read"),
        (["query", "facts", "-o", "nowhere"], "geokg: error: nowhere"),
        (["build", "a.txt", "--max-bytes", "many"], "geokg: error: Invalid value for '--max-bytes'"),
        (["--debug", "build", "b.txt"], "Traceback"),
        (["build", "b.txt", "--debug"], "Traceback"),
    ],
)
def test_wrong_use(graph: Path, args: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(message)


def test_a_mistake_of_our_own_says_how_to_report_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("geokg.relations.load_relations", lambda: 1 / 0)
    assert main(["relations"]) == 70
    assert "ZeroDivisionError" in (said := capsys.readouterr().err)
    assert "--debug" in said
    assert len(said.splitlines()) == 1


def test_an_interrupt_is_no_traceback(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geokg.relations.load_relations", interrupt)
    assert main(["relations"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_bad_date_in_an_article_is_a_warning(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "c.md").write_text(f"---\ndate: tomorrow\n---\n{NORWAY}")
    assert main(["extract", "c.md"]) == 0
    assert capsys.readouterr().err.startswith("geokg: warning: c.md")


def test_a_shell_completes_the_named_questions() -> None:
    from typer.main import get_command

    (question, *_) = get_command(app).commands["query"].params  # type: ignore[attr-defined]
    found = [item.value for item in question.shell_complete(None, "who")]
    assert found == ["who-denies-what", "who-is", "who-led", "who-quotes-whom", "who-warned-whom"]


def test_nobody_reads_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["relations"]) == 0
        monkeypatch.undo()


def test_actors_are_checked(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = graph.parent / "mine.csv"
    mine.write_text("id,label,kind,iso3,start,end\nbad,Bad,Person,XYZ,,\n", "utf-8")
    assert main(["actors", "--check", "--actors", str(mine)]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("bad: iso3 XYZ is of no country in the files\n", "")


def test_actors_are_exported_and_read_again(graph: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["actors", "--export", "all.ttl"]) == 0
    assert main(["actors", "Moscow spoke.", "--actors", "all.ttl", "-f", "csv"]) == 0
    assert "Moscow,russia,Russia,Country" in capsys.readouterr().out


def test_articles_in_other_languages_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    german = "Der Präsident von Finnland sagte am Montag, dass sein Land den Nachbarn mehr Hilfe schicken werde. " * 3
    for name in ("b.txt", "c.txt"):
        (folder / name).write_text(name + german, encoding="utf-8")
    assert main(["build", "a.txt", "b.txt", "c.txt"]) == 1
    assert "articles that are not English: 2" in capsys.readouterr().err
