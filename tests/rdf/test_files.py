from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from geokg.errors import InputError, StoreError
from geokg.graph import Graph
from geokg.rdf.export import SUFFIXES, Form, export
from geokg.rdf.files import open_dataset
from geokg.rdf.namespaces import term
from geokg.rdf.validate import check, validate
from geokg.rdf.write import to_quads
from geokg.store import Store
from tests.known import ARTICLES, FIRST, STATEMENTS

if TYPE_CHECKING:
    from pathlib import Path

GOOD = list(to_quads(ARTICLES, STATEMENTS))


def written(form: Form, quads: list[object]) -> bytes:
    output = io.BytesIO()
    export(Store.in_memory(quads), form, output)  # type: ignore[arg-type]
    return output.getvalue()


@pytest.mark.parametrize("suffix", [*SUFFIXES, ".nt"])
def test_a_good_file_of_any_format_is_valid(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"graph{suffix}"
    lines = b"".join(sorted({f"{quad.triple} .\n".encode() for quad in GOOD}))
    file.write_bytes(lines if suffix == ".nt" else written(SUFFIXES[suffix], GOOD))
    dataset = open_dataset(file)
    assert len(dataset.store) == len(GOOD)
    assert validate(dataset.store, written=dataset.quads) == []


def test_folders_of_a_build_and_of_a_store_are_opened(tmp_path: Path) -> None:
    Graph.from_statements(ARTICLES, STATEMENTS).save(tmp_path)
    for place in (tmp_path, tmp_path / "store"):
        assert check(open_dataset(place).store) == []
    assert validate(open_dataset(tmp_path / "graph.ttl").store) == []


@pytest.mark.parametrize("base", ["https://w3id.org/geokg/", "http://localhost/x/"])
@pytest.mark.parametrize("form", [Form.TRIG, Form.TURTLE])
def test_the_vocabulary_is_added_where_a_file_lacks_it(tmp_path: Path, form: Form, base: str) -> None:
    bare = [
        quad for quad in to_quads(ARTICLES, STATEMENTS, base=base) if not str(quad.graph_name).endswith("ontology>")
    ]
    runs = [quad for quad in to_quads(ARTICLES, STATEMENTS, base=base) if "/run/" in str(quad.subject)]
    file = tmp_path / ("x.trig" if form is Form.TRIG else "x.ttl")
    file.write_bytes(written(form, [*bare, *runs]))
    assert validate(open_dataset(file).store) == []


def test_what_is_missing_around_an_article_is_told(tmp_path: Path) -> None:
    file = tmp_path / "article.trig"
    file.write_bytes(written(Form.TRIG, [quad for quad in GOOD if FIRST.key in str(quad.graph_name)]))
    assert {problem.message for problem in check(open_dataset(file).store)} == {
        "an actor of a claim that is not described"
    }


def test_literals_are_kept_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text(
        f'<urn:a> <{term("geokg:confidence").value}> "0.50"^^<{term("xsd:decimal").value}> .', encoding="utf-8"
    )
    (quad,) = open_dataset(file).quads
    assert quad.object.value == "0.50"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.ttl", None, "there is no such file"),
        ("x.csv", b"", "no known format; name a folder, or a file that ends in .ttl,"),
        ("x.ttl", b"<a> <b>\n\n", "cannot be read: Parser error at line 3"),
        ("x.nq", b"\xff\xfe", "cannot be read:"),
        ("x.jsonld", b"{", "cannot be read:"),
        ("x.jsonld", b'{"@context": "https://example.org/context"}', "cannot be read:"),
        ("x.rdf", b"<a>", "cannot be read:"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, name: str, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message) as error:
        open_dataset(tmp_path / name)
    assert name in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_without_a_graph_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph is stored there"):
        open_dataset(tmp_path)
