from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geokg.errors import StoreError
from geokg.gazetteer import load_gazetteer
from geokg.model import Article, Evidence, Span, Statement, Status
from geokg.rdf.namespaces import Names, term
from geokg.rdf.validate import check
from geokg.rdf.write import to_quads
from geokg.relations import load_relations
from geokg.store import Store
from geokg.writer import Writer
from tests.known import ARTICLES, ATTACKS, EMPTY, FIRST, MEMBER, SECOND, STATEMENTS, WARNS_AGAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyoxigraph import Quad

ROOT = Path(__file__).parents[1]
NAMES = Names()
KNOWN = load_gazetteer()
PER_ARTICLE = 40


def of(article: Article) -> list[Statement]:
    return [statement for statement in STATEMENTS if statement.evidence.article is article]


def said(text: str, *triples: tuple[str, str, str], confidence: float = 0.9) -> tuple[Article, list[Statement]]:
    """An article of that text, and asserted statements of known actors that rest on all of it."""
    article, whole = Article(text, text), Span(0, len(text))
    evidence = Evidence(article, whole, text, whole, "events")
    return article, [
        Statement(
            KNOWN.actors[s], load_relations()[p], KNOWN.actors[o], Status.ASSERTED, evidence, confidence=confidence
        )
        for s, p, o in triples
    ]


def built(folder: Path, *given: tuple[Article, list[Statement]], **how: object) -> Path:
    articles, statements = [article for article, _ in given], [one for _, several in given for one in several]
    Store.create(folder, to_quads(articles, statements, **how))  # type: ignore[arg-type]
    return folder


def stored(folder: Path) -> set[Quad]:
    return set(Store.open(folder))


def graph(quads: set[Quad], name: str) -> set[Quad]:
    return {quad for quad in quads if quad.graph_name == NAMES.graph(name)}


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return built(tmp_path / "store")


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 1, 2, 0)])
def test_articles_that_are_put_are_what_a_build_writes(empty: Path, order: Sequence[int]) -> None:
    with Writer(empty) as writer:
        for number in order:
            writer.put(ARTICLES[number], of(ARTICLES[number]))
    quads, fresh = stored(empty), set(to_quads(ARTICLES, STATEMENTS))
    # of which sector an actor is, its first article tells
    assert {q for q in quads ^ fresh if q.predicate != term("geokg:sector")} == set()
    assert check(Store.open(empty)) == []


def test_removed_articles_leave_nothing(empty: Path) -> None:
    before = stored(empty)
    with Writer(empty) as writer:
        for article in ARTICLES:
            writer.put(article, of(article))
        assert [writer.remove(article.key) for article in ARTICLES] == [True] * 3
        assert writer.remove(FIRST.key) is False
    assert stored(empty) == before


def test_a_fact_stays_as_long_as_one_article_carries_it(tmp_path: Path) -> None:
    one, two = (said(text, ("russia", "warns", "ukraine")) for text in ("One.", "Two."))
    folder = built(tmp_path / "store", one, two)
    facts = graph(stored(folder), "facts")
    with Writer(folder) as writer:
        writer.remove(one[0].key)
    assert graph(stored(folder), "facts") == facts != set()
    with Writer(folder) as writer:
        writer.put(two[0], [])
    assert graph(stored(folder), "facts") == set()


@pytest.mark.parametrize(
    "other",
    [
        {"status": Status.PLANNED},
        {"speaker": KNOWN.actors["france"]},
        {"confidence": 0.5},
        {"status": Status.NEGATED},
    ],
    ids=["planned", "reported", "unsure", "denied"],
)
def test_a_claim_that_is_no_fact_does_not_keep_one(tmp_path: Path, other: dict[str, object]) -> None:
    one, two = (said(text, ("russia", "warns", "ukraine")) for text in ("One.", "Two."))
    weaker = (two[0], [replace(statement, **other) for statement in two[1]])  # type: ignore[arg-type]
    folder = built(tmp_path / "store", one, weaker, run={"min_confidence": "0.65"}, floor=0.65)
    with Writer(folder) as writer:
        writer.remove(one[0].key)
    assert graph(stored(folder), "facts") == set()


def test_the_floor_is_that_of_the_build(tmp_path: Path) -> None:
    folder = built(tmp_path / "store", run={"min_confidence": "0.65"}, floor=0.65)
    with Writer(folder) as writer:
        writer.put(*said("One.", ("russia", "warns", "ukraine"), confidence=0.64))
        writer.put(*said("Two.", ("russia", "warns", "norway"), confidence=0.66))
    assert len(graph(stored(folder), "facts")) == 1


def test_what_was_known_beforehand_comes_and_goes_with_the_actors(tmp_path: Path) -> None:
    one = said("One.", ("norway", "warns", "russia"))
    two = said("Two.", ("finland", "warns", "russia"))
    folder = built(tmp_path / "store", one, known=KNOWN)
    alone = stored(folder)
    with Writer(folder) as writer:
        writer.put(*two, known=KNOWN)
    assert stored(folder) == set(to_quads([one[0], two[0]], one[1] + two[1], known=KNOWN))
    with Writer(folder) as writer:
        writer.remove(two[0].key)
    assert stored(folder) == alone
    with Writer(folder) as writer:
        writer.put(one[0], said("One.", ("finland", "warns", "russia"))[1], known=KNOWN)
    assert graph(stored(folder), "actors") == graph(set(to_quads([two[0]], two[1], known=KNOWN)), "actors")


