"""Changes a store on disk article by article, each in one transaction.

A reader sees an article wholly or not at all, and a writer that is killed leaves the last article that it finished.
With an article change its own graph, the plain triples that no other article carries, and the actors that no other
article names. An actor that the graph describes already keeps its description, and only gains names.

What the articles tell together (``graph/events``) follows from all of them. It goes with the first change and comes
back when the writer lets go of the store, so a store never holds events of articles that it does not have.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad

from geokg.errors import StoreError
from geokg.events import learn
from geokg.rdf.events import event_quads
from geokg.rdf.namespaces import term
from geokg.rdf.read import provenance_in, to_statements
from geokg.rdf.write import data_quads
from geokg.relations import load_relations
from geokg.store import Store, open_to_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    import pyoxigraph

    from geokg.gazetteer import Gazetteer
    from geokg.model import Article, Statement

__all__ = ["Writer"]

_FLOOR = "min_confidence="
_ROLES = tuple(map(term, ("rdf:subject", "rdf:predicate", "rdf:object")))
_LABEL, _ALIAS = map(term, ("skos:prefLabel", "skos:altLabel"))
_IS_CARRIED = """
ASK {{
  ?claim rdf:subject {fact.subject} ; rdf:predicate {fact.predicate} ; rdf:object {fact.object} ;
    geokg:status geokg:asserted ; geokg:confidence ?confidence ; prov:wasDerivedFrom ?article .
  FILTER(?article != {article} && ?confidence >= {floor})
  FILTER NOT EXISTS {{ ?claim geokg:speaker ?speaker }}
}}
"""


class Writer:
    """The one process that may change a store; a context manager that lets go of it at the end.

    ::

        with Writer(Path("output/store")) as writer:
            writer.put(article, statements)
            writer.remove(older.key)

    ``floor`` is the least confidence of a plain triple: that of the run which built the store, where None.

    Raises:
        StoreError: there is no store in the folder, or another process is writing to it.
    """

    def __init__(self, folder: Path, *, floor: float | None = None) -> None:
        self._inner = open_to_write(folder)
        self.names = Store(self._inner).names
        self._floor = _recorded_floor(self._inner) if floor is None else floor
        self._is_gathered = self._inner.contains_named_graph(self.names.graph("events"))

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None and not self._is_gathered:
            self.gather()
        self.close()

    def flush(self) -> None:
        """Have the disk hold all articles that were put: they outlive the process anyway, and now a power cut too."""
        self._inner.flush()

    def close(self) -> None:
        """Flush, and let go of the store."""
        self.flush()
        del self._inner

    def put(
        self,
        article: Article,
        statements: Iterable[Statement],
        *,
        run: Mapping[str, str] | None = None,
        known: Gazetteer | None = None,
    ) -> None:
        """Add an article with its statements, in place of what the store holds of it.

        ``run`` and ``known`` are those of :func:`geokg.rdf.write.to_quads`.

        Raises:
            StoreError: a statement is of another article, or the store cannot be written.
        """
        said = list(statements)
        if any(statement.evidence.article.key != article.key for statement in said):
            raise StoreError(f"{article.id}: a statement of another article is among its own; put that one by itself")
        quads = data_quads([article], said, base=self.names.base, run=run, floor=self._floor, known=known)
        self._replace(article.key, set(quads))

    def remove(self, key: str) -> bool:
        """Remove an article by its key; False where the store has none of it."""
        is_there = self._inner.contains_named_graph(self.names.article_graph(key))
        if is_there:
            self._replace(key, set())
        return is_there

    def gather(self, copies: Mapping[str, str] | None = None) -> None:
        """Write anew what all articles tell together; a writer that ends without an error does so where needed.

        ``copies`` are those of :func:`geokg.rdf.write.to_quads`.

        Raises:
            StoreError: a claim in the store is damaged, or the store cannot be written.
        """
        relations, graph = load_relations(), self.names.graph("events")
        said = to_statements(self._inner, relations=relations, names=self.names)
        provenance = provenance_in(self._inner, self.names)
        if copies is not None:
            provenance = replace(provenance, copies=copies)
        quads = set(event_quads(learn(said, relations, provenance=provenance, floor=self._floor), self.names))
        self._update(f"DROP SILENT GRAPH {graph}", f"INSERT DATA {{ {_data(quads)} }}")
        self._is_gathered = True

    def _replace(self, key: str, new: set[Quad]) -> None:
        """Take away what the store has of an article, and what rests on that alone; add the new. One transaction."""
        graph, actors = self.names.article_graph(key), self.names.graph("actors")
        old = set(self._inner.quads_for_pattern(None, None, None, graph))
        said = {quad for quad in new if quad.graph_name == graph}
        gone = {fact for fact in self._facts_of(old) if not self._is_carried(fact, but_by=key)}
        gone |= self._forgotten(self._actors_in(old), self._actors_in(said), graph)
        described = {quad for quad in new if quad.graph_name == actors}
        added = (new - described) | set(self._news(described))
        events = [f"DROP SILENT GRAPH {self.names.graph('events')}"] if self._is_gathered else []
        self._update(
            *events,
            f"DROP SILENT GRAPH {graph}",
            f"DELETE DATA {{ {_data(gone - new)} }}",
            f"INSERT DATA {{ {_data(added)} }}",
        )
        self._is_gathered = False

    def _update(self, *changes: str) -> None:
        """Make changes in one transaction."""
        try:
            self._inner.update(" ;\n".join(changes))
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the store cannot be written: {error}") from error

    def _facts_of(self, quads: set[Quad]) -> set[Quad]:
        """The plain triples of the store that claims among the quads may carry."""
        parts: dict[Any, dict[Any, Any]] = {}
        for subject, predicate, node, _ in quads:
            if predicate in _ROLES:
                parts.setdefault(subject, {})[predicate] = node
        graph = self.names.graph("facts")
        claims = [claim for claim in parts.values() if len(claim) == len(_ROLES)]
        subject, predicate, object_ = _ROLES
        whole = [Quad(claim[subject], claim[predicate], claim[object_], graph) for claim in claims]
        return {fact for fact in whole if fact in self._inner}

    def _is_carried(self, fact: Quad, *, but_by: str) -> bool:
        """True where a claim of another article carries a plain triple."""
        question = _IS_CARRIED.format(fact=fact, article=self.names.iri("article", but_by), floor=self._floor)
        return bool(self._inner.query(question, prefixes=self.names.prefixes, use_default_graph_as_union=True))

    def _actors_in(self, quads: set[Quad]) -> set[NamedNode]:
        """The actors that an article names."""
        nodes = {quad.object for quad in quads if isinstance(quad.object, NamedNode)}
        return {node for node in nodes if node.value.startswith(self.names.prefixes["actor"])}

    def _forgotten(self, before: set[NamedNode], now: set[NamedNode], graph: NamedNode) -> set[Quad]:
        """What is known of actors whom an article named before, and nobody names now.

        An office or membership that was known beforehand stays as long as one of the two acts, and with it the other.
        """
        actors, articles = self.names.graph("actors"), self.names.article_graph("").value

        def acts(actor: NamedNode) -> bool:
            graphs: Iterator[Any] = (quad.graph_name for quad in self._inner.quads_for_pattern(None, None, actor, None))
            return actor in now or any(other != graph and other.value.startswith(articles) for other in graphs)

        def known_of(actor: NamedNode) -> set[Any]:
            return {quad.subject for quad in self._inner.quads_for_pattern(None, None, actor, actors)}

        leaving = {actor for actor in before if not acts(actor)}
        known = {node: self._actors_in(self._about(node)) for actor in leaving for node in known_of(actor)}
        dropped = {node for node, ends in known.items() if not any(map(acts, ends))}
        left = {end for node in dropped for end in known[node]} | leaving
        lonely = {actor for actor in left if not acts(actor) and not known_of(actor) - dropped}
        return {quad for node in lonely | dropped for quad in self._about(node)}

    def _about(self, node: Any) -> set[Quad]:
        """What ``graph/actors`` says of a node."""
        return set(self._inner.quads_for_pattern(node, None, None, self.names.graph("actors")))

    def _news(self, described: set[Quad]) -> Iterator[Quad]:
        """What descriptions of actors add to the store: of actors that are new to it all, of others further names."""
        for quad in (quad for quad in described if quad not in self._inner):
            labels = {fact.object for fact in self._about(quad.subject) if fact.predicate == _LABEL}
            if not labels:
                yield quad
            elif quad.predicate in (_LABEL, _ALIAS) and quad.object not in labels:
                yield Quad(quad.subject, _ALIAS, quad.object, quad.graph_name)


def _recorded_floor(inner: pyoxigraph.Store) -> float:
    """The least confidence of a plain triple, as the runs tell it that built the store; of several the greatest."""
    found: Iterator[Any] = inner.quads_for_pattern(None, term("geokg:setting"), None, None)
    settings = (quad.object.value for quad in found)
    floors = [float(setting.removeprefix(_FLOOR)) for setting in settings if setting.startswith(_FLOOR)]
    return max(floors, default=0.0)


def _data(quads: set[Quad]) -> str:
    """Quads as SPARQL Update takes them."""
    by_graph: dict[str, list[str]] = {}
    for quad in quads:
        by_graph.setdefault(str(quad.graph_name), []).append(f"{quad.triple} .")
    return " ".join(f"GRAPH {graph} {{ {' '.join(triples)} }}" for graph, triples in by_graph.items())
