"""What a worker makes of a job, without a process around it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from geokg.rdf.namespaces import Names
from geokg.serve.exchange import STALE, Job
from geokg.serve.worker import Worker

if TYPE_CHECKING:
    from pathlib import Path

FACTS = Names().graph("facts").value
MEMBER = "ASK { actor:norland relation:memberOf actor:league }"
WARNS = "SELECT ?o { ?s relation:warns ?o }"


@pytest.mark.parametrize(
    ("job", "status", "body"),
    [
        (Job(MEMBER, "text/csv", None), 200, "true"),
        (Job(WARNS, "text/csv", None), 200, "o\r\nhttps://w3id.org/geokg/actor/sudria\r\n"),
        (Job(MEMBER, "text/csv", None, (FACTS,)), 200, "true"),
        (Job(MEMBER, "text/csv", None, (), (FACTS,)), 200, "false"),
        (Job(f"ASK FROM <a:b> {MEMBER[4:]}", "text/csv", None), 200, "false"),
        (
            Job("CONSTRUCT WHERE { ?s relation:memberOf ?o }", None, "text/turtle"),
            200,
            "@prefix actor: <https://w3id.org/geokg/actor/> .\n@prefix relation: <https://w3id.org/geokg/relation/> .\n"
            "actor:norland relation:memberOf actor:league .\n",
        ),
        (Job(MEMBER, None, "text/turtle"), 406, "this query can be answered as application/sparql-results+json, "),
        (Job("DESCRIBE actor:norland", "text/csv", None), 406, "this query can be answered as text/turtle, "),
        (Job("SELECT", "text/csv", None), 400, "the query is no SPARQL: line 1, column 7: "),
        (Job("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "text/csv", None), 400, "the query "),
        (Job(MEMBER, "text/csv", None, ("no iri",)), 400, "the query cannot be answered: "),
        (Job("CLEAR ALL", "text/csv", None), 403, "CLEAR is refused: "),
        (Job("ASK { SERVICE <a:b> {} }", "text/csv", None), 403, "SERVICE is refused"),
        (Job("SELECT * { ?s ?p ?o }", "text/csv", None), 413, "the answer is larger than 5,000 bytes"),
    ],
)
def test_answers(known_folder: Path, job: Job, status: int, body: str) -> None:
    reply = Worker(known_folder / "store", 5000).answer(job)
    assert reply.status == status, reply.body
    text = reply.body.decode()
    assert text == body if status == 200 else text.startswith(body)


def test_a_store_that_cannot_be_opened_is_tried_again(tmp_path: Path, known_folder: Path) -> None:
    place = tmp_path / "store"
    worker, job = Worker(place, 1000), Job(MEMBER, "text/csv", None, version="1")
    assert worker.answer(job).status == STALE
    place.symlink_to(known_folder / "store")
    assert worker.answer(job).body == b"true"
    place.unlink()
    assert worker.answer(job).body == b"true"  # of the same version, which is open
    assert worker.answer(replace(job, version="2")).status == STALE
