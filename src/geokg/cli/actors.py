"""The command that shows, checks and exports the known actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.cli.printing import note, put, put_rows
from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geokg.cli.options import Table
    from geokg.config import Settings
    from geokg.gazetteer import Gazetteer

__all__ = ["check", "explain", "export"]

_FORMATS = (".ttl", ".nt")


def explain(text: str, form: Table, settings: Settings) -> None:
    """Print what was decided of every name in a text: which actor it is, and why."""
    from geokg.annotate.explain import decisions
    from geokg.model import Article
    from geokg.pipeline import load_reader

    reader = load_reader(settings.model, settings.actors, extractors=())
    (document,) = reader.documents([Article(id="text", text=text, published=settings.date)])
    rows = [
        (
            f"{found.span.start}-{found.span.end}",
            found.text,
            *(
                " & ".join(map(str, values)) or None
                for values in (
                    [actor.id for actor in found.actors],
                    [actor.label for actor in found.actors],
                    [actor.kind for actor in found.actors],
                    [actor.iso3 for actor in found.actors if actor.iso3],
                    [actor.sector for actor in found.actors if actor.sector],
                )
            ),
            found.how,
            found.why,
        )
        for found in decisions(document, reader.annotator.gazetteer)
    ]
    put_rows(("span", "text", "actor", "label", "kind", "iso3", "sector", "how", "why"), rows, form)


def check(files: Sequence[Path]) -> int:
    """Print every mistake in the files of actors, one a line; 0 if there is none, else 2."""
    from geokg.gazetteer import check_actors, load_gazetteer

    problems = check_actors(files)
    if not problems:
        gazetteer = load_gazetteer(files)
        problems = _shape_problems(gazetteer)
        people = sum(actor.kind == "Person" for actor in gazetteer.actors.values())
        note(
            f"{len(gazetteer.actors):,} actors ({people:,} people), {len(gazetteer.tenures):,} offices and memberships"
        )
    put("".join(f"{problem}\n" for problem in problems))
    return 2 if problems else 0


def _shape_problems(gazetteer: Gazetteer) -> list[str]:
    """What the shapes of the ontology find in the gazetteer as RDF, where pyshacl is installed."""
    from geokg.rdf.known import known_quads
    from geokg.rdf.namespaces import Names
    from geokg.rdf.validate import validate
    from geokg.rdf.write import ontology_quads
    from geokg.store import Store

    names = Names()
    try:
        found = validate(Store.in_memory([*ontology_quads(names), *known_quads(gazetteer, names)]))
    except ConfigError as error:
        note(f"the files are right, but their shapes in RDF were not checked: {error}")
        return []
    return [str(problem) for problem in found]


def export(files: Sequence[Path], place: Path) -> None:
    """Write all known actors, offices and memberships as RDF, in the vocabulary that ``--actors`` reads.

    Raises:
        ConfigError: the name of the file does not end in .ttl or .nt, or it cannot be written.
    """
    from pyoxigraph import RdfFormat, serialize

    from geokg.gazetteer import load_gazetteer
    from geokg.rdf.known import known_quads
    from geokg.rdf.namespaces import Names

    if place.suffix not in _FORMATS:
        raise ConfigError(f"{place}: actors are written as .ttl or .nt; name a file that ends so")
    names = Names()
    triples = sorted({quad.triple for quad in known_quads(load_gazetteer(files), names)}, key=str)
    form = RdfFormat.from_extension(place.suffix[1:])
    try:
        serialize(triples, str(place), form, prefixes=names.prefixes)
    except OSError as error:
        raise ConfigError(f"{place}: cannot be written: {error.strerror or error}") from error
