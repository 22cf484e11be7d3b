"""How much of the hand-written gold the program finds, and how often it asserts what is not there.

The thresholds stand a little below what was measured (``docs/quality.md``): they guard, they do not boast.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geokg.ingest import read_articles

if TYPE_CHECKING:
    from geokg.model import Statement
    from geokg.pipeline import Reader

HERE = Path(__file__).parent
ARTICLES = HERE.parents[1] / "seeds" / "articles"
FLOOR = 0.5

Triple = tuple[str, str, str | None]


@pytest.fixture(scope="module")
def read(reader: Reader) -> list[tuple[list[dict[str, str | None]], list[Statement]]]:
    """For each article its gold and the statements found."""
    files = sorted(ARTICLES.glob("*.md"))
    documents = reader.documents(read_articles(*files))
    return [(gold(path.stem), reader.read(document)) for path, document in zip(files, documents, strict=True)]


def gold(stem: str) -> list[dict[str, str | None]]:
    return [json.loads(line) for line in (HERE / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines()]


def triple(statement: Statement) -> Triple:
    return statement.subject.label, statement.relation.family, statement.object.label if statement.object else None


def matching(statement: Statement, rows: list[dict[str, str | None]]) -> list[dict[str, str | None]]:
    """The gold rows with the same ends and family; either way round for a symmetric relation."""
    subject, family, other = triple(statement)
    ways = {(subject, family, other)} | ({(other, family, subject)} if statement.relation.symmetric else set())
    return [row for row in rows if (row["subject"], row["type"], row["object"]) in ways]


def test_triples_are_found(read: list[tuple[list[dict[str, str | None]], list[Statement]]]) -> None:
    hits = claims = wanted = 0
    for rows, statements in read:
        found = {triple(s): matching(s, rows) for s in statements}
        hits += len({(row["subject"], row["type"], row["object"]) for rows_ in found.values() for row in rows_})
        claims += len(found)
        wanted += len({(row["subject"], row["type"], row["object"]) for row in rows})
    precision, recall = hits / claims, hits / wanted
    print(
        f"gold triples: precision {precision:.3f}, recall {recall:.3f}, F1 {2 * precision * recall / (precision + recall):.3f}"
    )
    assert precision >= 0.74
    assert recall >= 0.62


def test_status_and_speaker_are_right(read: list[tuple[list[dict[str, str | None]], list[Statement]]]) -> None:
    pairs = [(s, found) for rows, statements in read for s in statements if (found := matching(s, rows))]
    status = sum(any(row["status"] == s.status for row in found) for s, found in pairs) / len(pairs)
    speaker = sum(
        any(row["speaker"] == (s.speaker.label if s.speaker else None) for row in found) for s, found in pairs
    )
    print(f"of {len(pairs)} statements in gold: status right {status:.3f}, speaker right {speaker / len(pairs):.3f}")
    assert status >= 0.95
    assert speaker / len(pairs) >= 0.95


def test_plain_triples_are_what_the_articles_assert(
    read: list[tuple[list[dict[str, str | None]], list[Statement]]],
) -> None:
    facts = [
        (s, matching(s, rows)) for rows, statements in read for s in statements if s.is_fact and s.confidence >= FLOOR
    ]
    contradicted = [
        s for s, found in facts if found and not any(r["status"] == "asserted" and r["speaker"] is None for r in found)
    ]
    unknown = [s for s, found in facts if not found]
    print(f"{len(facts)} facts: {len(contradicted)} against the gold, {len(unknown)} that the gold does not have")
    assert len(contradicted) <= 0.01 * len(facts)
    assert len(unknown) <= 0.08 * len(facts)
