"""The SPARQL 1.1 Protocol: requests as its specification has them, sent to a server that runs.

Rows with a name in quotes are those of the test list that the specification's group published.
"""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest
import rdflib

from geokg.rdf.namespaces import Names
from tests.serve.served import FORM, QUERY, Served

NAMES = Names()
FACTS, ACTORS = NAMES.graph("facts").value, NAMES.graph("actors").value
MEMBER = "ASK { actor:norland relation:memberOf actor:league }"
COUNTRY = "ASK { actor:norland a geokg:Country }"
BOTH = "ASK { actor:norland relation:memberOf ?l . ?l skos:prefLabel ?name }"
IN_GRAPHS = f"ASK {{ GRAPH <{FACTS}> {{ actor:norland relation:memberOf ?l }} GRAPH <{ACTORS}> {{ ?l a ?kind }} }}"
NO_UPDATE = "application/sparql-update"


def truth(server: Served, method: str, path: str, headers: dict[str, str], body: str | None = None) -> bool:
    response = server.send(method, path, headers | {"Accept": "application/sparql-results+json"}, body)
    assert (response.status, response.media_type) == (200, "application/sparql-results+json"), response.text
    return bool(json.loads(response.body)["boolean"])


def test_query_get(server: Served) -> None:
    assert truth(server, "GET", f"/sparql?query={quote(MEMBER)}", {})


def test_query_post_form(server: Served) -> None:
    assert truth(server, "POST", "/sparql", FORM, urlencode({"query": MEMBER}))


def test_query_post_direct(server: Served) -> None:
    assert truth(server, "POST", "/sparql", QUERY, MEMBER)


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_a_posted_type_may_have_parameters(server: Served, parameter: str) -> None:
    headers = {"Content-Type": "Application/SPARQL-Query; charset=UTF-8"}
    query = MEMBER if parameter == "default-graph-uri" else "ASK { GRAPH ?g { actor:norland ?p actor:league } }"
    assert truth(server, "POST", f"/sparql?{parameter}={quote(FACTS)}", headers, query)
    assert not truth(server, "POST", f"/sparql?{parameter}={quote(ACTORS)}", headers, query)


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize(
    ("query", "default", "named", "expected"),
    [
        (BOTH, [], [], True),  # without a dataset, all graphs are asked at once
        (BOTH, [FACTS], [], False),
        (BOTH, [ACTORS], [], False),
        (BOTH, [FACTS, ACTORS], [], True),  # "query_dataset_default_graphs"
        (IN_GRAPHS, [], [], True),
        (IN_GRAPHS, [], [FACTS, ACTORS], True),  # "query_dataset_named_graphs"
        (IN_GRAPHS, [], [FACTS], False),
        (MEMBER, [], [FACTS], False),  # the default graph is empty where only named ones are given
        (IN_GRAPHS, [FACTS, ACTORS], [], False),
        (f"ASK {{ {MEMBER[4:]} {IN_GRAPHS[4:]} }}", [FACTS], [FACTS, ACTORS], True),  # "query_dataset_full"
        (f"ASK {{ {COUNTRY[4:]} {IN_GRAPHS[4:]} }}", [FACTS], [FACTS, ACTORS], False),
        (f"ASK FROM <{ACTORS}> {MEMBER[4:]}", [FACTS], [], True),  # "query_multiple_dataset": the protocol's wins
        (f"ASK FROM <{FACTS}> {MEMBER[4:]}", [ACTORS], [], False),
        (f"ASK FROM NAMED <{ACTORS}> {{ GRAPH ?g {MEMBER[4:]} }}", [], [FACTS], True),
        (f"ASK FROM <{FACTS}> {MEMBER[4:]}", [], [], True),
        (f"ASK FROM <{ACTORS}> {MEMBER[4:]}", [], [], False),
        (f"ASK FROM <{FACTS}> FROM <{ACTORS}> {BOTH[4:]}", [], [], True),
        (f"ASK FROM graph:actors {MEMBER[4:]}", [], [], False),
        (MEMBER, ["http://example.org/nowhere"], [], False),
    ],
)
def test_dataset(server: Served, way: str, query: str, default: list[str], named: list[str], expected: bool) -> None:
    graphs = urlencode({"default-graph-uri": default, "named-graph-uri": named}, doseq=True)
    whole = urlencode({"query": query}) + "&" + graphs
    requests = {
        "get": ("GET", f"/sparql?{whole}", {}, None),
        "form": ("POST", "/sparql", FORM, whole),
        "direct": ("POST", f"/sparql?{graphs}", QUERY, query),
    }
    assert truth(server, *requests[way]) is expected


