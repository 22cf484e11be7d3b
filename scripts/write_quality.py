"""Writes ``docs/quality.md`` from what is measured: ``python scripts/write_quality.py [--plover GOLD] [--check]``.

The numbers are kept in ``docs/quality.json``, so that those of a gold standard that is not part of this repository stay
until it is given again. ``--check`` measures nothing and fails where the page is not what the numbers give.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined

from geokg.evaluation import evaluate, evaluate_predicted, read_gold
from geokg.evaluation.match import LEVELS
from geokg.evaluation.report import values
from geokg.pipeline import load_reader
from geokg.relations import load_relations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geokg.pipeline import Reader

ROOT = Path(__file__).parents[1]
TRUTH = ROOT / "tests" / "truth"
PAGE, NUMBERS, TEMPLATE = ROOT / "docs/quality.md", ROOT / "docs/quality.json", ROOT / "scripts/quality.md.j2"
SEEN = [TRUTH / f"{stem}.jsonl" for stem in ("status", "reported")]
UNSEEN = [TRUTH / "unseen.jsonl", TRUTH / "fresh.jsonl"]


def main() -> None:
    """Measures and writes, or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plover", type=Path, help="a gold standard in the JSON of PLOVER")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    numbers = json.loads(NUMBERS.read_text(encoding="utf-8")) if NUMBERS.exists() else {}
    if options.check:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page(numbers) else f"{PAGE} is stale: run `make quality`")
    numbers |= measured(load_reader(), options.plover)
    NUMBERS.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(numbers), encoding="utf-8")


def page(numbers: dict[str, Any]) -> str:
    """The page that the numbers give."""
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters |= {"rate": _rate, "share": _share}
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8")).render(numbers)


def measured(reader: Reader, plover: Path | None) -> dict[str, Any]:
    """All numbers of this moment."""
    from scripts.fit_confidence import marks, reliability

    whole = _evaluated(reader, [*SEEN, *UNSEEN], "category")
    articles = [ROOT / "tests/gold/articles.jsonl"]
    return {
        "day": datetime.now(UTC).strftime("%-d %B %Y"),
        "seen": _evaluated(reader, SEEN),
        "unseen": _evaluated(reader, UNSEEN),
        "naive": _naive(reader, UNSEEN),
        "categories": len(whole["groups"]),
        "groups": whole["groups"],
        "articles": _evaluated(reader, articles),
        "strict_f1": _strict_f1(reader, articles),
        "reliability": "\n".join(reliability(list(marks(reader, UNSEEN)))),
        **({"plover": _evaluated(reader, [plover])} if plover else {}),
    }


def _evaluated(reader: Reader, paths: Sequence[Path], by: str | None = None) -> dict[str, Any]:
    return values(evaluate(read_gold(paths, reader.annotator.gazetteer, load_relations()), reader), by)


def _strict_f1(reader: Reader, paths: Sequence[Path]) -> float:
    """F1 of triples where a claim without an object counts as a wrong one."""
    evaluation = evaluate(read_gold(paths, reader.annotator.gazetteer, load_relations()), reader)
    triple = evaluation.levels["triple"]["recall"]
    found = sum(len({LEVELS["triple"](claim) for claim in text.found}) for text in evaluation.texts)
    return 2 * triple.part / (triple.whole + found)


def _naive(reader: Reader, paths: Sequence[Path]) -> dict[str, Any]:
    from tests.truth.baseline import subject_verb_object

    gold, extractor = read_gold(paths, reader.annotator.gazetteer, load_relations()), reader.extractor
    documents = reader.documents(text.article for text in gold.texts)
    found = {
        document.article.id: list(subject_verb_object(document, extractor.lexicon, extractor.relations))
        for document in documents
    }
    return values(evaluate_predicted(gold, found))


def _rate(numbers: dict[str, Any], path: str) -> str:
    """A rate with its interval, found by the path of its keys."""
    rate: Any = numbers
    for key in path.split("."):
        rate = rate[key]
    if rate["value"] is None:
        return "-"
    return f"{_share(rate['value'])} [{_share(rate['low'])}-{_share(rate['high'])}]"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}".removeprefix("0")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
