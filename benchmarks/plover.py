"""Codes sentences as PLOVER events: JSONL of ``id, text, date`` in, one line of ``id, events, actors`` a record out.

    python benchmarks/plover.py sentences.jsonl > coded.jsonl

For scorers of others, which read such lines. ``geokg eval`` measures the same of a gold standard in the JSON of PLOVER.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from geokg.evaluation.plover import coded
from geokg.model import Article
from geokg.pipeline import load_reader


def main(path: Path) -> None:
    """Codes the file at ``path`` to standard output."""
    reader = load_reader()
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    # two records may have the same sentence: the address keeps them apart
    articles = [Article(r["id"], r["text"], url=r["id"], published=date.fromisoformat(r["date"])) for r in records]
    for document in reader.documents(articles):
        events = [
            {"source": source, "target": target, "event": kind} for source, kind, target in coded(reader.read(document))
        ]
        actors = {mention.actor.iso3 for mention in document.mentions.values()} - {None}
        print(json.dumps({"id": document.article.id, "events": events, "actors": sorted(actors)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
