"""The command that asks, and those that look after the store, on a graph whose answers are known."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from geokg.cli import main
from geokg.cli.limit import within
from geokg.errors import QueryError
from geokg.graph import Graph
from tests.known import ARTICLES, STATEMENTS

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Graph.from_statements(ARTICLES, STATEMENTS, run={"min_confidence": "0.1"}).save("output")
    return tmp_path


def asked(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    assert main(["query", *args]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize(
    "args",
    [
        ["warns", "--subject", "Norland", "--since", "2024-03-02"],
        ["warns", "--since=2024-03-02", "--subject=Norland"],
        ["--since", "2024-03-02", "--subject", "Norland", "warns"],
        ["warns", "-p", "subject=Norland", "--since", "2024-03-02", "--param", "object=Sudria"],
        ["warns", "--timeout", "60", "--subject", "Norland", "--since", "2024-03-02"],
        ["--subject", "Norland", "--since", "2024-03-02", "--", "warns"],
    ],
)
def test_options_that_are_none_of_the_command_are_parameters(
    args: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = asked(capsys, "-f", "csv", *args).splitlines()[1:]
    assert rows == ["Norland,warns,Sudria,asserted,,2024-03-02,Norland again warned Sudria."]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["warns", "--subject"], "--subject needs a value; write --subject VALUE"),
        (["warns", "--subject", "--since", "2024-01-01"], "--subject needs a value"),
        (["warns", "--subjekt", "Norland"], "No such option: --subjekt"),
        (["actors", "--subject", "Norland"], "actors: no parameter 'subject'; it takes none"),
        (["SELECT * { ?s ?p ?o }", "--subject", "Norland"], "subject: only named questions take parameters"),
        (["facts", "--timeout", "0"], "Invalid value for '--timeout'"),
        (["facts", "--endpoint", "localhost"], "localhost: no address of an endpoint"),
        ([ENDLESS, "--timeout", "0.5"], "no answer within 0.5 s; ask for less, or give it more time by --timeout"),
        (["fcts", "--timeout", "30"], "'fcts': no such question, and not SPARQL; did you mean facts"),
    ],
)
def test_mistakes_are_told_in_a_line(args: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", *args]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("geokg: error: ")
    assert message in said.err
    assert said.err.count("\n") == 1


def test_a_value_may_begin_with_dashes_behind_a_sign_of_equality(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "who-quotes-whom", "--source=--x"]) == 0
    assert "source" in capsys.readouterr().out


def test_a_formula_is_made_harmless_unless_raw(capsys: pytest.CaptureFixture[str]) -> None:
    question = ("SELECT ('=1+1' AS ?a) (-5 AS ?b) { }", "-f", "csv")
    assert asked(capsys, *question) == "a,b\r\n'=1+1,-5\r\n"
    assert asked(capsys, *question, "--raw") == "a,b\r\n=1+1,-5\r\n"


def test_xml(capsys: pytest.CaptureFixture[str]) -> None:
    out = asked(capsys, "ASK { actor:norland ?p ?o }", "-f", "xml")
    assert "<boolean>true</boolean>" in out


def test_what_is_explained_can_be_asked_of_pyoxigraph_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = asked(capsys, "dyad", "--subject", "Sudria", "--object", "Norland", "--explain", "--timeout", "60")
    assert re.match(r"# parameters bound in [\d.]+ ms\n# 3 rows in [\d.]+ ms\nPREFIX ", out)
    assert "VALUES ?subject { <https://w3id.org/geokg/actor/sudria> }" in out
    store = pyoxigraph.Store.read_only(str(folder / "output" / "store"))
    assert len(list(store.query(out, use_default_graph_as_union=True))) == 3  # type: ignore[arg-type]


def running(session: int) -> list[list[str]]:
    """Who runs of a session, but for the dead whom nobody buried."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("no /proc here that tells which processes run")
    stats = [_stat(folder) for folder in Path("/proc").iterdir() if folder.name.isdigit()]
    return [stat for stat in stats if stat and int(stat[3]) == session and stat[0] != "Z"]


