"""Codes sentences as PLOVER events: JSONL of ``id, text, date`` in, one line of ``id, events, actors`` a record out.

    python benchmarks/plover.py sentences.jsonl > coded.jsonl

A gold standard is not part of this repository; score ``coded.jsonl`` with the scorer of the gold standard you have.
PLOVER codes a promise of an act as AGREE and an announced hostile act as THREATEN, so planned acts are coded by that
rule. What is only possible, or what a speech act is about, is no event of its own and is left out; so are denied acts.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geokg.annotate import load_annotator
from geokg.extraction import load_extractor
from geokg.model import Article, Statement, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE"})
HOSTILE = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST"})


def main(path: Path) -> None:
    """Codes the file at ``path`` to standard output."""
    extractor = load_extractor()
    annotator = load_annotator(reporting=extractor.lexicon.reporting)
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = [Article(r["id"], r["text"], published=date.fromisoformat(r["date"])) for r in records]
    for document in annotator.pipe(articles):
        statements = extractor.statements(document)
        actors = {mention.actor.iso3 for mention in document.mentions.values()} - {None}
        print(json.dumps({"id": document.article.id, "events": list(coded(statements)), "actors": sorted(actors)}))


def coded(statements: list[Statement]) -> Iterable[dict[str, Any]]:
    """The events of one sentence."""
    content = {statement.content.id for statement in statements if statement.content}
    for statement in statements:
        family = _family(statement, statement.id in content)
        if family is not None and not statement.relation.is_state:
            target = statement.object.iso3 if statement.object else None
            yield {"source": statement.subject.iso3, "target": target, "event": family}


def _family(statement: Statement, is_content: bool) -> str | None:
    family = statement.relation.family
    if statement.status is Status.ASSERTED:
        return family
    if statement.status is Status.PLANNED and not is_content:
        return "AGREE" if family in COOPERATIVE else "THREATEN" if family in HOSTILE else family
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]))
