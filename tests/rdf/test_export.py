from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from geokg.model import Article, Evidence, PlaceSpan, Span
from geokg.rdf.export import SUFFIXES, Form, export, nquads, reified
from geokg.rdf.jsonld import CONTEXT
from geokg.rdf.namespaces import BASE, Names, term
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import ARTICLES, FIRST, KARLSEN, LEAGUE, NORLAND, STATEMENTS, WARNS
from tests.rdf.jena import riot_count

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ODD = Article(id="odd", text='Norland\r\n\twarned "Sudria" <é> \\ \u2028.', title="a]]>&\r", language="de")
SAID = replace(
    WARNS,
    evidence=Evidence(ODD, Span(0, len(ODD.text)), ODD.text, Span(10, 16), "events"),
    speaker=NORLAND,
    via=(KARLSEN, LEAGUE),
    place=PlaceSpan("the north", NORLAND),
    content=None,
)
QUADS = list(to_quads((*ARTICLES, ODD), (*STATEMENTS, SAID), run={"version": "1"}))
STORE = Store.in_memory(QUADS)
TRIPLES = {quad.triple for quad in QUADS}
#: Format -> how pyoxigraph, rdflib and riot call it, and whether it keeps named graphs.
SYNTAXES = {
    Form.TURTLE: (RdfFormat.TURTLE, "turtle", "TURTLE", False),
    Form.FACTS: (RdfFormat.TURTLE, "turtle", "TURTLE", False),
    Form.TRIG: (RdfFormat.TRIG, "trig", "TRIG", True),
    Form.NQUADS: (RdfFormat.N_QUADS, "nquads", "NQUADS", True),
    Form.JSONLD: (RdfFormat.JSON_LD, "json-ld", "JSONLD", True),
    Form.RDFXML: (RdfFormat.RDF_XML, "xml", "RDFXML", False),
    Form.RDF12: (RdfFormat.TURTLE, None, "TURTLE", False),
    Form.NANOPUB: (RdfFormat.TRIG, "trig", "TRIG", True),
}
WHOLE = [form for form in Form if form not in (Form.FACTS, Form.RDF12, Form.NANOPUB)]


def written(form: Form, store: Store = STORE, *, inline: bool = True) -> bytes:
    output = io.BytesIO()
    export(store, form, output, inline=inline)
    return output.getvalue()


def read(form: Form, data: bytes) -> list[Quad]:
    return list(parse(data, format=SYNTAXES[form][0]))


def by_rdflib(form: Form, data: bytes) -> set[str]:
    """The lines of N-Quads of what rdflib reads."""
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=SYNTAXES[form][1])
    return normal(parse(dataset.serialize(format="nquads", encoding="utf-8"), format=RdfFormat.N_QUADS))


def normal(quads: Iterable[Quad], *, graphs: bool = True) -> set[str]:
    """Comparable lines; there are no blank nodes, so equal sets are isomorphic graphs."""
    found = {str(quad if graphs else quad.triple) for quad in quads}
    return {line.replace(" <urn:x-rdflib:default>", "") for line in found}


def test_the_formats_are_all_tested() -> None:
    assert set(SYNTAXES) == set(Form)


@pytest.mark.parametrize("form", WHOLE)
def test_all_comes_back_in_pyoxigraph(form: Form) -> None:
    keeps = SYNTAXES[form][3]
    assert normal(read(form, written(form)), graphs=keeps) == normal(QUADS, graphs=keeps)


@pytest.mark.parametrize("form", WHOLE)
def test_all_comes_back_in_rdflib(form: Form) -> None:
    keeps = SYNTAXES[form][3]
    assert by_rdflib(form, written(form)) == normal(QUADS, graphs=keeps)


@pytest.mark.parametrize("form", [Form.FACTS, Form.NANOPUB])
def test_both_libraries_read_the_same(form: Form) -> None:
    data = written(form)
    assert by_rdflib(form, data) == normal(read(form, data), graphs=SYNTAXES[form][3])


@pytest.mark.parametrize("form", Form)
def test_riot_reads_as_much(form: Form, tmp_path: Path) -> None:
    file = tmp_path / "graph"
    file.write_bytes(written(form))
    assert riot_count(file, SYNTAXES[form][2]) == len(read(form, file.read_bytes()))


_HASHES = """
import hashlib
from tests.rdf.test_export import written
from geokg.rdf.export import Form
for form in Form:
    print(form, hashlib.sha256(written(form)).hexdigest())
"""


def test_bytes_are_those_of_any_other_process() -> None:
    def hashes(seed: str) -> str:
        environ = os.environ | {"PYTHONHASHSEED": seed}
        return subprocess.check_output([sys.executable, "-c", _HASHES], env=environ, text=True, timeout=120)

    here = "".join(f"{form} {hashlib.sha256(written(form)).hexdigest()}\n" for form in Form)
    assert hashes("1") == hashes("2") == here


@pytest.mark.parametrize("form", Form)
def test_the_order_of_quads_does_not_show(form: Form) -> None:
    assert written(form, Store.in_memory(QUADS[::-1])) == written(form)


@pytest.mark.parametrize("form", Form)
def test_an_empty_dataset_is_written(form: Form) -> None:
    assert read(form, written(form, Store.in_memory([]))) == []


def test_suffixes_lead_to_formats() -> None:
    assert {suffix: SYNTAXES[form][0].file_extension for suffix, form in SUFFIXES.items() if suffix != ".xml"} == {
        suffix: suffix[1:] for suffix in SUFFIXES if suffix != ".xml"
    }


# JSON-LD


