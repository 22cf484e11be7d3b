from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geokg.errors import QueryError
from geokg.gazetteer import load_gazetteer
from geokg.query import answer, named_questions, names_graphs
from geokg.query.questions import find_question
from geokg.rdf.known import known_quads
from geokg.rdf.namespaces import Names
from geokg.rdf.write import ontology_quads, to_quads
from geokg.relations import load_relations
from geokg.store import Store
from tests import known as invented
from tests.known import ARTICLES, DENIED, FIRST, JOINS, MEMBER, STATEMENTS, WARNS, WARNS_AGAIN
from tests.query import dispatches
from tests.query.dispatches import ADMITTED, BACK, HEARSAY, JOINED, LIFTED, PLAN, SANCTIONS, WARNING
from tests.query.dispatches import DENIAL as SANCTIONS_DENIED

if TYPE_CHECKING:
    from geokg.answer import Answer

STORE = Store.in_memory(to_quads(ARTICLES, STATEMENTS))
MOVED = Store.in_memory(to_quads(ARTICLES, STATEMENTS, base="http://localhost:1/"))
FIRST_WORDS, SAID, AGAIN = WARNS.evidence.quote, JOINS.evidence.quote, WARNS_AGAIN.evidence.quote
DENIAL, ATTACK = DENIED.evidence.quote, "Sudrian troops attacked Norland on 1 March."
MINISTRY, LEAGUE = "Sudrian Defence Ministry", "Northern League"

