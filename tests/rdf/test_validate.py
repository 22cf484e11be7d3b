from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from geokg.errors import ConfigError
from geokg.rdf.namespaces import BASE, Names, term
from geokg.rdf.validate import check, validate
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import ARTICLES, ATTACKS, FIRST, JOINS, STATEMENTS, WARNS

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = Names()
GOOD = tuple(to_quads(ARTICLES, STATEMENTS))
CLAIM, JOINING = NamedNode(BASE + WARNS.id), NamedNode(BASE + JOINS.id)
NORLAND, SUDRIA = NAMES.iri("actor", "norland"), NAMES.iri("actor", "sudria")
PASSAGE = NAMES.passage(FIRST.key, 0, 49)
HERE = NAMES.article_graph(FIRST.key)


def changed(subject: NamedNode, predicate: str, *values: NamedNode | Literal) -> list[Quad]:
    """The good dataset, where ``subject`` has these values of ``predicate`` and no others."""
    name = term(predicate)
    old = [quad for quad in GOOD if quad.subject == subject and quad.predicate == name]
    graph = old[0].graph_name if old else HERE
    return [quad for quad in GOOD if quad not in old] + [Quad(subject, name, value, graph) for value in values]


def more(*quad: object) -> list[Quad]:
    return [*GOOD, Quad(*quad)]  # type: ignore[arg-type]


def xsd(value: str, kind: str) -> Literal:
    return Literal(value, datatype=term(f"xsd:{kind}"))


def messages(quads: list[Quad] | tuple[Quad, ...], judge: Callable[[Store], list[object]] = validate) -> str:  # type: ignore[assignment]
    return "\n".join(str(problem) for problem in judge(Store.in_memory(quads)))


def test_a_good_dataset_has_no_problem() -> None:
    assert messages(GOOD) == ""


@pytest.mark.parametrize(
    ("quads", "message"),
    [
        (changed(CLAIM, "rdf:subject"), "one actor as its subject"),
        (changed(CLAIM, "rdf:object", CLAIM), "one actor at most as its object"),
        (changed(CLAIM, "rdf:predicate", SUDRIA), "one relation of the table"),
        (changed(CLAIM, "geokg:status", term("geokg:Status")), "asserted, negated, planned or possible"),
        (changed(CLAIM, "geokg:speaker", NORLAND, SUDRIA), "one actor at most as its speaker"),
        (changed(CLAIM, "geokg:about", NORLAND), "about one other claim"),
        (changed(CLAIM, "geokg:confidence", xsd("1.5", "decimal")), "decimal from 0 to 1"),
        (changed(NAMES.iri("relation", "warns"), "geokg:intensity", xsd("10.5", "decimal")), "decimal from -10 to 10"),
        (changed(NAMES.iri("relation", "warns"), "geokg:intensity"), "decimal from -10 to 10"),
        (changed(CLAIM, "geokg:evidence"), "rests on evidence"),
        (changed(CLAIM, "geokg:subjectSector", Literal("soldiers")), "three capital letters"),
        (changed(CLAIM, "prov:wasGeneratedBy"), "made by one run"),
        (changed(JOINING, "geokg:timeStart", xsd("2026-01-01", "date")), "not after it ends"),
        (changed(NORLAND, "skos:prefLabel", Literal("Norland")), "one name, with its language"),
        (changed(NORLAND, "geokg:iso3", Literal("no")), "country code"),
        (changed(NORLAND, "owl:sameAs", NamedNode("http://www.wikidata.org/entity/P20")), "Wikidata item"),
        (changed(NORLAND, "rdf:type", term("geokg:Country"), term("geokg:Party")), "of one kind"),
        (changed(PASSAGE, "nif:beginIndex", xsd("60", "integer")), "before it ends"),
        (changed(NAMES.iri("article", FIRST.key), "schema:datePublished", Literal("May")), "published on one day"),
    ],
)
def test_shapes_catch(quads: list[Quad], message: str) -> None:
    assert message in messages(quads)


@pytest.mark.parametrize(
    ("quads", "message"),
    [
        (more(SUDRIA, NAMES.iri("relation", "warns"), NORLAND, NAMES.graph("facts")), "plain triple that no claim"),
        (changed(NamedNode(BASE + ATTACKS.id), "geokg:speaker", NORLAND), "plain triple that no claim"),
        (changed(PASSAGE, "nif:anchorOf", Literal("Norland")), "longer or shorter"),
        (changed(PASSAGE, "nif:endIndex", xsd("50", "integer")), "name and offsets differ"),
        (more(CLAIM, term("geokg:status"), term("geokg:asserted"), NAMES.graph("facts")), "two graphs"),
        (more(BlankNode("b"), term("rdfs:label"), Literal("b"), HERE), "blank node"),
        (changed(CLAIM, "prov:wasDerivedFrom", NAMES.iri("article", ARTICLES[1].key)), "whose article is not the one"),
    ],
)
def test_checks_catch(quads: list[Quad], message: str) -> None:
    assert message in messages(quads, check)  # type: ignore[arg-type]


def test_a_sample_leaves_articles_out_of_the_shapes() -> None:
    first = min(str(NAMES.article_graph(article.key)) for article in ARTICLES)
    store = Store.in_memory(changed(CLAIM, "geokg:extractor"))
    seen = bool(validate(store, sample=1))
    assert seen is (str(HERE) == first)
    assert validate(store, sample=3)
    assert not validate(store, sample=0)


def test_without_pyshacl_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(ConfigError, match=r"pip install \"geokg\[validate\]\""):
        validate(Store.in_memory(GOOD))
