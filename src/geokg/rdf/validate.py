"""Checks of RDF: shapes for what one node must have, and SPARQL for what only a whole dataset shows.

Shapes cost about a millisecond a triple, so a large dataset is sampled; the SPARQL checks always see all of it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, RdfFormat, serialize

from geokg.data import data_path
from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rdflib
    from pyoxigraph import Quad

    from geokg.store import Store

__all__ = ["Problem", "check", "validate"]

_CHECKS = Path(__file__).parent / "checks"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault of a dataset: the node that has it, what is wrong, and the value that is."""

    focus: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        """One line for people.

        >>> print(Problem("actor:x", "an actor is of one kind"))
        actor:x: an actor is of one kind
        """
        return f"{self.focus}: {self.message}" + (f" (found {self.value})" if self.value else "")


def validate(store: Store, *, sample: int | None = None) -> list[Problem]:
    """All faults of a dataset, sorted.

    Args:
        sample: how many articles the shapes are checked on, the first by key; None means all.

    Raises:
        ConfigError: pyshacl is not installed.
    """
    graphs = sorted({graph for _, _, _, graph in store if not isinstance(graph, DefaultGraph)}, key=str)
    articles = [graph for graph in graphs if "/graph/article/" in str(graph)]
    dropped = set() if sample is None else set(articles[sample:])
    quads = (quad for quad in store if quad.graph_name not in dropped)
    return sorted({*check(store), *_shapes(quads)})


def check(store: Store) -> list[Problem]:
    """The faults that the SPARQL checks of ``rdf/checks`` find; each file names its fault in its first line."""
    prefixes = store.names.prefixes
    problems = []
    for path in sorted(_CHECKS.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        message = text.splitlines()[0].removeprefix("# ")
        rows: Any = store.query(text, prefixes=prefixes)
        problems += [Problem(_short(row["focus"]), message, _short(row["value"])) for row in rows]
    return sorted(problems)


def _shapes(quads: Iterable[Quad]) -> list[Problem]:
    try:
        import pyshacl
    except ImportError as error:
        raise ConfigError('checking shapes needs pyshacl; install it by `pip install "geokg[validate]"`') from error
    shapes = _parsed(data_path("ontology/shapes.ttl").read_bytes(), "turtle")
    _, report, _ = pyshacl.validate(_union(quads), shacl_graph=shapes, inference="none")
    return _problems(report)


def _union(quads: Iterable[Quad]) -> rdflib.Graph:
    """All triples in one rdflib graph, whatever their named graphs were."""
    lines = io.BytesIO()
    serialize((quad.triple for quad in quads), lines, RdfFormat.N_TRIPLES)
    return _parsed(lines.getvalue(), "ntriples")


def _parsed(data: bytes, syntax: str) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=data, format=syntax)


def _problems(report: Any) -> list[Problem]:
    """The results of a SHACL report."""
    from rdflib import SH

    return [
        Problem(
            _short(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultMessage)),
            _short(report.value(result, SH.value)),
        )
        for result in report.objects(None, SH.result)
    ]


def _short(node: Any) -> str:
    return "" if node is None else str(getattr(node, "value", node))
