from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geokg.errors import QueryError
from geokg.gazetteer import load_gazetteer
from geokg.query import answer, named_questions, names_graphs
from geokg.rdf.known import known_quads
from geokg.rdf.namespaces import Names
from geokg.rdf.write import ontology_quads, to_quads
from geokg.store import Store
from tests import known as invented
from tests.known import ARTICLES, DENIED, FIRST, JOINS, MEMBER, STATEMENTS, WARNS, WARNS_AGAIN

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


@pytest.mark.parametrize("store", [STORE, MOVED], ids=["default base", "other base"])
@pytest.mark.parametrize(("name", "values", "table"), KNOWN)
def test_named_questions(store: Store, name: str, values: dict[str, str], table: list[tuple[str, ...]]) -> None:
    found = answer(store, name, **values)
    assert (sorted(found.table()) if found.is_graph else found.table()) == table


def test_every_named_question_is_tested_above() -> None:
    assert set(named_questions()) == {name for name, _, _ in KNOWN}


@pytest.mark.parametrize("name", named_questions())
def test_every_named_question_tells_what_it_asks_and_takes(name: str) -> None:
    question = named_questions()[name]
    assert question.title.endswith(".")
    header = [line for line in question.text.splitlines() if line.startswith("# @")]
    assert len(header) == len(question.parameters)
    for parameter in question.parameters:
        assert f"?{parameter}" in question.text.split("WHERE {", 1)[1]


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
        ("speakers", {"subject": "NL"}, "it takes none"),
        ("members", {"organization": "Nortern League"}, "no such actor in the graph; did you mean northern league"),
        ("evidence", {"relation": "qqq"}, "'qqq': no such relation in the graph"),
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
    from dataclasses import replace

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
