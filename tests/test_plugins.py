"""Plug-ins as their authors ship them: modules with a real ``dist-info``, found by their entry points."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import geokg
from geokg.annotate import load_model
from geokg.cli import main
from geokg.extraction import load_extractor
from geokg.model import Actor, Article, Evidence, Kind, PlaceSpan, Skipped, Span, Statement, Status, TimeSpan
from geokg.plugins import BUILT_IN, Plugin, as_plugins, load_plugins
from geokg.plugins.checks import Ground, find_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geokg.document import Document
    from geokg.pipeline import Reader

DOCS = Path(__file__).parents[1] / "docs" / "plugins.md"
TEXT = "Norway is a member of NATO. Oslo-Kyiv axis: Ukraine, Poland."
ARTICLE = Article("a.txt", TEXT)
#: The article as messages name it: by its id, and for people by how it begins.
WHERE = "a.txt ('Norway is a member of NATO. Oslo-Kyiv ax…')"
RELATIONS = geokg.load_relations()

#: What bad plug-ins start from: "Norway supports Ukraine", as a plug-in that keeps to the rules would say it.
GOOD = """
from dataclasses import replace
from geokg import *

SUPPORTS = load_relations()["supports"]

def good(document):
    article = document.article
    actors = {mention.actor.id: mention.actor for mention in document.mentions.values()}
    start = article.text.index("axis")
    span = Span(start, start + len("axis: Ukraine"))
    evidence = Evidence(article, span, "axis: Ukraine", Span(start, start + 4), "")
    yield Statement(actors["norway"], SUPPORTS, actors["ukraine"], Status.POSSIBLE, evidence)

