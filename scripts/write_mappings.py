"""Writes the mappings of relations, and all mappings as SKOS: ``python scripts/write_mappings.py [--check]``.

``ontology/relations.ttl`` says which code of CAMEO, type of PLOVER and property of Wikidata is nearest to a relation,
``ontology/mappings/terms.sssom.tsv``, written by hand, what is to classes and properties. From them come
``ontology/mappings/relations.sssom.tsv`` (SSSOM, https://w3id.org/sssom) and ``ontology/mappings.ttl``.

CAMEO and PLOVER are codebooks and give no IRIs, so their codes have names below the base of geokg.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pyoxigraph import NamedNode, Triple

from geokg.model import FAMILIES
from geokg.rdf.namespaces import BASE, VOCABULARIES
from geokg.rdf.turtle import turtle
from geokg.relations import load_relations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geokg.model import Relation

ONTOLOGY = Path(__file__).parents[1] / "ontology"
TERMS, RELATIONS, SKOS = (
    ONTOLOGY / name for name in ("mappings/terms.sssom.tsv", "mappings/relations.sssom.tsv", "mappings.ttl")
)
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label"),
    *("mapping_justification", "comment"),
)
BY_HAND = "semapv:ManualMappingCuration"
PREFIXES = {
    "cameo": BASE + "cameo/",
    "family": BASE + "family/",
    "plover": BASE + "plover/",
    "relation": BASE + "relation/",
    "semapv": "https://w3id.org/semapv/vocab/",
    "skos": VOCABULARIES["skos"],
    "wdt": VOCABULARIES["wdt"],
}
HEAD = {
    "mapping_set_id": BASE + "mappings/relations",
    "mapping_set_title": "Relations of geokg in CAMEO, PLOVER and Wikidata",
    "mapping_set_description": "Made by scripts/write_mappings.py from relations.ttl. A code that several relations "
    "share is broader than each of them, one that a single relation has is close to it.",
    "mapping_set_version": "0.2",
    "license": "https://www.apache.org/licenses/LICENSE-2.0",
    "curie_map": PREFIXES,
}
TITLE = """\
# What other vocabularies call the terms and relations of geokg, in SKOS. Made by scripts/write_mappings.py from the
# files in mappings/, which also say why; `make mappings` writes it again.

"""


def main() -> None:
    """Write both files, or say which of them is out of date."""
    made = {RELATIONS: relations_sssom()}
    made[SKOS] = skos(read_sssom(TERMS.read_text(encoding="utf-8")), read_sssom(made[RELATIONS]))
    if "--check" not in sys.argv:
        for path, text in made.items():
            path.write_text(text, encoding="utf-8")
        return
    stale = [path.name for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    sys.exit((stale and f"{' and '.join(stale)} out of date; run make mappings") or 0)


def relations_sssom() -> str:
    """The mappings of families and relations as a file of SSSOM."""
    head = yaml.safe_dump(HEAD, sort_keys=False, width=1000).splitlines()
    table = load_relations().values()
    shared = Counter(relation.cameo for relation in table)
    rows = [_row(f"family:{name}", name, "exact", f"plover:{name}", name) for name in FAMILIES]
    for relation in table:
        rows += _relation_rows(relation, shared)
    lines = ["\t".join(cells) for cells in (COLUMNS, *sorted(rows))]
    return "".join(f"{line}\n" for line in (*(f"#{line}" for line in head), *lines))


def _relation_rows(relation: Relation, shared: Counter[str | None]) -> Iterator[tuple[str, ...]]:
    name, label = f"relation:{relation.id}", relation.label
    if relation.cameo:
        kind = "close" if shared[relation.cameo] == 1 else "broad"
        yield _row(name, label, kind, f"cameo:{relation.cameo}", relation.cameo)
    if relation.family in FAMILIES:
        yield _row(name, label, "broad", f"plover:{relation.family}", relation.family)
    if relation.wikidata:
        yield _row(name, label, "close", f"wdt:{relation.wikidata}", relation.wikidata)


def _row(subject: str, label: str, kind: str, other: str, other_label: str) -> tuple[str, ...]:
    return (subject, label, f"skos:{kind}Match", other, other_label, BY_HAND, "")


def read_sssom(text: str) -> tuple[dict[str, str], list[dict[str, str]]]:
    """The prefixes and the rows of a file of SSSOM."""
    head = "".join(line[1:] + "\n" for line in text.splitlines() if line.startswith("#"))
    body = [line for line in text.splitlines() if not line.startswith("#")]
    return yaml.safe_load(head)["curie_map"], list(csv.DictReader(body, delimiter="\t", quoting=csv.QUOTE_NONE))


def skos(*sets: tuple[dict[str, str], list[dict[str, str]]]) -> str:
    """The mappings of several files as one of Turtle, grouped by subject."""
    prefixes = {prefix: namespace for known, _ in sets for prefix, namespace in known.items()}

    def node(curie: str) -> NamedNode:
        prefix, local = curie.split(":", 1)
        return NamedNode(prefixes[prefix] + local)

    parts = ("subject_id", "predicate_id", "object_id")
    triples = [Triple(*(node(row[part]) for part in parts)) for _, rows in sets for row in rows]
    return TITLE + turtle({"Mappings": triples}, prefixes)


if __name__ == "__main__":
    main()