def wait_until(number: range, session: int) -> None:
    """Wait until so many of a session run."""
    for _ in range(300):
        if len(running(session)) in number:
            return
        time.sleep(0.1)
    raise AssertionError(running(session))


def _stat(folder: Path) -> list[str]:
    """State, parent, group, session and more of a process; nothing where it has ended meanwhile."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def test_time_is_over_for_the_query_and_its_process(folder: Path) -> None:
    begun = time.monotonic()
    command = [sys.executable, "-m", "geokg", "query", ENDLESS, "--timeout", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        _, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (
        2,
        "geokg: error: no answer within 1 s; ask for less, or give it more time by --timeout\n",
    )
    assert time.monotonic() - begun < 30
    wait_until(range(1), process.pid)


@pytest.mark.parametrize(("way", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_who_is_interrupted_leaves_no_process(folder: Path, way: signal.Signals, code: int) -> None:
    command = [sys.executable, "-m", "geokg", "query", ENDLESS, "--timeout", "100"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        wait_until(range(3, 9), process.pid)  # itself, the one that asks, and a helper of multiprocessing
        time.sleep(1)
        os.kill(process.pid, way)
        process.communicate(timeout=30)
    assert process.returncode == code
    wait_until(range(1), process.pid)


def test_within_gives_what_the_work_gives_and_raises() -> None:
    assert within(60, divmod, 7, 2) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        within(60, divmod, 7, 0)
    with pytest.raises(QueryError, match="the process that was to answer is gone"):
        within(60, os._exit, 1)


def test_store_info(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["store", "info", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    size = sum(file.stat().st_size for file in Path("output/store").iterdir())
    graph = Graph.open("output")
    assert told == {
        "folder": str(Path("output", "store")),
        "base": "https://w3id.org/geokg/",
        "quads": len(graph),
        "graphs": 7,
        "articles": 3,
        "claims": 10,
        "facts": 4,
        "actors": 5,
        "size": size,
        "run": ["min_confidence=0.1"],
    }
    assert main(["store", "info"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines if line.startswith(("claims", "quads"))] == [
        ["quads", f"{len(graph):,}"],
        ["claims", "10"],
    ]


def test_a_backup_can_be_asked_and_is_not_overwritten(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["store", "backup", "--to", "deep/yesterday"]) == 0
    assert "geokg query -o deep/yesterday" in capsys.readouterr().err
    assert set(Graph.open("deep/yesterday").store) == set(Graph.open("output").store)
    assert main(["store", "backup", "--to", "deep/yesterday"]) == 2
    assert "something stands there already" in capsys.readouterr().err
    assert main(["store", "backup", "-q"]) == 0
    assert capsys.readouterr() == ("", "")
    assert len(Graph.open("output-backup")) == len(Graph.open("output"))


def test_an_optimised_store_holds_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    before = set(Graph.open("output").store)
    assert main(["store", "optimize"]) == 0
    assert capsys.readouterr().err == f"geokg: optimised {Path('output', 'store')}\n"
    assert set(Graph.open("output").store) == before


@pytest.mark.parametrize("command", [["optimize"], ["backup"]])
def test_a_second_writer_is_told_in_a_line(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    writer = pyoxigraph.Store("output/store")
    assert main(["store", *command]) == 2
    said = capsys.readouterr().err
    assert "output/store: another process is writing to this store; wait for it to end" in said
    assert said.count("\n") == 1
    del writer


@pytest.mark.parametrize("command", ["info", "optimize", "backup"])
def test_no_store_is_told_in_a_line(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["store", command, "-o", "nowhere"]) == 2
    assert "no graph is stored there; run `geokg build` first" in capsys.readouterr().err
    assert not Path("nowhere").exists()
