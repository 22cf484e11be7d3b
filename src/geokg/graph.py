"""A knowledge graph: what was read, to ask, to hand to other libraries, and to save."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.errors import ConfigError
from geokg.events import learn
from geokg.model import FLOOR
from geokg.query import answer
from geokg.rdf.export import nquads
from geokg.rdf.namespaces import BASE
from geokg.rdf.read import provenance_in, to_statements
from geokg.rdf.write import to_quads
from geokg.relations import load_relations
from geokg.save import save
from geokg.statements import in_text_order, with_contents
from geokg.store import Store
from geokg.view import frame, read_background, render
from geokg.view.part import check_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx
    import pandas
    import polars
    import rdflib

    from geokg.answer import Answer
    from geokg.events import Knowledge
    from geokg.gazetteer import Gazetteer
    from geokg.model import Article, Statement

__all__ = ["Graph"]


class Graph:
    """A knowledge graph. Make one with :meth:`from_statements` or :meth:`open`."""

    def __init__(self, store: Store, statements: list[Statement] | None = None) -> None:
        self.store = store
        self._statements = statements

    @classmethod
    def from_statements(
        cls,
        articles: Iterable[Article],
        statements: Iterable[Statement],
        *,
        base: str = BASE,
        run: Mapping[str, str] | None = None,
        floor: float = 0.0,
        known: Gazetteer | None = None,
    ) -> Graph:
        """A graph in memory. The arguments are those of :func:`geokg.rdf.write.to_quads`."""
        said = in_text_order(with_contents(statements))
        return cls(Store.in_memory(to_quads(articles, said, base=base, run=run, floor=floor, known=known)), said)

    @classmethod
    def open(cls, folder: str | Path) -> Graph:
        """The graph that ``geokg build`` or :meth:`save` left in an output folder.

        Raises:
            StoreError: there is none, or it cannot be read.
        """
        return cls(Store.open(Path(folder) / "store"))

    def __len__(self) -> int:
        """The number of triples, each of which stands in one named graph."""
        return len(self.store)

    def query(self, question: str, /, **values: str) -> Answer:
        """Ask a named question, or in SPARQL. See :func:`geokg.query.answer`."""
        return answer(self.store, question, **values)

    def facts(self) -> list[tuple[str, str, str]]:
        """The plain triples as ids of actor, relation and actor, sorted.

        They are what articles assert in their own voice; all else is in :meth:`statements`.
        """
        names = self.store.names
        return sorted(
            (names.local(s.value), names.local(p.value), names.local(o.value))
            for s, p, o in self.store.triples(names.graph("facts"))
        )

    def statements(self) -> list[Statement]:
        """All statements and contents, by date of article, article and place in it.

        Where the graph was opened from disk, the text of ``evidence.article`` is blank but for the passages quoted.
        """
        if self._statements is None:
            found = to_statements(self.store, relations=load_relations(), names=self.store.names)
            self._statements = in_text_order(found)
        return list(self._statements)

    def knowledge(self, *, floor: float = FLOOR) -> Knowledge:
        """What the claims tell together: events, contradictions, facts with their sources, and states over time.

        ``floor`` is the least confidence, 0 to 1, with which a claim counts for a fact or a state.
        """
        told = provenance_in(self.store, self.store.names)
        return learn(self.statements(), load_relations(), provenance=told, floor=floor)

    def to_rdflib(self) -> rdflib.Dataset:
        """A copy as an rdflib Dataset, with the prefixes bound."""
        import rdflib

        dataset = rdflib.Dataset(default_union=True)
        for prefix, namespace in self.store.names.prefixes.items():
            dataset.bind(prefix, namespace, replace=True)
        dataset.parse(data=nquads(self.store), format="nquads")
        return dataset

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Actors as nodes (``label``, ``kind``, ``iso3``), statements about two of them as edges.

        An edge has its claim's id as key, and as attributes ``relation``, ``label``, ``family``, ``status``,
        ``speaker``, ``confidence``, ``quote`` and ``article``.
        """
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for statement in self.statements():
            for actor in (statement.subject, statement.object, statement.speaker):
                if actor:
                    graph.add_node(actor.id, label=actor.label, kind=str(actor.kind), iso3=actor.iso3)
            if statement.object:
                graph.add_edge(statement.subject.id, statement.object.id, statement.id, **_edge(statement))
        return graph

    def to_html(self, *, title: str = "geokg") -> str:
        """The page of the viewer, as ``graph.html`` holds it.

        Raises:
            ConfigError: these are more actors or statements than one page can hold.
        """
        statements = self.statements()
        check_size(statements)
        return render(statements, title=title, base=self.store.names.base, known=read_background(self.store))

    def _repr_html_(self) -> str:
        """The page in a frame, which a notebook shows where a cell ends with the graph."""
        try:
            return frame(self.to_html())
        except ConfigError as error:
            return f"<p>{escape(str(error))}</p>"

    def to_pandas(self) -> pandas.DataFrame:
        """All claims as a frame of pandas. See :func:`geokg.analysis.frames.to_pandas`."""
        from geokg.analysis.frames import to_pandas

        return to_pandas(self.statements())

    def to_polars(self) -> polars.DataFrame:
        """All claims as a frame of polars. See :func:`geokg.analysis.frames.to_polars`."""
        from geokg.analysis.frames import to_polars

        return to_polars(self.statements())

    def save(self, folder: str | Path) -> Path:
        """Write all files into an output folder, made where it is missing. See :func:`geokg.save.save`."""
        save(self.store, self.statements(), Path(folder))
        return Path(folder)


def _edge(statement: Statement) -> dict[str, object]:
    return {
        "relation": statement.relation.id,
        "label": statement.relation.label,
        "family": statement.relation.family,
        "status": str(statement.status),
        "speaker": statement.speaker.id if statement.speaker else None,
        "confidence": statement.confidence,
        "quote": statement.evidence.quote,
        "article": statement.evidence.article.id,
    }
