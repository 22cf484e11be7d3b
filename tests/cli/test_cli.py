"""The command line as a user meets it: the real program, its streams and its exit codes."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMANDS = [
    "",
    "build",
    "fetch",
    "shards",
    "extract",
    "export",
    "validate",
    "load",
    "dump",
    "diff",
    "tables",
    "analyse",
    "report",
    "query",
    "serve",
    "relations",
    "actors",
    "config",
    "config show",
    "store",
    "store info",
    "store optimize",
    "store backup",
]
NORWAY = "Norway is a member of NATO. Putin warned Ukraine against joining NATO."


def geokg(*args: str, cwd: Path, stdin: str | None = None, **environ: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GEOKG_")}
    return subprocess.run(
        [sys.executable, "-m", "geokg", *args],
        cwd=cwd, input=stdin, capture_output=True, text=True, encoding="utf-8", env=clean | environ, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article that was built into ``output``."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "a.txt").write_text(NORWAY, encoding="utf-8")
    done = geokg("build", "a.txt", "--date", "2024-04-05", cwd=folder)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "1 article," in done.stderr
    return folder


def test_build_writes_all_files(built: Path) -> None:
    names = {path.name for path in (built / "output").iterdir()}
    assert names == {
        "graph.ttl",
        "graph.trig",
        "graph.nq",
        "graph.html",
        "statements.jsonl",
        "store",
        "manifest.json",
        ".geokg",
    }
    assert "relation:memberOf actor:nato" in (built / "output" / "graph.ttl").read_text(encoding="utf-8")


def test_build_tells_its_summary_as_json(built: Path) -> None:
    (built / "empty.txt").write_text("", encoding="utf-8")
    done = geokg("build", "a.txt", "empty.txt", "--json", "-q", "-o", "other", cwd=built)
    summary = json.loads(done.stdout)
    assert done.returncode == 1
    assert summary["articles"] == 1
    assert [skipped["where"] for skipped in summary["skipped"]] == ["empty.txt"]
    assert "skipped empty.txt" in done.stderr
    assert all((built / name).exists() for name in summary["files"])


def test_extract_keeps_the_contract(built: Path) -> None:
    record = json.dumps({"id": "n1", "title": "T", "text": NORWAY, "published": "2024-04-05"})
    done = geokg("extract", "-", cwd=built, stdin=record)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert (done.returncode, done.stderr) == (0, "")
    member, warning, joining = lines
    assert list(member) == [
        "id",
        "article",
        "subject",
        "relation",
        "object",
        "status",
        "speaker",
        "via",
        "about",
        "time",
        "place",
        "confidence",
        "evidence",
        "repeats",
        "extractor",
    ]
    assert member["article"] == {"id": "n1", "title": "T", "published": "2024-04-05"}
    assert member["subject"] == {
        "id": "norway",
        "label": "Norway",
        "kind": "Country",
        "iso3": "NOR",
        "sector": "GOV",
        "wikidata": "Q20",
    }
    assert (warning["relation"]["type"], warning["about"]) == ("THREATEN", joining["id"])
    assert (joining["status"], joining["speaker"]["label"]) == ("possible", "Vladimir Putin")
    for line in lines:
        evidence = line["evidence"]
        assert NORWAY[evidence["start"] : evidence["end"]] == evidence["quote"]
        assert evidence["start"] <= evidence["trigger"][0] < evidence["trigger"][1] <= evidence["end"]


def test_extract_as_a_table(built: Path) -> None:
    done = geokg("extract", "a.txt", "--format", "table", cwd=built)
    assert "Norway" in done.stdout
    assert "is a member of" in done.stdout


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json"])
def test_query_in_each_format(built: Path, form: str) -> None:
    done = geokg("query", "who warned whom", "--format", form, cwd=built)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Vladimir Putin" in done.stdout
    if form == "json":
        assert json.loads(done.stdout)["results"]["bindings"]


def test_query_from_a_file_with_parameters_and_as_turtle(built: Path) -> None:
    (built / "q.rq").write_text("SELECT ?o { GRAPH ?g { actor:norway relation:memberOf ?o } }", encoding="utf-8")
    assert "nato" in geokg("query", "q.rq", cwd=built).stdout
    members = geokg("query", "members", "-p", "organization=NATO", "-f", "csv", cwd=built)
    assert members.stdout.splitlines() == ["member,memberOf", "Norway,NATO"]
    done = geokg("query", "CONSTRUCT { ?s ?p ?o } { GRAPH ?g { ?s ?p ?o . ?s ?p actor:nato } }", "-f", "ttl", cwd=built)
    assert "nato" in done.stdout


def test_lists(built: Path) -> None:
    assert "who-warned-whom" in geokg("query", "--list", cwd=built).stdout
    rows = list(csv.DictReader(geokg("relations", "--format", "csv", cwd=built).stdout.splitlines()))
    assert {"warns", "joins", "headOfStateOf"} <= {row["relation"] for row in rows}
    (warns,) = (r for r in json.loads(geokg("relations", "-f", "json", cwd=built).stdout) if r["relation"] == "warns")
    assert (warns["label"], warns["cameo"], warns["intensity"]) == ("warns", "130", -4.4)
    head = geokg("relations", cwd=built).stdout.splitlines()[0]
    assert head.split() == ["relation", "family", "cameo", "intensity", "definition"]
    found = json.loads(
        geokg("actors", "Moscow warned the US president.", "--date", "2024-04-05", "-f", "json", cwd=built).stdout
    )
    assert {(row["text"], row["actor"]) for row in found} >= {("Moscow", "russia"), ("president", "joe-biden")}


def test_config_names_the_origin(built: Path) -> None:
    (built / "sub").mkdir(exist_ok=True)
    (built / "sub" / "geokg.toml").write_text("max_bytes = 5\n")
    done = geokg("config", "show", "-f", "json", cwd=built / "sub", GEOKG_MIN_CONFIDENCE="0.7")
    rows = {row["setting"]: row for row in json.loads(done.stdout)}
    assert (rows["max_bytes"]["value"], Path(rows["max_bytes"]["origin"]).name) == ("5", "geokg.toml")
    assert (rows["min_confidence"]["value"], rows["min_confidence"]["origin"]) == ("0.7", "GEOKG_MIN_CONFIDENCE")
    assert rows["model"]["origin"] == "default"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["build", "b.txt"], r"b\.txt: no such file or folder; did you mean .*a\.txt"),
        (["build"], "PATHS|Missing argument"),
        (["bulid", "a.txt"], "(?i)no such command.*bulid"),
        (["build", "a.txt", "--model", "en_huge"], "en_huge.*not installed"),
        (["build", "a.txt", "--base", "nonsense"], "base.*IRI"),
        (["build", "a.txt", "--date", "tomorrow"], "date"),
        (["build", "a.txt", "--actors", "nobody.csv"], "nobody.csv"),
        (["extract", "a.txt", "--format", "xml"], "xml"),
        (["query", "who warns", "-o", "nowhere"], "geokg build"),
        (["query", "who-warnd-whom"], "did you mean"),
        (["query", "SELECT ?x {"], "line 1"),
        (["query", "who warned whom", "-f", "xls"], "take one of table"),
        (["query", "who warned whom", "-p", "subject"], "NAME=VALUE"),
        (["query", "missing.rq"], "missing.rq: cannot be read"),
        (["query"], "no question"),
        (["query", "DELETE WHERE { ?s ?p ?o }"], "DELETE is refused"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(built: Path, args: list[str], message: str) -> None:
    done = geokg(*args, cwd=built)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert re.search(message, line), line
    assert not (built / "nowhere").exists()


def test_debug_shows_the_traceback(built: Path) -> None:
    done = geokg("build", "b.txt", "--debug", cwd=built)
    assert done.returncode == 2
    assert "Traceback" in done.stderr


def test_nothing_is_left_after_a_failure(built: Path) -> None:
    (built / "german.txt").write_text(
        "Der Präsident sagte am Montag, dass sein Land den Nachbarn mehr Hilfe schicken werde. " * 4
    )
    done = geokg("build", "german.txt", "-o", "failed", cwd=built)
    assert done.returncode == 2
    assert "not English" in done.stderr
    assert not (built / "failed").exists()


@pytest.mark.parametrize("command", ["", "config"])
def test_no_command_is_wrong_use_and_shows_the_help(built: Path, command: str) -> None:
    done = geokg(*command.split(), cwd=built)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Commands:" in done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_each_help_has_an_example(built: Path, command: str) -> None:
    done = geokg(*command.split(), "--help", cwd=built)
    assert done.returncode == 0
    assert re.search(rf"Examples:\n +.*geokg {command}", done.stdout)


def test_help_is_instant_and_loads_nothing_heavy(built: Path) -> None:
    best = 9.0
    for _ in range(5):
        begun = time.perf_counter()
        assert geokg("--help", cwd=built).returncode == 0
        best = min(best, time.perf_counter() - begun)
    assert best < 0.4
    code = (
        "import sys; from geokg.cli import main; main(['--help']); "
        "heavy = {'spacy', 'numpy', 'pyoxigraph', 'rdflib', 'networkx', 'rich.console', 'yaml'} & set(sys.modules); "
        "sys.exit(','.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr == ""


@pytest.mark.parametrize("command", ["relations -f csv", "query facts -f csv", "extract many.jsonl"])
def test_a_closed_pipe_is_no_error(built: Path, command: str) -> None:
    (built / "many.jsonl").write_text("".join(f'{{"text": "Norway warned Russia {n} times."}}\n' for n in range(40)))
    line = f"{sys.executable} -m geokg {command} | (exec <&-; sleep 0.1); echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", line], cwd=built, capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout) == ("", "0\n")


def test_version_and_completion(built: Path) -> None:
    assert re.fullmatch(r"geokg \d+\.\d+\.\d+\n", geokg("--version", cwd=built).stdout)
    assert "--install-completion" in geokg("--help", cwd=built).stdout
    words = {"_GEOKG_COMPLETE": "complete_bash", "COMP_WORDS": "geokg query who", "COMP_CWORD": "2"}
    assert geokg(cwd=built, **words).stdout.split() == [
        "who-denies-what",
        "who-is",
        "who-led",
        "who-quotes-whom",
        "who-warned-whom",
    ]


def test_verbose_says_how_long_it_took(built: Path) -> None:
    done = geokg("-v", "extract", "a.txt", cwd=built)
    assert re.fullmatch(r"geokg: info: extracted in \d+\.\d s\n", done.stderr)


def test_the_reference_is_up_to_date() -> None:
    script = ROOT / "scripts" / "write_cli_reference.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