#: Name of a question -> parameters -> the table that the known graph gives.
KNOWN: list[tuple[str, dict[str, str], list[tuple[str, ...]]]] = [
    (
        "who-warned-whom",
        {},
        [
            ("Norland", "warns", "Sudria", "asserted", "", "2024-03-01", FIRST_WORDS),
            ("Norland", "warns", "Sudria", "asserted", "", "2024-03-02", AGAIN),
        ],
    ),
    ("who-warned-whom", {"subject": "Sudria"}, []),
    ("who-warned-whom", {"speaker": "Norland"}, []),
    ("members", {"organization": "NL"}, [("Norland", LEAGUE)]),
    ("members", {"organization": "Sudria"}, []),
    ("office-holders", {"of": "Norland"}, [("Ida Karlsen", "is head of state of", "Norland")]),
    ("office-holders", {"person": "Norland"}, []),
    (
        "said-about",
        {"speaker": "Ida Karlsen", "about": "sudria"},
        [("Ida Karlsen", "Sudria", "joins", LEAGUE, "planned", "2024-03-01", SAID)],
    ),
    ("said-about", {"speaker": "Ida Karlsen", "about": "Norland"}, []),
    ("denied-claims", {}, [(MINISTRY, "Sudria", "attacks", "Norland", "2024-03-02", DENIAL)]),
    ("denied-claims", {"speaker": "Norland"}, []),
    ("denied-claims", {"speaker": MINISTRY}, [(MINISTRY, "Sudria", "attacks", "Norland", "2024-03-02", DENIAL)]),
    (
        "evidence",
        {"subject": "norland", "relation": "memberOf", "object": "league"},
        [("Norland", "is a member of", LEAGUE, "asserted", "", MEMBER.evidence.quote, FIRST.title, FIRST.url)],
    ),
    (
        "evidence",
        {"relation": "attacks"},
        [
            ("Sudria", "attacks", "Norland", "asserted", "", ATTACK, "Sudria denies an attack", ""),
            ("Sudria", "attacks", "Norland", "negated", MINISTRY, DENIAL, "Sudria denies an attack", ""),
        ],
    ),
    (
        "facts",
        {},
        [
            ("Norland", "warns", "Sudria", "2"),
            ("Ida Karlsen", "is head of state of", "Norland", "1"),
            ("Norland", "is a member of", LEAGUE, "1"),
            ("Sudria", "attacks", "Norland", "1"),
        ],
    ),
    ("facts", {"relation": "is a member of"}, [("Norland", "is a member of", LEAGUE, "1")]),
    (
        "actors",
        {},
        [
            ("Ida Karlsen", "person", "NOR", "1", "0"),
            ("Norland", "country", "NOR", "3", "4"),
            (LEAGUE, "intergovernmental organisation", "", "0", "3"),
            ("Sudria", "country", "SDR", "5", "2"),
            (MINISTRY, "government body", "SDR", "1", "0"),
        ],
    ),
    ("speakers", {}, [("Ida Karlsen", "1", "1"), ("Norland", "1", "1"), (MINISTRY, "1", "1")]),
    (
        "most-active",
        {},
        [("Norland", "3", "2"), ("Ida Karlsen", "1", "1"), ("Sudria", "1", "1"), (MINISTRY, "1", "0")],
    ),
    ("most-targeted", {}, [("Sudria", "2", "1"), ("Norland", "1", "1")]),
    (
        "timeline",
        {"object": "Norland"},
        [
            ("2024-03-01", "", "Ida Karlsen", "is head of state of", "Norland", ""),
            ("2024-03-01", "on 1 March", "Sudria", "attacks", "Norland", ""),
        ],
    ),
    ("timeline", {"subject": MINISTRY}, [("2024-03-02", "", MINISTRY, "denies a claim of", "", "")]),
    (
        "dyad",
        {"subject": "Sudria", "object": "Norland"},
        [
            ("Sudria", "attacks", "Norland", "asserted", "1"),
            ("Sudria", "attacks", "Norland", "negated", "1"),
            ("Sudria", "meets", "Norland", "planned", "1"),
        ],
    ),
    ("disputed", {}, [("Sudria", "attacks", "Norland", "", MINISTRY, ATTACK, DENIAL)]),
    (
        "plans",
        {},
        [
            ("Sudria", "joins", LEAGUE, "Ida Karlsen", "2024-03-01", SAID),
            ("Sudria", "meets", "Norland", "", "2024-03-02", "Sudria will meet Norland."),
        ],
    ),
    (
        "about",
        {},
        [
            ("Norland", "warns", "Sudria", "Sudria", "leaves", LEAGUE, "possible"),
            (MINISTRY, "denies a claim of", "", "Sudria", "attacks", "Norland", "negated"),
        ],
    ),
    (
        "articles",
        {"since": "2024-03-02"},
        [("2024-03-02", "Sudria denies an attack", "Example Wire", "", "5"), ("2024-03-03", "", "", "", "0")],
    ),
    (
        "claims",
        {"subject": "Sudria", "object": "Norland", "status": "Negated", "since": "2024-03-02", "until": "2024-03-02"},
        [("Sudria", "attacks", "Norland", "negated", MINISTRY, "2024-03-02", DENIAL)],
    ),
    ("claims", {"subject": "Sudria", "object": "Norland", "status": "negated", "until": "2024-03-01"}, []),
    (
        "claims",
        {"family": "member_of", "speaker": "Ida Karlsen"},
        [("Sudria", "joins", LEAGUE, "planned", "Ida Karlsen", "2024-03-01", SAID)],
    ),
    ("who-led", {}, []),
    ("offices", {}, []),
    ("memberships", {}, []),
    ("relations", {"family": "threaten"}, [("warns", "THREATEN", "asserted", "2")]),
    (
        "fact-graph",
        {"subject": "Norland"},
        [
            ("actor:league", "skos:prefLabel", LEAGUE),
            ("actor:norland", "relation:memberOf", "actor:league"),
            ("actor:norland", "relation:warns", "actor:sudria"),
            ("actor:norland", "skos:prefLabel", "Norland"),
            ("actor:sudria", "skos:prefLabel", "Sudria"),
        ],
    ),
]