SELECT, CONSTRUCT = "SELECT ?s ?o { ?s relation:warns ?o }", "CONSTRUCT WHERE { ?s relation:warns ?o }"
DESCRIBE = f"DESCRIBE <{NAMES.iri('actor', 'norland').value}>"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV, TURTLE, TRIPLES = "text/csv", "text/tab-separated-values", "text/turtle", "application/n-triples"
JSON_LD, RDF_XML = "application/ld+json", "application/rdf+xml"


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        *((SELECT, kind, kind) for kind in (JSON, XML, CSV, TSV)),
        *((MEMBER, kind, kind) for kind in (JSON, XML, CSV, TSV)),
        *((CONSTRUCT, kind, kind) for kind in (TURTLE, TRIPLES, JSON_LD, RDF_XML)),
        *((DESCRIBE, kind, kind) for kind in (TURTLE, TRIPLES, JSON_LD, RDF_XML)),
        (SELECT, "*/*", JSON),
        (CONSTRUCT, "*/*", TURTLE),
        (SELECT, "", JSON),
        (SELECT, "text/*", CSV),
        (SELECT, f"{CSV};q=0.2, {XML};q=0.9, {TURTLE}", XML),
        (SELECT, f"{JSON};q=0, */*", XML),
        (SELECT, "application/json", JSON),
        (CONSTRUCT, f"{CSV}, {RDF_XML};q=0.1", RDF_XML),
        (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", JSON),
    ],
)
def test_content_types(server: Served, query: str, accept: str, expected: str) -> None:
    response = server.get(query, accept)
    assert (response.status, response.media_type) == (200, expected)
    assert response.headers["x-content-type-options"] == "nosniff"
    if expected in (TURTLE, TRIPLES, JSON_LD, RDF_XML):
        graph = rdflib.Graph().parse(data=response.text, format=expected)
        assert (rdflib.URIRef(NAMES.iri("actor", "norland").value), None, None) in graph


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        (SELECT, "csv", CSV), (SELECT, "tsv", TSV), (SELECT, "xml", XML), (SELECT, JSON, JSON),
        (CONSTRUCT, "xml", RDF_XML), (CONSTRUCT, "nt", TRIPLES), (CONSTRUCT, "json", JSON_LD), (CONSTRUCT, "ttl", TURTLE),
        (SELECT, "nonsense", XML),
    ],
)  # fmt: skip
@pytest.mark.parametrize("parameter", ["format", "output"])
def test_a_format_may_be_named(server: Served, query: str, name: str, expected: str, parameter: str) -> None:
    assert server.get(query, f"{XML}, {TURTLE}", **{parameter: name}).media_type == expected