def test_json_is_compact_and_called_as_people_call_things() -> None:
    document = json.loads(written(Form.JSONLD))
    assert document["@context"]["speaker"] == {"@id": "geokg:speaker", "@type": "@id"}
    graphs = {graph["@id"]: {node["@id"]: node for node in graph["@graph"]} for graph in document["@graph"]}
    nodes = graphs[f"graph:article/{FIRST.key}"]
    claim = nodes["claim:" + WARNS.id.removeprefix("claim/")]
    assert graphs["graph:facts"]["actor:norland"]["relation:warns"] == {"@id": "actor:sudria"}
    assert (claim["@type"], claim["status"], claim["subject"]) == ("Claim", "asserted", "actor:norland")
    assert claim["confidence"] == "0.83"
    assert graphs["graph:actors"]["actor:norland"]["name"] == "Norland"


def test_only_its_address_stands_for_the_context_where_that_is_asked() -> None:
    document = json.loads(written(Form.JSONLD, inline=False))
    address, rooms = document["@context"]
    assert address == CONTEXT
    assert rooms["actor"] == BASE + "actor/"
    assert document["@graph"] == json.loads(written(Form.JSONLD))["@graph"]


def test_another_base_has_its_own_prefixes() -> None:
    store = Store.in_memory(to_quads(ARTICLES, STATEMENTS, base="http://localhost/x/"))
    data = written(Form.JSONLD, store)
    assert json.loads(data)["@context"]["actor"] == "http://localhost/x/actor/"
    assert normal(read(Form.JSONLD, data)) == normal(store)


# RDF 1.2


def test_a_claim_reifies_its_triple() -> None:
    found = {quad.subject: quad.object for quad in read(Form.RDF12, written(Form.RDF12)) if "reifies" in str(quad)}
    actor, relation = Names().prefixes["actor"], Names().prefixes["relation"]
    warning = Triple(NamedNode(actor + "norland"), NamedNode(relation + "warns"), NamedNode(actor + "sudria"))
    assert found[NamedNode(BASE + WARNS.id)] == warning


def test_nothing_is_lost_in_rdf_12() -> None:
    back = set()
    for quad in read(Form.RDF12, written(Form.RDF12)):
        if quad.predicate == term("rdf:reifies"):
            parts = zip(("subject", "predicate", "object"), quad.object, strict=True)  # type: ignore[arg-type]
            back |= {Triple(quad.subject, term(f"rdf:{name}"), node) for name, node in parts}
        else:
            back.add(quad.triple)
    assert back == TRIPLES


def test_what_is_no_whole_triple_is_not_reified() -> None:
    claim = NamedNode("http://x/claim")
    parts = [Triple(claim, term("rdf:predicate"), claim), Triple(claim, term("rdf:subject"), claim)]
    assert list(reified(parts)) == parts


# Nanopublications


def test_a_bundle_has_the_graphs_that_the_guidelines_ask_for() -> None:
    np = "http://www.nanopub.org/nschema#"
    quads = read(Form.NANOPUB, written(Form.NANOPUB))
    heads = {quad.subject: quad.graph_name for quad in quads if str(quad.object) == f"<{np}Nanopublication>"}
    claiming = {statement.evidence.article.key for statement in (*STATEMENTS, SAID)}
    assert {Names().local(str(whole)[1:-1]) for whole in heads} == claiming
    for whole, head in heads.items():
        links = {quad.predicate.value: quad.object for quad in quads if quad.graph_name == head and np in str(quad)}
        assertion, provenance, pubinfo = (
            links[np + name] for name in ("hasAssertion", "hasProvenance", "hasPublicationInfo")
        )
        assert len({head, assertion, provenance, pubinfo}) == 4
        assert [quad for quad in quads if quad.graph_name == assertion]
        assert [quad for quad in quads if quad.graph_name == provenance and quad.subject == assertion]
        assert [quad for quad in quads if quad.graph_name == pubinfo and quad.subject == whole]


def test_bundles_hold_all_that_the_graphs_of_articles_hold() -> None:
    own = {quad.triple for quad in QUADS if "graph/article/" in str(quad.graph_name)}
    silent = {quad.triple for quad in QUADS if quad.subject == Names().iri("article", ARTICLES[2].key)}
    assert own - silent <= {quad.triple for quad in read(Form.NANOPUB, written(Form.NANOPUB))}


# Whatever the text


@given(st.text(st.characters(), min_size=1), st.text(st.characters()), st.sampled_from(["en", "de-ch", ""]))
def test_hostile_texts_come_back(text: str, title: str, language: str) -> None:
    article = Article(id=title, text=text, title=title, language=language)
    evidence = Evidence(article, Span(0, len(text)), text, Span(0, 1), "events")
    quads = list(to_quads([article], [replace(WARNS, evidence=evidence, content=None)]))
    own = [quad for quad in quads if quad.graph_name == Names().article_graph(article.key)]
    store = Store.in_memory(own)
    assert nquads(store) == nquads(own)
    for form in (Form.TURTLE, Form.TRIG, Form.JSONLD, Form.RDFXML):
        keeps = SYNTAXES[form][3]
        data = written(form, store)
        assert normal(read(form, data), graphs=keeps) == normal(own, graphs=keeps)
        assert by_rdflib(form, data) == normal(own, graphs=keeps)


def test_pyoxigraph_still_forgets_carriage_returns_in_xml() -> None:
    """When this fails, ``_WholeReturns`` has done its work and can go."""
    triple = Triple(NamedNode("http://x/a"), NamedNode("http://x/b"), pyoxigraph.Literal("\r"))
    assert b"\r" in (pyoxigraph.serialize([triple], format=RdfFormat.RDF_XML) or b"")