#: The same for the dispatches.
DISPATCHED: list[tuple[str, dict[str, str], list[tuple[str, ...]]]] = [
    ("most-warned", {}, [("Sudria", "1", "1")]),
    ("most-warned", {"since": "2024-03-02"}, []),
    ("families", {"subject": "Norland"}, [("CONCEDE", "asserted", "1"), ("MEMBER_OF", "planned", "1"), ("SANCTION", "asserted", "1"), ("SANCTION", "negated", "1"), ("THREATEN", "asserted", "1")]),
    ("families", {"object": "Norland", "status": "asserted", "since": "2024-04-01"}, [("SANCTION", "asserted", "1"), ("SUPPORT", "asserted", "1")]),
    ("deadlines", {}, [("2024-06-30", "by June", "Norland", "leaves", LEAGUE, "", PLAN)]),
    ("deadlines", {"until": "2024-06-01"}, []),
    ("who-quotes-whom", {"source": "Wire"}, [("Wire", "Ida Karlsen", "2", "2"), ("Wire", MINISTRY, "1", "1")]),
    ("who-quotes-whom", {"speaker": "Ida Karlsen", "until": "2024-03-31"}, [("Wire", "Ida Karlsen", "1", "1")]),
    ("who-quotes-whom", {"source": "The Daily"}, []),
    ("attributions", {}, [("Ida Karlsen", LEAGUE, MINISTRY, "Sudria", "attacks", "Norland", "possible", HEARSAY)]),
    ("attributions", {"via": "Norland"}, []),
    ("attributions", {"via": "NL"}, [("Ida Karlsen", LEAGUE, MINISTRY, "Sudria", "attacks", "Norland", "possible", HEARSAY)]),
    ("co-mentioned", {"actor": "Ida Karlsen"}, [("Ida Karlsen", "Norland", "2"), ("Ida Karlsen", "Sudria", "2"), ("Ida Karlsen", LEAGUE, "1"), ("Ida Karlsen", MINISTRY, "1")]),
    ("new-members", {}, [("2024-04-01", "Sudria", LEAGUE, "", JOINED), ("2024-04-05", "Norland", LEAGUE, "Ida Karlsen", ADMITTED)]),
    ("new-members", {"member": "Sudria", "since": "2024-04-02"}, []),
    ("sanctions-in-force", {}, [("Sudria", "Norland", "2024-03-02", "", BACK), ("Sudria", "Norland", "2024-04-05", "", BACK)]),
    ("sanctions-in-force", {"subject": "Norland"}, []),
    ("places", {}, [("Sudria", "in its capital", "Norland", "warns", "Sudria", "2024-03-01", WARNING)]),
    ("events", {"subject": "Norland", "until": "2024-04-05", "relation": "sanctions"}, [("2024-03-01", "Norland", "imposes sanctions on", "Sudria", "disputed", "2", "1", "1", "0.9")]),
    ("events", {"object": "Norland", "until": "2024-04-04"}, [("2024-03-02", "Sudria", "attacks", "Norland", "possible", "1", "0", "0", "0"), ("2024-03-02", "Sudria", "imposes sanctions on", "Norland", "asserted", "1", "1", "1", "0.9")]),
    ("contradictions", {}, [("denial", "", "The Daily", SANCTIONS, "Ida Karlsen", SANCTIONS_DENIED)]),
    ("contradictions", {"actor": "Sudria"}, []),
    ("who-denies-what", {"denier": "Ida Karlsen", "outlet": "the daily"}, [("Ida Karlsen", "The Daily", "Norland", "imposes sanctions on", "Sudria", SANCTIONS_DENIED, SANCTIONS)]),
    ("who-denies-what", {"asserter": "Norland"}, []),
    ("corroborated-facts", {"subject": "Sudria"}, [("Sudria", "imposes sanctions on", "Norland", "1", "1", "0.9"), ("Sudria", "joins", LEAGUE, "1", "1", "0.9")]),
    ("corroborated-facts", {"least": "2"}, []),
    ("valid-at", {"when": "2024-04-02"}, [("Sudria", "is a member of", LEAGUE, "2024-04-01", "", "news")]),
    ("valid-at", {"when": "2024-03"}, []),
    ("places", {"place": "Norland"}, []),
    ("doubtful", {"confidence": "0.5"}, [("0.4", "Norland", "warns", "Sudria", "asserted", WARNING), ("0.5", "Norland", "leaves", LEAGUE, "planned", PLAN)]),
    ("doubtful", {"confidence": "0.39"}, []),
    ("sources-disagree", {}, [("Norland", "imposes sanctions on", "Sudria", "The Daily", "Wire", SANCTIONS, SANCTIONS_DENIED)]),
    ("sources-disagree", {"subject": "Sudria"}, []),
    ("for-and-against", {}, [("Norland", "imposes sanctions on", "Sudria", "1", "1", "0")]),
    ("for-and-against", {"relation": "warns"}, []),
    ("tit-for-tat", {"one": "Norland"}, [("Norland", "Sudria", "2", "2")]),
    ("tit-for-tat", {"one": "League"}, []),
    ("sources", {}, [("Wire", "2", "8", "2"), ("The Daily", "1", "2", "1")]),
    ("sources", {"since": "2024-03-02", "until": "2024-03-31"}, [("Wire", "1", "3", "1")]),
    ("who-is", {"actor": "Norland"}, [("Norland", "also called", "Kingdom of Norland"), ("Norland", "ISO 3166", "NOR"), ("Norland", "sector", "GOV"), ("Norland", "Wikidata", "Q20")]),
    ("months", {}, [("2024-03", "3", "-6.8"), ("2024-04", "4", "3.75")]),
    ("months", {"subject": "Norland", "object": "Sudria"}, [("2024-03", "2", "-6.2"), ("2024-04", "1", "7")]),
    ("corroborated", {"object": "Norland"}, [("Sudria", "imposes sanctions on", "Norland", "1", "2")]),
    ("paths", {"start": "Norland", "end": "Northern League"}, [("2", "Norland", "Sudria", "", "", LEAGUE)]),
    ("paths", {"start": "League", "end": "Sudria"}, [("1", LEAGUE, "", "", "", "Sudria")]),
    ("paths", {"start": "Ida Karlsen", "end": "Sudria"}, []),
    ("warns", {"object": "Sudria"}, [("Norland", "warns", "Sudria", "asserted", "", "2024-03-01", WARNING)]),
    ("warns", {"subject": "Sudria"}, []),
    ("threaten", {}, [("Norland", "warns", "Sudria", "asserted", "", "2024-03-01", WARNING)]),
    ("Lifts sanctions on", {}, [("Norland", "lifts sanctions on", "Sudria", "asserted", "", "2024-04-05", LIFTED)]),
    ("member of", {"status": "planned"}, [("Norland", "leaves", LEAGUE, "planned", "", "2024-04-05", PLAN)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "table"), DISPATCHED)
def test_named_questions_about_dispatches(name: str, values: dict[str, str], table: list[tuple[str, ...]]) -> None:
    assert answer(dispatches.STORE, name, **values).table() == table


@pytest.mark.parametrize("store", [STORE, MOVED], ids=["default base", "other base"])
@pytest.mark.parametrize(("name", "values", "table"), KNOWN)
def test_named_questions(store: Store, name: str, values: dict[str, str], table: list[tuple[str, ...]]) -> None:
    found = answer(store, name, **values)
    assert (sorted(found.table()) if found.is_graph else found.table()) == table


def test_every_named_question_is_tested_above() -> None:
    asked = {name for name, _, _ in (*KNOWN, *DISPATCHED)}
    assert set(named_questions()) == asked & set(named_questions())
    assert len(named_questions()) >= 32


def test_no_question_hides_a_relation() -> None:
    for relation in load_relations().values():
        assert find_question(relation.id).given == {"relation": relation.id}  # type: ignore[union-attr]


@pytest.mark.parametrize("name", named_questions())
def test_dates_bound_every_question_that_takes_them(name: str) -> None:
    """A day before all and a day after all change nothing; the other way about nothing is left."""
    question = named_questions()[name]
    dates = {parameter for parameter in ("since", "until") if parameter in question.parameters}
    first, last = "1900-01-01", "2100-01-01"
    for store in (STORE, dispatches.STORE) if dates and not question.needed else ():
        bounded = answer(
            store, name, **{name: value for name, value in (("since", first), ("until", last)) if name in dates}
        )
        assert bounded.table() == answer(store, name).table()
        for parameter, value in (("since", last), ("until", first)):
            assert parameter in dates
            assert answer(store, name, **{parameter: value}).table() == []


@pytest.mark.parametrize("name", named_questions())
def test_every_named_question_tells_what_it_asks_and_takes(name: str) -> None:
    question = named_questions()[name]
    assert question.title.endswith(".")
    assert "@" not in question.text
    for parameter, (kind, meaning) in question.parameters.items():
        assert re.search(rf"\?{parameter}(First)?\b", question.text.split("WHERE {", 1)[1])
        assert kind
        assert meaning
        assert f"AS ?{parameter})" not in question.text


@pytest.mark.parametrize("name", ["who warned whom", "Who warned whom?", "who-warned-whom", "  who_warned  whom "])
def test_a_name_is_found_however_its_words_are_joined(name: str) -> None:
    assert len(answer(STORE, name)) == 2


@pytest.mark.parametrize(
    "value", ["norland", "NORLAND", "Norland", "Kingdom of Norland", " kingdom of norland ", "Nørland"]
)
def test_an_actor_is_found_by_id_label_and_alias(value: str) -> None:
    assert len(answer(STORE, "who warned whom", subject=value)) == 2


@pytest.mark.parametrize(
    ("question", "values", "message"),
    [
        ("wo warned wom", {}, "'wo warned wom': no such question, and not SPARQL; did you mean who-"),
        ("zzzz", {}, "--list` shows all"),
        ("members", {"organisation": "NL"}, "members: no parameter 'organisation'; it takes organization"),
        ("speakers", {"subject": "NL"}, "it takes since, until"),
        ("actors", {"subject": "NL"}, "it takes none"),
        ("members", {"organization": "Nortern League"}, "no such actor in the graph; did you mean northern league"),
        ("evidence", {"relation": "qqq"}, "'qqq': no such relation in the graph"),
        ("paths", {}, "paths: needs start and end; give it by --start or -p start="),
        ("paths", {"start": "Norland"}, "paths: needs end; give it by --end"),
        ("claims", {"status": "true"}, "status: 'true' is no status; take one of asserted, negated, planned, possible"),
        ("doubtful", {"confidence": "much"}, "confidence: 'much' is no number; write it as 0.8"),
        ("doubtful", {"confidence": "NaN"}, "confidence: 'NaN' is no number"),
        ("wrns", {}, "did you mean warns"),
        ("articles", {"since": "May"}, "since: 'May' is no date; write it as YYYY-MM-DD"),
        ("ASK { ?s ?p ?o }", {"s": "x"}, "only named questions take parameters"),
        ("SELECT * {\n  ?s skos:x }", {}, "the query is no SPARQL: line 2, column 13: expected one of"),
        ("SELECT * { ?s sko:x ?o }", {}, "the prefix sko:, which is not declared; did you mean skos:?"),
        ("SELECT * { ?s zzz:x ?o }", {}, "declare it by PREFIX zzz: <...>"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", {}, "the query"),
        ("INSERT DATA { <a:b> <a:c> 1 }", {}, "INSERT is refused"),
        ("PREFIX a: <b:c>\nDELETE WHERE { ?s ?p ?o }", {}, "DELETE is refused"),
        ("LOAD <http://localhost:9/> # {", {}, "LOAD is refused"),
        ("DROP ALL # {", {}, "DROP is refused"),
        ("SELECT * { SERVICE <http://localhost:9/> { ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("SELECT * { ?s ?p ?o . service SILENT ?s { ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("SELECT * { { ?s ?p 1 }SERVICE<a:b>{ ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("SELECT * { \\u0053ERVICE <http://localhost:9/> { ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("SELECT * { ?s ?p '\\u0027 . SERVICE <a:b> {} #' }", {}, "SERVICE is refused"),
        ('SELECT * { ?s ?p "\'" . SERVICE <a:b> { ?s ?p "\'" } }', {}, "SERVICE is refused"),
        ("PREFIX : <http://x/> SELECT * { SERVICE:x { ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("SELECT * { ?s ?p 1SERVICE<a:b>{ ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("SELECT * { SERVICESILENT<a:b>{ ?s ?p ?o } }", {}, "SERVICE is refused"),
        ("SELECT * { ?s ?p skos:a\\' . SERVICE <a:b> { ?s ?p 'z' } }", {}, "SERVICE is refused"),
        ("SELECT * { ?s ?p '''a\\'''' . SERVICE <a:b> {} . ?s ?p '''b''' }", {}, "SERVICE is refused"),
        ("SELECT * { # x\rSERVICE <a:b> { ?s ?p ?o }\n }", {}, "SERVICE is refused"),
        ("SELECT * { FILTER(1 <2) SERVICE <a:b> { FILTER(2> 1) } }", {}, "SERVICE is refused"),
    ],
)
def test_mistakes_are_explained_in_one_line(question: str, values: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError) as caught:
        answer(STORE, question, **values)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?s { ?s ?p "SERVICE # x" }',
        "SELECT ?s { ?s ?p '''it's\nSERVICE''' } # SERVICE",
        "SELECT ?service { ?service schema:SERVICE <http://example.org/SERVICE> }",
        "SELECT ?s { ?s schema:a\\'SERVICE ?o }",
        "SELECT ?s { ?s ?p 'DELETE' }",
        'SELECT ?s { ?s ?p """a "quoted" SERVICE""" }',
        "SELECT ?s { ?s ?p 'x'@service }",
    ],
)
def test_words_that_are_no_keywords_are_let_through(query: str) -> None:
    assert len(answer(STORE, query)) == 0


def path_of(*steps: tuple[str, str, str]) -> Store:
    """A store of facts between actors that are named by letters."""
    actors = {
        name: replace(invented.NORLAND, id=name, label=name, aliases=())
        for step in steps
        for name in (step[0], step[2])
    }
    said = [invented.statement(actors[one], relation, actors[two], MEMBER.evidence) for one, relation, two in steps]
    return Store.in_memory(to_quads(ARTICLES, said))


CHAIN = (
    ("a", "warns", "b"),
    ("c", "meets", "b"),
    ("c", "visits", "b"),
    ("c", "attacks", "d"),
    ("e", "warns", "d"),
    ("e", "warns", "f"),
)


@pytest.mark.parametrize(
    ("more", "start", "end", "rows"),
    [
        ((), "a", "b", [("1", "a", "", "", "", "b")]),
        ((), "b", "a", [("1", "b", "", "", "", "a")]),
        ((), "a", "d", [("3", "a", "b", "c", "", "d")]),
        ((), "a", "e", [("4", "a", "b", "c", "d", "e")]),
        ((), "a", "f", []),
        ((("d", "warns", "a"),), "a", "d", [("1", "a", "", "", "", "d")]),
        ((("x", "warns", "a"), ("x", "warns", "c")), "a", "c", [("2", "a", "b", "", "", "c"), ("2", "a", "x", "", "", "c")]),
        ((("b", "warns", "f"),), "a", "e", [("3", "a", "b", "f", "", "e")]),
    ],
)  # fmt: skip
def test_paths_are_the_shortest(
    more: tuple[tuple[str, str, str], ...], start: str, end: str, rows: list[tuple[str, ...]]
) -> None:
    assert answer(path_of(*CHAIN, *more), "paths", start=start, end=end).table() == rows


def test_paths_through_hubs_are_found_at_once() -> None:
    """Every chain of up to four steps between two neighbours of 400 would be 400 to the third."""
    spokes = [(hub, "warns", f"n{number}") for number in range(400) for hub in ("h1", "h2")]
    store = path_of(*spokes, ("h3", "warns", "h1"), ("h4", "warns", "h2"))
    begun = time.monotonic()
    assert len(answer(store, "paths", start="h3", end="h4")) == 20
    assert answer(store, "paths", start="h3", end="h2").table()[0][0] == "3"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * FROM <a:b> { ?s ?p ?o }", True),
        ("ASK from<a:b>{}", True),
        ("ASK FROM NAMED <a:b> {}", True),
        ("ASK FROM graph:facts {}", True),
        ("ASK FROM :facts {}", True),
        ("ASK # x\nFROM # y\n<a:b> {}", True),
        ("ASK { ?from ?p ?o }", False),
        ("ASK { ?s ?p 'FROM <a:b>' }", False),
        ("ASK {} # FROM <a:b>", False),
        ("PREFIX from: <a:b> ASK { from:x from: <a:FROM> }", False),
        ("ASK { a:FROM ?p <a:b> }", False),
    ],
)
def test_a_dataset_of_its_own_is_seen(query: str, expected: bool) -> None:
    assert names_graphs(query) is expected


def test_a_query_goes_over_the_graphs_that_it_names() -> None:
    facts = answer(STORE, "SELECT (COUNT(*) AS ?n) FROM graph:facts { ?s ?p ?o }")
    assert list(facts) == [{"n": 4}]


def test_who_is_admitted_is_a_member_and_who_admits_is_none() -> None:
    admitted = invented.statement(invented.LEAGUE, "admits", invented.SUDRIA, MEMBER.evidence)
    store = Store.in_memory(to_quads(ARTICLES, [MEMBER, admitted]))
    assert [row["member"] for row in answer(store, "members")] == ["Norland", "Sudria"]


def test_two_actors_of_one_name_must_be_told_apart() -> None:
    twin = replace(STATEMENTS[0], subject=replace(STATEMENTS[0].subject, id="norland-2"))
    store = Store.in_memory(to_quads(ARTICLES, [STATEMENTS[0], twin]))
    with pytest.raises(QueryError, match="can be any of norland, norland-2; say which by its id"):
        answer(store, "dyad", subject="Kingdom of Norland")
    assert len(answer(store, "dyad", subject="norland-2")) == 1


def test_own_queries_of_every_form() -> None:
    assert answer(STORE, "ASK { actor:norland a geokg:Country }")
    assert not answer(STORE, "ASK { actor:norland a geokg:Person }")
    described = answer(STORE, "DESCRIBE <https://w3id.org/geokg/actor/sudria>")
    assert described.is_graph
    rows: Answer = answer(STORE, "SELECT (COUNT(?c) AS ?n) { ?c a geokg:Claim }")
    assert list(rows) == [{"n": 10}]


@pytest.fixture(scope="module")
def known() -> Store:
    """The whole gazetteer as a dataset."""
    names = Names()
    return Store.in_memory([*ontology_quads(names), *known_quads(load_gazetteer(), names)])


@pytest.mark.parametrize(
    ("name", "values", "rows"),
    [
        ("who led", {"of": "Iran", "when": "2019"}, [("Ali Khamenei",), ("Hassan Rouhani",)]),
        ("who led", {"of": "NATO", "when": "2014-09-30"}, [("Anders Fogh Rasmussen",)]),
        ("who led", {"of": "US", "when": "2017-01"}, [("Barack Obama",), ("Donald Trump",)]),
        ("who led", {"of": "Norway", "when": "1901"}, []),
        ("offices", {"person": "Lavrov", "when": "2003"}, []),
        ("offices", {"of": "Russia", "relation": "foreignMinisterOf", "when": "2003-05"}, [("Igor Ivanov",)]),
        ("memberships", {"organization": "G7", "when": "2024"}, [
            ("Canada",), ("France",), ("Germany",), ("Italy",), ("Japan",), ("United Kingdom",), ("United States",),
        ]),
        ("memberships", {"organization": "NATO", "member": "Finland", "when": "2023-04-03"}, []),
        ("memberships", {"organization": "NATO", "member": "Finland", "when": "2023"}, [("Finland",)]),
    ],
)  # fmt: skip
def test_what_is_known_beforehand(known: Store, name: str, values: dict[str, str], rows: list[tuple[str]]) -> None:
    answered = {row[0] for row in answer(known, name, **values).table()}
    assert answered == {row[0] for row in rows}


def test_nato_had_nineteen_members_in_2003(known: Store) -> None:
    assert len(answer(known, "memberships", organization="NATO", when="2003").rows) == 19


@pytest.mark.parametrize("when", ["soon", "2019-13", "2019-02-30"])
def test_a_wrong_period_is_explained(known: Store, when: str) -> None:
    with pytest.raises(QueryError, match=r"when: .* is no period; write it as YYYY"):
        answer(known, "who led", of="Iran", when=when)
