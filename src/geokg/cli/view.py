"""The command that makes a page of a graph, or of a part of it."""

from __future__ import annotations

import difflib
import webbrowser
from dataclasses import replace
from typing import TYPE_CHECKING

from geokg.cli.printing import note
from geokg.errors import ConfigError, QueryError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.graph import Graph
    from geokg.store import Store
    from geokg.view.part import Part

__all__ = ["run_view"]

_FORMS = ("html", "gexf")


def run_view(folder: Path, part: Part, form: str, place: Path | None, *, shown: bool, quiet: bool) -> None:
    """Write the page (or GEXF) of a part, beside the graph where no file is named, and show it if asked.

    Actors and relations of the part are still names, as people write them.

    Raises:
        ConfigError: the format is not known, nothing is left to show, or more than one page can hold.
        QueryError: the graph knows no such actor, relation or family, or several.
        StoreError: there is no graph in the folder, or the file cannot be written.
    """
    from geokg.graph import Graph
    from geokg.view.part import actors_of, choose

    if form not in _FORMS:
        raise ConfigError(f"format {form!r} not known; take one of {', '.join(_FORMS)}")
    graph = Graph.open(folder)
    statements = graph.statements()
    chosen = choose(statements, _resolved(part, graph.store))
    if not chosen:
        raise ConfigError("no statement fits all that was asked for; ask for less")
    view = Graph(graph.store, chosen)
    title = ", ".join(sorted(part.actors)) or "geokg"
    file = place or folder / f"view.{form}"
    _write(file, view.to_html(title=title) if form == "html" else _gexf(view))
    if not quiet:
        note(f"{len(actors_of(chosen)):,} actors, {len(chosen):,} of {len(statements):,} statements -> {file}")
    if shown and not webbrowser.open(file.resolve().as_uri()):
        note(f"no browser to be found; open {file} yourself")


def _resolved(part: Part, store: Store) -> Part:
    from geokg.query.lookup import find

    actors = (store.names.local(find(store, "actor", name).value) for name in part.actors)
    return replace(part, actors=frozenset(actors), relations=frozenset(map(_relation, part.relations)))


def _relation(name: str) -> str:
    """The id of a relation, or the name of a family."""
    from geokg.relations import load_relations

    table = load_relations().values()
    known = {word.casefold(): relation.id for relation in table for word in (relation.label, relation.id)}
    known |= {relation.family.casefold(): relation.family for relation in table}
    if found := known.get(name.strip().casefold()):
        return found
    near = difflib.get_close_matches(name.casefold(), sorted(known), n=3, cutoff=0.75)
    hint = f"did you mean {' or '.join(near)}?" if near else "`geokg relations` lists them"
    raise QueryError(f"{name!r}: no such relation or family; {hint}")


def _gexf(part: Graph) -> str:
    from geokg.view.gexf import gexf

    return gexf(part.to_networkx())


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StoreError(f"{file}: cannot be written: {error.strerror or error}") from error
