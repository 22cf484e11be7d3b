"""Checks of RDF: shapes for what one node must have, and SPARQL for what only a whole dataset shows.

Shapes cost about a millisecond a triple, so a large dataset is sampled; all other checks always see all of it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, RdfFormat, serialize

from geokg.data import data_path
from geokg.errors import ConfigError
from geokg.rdf.literals import canonical
from geokg.rdf.namespaces import term
from geokg.rdf.sample import around_claims

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import rdflib
    from pyoxigraph import Quad, Triple

    from geokg.store import Store

__all__ = ["Problem", "check", "misquoted", "noncanonical", "validate"]

_CHECKS = Path(__file__).parent / "checks"
_REMEDY = "# Remedy: "
_REBUILD = "build the article again, and replace its graph as a whole"
#: The only way to write a value that no store changes.
_CANONICAL = {
    term("xsd:integer"): re.compile(r"0|-?[1-9]\d*", re.ASCII),
    term("xsd:decimal"): re.compile(r"0|-?[1-9]\d*(\.\d*[1-9])?|-?0\.\d*[1-9]", re.ASCII),
    term("xsd:date"): re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    term("xsd:boolean"): re.compile("true|false"),
}
#: What can stand between < and > in SPARQL.
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_BELONGS = """
SELECT ?focus (MIN(STR(?claim)) AS ?first) WHERE {
  VALUES ?focus { %s }
  { ?claim geokg:evidence|geokg:trigger|geokg:via|prov:wasDerivedFrom ?focus . ?claim a geokg:Claim }
  UNION { ?focus a geokg:Claim . BIND(?focus AS ?claim) }
} GROUP BY ?focus
"""
_QUOTES = """
SELECT ?focus ?article ?value ?begin ?end WHERE {
  ?focus nif:referenceContext ?article ; nif:anchorOf ?value ; nif:beginIndex ?begin ; nif:endIndex ?end .
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a dataset: the node that has it, what is wrong, the value that is, and how to mend it.

    ``claim`` is the claim that the node is or belongs to; of several the first by name.
    """

    focus: str
    message: str
    value: str = ""
    claim: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """One line for people.

        >>> print(Problem("actor:x", "an actor is of one kind"))
        actor:x: an actor is of one kind
        """
        found = f" (found {self.value})" if self.value else ""
        return f"{self.focus}: {self.message}{found}" + (f"; {self.remedy}" if self.remedy else "")


def validate(
    store: Store,
    *,
    sample: int | None = None,
    written: Iterable[Quad] = (),
    texts: Mapping[str, str] | None = None,
) -> list[Problem]:
    """All faults of a dataset, sorted.

    Args:
        sample: how many claims the shapes are checked on, with all around them; None means all there is.
        written: the quads as a file has them, to find what the store has already mended.
        texts: the key of an article -> its text, to compare quotes with.

    Raises:
        ConfigError: pyshacl is not installed.
    """
    triples = (quad.triple for quad in store) if sample is None else around_claims(store, sample)
    found = {*check(store), *noncanonical(written), *misquoted(store, texts or {}), *_shapes(triples)}
    return sorted(_with_claims(store, found))


def check(store: Store) -> list[Problem]:
    """The faults that the SPARQL checks of ``rdf/checks`` find; each file names fault and remedy in its head."""
    problems = []
    for path in sorted(_CHECKS.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        message, remedy = text.splitlines()[:2]
        rows: Any = store.query(text, prefixes=store.names.prefixes)
        problems += [
            Problem(
                _short(row["focus"]),
                message.removeprefix("# "),
                _short(row["value"]),
                remedy=remedy.removeprefix(_REMEDY),
            )
            for row in rows
        ]
    return sorted(problems)


def noncanonical(quads: Iterable[Quad]) -> Iterator[Problem]:
    """Literals that a store would change, or that cannot be what their type says.

    The quads should come from a file, since a store has changed most such literals already.
    """
    for quad in quads:
        node = quad.object
        if isinstance(node, Literal) and (remedy := _mended(node)):
            message = "a literal that is not in the one form that no store changes"
            yield Problem(_short(quad.subject), message, str(node), remedy=remedy)


def misquoted(store: Store, texts: Mapping[str, str]) -> list[Problem]:
    """Quotes that are not what the text of their article has at their offsets.

    Args:
        texts: the key of an article -> its text as given; quotes of others are not checked.
    """
    rows: Any = store.query(_QUOTES, prefixes=store.names.prefixes)
    problems = []
    for row in rows:
        text = texts.get(store.names.local(row["article"].value))
        begin, end = int(row["begin"].value), int(row["end"].value)
        if text is not None and canonical(text[begin:end]) != row["value"].value:
            message = f"a quote that differs from its article, which has {canonical(text[begin:end])!r} there"
            problems.append(Problem(_short(row["focus"]), message, _short(row["value"]), remedy=_REBUILD))
    return sorted(problems)


def _mended(literal: Literal) -> str | None:
    """How to write a literal in canonical form, or None where it is."""
    if canonical(literal.value) != literal.value:
        return "take the characters out that XML cannot hold, or put U+FFFD in their place"
    form = _CANONICAL.get(literal.datatype)
    if form is None or (form.fullmatch(literal.value) and (literal.datatype != term("xsd:date") or _day(literal))):
        return None
    kind = literal.datatype.value.rsplit("#", 1)[-1]
    return f"write it in the canonical form of xsd:{kind}: no plus, no leading or trailing zeros, no time zone"


def _day(literal: Literal) -> bool:
    try:
        date.fromisoformat(literal.value)
    except ValueError:
        return False
    return True


def _with_claims(store: Store, problems: Iterable[Problem]) -> list[Problem]:
    """The problems, each with the claim that its node is or belongs to."""
    found = list(problems)
    nodes = " ".join(f"<{iri}>" for iri in sorted({problem.focus for problem in found}) if _IRI.fullmatch(iri))
    rows: Any = store.query(_BELONGS % nodes, prefixes=store.names.prefixes)
    claims = {_short(row["focus"]): _short(row["first"]) for row in rows if row["focus"]}
    return [replace(problem, claim=claims.get(problem.focus, "")) for problem in found]


def _shapes(triples: Iterable[Triple]) -> list[Problem]:
    try:
        import pyshacl
    except ImportError as error:
        raise ConfigError('checking shapes needs pyshacl; install it by `pip install "geokg[validate]"`') from error
    shapes = _parsed(data_path("ontology/shapes.ttl").read_bytes(), "turtle")
    _, report, _ = pyshacl.validate(_union(triples), shacl_graph=shapes, inference="none")
    return _problems(report, shapes)


def _union(triples: Iterable[Triple]) -> rdflib.Graph:
    """All triples in one rdflib graph, whatever their named graphs were."""
    lines = io.BytesIO()
    serialize(triples, lines, RdfFormat.N_TRIPLES)
    return _parsed(lines.getvalue(), "ntriples")


def _parsed(data: bytes, syntax: str) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=data, format=syntax)


def _problems(report: Any, shapes: rdflib.Graph) -> list[Problem]:
    """The results of a SHACL report; the remedy stands with the shape that the failed part belongs to."""
    from rdflib import RDFS, SH

    problems = []
    for result in report.objects(None, SH.result):
        failed = report.value(result, SH.sourceShape)
        shape = shapes.value(None, SH.property, failed) or failed
        focus, message, value = (report.value(result, name) for name in (SH.focusNode, SH.resultMessage, SH.value))
        remedy = _short(shapes.value(shape, RDFS.comment))
        problems.append(Problem(_short(focus), str(message), _short(value), remedy=remedy))
    return problems


def _short(node: Any) -> str:
    return "" if node is None else str(getattr(node, "value", node))
