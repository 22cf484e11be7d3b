from __future__ import annotations

from geokg.view.contract import contract
from geokg.view.network import drawing
from tests.view.samples import gold_statements, statement


def test_actors_are_nodes_with_places_and_bundles_are_edges() -> None:
    told = contract(gold_statements())
    drawn = drawing(told)
    assert [node["id"] for node in drawn["nodes"]] == list(range(len(told["actors"])))
    assert [(edge["from"], edge["to"]) for edge in drawn["edges"]] == [
        (row["from"], row["to"]) for row in told["bundles"]
    ]
    assert all(isinstance(node[axis], int) for node in drawn["nodes"] for axis in ("x", "y"))
    assert drawn["options"]["physics"] == {"enabled": False}


def test_who_has_to_do_with_more_is_bigger() -> None:
    told = contract([statement(), statement(other="Carpia"), statement(other="Dania", relation="meets")])
    sizes = {node["label"]: node["size"] for node in drawing(told)["nodes"]}
    assert sizes["Alba"] > sizes["Boria"] == sizes["Dania"]
