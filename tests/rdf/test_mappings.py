"""The mappings are SSSOM, say what the table of relations says, and contradict neither SKOS nor themselves."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from scripts.write_mappings import COLUMNS, read_sssom

from geokg.data import data_path
from geokg.model import FAMILIES
from geokg.rdf.namespaces import BASE, GEOKG, VOCABULARIES, term
from geokg.relations import load_relations

FOLDER = data_path("ontology/mappings")
FILES = sorted(FOLDER.glob("*.sssom.tsv"))
ROWS = [row for file in FILES for row in read_sssom(file.read_text(encoding="utf-8"))[1]]
MATCHES = {f"skos:{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
TABLE = load_relations()


def objects(subject: str, prefix: str) -> list[str]:
    return [
        row["object_id"].removeprefix(prefix)
        for row in ROWS
        if row["subject_id"] == subject and row["object_id"].startswith(prefix)
    ]


def test_both_files_are_there() -> None:
    assert [file.name for file in FILES] == ["relations.sssom.tsv", "terms.sssom.tsv"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_sssom(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    prefixes, rows = read_sssom(text)
    head = [line[1:].split(":")[0] for line in text.splitlines() if line.startswith("#")]
    assert {"mapping_set_id", "mapping_set_title", "mapping_set_version", "license", "curie_map"} <= set(head)
    assert len({(row["subject_id"], row["object_id"]) for row in rows}) == len(rows) > 0
    for row in rows:
        assert tuple(row) == COLUMNS
        assert all(row[name] for name in COLUMNS[:-1])
        assert row["predicate_id"] in MATCHES
        assert row["mapping_justification"] == "semapv:ManualMappingCuration"
        for name in ("subject_id", "predicate_id", "object_id", "mapping_justification"):
            assert row[name].split(":")[0] in prefixes
    used = {
        row[name].split(":")[0]
        for row in rows
        for name in ("subject_id", "predicate_id", "object_id", "mapping_justification")
    }
    assert used == set(prefixes)
    assert {prefix: VOCABULARIES[prefix] for prefix in prefixes if prefix in VOCABULARIES} == {
        p: n for p, n in prefixes.items() if p in VOCABULARIES
    }


def test_all_vocabularies_of_the_contract_are_mapped() -> None:
    assert {row["object_id"].split(":")[0] for row in ROWS} >= {"plover", "cameo", "wd", "wdt", "schema", "sem", "prov"}


def test_each_family_and_relation_has_its_type_of_plover() -> None:
    for family in FAMILIES:
        assert objects(f"family:{family}", "plover:") == [family]
    for relation in TABLE.values():
        assert objects(f"relation:{relation.id}", "plover:") == (
            [relation.family] if relation.family in FAMILIES else []
        )


def test_each_relation_has_its_code_and_its_property() -> None:
    for relation in TABLE.values():
        assert objects(f"relation:{relation.id}", "cameo:") == ([relation.cameo] if relation.cameo else [])
        assert objects(f"relation:{relation.id}", "wdt:") == ([relation.wikidata] if relation.wikidata else [])


def test_what_is_mapped_is_defined_and_called_so() -> None:
    quads = parse(path=str(data_path("ontology/geokg.ttl")), format=RdfFormat.TURTLE)
    labels = {quad.subject.value: quad.object.value for quad in quads if quad.predicate == term("rdfs:label")}  # type: ignore[union-attr]
    for row in ROWS:
        prefix, local = row["subject_id"].split(":")
        known = {
            "geokg": labels.get(GEOKG + local),
            "family": local,
            "relation": TABLE[local].label if local in TABLE else None,
        }
        assert known[prefix] == row["subject_label"]


def test_no_pair_is_matched_in_ways_that_exclude_each_other() -> None:
    """SKOS S46: what is exact is neither broad, narrow nor related."""
    found = defaultdict(set)
    for row in ROWS:
        found[row["subject_id"], row["object_id"]].add(row["predicate_id"])
    assert {pair: kinds for pair, kinds in found.items() if len(kinds) > 1} == {}


def test_what_is_exact_is_so_for_one_term_only() -> None:
    exact = [row["object_id"] for row in ROWS if row["predicate_id"] == "skos:exactMatch"]
    assert len(exact) == len(set(exact))


def test_what_the_vocabulary_puts_above_a_term_is_a_broader_match() -> None:
    """Or close or exact to it, where both have the same members; never narrower or only related."""
    above = (term("rdfs:subClassOf"), term("rdfs:subPropertyOf"))
    quads = list(parse(path=str(data_path("ontology/geokg.ttl")), format=RdfFormat.TURTLE))
    axioms = {(q.subject.value, q.object.value) for q in quads if q.predicate in above}  # type: ignore[union-attr]
    for row in ROWS:
        pair = tuple(
            VOCABULARIES.get(curie.split(":")[0], BASE) + curie.split(":")[1]
            for curie in (row["subject_id"], row["object_id"])
        )
        if pair in axioms:
            assert row["predicate_id"] in ("skos:broadMatch", "skos:closeMatch", "skos:exactMatch")


def test_the_file_of_skos_holds_the_same() -> None:
    quads = list(parse(path=str(data_path("ontology/mappings.ttl")), format=RdfFormat.TURTLE))
    assert len(quads) == len(ROWS)
    assert {quad.predicate.value.removeprefix(VOCABULARIES["skos"]) for quad in quads} <= {
        m.removeprefix("skos:") for m in MATCHES
    }


def test_what_is_made_is_up_to_date() -> None:
    script = Path(__file__).parents[2] / "scripts" / "write_mappings.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