GOOD_FORM = urlencode({"query": MEMBER})
INSERT = "INSERT DATA { <a:s> <a:p> <a:o> }"


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("PUT", f"/sparql?query={quote(MEMBER)}", {}, None, 405),  # "bad_query_method"
        ("DELETE", "/sparql", {}, None, 405),
        ("OPTIONS", "/sparql", {}, None, 405),
        ("GET", "/sparql?query=", {}, None, 400),
        ("GET", "/sparql?default-graph-uri=a:b", {}, None, 400),
        ("POST", "/sparql", FORM, "", 400),
        ("POST", "/sparql", QUERY, "", 400),
        ("GET", f"/sparql?{GOOD_FORM}&{GOOD_FORM}", {}, None, 400),  # "bad_multiple_queries"
        ("POST", "/sparql", FORM, f"{GOOD_FORM}&{GOOD_FORM}", 400),
        ("POST", f"/sparql?{GOOD_FORM}", QUERY, MEMBER, 400),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, GOOD_FORM, 415),  # "bad_query_wrong_media_type"
        ("POST", "/sparql", {}, GOOD_FORM, 415),  # "bad_query_missing_form_type"
        ("POST", "/sparql", {}, MEMBER, 415),  # "bad_query_missing_direct_type"
        ("POST", "/sparql", {"Content-Type": f"{QUERY['Content-Type']}; charset=UTF-16"}, MEMBER, 415),
        ("POST", "/sparql", QUERY, b"ASK { ?s ?p '\xff' }", 400),  # "bad_query_non_utf8"
        ("POST", "/sparql", FORM, "query=ASK%20%7B%7D%FF", 400),
        ("GET", f"/sparql?query={quote('ASK { ')}", {}, None, 400),  # "bad_query_syntax"
        ("GET", f"/sparql?{GOOD_FORM}&default-graph-uri=no%20iri", {}, None, 400),
        ("GET", "/sparql?query=%zz", {}, None, 400),
        ("GET", f"/sparql?{GOOD_FORM}", {"Accept": "image/png"}, None, 406),
        ("GET", f"/sparql?{GOOD_FORM}", {"Accept": TURTLE}, None, 406),
        ("GET", f"/sparql?query={quote(CONSTRUCT)}", {"Accept": CSV}, None, 406),
        ("GET", "/sparql", {"Accept": CSV}, None, 406),
        ("GET", f"/sparql?update={quote(INSERT)}", {}, None, 400),  # "bad_update_get"
        ("GET", f"/sparql?query={quote(INSERT)}", {}, None, 403),
        ("POST", "/sparql", FORM, urlencode({"update": INSERT}), 403),
        ("POST", "/sparql", FORM, urlencode({"query": INSERT}), 403),
        ("POST", "/sparql", {"Content-Type": NO_UPDATE}, INSERT, 403),
        ("POST", "/sparql", QUERY, INSERT, 403),
        ("GET", "/sparql/", {}, None, 404),
        ("GET", "/nothing", {}, None, 404),
    ],
)
def test_mistakes_are_told_in_one_line(
    server: Served, method: str, path: str, headers: dict[str, str], body: str | bytes | None, status: int
) -> None:
    response = server.send(method, path, headers, body)
    assert (response.status, response.media_type) == (status, "text/plain"), response.text
    assert len(response.text.splitlines()) == 1
    assert response.headers["x-content-type-options"] == "nosniff"


def test_head_is_get_without_the_body(server: Served) -> None:
    path = f"/sparql?{GOOD_FORM}"
    head, get = server.send("HEAD", path), server.send("GET", path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(get.body))


def parsed(server: Served, path: str) -> rdflib.Graph:
    response = server.send("GET", path, {"Accept": TRIPLES})
    assert (response.status, response.media_type) == (200, TRIPLES), response.text
    return rdflib.Graph().parse(data=response.text, format="nt")


def test_the_endpoint_describes_itself(server: Served) -> None:
    graph, sd = parsed(server, "/sparql"), rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef(server.endpoint)
    assert set(graph.objects(service, sd.supportedLanguage)) == {sd.SPARQL11Query}
    assert set(graph.objects(service, sd.feature)) == {sd.UnionDefaultGraph}
    assert len(set(graph.objects(service, sd.resultFormat))) == 8
    dataset = graph.value(service, sd.defaultDataset)
    named = {str(graph.value(one, sd.name)) for one in graph.objects(dataset, sd.namedGraph)}
    assert named >= {FACTS, ACTORS}
    assert len(named) == int(server.csv("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0])
    assert not [node for node in graph.all_nodes() if isinstance(node, rdflib.BNode)]


def test_the_dataset_is_described(server: Served) -> None:
    graph, void = parsed(server, "/.well-known/void"), rdflib.Namespace("http://rdfs.org/ns/void#")
    (dataset,) = graph.subjects(rdflib.RDF.type, void.Dataset)
    assert graph.value(dataset, void.sparqlEndpoint) == rdflib.URIRef(server.endpoint)
    assert str(graph.value(dataset, void.uriSpace)) == NAMES.base
    assert str(graph.value(dataset, void.triples)) == server.csv("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]
    uses = {str(graph.value(part, void.property)): graph.value(part, void.triples)
            for part in graph.objects(dataset, void.propertyPartition)}  # fmt: skip
    assert int(str(uses[NAMES.iri("relation", "warns").value])) == 1
    kinds = {str(graph.value(part, void["class"])): graph.value(part, void.entities)
             for part in graph.objects(dataset, void.classPartition)}  # fmt: skip
    assert int(str(kinds["https://w3id.org/geokg/ontology#Claim"])) == 10
