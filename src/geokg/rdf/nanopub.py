"""The claims of each article as a bundle in the style of nanopublications: TriG of four graphs an article.

``#assertion`` holds the claims with the passages that they rest on, ``#provenance`` the article that they were read
in, ``#pubinfo`` the run of geokg that made the bundle, and ``#head`` ties the three together. There is no date of
creation and no key, since equal input must give equal bytes: who publishes a bundle adds them. See
https://nanopub.net/guidelines/working_draft/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad

from geokg.rdf.literals import text
from geokg.rdf.namespaces import term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Triple

    from geokg.rdf.namespaces import Names

__all__ = ["NANOPUB", "in_graph", "nanopub_quads"]

#: The namespace of nanopublications.
NANOPUB = "http://www.nanopub.org/nschema#"
_PARTS = {"assertion": "hasAssertion", "provenance": "hasProvenance", "pubinfo": "hasPublicationInfo"}


def nanopub_quads(
    graphs: Iterable[tuple[NamedNode, Sequence[Triple]]], runs: Sequence[Triple], names: Names
) -> Iterator[Quad]:
    """A bundle for each of the named graphs that is of an article and holds a claim.

    ``runs`` is what the dataset says of the runs of geokg that it was made by.
    """
    for graph, triples in graphs:
        if graph.value.startswith(names.article_graph("").value):
            yield from _bundle(names.local(graph.value), triples, runs, names)


def _bundle(key: str, triples: Sequence[Triple], runs: Sequence[Triple], names: Names) -> Iterator[Quad]:
    made_by = sorted({triple.object for triple in triples if triple.predicate == term("prov:wasGeneratedBy")}, key=str)
    if not made_by:  # nothing is claimed in the article
        return
    whole, article = names.iri("nanopub", key), names.iri("article", key)
    head, assertion, provenance, pubinfo = (NamedNode(f"{whole.value}#{part}") for part in ("head", *_PARTS))
    yield Quad(whole, term("rdf:type"), NamedNode(NANOPUB + "Nanopublication"), head)
    for part, link in zip((assertion, provenance, pubinfo), _PARTS.values(), strict=True):
        yield Quad(whole, NamedNode(NANOPUB + link), part, head)
    yield from (in_graph(triple, assertion) for triple in triples if triple.subject != article)
    yield Quad(assertion, term("prov:wasDerivedFrom"), article, provenance)
    for run in made_by:
        yield Quad(assertion, term("prov:wasGeneratedBy"), run, provenance)
    yield from (in_graph(triple, provenance) for triple in triples if triple.subject == article)
    yield Quad(whole, term("rdfs:label"), text("What an article says, read by geokg", "en"), pubinfo)
    yield Quad(whole, term("dcterms:subject"), article, pubinfo)
    for run in made_by:
        yield Quad(whole, term("prov:wasGeneratedBy"), run, pubinfo)
    yield from (in_graph(triple, pubinfo) for triple in runs if triple.subject in made_by)


def in_graph(triple: Triple, graph: NamedNode) -> Quad:
    """The triple as a quad of a named graph."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)
