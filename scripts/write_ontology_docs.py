"""Writes ``docs/ontology/index.html``, the vocabulary for people, by pyLODE: ``python scripts/write_ontology_docs.py``.

It needs the extra ``docs``. Only what geokg defines is told; declarations of other vocabularies are left out. The page
holds its style in itself and asks nobody for anything.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph, Literal

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "ontology" / "index.html"
OWN = "https://w3id.org/geokg/ontology"
#: Scripts are for search engines only, in an order that differs from run to run.
_SCRIPT = re.compile(r"\s*<script.*?</script>", re.DOTALL)
#: Long examples would run under the table of contents.
_FOLDED = "pre { white-space: pre-wrap; }\n</style>"


def page() -> str:
    """The page. pyLODE walks over sets, so the hashes of this process must be those of every other: see main."""
    import rdflib
    from pylode import OntPub

    told = rdflib.Graph().parse(ROOT / "ontology" / "geokg.ttl")
    own = rdflib.Graph()
    for prefix, namespace in told.namespaces():
        own.bind(prefix, namespace)
    for triple in sorted(told):
        if str(triple[0]).startswith(OWN) and triple[2] != rdflib.SKOS.ConceptScheme:  # pyLODE takes it for the head
            own.add(triple)
    for example in _individuals(told):
        own.add((rdflib.URIRef(OWN + "#Status"), rdflib.SKOS.example, example))
    html = OntPub(ontology=own, sort_subjects=True).make_html()
    return "\n".join(line.rstrip() for line in _SCRIPT.sub("", html).replace("</style>", _FOLDED).splitlines()) + "\n"


def _individuals(told: Graph) -> Iterator[Literal]:
    """What each status means, for its class, since pyLODE leaves individuals out."""
    import rdflib

    for status in sorted(told.subjects(rdflib.RDF.type, rdflib.URIRef(OWN + "#Status"))):
        meaning, example = told.value(status, rdflib.RDFS.comment), told.value(status, rdflib.SKOS.example)
        yield rdflib.Literal(f"geokg:{str(status).rsplit('#')[-1]} - {meaning} {example}", lang="en")


def main() -> None:
    """Write the page, in a process whose hashes are fixed."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"PYTHONHASHSEED": "0"})
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