def _with(document, **changes):
    (statement,) = good(document)
    return replace(statement, evidence=replace(statement.evidence, **changes))
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Puts a distribution of one module with its entry points on the path, as an installer would."""
    modules: list[str] = []

    def put(source: str, entry_points: dict[str, str], *, name: str = "geokg-mine", version: str = "1.2") -> Path:
        module, folder = name.replace("-", "_"), tmp_path / name
        info = folder / f"{module}-{version}.dist-info"
        info.mkdir(parents=True)
        (folder / f"{module}.py").write_text(source, encoding="utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        lines = [f"{key} = {value}\n" for key, value in entry_points.items()]
        (info / "entry_points.txt").write_text("[geokg.extractors]\n" + "".join(lines))
        monkeypatch.syspath_prepend(folder)
        modules.append(module)
        return folder

    yield put
    for module in modules:
        sys.modules.pop(module, None)


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The article as a file in the working folder; the log is afterwards as it was."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    yield tmp_path / "work"
    log = logging.getLogger("geokg")
    log.propagate, log.handlers = True, []
    log.setLevel(logging.NOTSET)


def read(reader: Reader, *plugins: Plugin, article: Article = ARTICLE) -> tuple[list[Statement], list[Skipped]]:
    """What is found beside what geokg finds, and what is told of."""
    told: list[Skipped] = []
    found = list(geokg.extract([article], reader=replace(reader, plugins=plugins), on_skip=told.append))
    return found, told


def ids(statements: list[Statement]) -> list[tuple[str, str, str | None]]:
    return [(s.subject.id, s.relation.id, s.object.id if s.object else None) for s in statements]


BUILT_IN_ONLY = [("norway", "memberOf", "nato")]
BOTH = [*BUILT_IN_ONLY, ("norway", "supports", "ukraine")]


# -- the example of the page -------------------------------------------------------------------------------------------


def example() -> tuple[str, dict[str, Any]]:
    """The module and the metadata of ``docs/plugins.md``."""
    page = DOCS.read_text(encoding="utf-8")
    (source, *_), (metadata,) = (
        re.findall(rf"^```{kind}\n(.*?)^```", page, re.M | re.S) for kind in ("python", "toml")
    )
    return source, tomllib.loads(metadata)


@pytest.fixture
def seats(install: Callable[..., Path]) -> Path:
    source, metadata = example()
    project = metadata["project"]
    points = project["entry-points"]["geokg.extractors"]
    return install(source, points, name=project["name"], version=project["version"])


def test_the_example_has_ten_lines() -> None:
    assert len([line for line in example()[0].splitlines() if line]) == 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Geneva-based World Health Organization met.", ("world-health-organization", "locatedIn", "geneva")),
        ("“The Geneva-based WHO erred,” said Putin.", ("world-health-organization", "locatedIn", "geneva")),
        ("Vienna-based OPEC met.", ("opec", "locatedIn", "austria")),
    ],
)
def test_the_example_finds_what_it_promises(
    seats: Path, reader: Reader, text: str, expected: tuple[str, str, str]
) -> None:
    graph = geokg.build([Article("a", text)], reader=replace(reader, plugins=load_plugins()))
    assert expected in graph.facts()
    (claim,) = [s for s in graph.statements() if s.relation.id == "locatedIn"]
    assert (claim.evidence.extractor, claim.confidence) == ("seats", 0.8)
    assert text[claim.evidence.span.start : claim.evidence.span.end] == claim.evidence.quote
    assert claim.evidence.quote.startswith(("Geneva-based", "Vienna-based"))


def test_the_example_says_nothing_that_would_be_refused(seats: Path, reader: Reader) -> None:
    text = "The Brussels-based European Commission and the Geneva-based Kofi Annan met -based Norway.\n\nbased"
    found, told = read(reader, *load_plugins(), article=Article("a", text))
    assert (told, [s for s in found if s.relation.id == "locatedIn"]) == ([], [])


def test_the_program_finds_the_example(seats: Path, article: Path) -> None:
    Path("a.txt").write_text(f"The Geneva-based World Health Organization met. {TEXT}")
    program = shutil.which("geokg", path=str(Path(sys.executable).parent))
    assert program, "geokg is not installed"

    def geokg_extract(*flags: str, environ: dict[str, str] | None = None) -> list[str]:
        environ = {"PYTHONPATH": str(seats)} | (environ or {})
        done = subprocess.run(
            [program, "extract", "a.txt", *flags],
            env=os.environ | environ, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120,
        )  # fmt: skip
        assert done.stderr == ""
        return [json.loads(line)["extractor"] for line in done.stdout.splitlines()]

    assert "seats" in geokg_extract()
    assert "seats" not in geokg_extract("--no-plugins")
    assert "seats" not in geokg_extract(environ={"GEOKG_PLUGINS": "no"})
    assert "seats" in geokg_extract("--plugins", environ={"GEOKG_PLUGINS": "no"})


def test_a_build_keeps_who_took_part_and_fits_the_shapes(seats: Path, reader: Reader, tmp_path: Path) -> None:
    from geokg.rdf.validate import validate

    articles = [Article("a", "The Geneva-based World Health Organization met.", published=date(2024, 4, 5))]
    for name in ("one", "two"):
        graph = geokg.build(articles, tmp_path / name, reader=replace(reader, plugins=load_plugins()))
    assert (tmp_path / "one" / "graph.nq").read_bytes() == (tmp_path / "two" / "graph.nq").read_bytes()
    assert "plugins=seats (geokg-seats 0.1.0)" in _settings_of(graph)
    opened = geokg.Graph.open(tmp_path / "one").statements()
    assert ("locatedIn", "seats") in {(s.relation.id, s.evidence.extractor) for s in opened}
    assert validate(graph.store) == []
    without = geokg.build(articles, reader=replace(reader, plugins=()))
    assert [setting for setting in _settings_of(without) if "plugins" in setting] == []


def _settings_of(graph: geokg.Graph) -> list[str]:
    return [str(row["setting"]) for row in graph.query("SELECT ?setting { GRAPH ?g { ?run geokg:setting ?setting } }")]


def test_the_spacy_component_takes_it_in(seats: Path) -> None:
    text = "The Geneva-based World Health Organization met."
    for config, count in ({}, 1), ({"plugins": False}, 0):
        nlp = load_model()
        nlp.add_pipe("geokg", config=config)
        assert sum(s.relation.id == "locatedIn" for s in nlp(text)._.statements) == count


# -- loading -----------------------------------------------------------------------------------------------------------


def test_nothing_is_loaded_before_it_is_asked_for(install: Callable[..., Path]) -> None:
    install(GOOD, {"b": "geokg_mine:good", "a": "geokg_mine:good"})
    assert "geokg_mine" not in sys.modules
    assert list(map(str, load_plugins())) == ["a (geokg-mine 1.2)", "b (geokg-mine 1.2)"]
    assert "geokg_mine" in sys.modules


@pytest.mark.parametrize(
    ("source", "value", "message"),
    [
        ("import not_there", "geokg_mine:good", r"cannot be loaded: ModuleNotFoundError: .*not_there.* \(geokg_mine\.py, line 1\)"),
        ("def good(:", "geokg_mine:good", "cannot be loaded: SyntaxError"),
        ("1 / 0", "geokg_mine:good", "cannot be loaded: ZeroDivisionError"),
        ("raise ValueError('first\\nsecond')", "geokg_mine:good", "ValueError: first second"),
        ("", "geokg_mine:good", "cannot be loaded: AttributeError"),
        ("", "geokg_yours:good", "cannot be loaded: ModuleNotFoundError: No module named 'geokg_yours';"),
        ("", "no module", "cannot be loaded"),
        ("good = 3", "geokg_mine:good", "is 3; a function of a Document is needed"),
    ],
)  # fmt: skip
def test_what_cannot_be_loaded_stops_the_run(
    install: Callable[..., Path],
    article: Path,
    capsys: pytest.CaptureFixture[str],
    source: str,
    value: str,
    message: str,
) -> None:
    install(source, {"mine": value})
    assert main(["extract", "a.txt"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert re.match(rf"geokg: error: plug-in mine( =)? .*\(geokg-mine 1\.2\) .*{message}", said.err), said.err
    assert said.err.count("\n") == 1
    assert main(["extract", "a.txt", "--no-plugins"]) == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_what_reads_no_statements_needs_no_plugin(
    install: Callable[..., Path], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install("1 / 0", {"mine": "geokg_mine:good"})
    assert main(["actors", "Norway spoke.", "-f", "csv"]) == 0
    assert "Norway,norway" in capsys.readouterr().out


def test_a_file_of_settings_leaves_them_out(install: Callable[..., Path], article: Path) -> None:
    install("1 / 0", {"mine": "geokg_mine:good"})
    Path("geokg.toml").write_text("plugins = false\n")
    assert main(["build", "a.txt", "-q"]) == 0
    assert main(["build", "a.txt", "-q", "--plugins"]) == 2


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_a_name_of_geokg_is_taken(install: Callable[..., Path], name: str) -> None:
    install(GOOD, {name: "geokg_mine:good"})
    with pytest.raises(geokg.PluginError, match=rf"plug-in {name} \(geokg-mine 1\.2\) has the name of an extractor"):
        load_plugins()


def test_the_names_of_geokg_are_those_that_it_signs_with(reader: Reader) -> None:
    articles = geokg.read_articles(DOCS.parents[1] / "seeds" / "articles")
    assert {s.evidence.extractor for s in geokg.extract(articles, reader=replace(reader, plugins=()))} == BUILT_IN


def test_one_name_for_two_is_refused(install: Callable[..., Path]) -> None:
    install(GOOD, {"mine": "geokg_mine:good"})
    install(GOOD, {"mine": "geokg_yours:good"}, name="geokg-yours")
    with pytest.raises(
        geokg.PluginError, match=r"mine \(geokg-mine 1\.2\) and mine \(geokg-yours 1\.2\) have one name"
    ):
        load_plugins()


def test_functions_go_without_a_package() -> None:
    def supports(document: Document) -> list[Statement]:
        return []

    reader = geokg.load_reader(extractors=[supports, Plugin("other", supports)])
    assert list(map(str, reader.plugins)) == ["other", "supports"]
    with pytest.raises(geokg.PluginError, match="plug-ins supports and supports have one name"):
        as_plugins([supports, supports])
    with pytest.raises(geokg.PluginError, match="plug-in str is 'supports'; a function"):
        as_plugins(["supports"])  # type: ignore[list-item]


# -- what is refused ---------------------------------------------------------------------------------------------------


BAD = {
    "yield _with(document, quote='Norway')": "refused, since the quote 'Norway' is not the text at 38-51, which is 'axis: Ukraine'",
    "yield _with(document, quote='axis:  Ukraine')": "refused, since the quote",
    "yield _with(document, span=Span(38, 999))": "refused, since the evidence 38-999 is outside the text, which has 60 characters",
    "yield _with(document, span=Span(-22, 51))": "refused, since the evidence -22-51 is outside the text",
    "yield _with(document, span=Span(51, 38))": "refused, since the evidence 51-38 holds no character",
    "yield _with(document, trigger=Span(38, 38))": "refused, since the trigger 38-38 holds no character",
    "yield _with(document, trigger=Span(0, 6))": "refused, since the trigger 0-6 is outside the evidence 38-51",
    "yield _with(document, article=Article('b', 'axis: Ukraine'))": "refused, since the evidence is of article 'b'",
    "yield _with(document, span=slice(38, 51))": "refused, since evidence.span is of type slice; Span is needed",
    "yield _with(document, quote=None)": "refused, since evidence.quote is of type NoneType; str is needed",
    "yield replace(next(good(document)), relation=replace(SUPPORTS, id='support'))": "refused, since relation 'support' is not in the ontology; did you mean supports?",
    "yield replace(next(good(document)), relation=replace(SUPPORTS, id='!'))": "refused, since relation '!' is not in the ontology; `geokg relations` lists",
    "yield replace(next(good(document)), relation=replace(SUPPORTS, family='AID'))": "refused, since relation 'supports' is not as the ontology has it",
    "yield 'Norway supports Ukraine'": "refused, since it is 'Norway supports Ukraine'; Statement is needed",
    "return next(good(document))\n    yield": None,
    "raise ValueError('no\\nluck')\n    yield": "it raised ValueError: no luck (geokg_mine.py, line 20)",
    "yield next(good(document))\n    raise KeyError('late')": "it raised KeyError: 'late' (geokg_mine.py, line 21)",
    "return document.mentions[99]": "it raised KeyError: 99 (geokg_mine.py, line 20)",
    "return None": "it returned a NoneType; an iterable of statements is needed",
    "return next(good(document))": "it returned a Statement; an iterable of statements is needed",
}  # fmt: skip


@pytest.mark.parametrize("body", BAD)
def test_what_a_plugin_may_not_is_told_and_costs_nothing_else(
    install: Callable[..., Path], reader: Reader, body: str
) -> None:
    install(f"{GOOD}\ndef bad(document):\n    {body}\n", {"bad": "geokg_mine:bad", "good": "geokg_mine:good"})
    found, told = read(reader, *load_plugins())
    assert ids(found) == BOTH
    expected = BAD[body]
    if expected is None:
        assert told == []
    else:
        (skipped,) = told
        assert skipped.where.removeprefix("1 statement of ") == f"plug-in bad in {WHERE}"
        assert skipped.reason.startswith(expected), skipped.reason
        assert "\n" not in skipped.reason


def test_each_way_to_fail_is_told_once_an_article(
    install: Callable[..., Path], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = "    for quote in 'xyz': yield _with(document, quote=quote)\n    yield 3\n    yield from good(document)\n"
    install(f"{GOOD}\ndef bad(document):\n{bad}", {"mine": "geokg_mine:bad"})
    Path("b.md").write_text(f"---\nid: b\ntitle: The axis\n---\n{TEXT} Really.")
    assert main(["build", "a.txt", "b.md", "-q", "--json"]) == 1
    said = capsys.readouterr()
    wheres = [WHERE.replace("a.txt", Article("", TEXT).key), "b ('The axis')"]
    lines = [line for where in wheres for line in (
        f"3 statements of plug-in mine in {where}: refused, since the quote 'x' is not the text at 38-51, which is 'axis: Ukraine'",
        f"1 statement of plug-in mine in {where}: refused, since it is of type int; Statement is needed",
    )]  # fmt: skip
    assert said.err.splitlines() == [f"geokg: skipped {line}" for line in lines]
    summary = json.loads(said.out)
    assert [f"{skipped['where']}: {skipped['reason']}" for skipped in summary["skipped"]] == lines
    assert (summary["articles"], summary["statements"]) == (2, 4)


def test_what_nobody_asks_to_hear_is_logged(reader: Reader, caplog: pytest.LogCaptureFixture) -> None:
    def broken(document: Document) -> Iterator[Statement]:
        raise RuntimeError("no luck")

    with caplog.at_level(logging.WARNING, "geokg"):
        found = list(geokg.extract([ARTICLE], reader=replace(reader, plugins=as_plugins([broken]))))
    assert ids(found) == BUILT_IN_ONLY
    assert [record.getMessage() for record in caplog.records] == [
        f"plug-in broken in {WHERE}: it raised RuntimeError: no luck (test_plugins.py, line"
        f" {broken.__code__.co_firstlineno + 1})"
    ]


def test_an_interrupt_goes_through(reader: Reader) -> None:
    def stuck(document: Document) -> Iterator[Statement]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(reader, *as_plugins([stuck]))


# -- the check of one statement ----------------------------------------------------------------------------------------

NORWAY, UKRAINE, NATO = (
    Actor("norway", "Norway", Kind.COUNTRY, "NOR"),
    Actor("ukraine", "Ukraine", Kind.COUNTRY, "UKR"),
    Actor("nato", "NATO", Kind.ORGANIZATION),
)
STRANGER = Actor("x-ola-1234", "Ola", Kind.PERSON)
EVIDENCE = Evidence(ARTICLE, Span(0, 26), TEXT[:26], Span(7, 9), "mine")
RIGHT = Statement(NORWAY, RELATIONS["memberOf"], NATO, Status.ASSERTED, EVIDENCE)
EVENT = replace(RIGHT, relation=RELATIONS["supports"])
GROUND = Ground(ARTICLE, RELATIONS, {actor.id: actor for actor in (NORWAY, UKRAINE, NATO)}, {})
DAYS = (date(2024, 4, 5), date(2024, 4, 4))


@pytest.mark.parametrize(
    "statement",
    [
        RIGHT,
        EVENT,
        replace(EVENT, object=None),
        replace(EVENT, subject=STRANGER, speaker=UKRAINE, via=(NATO, STRANGER), content=RIGHT),
        replace(EVENT, subject=replace(NORWAY, sector="MIL"), object=NORWAY),
        replace(RIGHT, confidence=0, repeats=(Span(0, 26),)),
        replace(RIGHT, time=TimeSpan("then", DAYS[1], DAYS[0]), place=PlaceSpan("there", NORWAY)),
        replace(RIGHT, time=TimeSpan("then", None, DAYS[0])),
    ],
)
def test_what_may_stand(statement: Statement) -> None:
    assert find_fault(statement, GROUND) is None


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (None, "it is of type NoneType; Statement is needed"),
        (replace(RIGHT, status="asserted"), "status is 'asserted'; Status is needed"),
        (replace(RIGHT, subject="norway"), "subject is 'norway'; Actor is needed"),
        (replace(RIGHT, subject=replace(NORWAY, kind="Country")), "subject.kind is 'Country'; Kind is needed"),
        (replace(RIGHT, via=[NATO]), "via is of type list; a tuple is needed"),
        (replace(RIGHT, via=("nato",)), "via is 'nato'; Actor is needed"),
        (replace(RIGHT, confidence="high"), "confidence is 'high'; float is needed"),
        (replace(RIGHT, confidence=1.5), "its confidence is 1.5, which is not from 0 to 1"),
        (replace(RIGHT, confidence=float("nan")), "its confidence is nan"),
        (replace(RIGHT, content="x" * 99), "content is '" + "x" * 60 + "…'; Statement is needed"),
        (replace(RIGHT, time=TimeSpan("then", datetime(2024, 4, 5))), "time.start is of type datetime; date is needed"),
        (replace(RIGHT, time=TimeSpan("then", *DAYS)), "its time starts on 2024-04-05, after it ends on 2024-04-04"),
        (replace(RIGHT, repeats=(Span(0, 6),)), "the text at 0-6 does not repeat the quote; it is 'Norway'"),
        (replace(RIGHT, repeats=(Span(0, 600),)), "the repeat 0-600 is outside the text"),
        (replace(RIGHT, object=None), "'memberOf' is a state, which needs an object"),
        (replace(RIGHT, object=NORWAY), "'norway' is both its subject and its object"),
        (replace(EVENT, object=NORWAY), "'norway' is both its subject and its object"),
        (replace(RIGHT, subject=NORWAY, object=STRANGER), "'memberOf' does not take Country and Person"),
        (replace(RIGHT, relation=RELATIONS["headOfStateOf"]), "'headOfStateOf' does not take Country and"),
        (replace(RIGHT, subject=replace(NORWAY, id="norge")), "actor 'norge' is not known; take it from document.mentions"),
        (replace(RIGHT, object=replace(NATO, kind=Kind.COUNTRY)), "actor 'nato' is of kind IntergovernmentalOrganization, not Country"),
        (replace(RIGHT, subject=replace(STRANGER, id="x-Ola Nordmann")), "actor 'x-Ola Nordmann' has 'x-Ola Nordmann' as its id"),
        (replace(RIGHT, subject=replace(STRANGER, label=" ")), "actor 'x-ola-1234' has ' ' as its label; a name would fit"),
        (replace(RIGHT, speaker=replace(STRANGER, wikidata="12")), "actor 'x-ola-1234' has '12' as its wikidata"),
        (replace(RIGHT, via=(replace(STRANGER, iso3="no"),)), "actor 'x-ola-1234' has 'no' as its iso3"),
        (replace(RIGHT, place=PlaceSpan("there", replace(NORWAY, sector="x"))), "actor 'norway' has 'x' as its sector"),
        (replace(EVENT, content=replace(RIGHT, confidence=2)), "in its content its confidence is 2"),
        (replace(EVENT, content=replace(EVENT, content=replace(RIGHT, object=NORWAY))), "in its content 'norway' is both"),
        (replace(EVENT, content=replace(RIGHT, evidence=replace(EVIDENCE, quote=""))), "in its content the quote ''"),
    ],
)  # fmt: skip
def test_what_may_not_stand(statement: Any, reason: str) -> None:
    fault = find_fault(statement, GROUND)
    assert fault is not None
    assert fault.reason.startswith(reason), fault.reason


def test_what_geokg_finds_itself_passes_the_check(reader: Reader) -> None:
    found = 0

    def check(document: Document) -> Iterator[Statement]:
        nonlocal found
        for statement in load_extractor().statements(document):
            found += 1
            yield statement

    told: list[Skipped] = []
    articles = geokg.read_articles(DOCS.parents[1] / "seeds" / "articles")
    list(geokg.extract(articles, reader=replace(reader, plugins=as_plugins([check])), on_skip=told.append))
    assert told == []
    assert found > 200


def test_the_plugin_signs_for_what_it_says(reader: Reader) -> None:
    def mine(document: Document) -> Iterator[Statement]:
        evidence = Evidence(document.article, Span(28, 42), "Oslo-Kyiv axis", Span(38, 42), "")
        for number, signature in enumerate(["", "mine", "mine:a", "b", "events"]):
            subject = Actor(f"x-{number}", f"Number {number}", Kind.GROUP)
            event = Statement(subject, RELATIONS["supports"], None, Status.POSSIBLE, evidence, confidence=1)
            inner = replace(event, evidence=replace(evidence, extractor=signature), relation=RELATIONS["warns"])
            yield replace(event, evidence=replace(evidence, extractor=signature), content=inner)

    found, told = read(reader, *as_plugins([mine]))
    assert told == []
    signed = {(s.subject.id, s.relation.id): s.evidence.extractor for s in found if s.subject.id != "norway"}
    for relation in ("supports", "warns"):
        signatures = [signed[f"x-{number}", relation] for number in range(5)]
        assert signatures == ["mine", "mine", "mine:a", "mine:b", "mine:events"]
    assert all(isinstance(s.confidence, float) for s in found)