def test_an_actor_that_is_described_gains_names_and_no_second_label(empty: Path) -> None:
    other = replace(WARNS_AGAIN, subject=replace(WARNS_AGAIN.subject, label="The Norlands", aliases=("Norish Realm",)))
    with Writer(empty) as writer:
        writer.put(FIRST, of(FIRST))
        writer.put(SECOND, [other])
    norland = NAMES.iri("actor", "norland")
    told = {(q.predicate, q.object.value) for q in stored(empty) if q.subject == norland}  # type: ignore[union-attr]
    assert {name for predicate, name in told if predicate == term("skos:prefLabel")} == {"Norland"}
    names = {name for predicate, name in told if predicate == term("skos:altLabel")}
    assert names == {"Kingdom of Norland", "The Norlands", "Norish Realm"}


def test_statements_of_another_article_are_refused(empty: Path) -> None:
    before = stored(empty)
    with Writer(empty) as writer, pytest.raises(StoreError, match="second: a statement of another article"):
        writer.put(SECOND, [MEMBER, ATTACKS])
    assert stored(empty) == before


def test_texts_that_look_like_sparql_are_kept(empty: Path) -> None:
    article = replace(EMPTY, text="Say \"} ; DROP ALL #' \\ \u2028\t" + "\U0001f6a9", title="a\nb\r\"'''")
    with Writer(empty) as writer:
        writer.put(article, [])
    assert stored(empty) == set(to_quads([article], []))


def test_no_store_and_a_second_writer_are_told_in_one_line(tmp_path: Path, empty: Path) -> None:
    with pytest.raises(StoreError, match="nowhere: no graph is stored there; run `geokg build` first"):
        Writer(tmp_path / "nowhere")
    with Writer(empty), pytest.raises(StoreError, match=r"store: another process is writing to this store; wait"):
        Writer(empty)
    with Writer(empty):
        pass  # the first one let go


#: Puts article after article until it is killed: each of two actors, and of a varying text, but always as many claims.
WRITING = """
import itertools, sys
from pathlib import Path
from geokg.writer import Writer
from tests.test_writer import many
with Writer(Path(sys.argv[1])) as writer:
    print("begun", flush=True)
    for number in itertools.count(int(sys.argv[2])):
        writer.put(*many(number % 50, f"{number}"))
        if number % 5 == 4:
            writer.flush()
        if number % 7 == 6:
            writer.remove(many((number - 3) % 50, "")[0].key)
"""


def many(number: int, version: str) -> tuple[Article, list[Statement]]:
    """An article of one key whatever its version, with as many claims as all, each resting on words of its own."""
    words = [f"{version}w{place}" for place in range(PER_ARTICLE)]
    article = Article(str(number), " ".join(words), url=f"https://example.org/{number}")
    relation, ends = load_relations()["warns"], (KNOWN.actors["russia"], KNOWN.actors["norway"])
    statements, start = [], 0
    for word in words:
        span = Span(start, start + len(word))
        evidence = Evidence(article, span, word, span, "events")
        statements.append(Statement(ends[0], relation, ends[1], Status.ASSERTED, evidence))
        start = span.end + 1
    return article, statements


@pytest.fixture
def writing(empty: Path) -> Iterator[object]:
    """Starts writers, one at a time, and ends what is left of them."""
    running: list[subprocess.Popen[str]] = []

    def start(first: int) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITING, str(empty), str(first)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT, env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        )  # fmt: skip
        running.append(process)
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def whole_articles(store: Store) -> int:
    """The number of articles, each of which must be whole, and in one version."""
    rows = store.query(
        "SELECT ?article (COUNT(?claim) AS ?claims) (COUNT(DISTINCT ?version) AS ?versions) WHERE {"
        " ?claim a geokg:Claim ; prov:wasDerivedFrom ?article ; geokg:evidence/nif:anchorOf ?quote ."
        ' BIND(STRBEFORE(?quote, "w") AS ?version) } GROUP BY ?article',
        prefixes=store.names.prefixes,
    )
    counts = {(int(row["claims"].value), int(row["versions"].value)) for row in rows}  # type: ignore[union-attr]
    assert counts <= {(PER_ARTICLE, 1)}
    articles = store.query("SELECT (COUNT(*) AS ?n) { ?a a geokg:Article }", prefixes=store.names.prefixes)
    return int(next(articles)["n"].value)  # type: ignore[call-overload, arg-type]


def test_a_writer_that_is_killed_leaves_whole_articles(empty: Path, writing: object) -> None:
    chance, seen = random.Random(5), []
    for round_ in range(22):
        process = writing(round_ * 1000)  # type: ignore[operator]
        time.sleep(chance.uniform(0.0, 0.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        store = Store.open(empty)
        seen.append(whole_articles(store))
        has_fact = len(set(store.triples(NAMES.graph("facts")))) == 1
        assert has_fact == (seen[-1] > 0)
    assert max(seen) > 2


def test_readers_see_whole_articles_while_one_writes(empty: Path, writing: object) -> None:
    process = writing(0)  # type: ignore[operator]
    until, seen = time.monotonic() + 6, []
    while time.monotonic() < until:
        seen.append(whole_articles(Store.open(empty)))
    assert process.poll() is None
    assert len(seen) > 3
    assert len(set(seen)) > 1
