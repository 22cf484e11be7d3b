"""The page of the vocabulary tells every term, is that of this version, and works without a network."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from geokg.data import data_path
from geokg.rdf.namespaces import BASE, GEOKG, term

ROOT = Path(__file__).parents[2]
HTML = (ROOT / "docs" / "ontology" / "index.html").read_text(encoding="utf-8")
TRIPLES = [quad.triple for quad in parse(path=str(data_path("ontology/geokg.ttl")), format=RdfFormat.TURTLE)]


def test_every_term_is_told_with_its_comment() -> None:
    kinds = {term(f"owl:{kind}") for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    told = {t.subject.value for t in TRIPLES if t.object in kinds and GEOKG in str(t.subject)}  # type: ignore[union-attr]
    assert [iri for iri in sorted(told) if f"<code>{iri}</code>" not in HTML] == []
    text = re.sub(r"&#?\w+;|[\W_]", "", HTML)
    comments = [t.object.value for t in TRIPLES if t.predicate == term("rdfs:comment") and GEOKG[:-1] in str(t.subject)]  # type: ignore[union-attr]
    schemes = {"The four ways in which a text can stand to a claim."}
    assert [c for c in comments if c not in schemes and re.sub(r"[\W_]", "", c) not in text] == []


def test_it_is_the_page_of_this_version() -> None:
    found = next(t.object.value for t in TRIPLES if t.predicate == term("owl:versionInfo"))  # type: ignore[union-attr]
    assert f"{BASE}ontology/{found}" in HTML


def test_it_asks_nobody_for_anything() -> None:
    assert not re.findall(r"<(?:script|img|iframe|object|embed)\b|@import|url\((?!['\"]?data:)", HTML)
    links = re.findall(r"<link\b[^>]*>", HTML)
    assert [link for link in links if 'href="data:' not in link] == []


def test_it_is_what_pylode_makes(tmp_path: Path) -> None:
    made_by = re.search(r"pyLODE/release/([\d.]+)", HTML)
    try:
        installed = version("pylode")
    except PackageNotFoundError:
        pytest.skip("pyLODE is not installed; the extra docs brings it")
    if not made_by or made_by[1] != installed:
        pytest.skip(f"the page was made by another version of pyLODE than {installed}")
    code = "import sys; sys.path.insert(0, 'scripts'); from write_ontology_docs import page; sys.stdout.buffer.write(page().encode())"
    environ = os.environ | {"PYTHONHASHSEED": "0"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, check=True)
    assert done.stdout.decode() == HTML
