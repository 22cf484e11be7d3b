"""Fits how far a statement can be trusted by how it was found.

    python scripts/fit_confidence.py GOLD... [--check GOLD...]

Lays what was found beside the gold and writes ``ontology/lexicon/confidence.toml``: for each extractor the share of
statements with right triple, status and speaker by their score, made to rise by pooling adjacent violators. Then prints
the reliability of the table, on the gold behind ``--check`` where there is some, as rows of Markdown.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from geokg.confidence import Calibration
from geokg.evaluation import read_gold
from geokg.evaluation.match import LEVELS
from geokg.pipeline import load_reader
from geokg.relations import load_relations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geokg.pipeline import Reader

TABLE = Path(__file__).parents[1] / "ontology" / "lexicon" / "confidence.toml"
BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)
#: So many imagined statements, right as often as all are, keep a score that was seen once from being 0 or 1.
PRIOR = 4

#: Extractor, score or confidence, and whether the statement is right.
Mark = tuple[str, float, bool]


def main() -> None:
    """Fits, or checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--check", nargs="+", type=Path, default=[])
    options = parser.parse_args()
    reader = load_reader()
    if options.gold:
        raw = replace(reader, extractor=replace(reader.extractor, calibration=Calibration({})))
        TABLE.write_text("".join(_toml(list(marks(raw, options.gold)))), encoding="utf-8")
        reader = load_reader()
    for row in reliability(list(marks(reader, options.check or options.gold))):
        print(row)


def marks(reader: Reader, paths: Sequence[Path]) -> Iterator[Mark]:
    """Every statement that names two actors, and whether the gold says the same."""
    gold = read_gold(paths, reader.annotator.gazetteer, load_relations())
    for text, document in zip(gold.texts, reader.documents(text.article for text in gold.texts), strict=True):
        said = [LEVELS["triple"](claim) for claim in text.statements]
        voices = [(claim.status, claim.speaker) for claim in text.statements]
        for statement in reader.read(document):
            if statement.object is not None:
                claim = gold.namer.claim(statement)
                keys, voice = LEVELS["triple"](claim), (claim.status, claim.speaker)
                right = any(keys & keys_ and voice == voice_ for keys_, voice_ in zip(said, voices, strict=True))
                yield statement.evidence.extractor, statement.confidence, right


def _toml(found: Sequence[Mark]) -> Iterator[str]:
    yield "# Score of a statement -> share that is right, for each extractor. Written by scripts/fit_confidence.py.\n"
    for extractor in sorted({mark[0] for mark in found}):
        curve = fit([(score, right) for name, score, right in found if name == extractor])
        yield f"\n{extractor} = [\n" + "".join(f"  [{x:.2f}, {y:.2f}],\n" for x, y in curve) + "]\n"


def fit(found: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """A rising curve through the shares by score."""
    overall = sum(right for _, right in found) / len(found)
    by_score: dict[float, list[bool]] = defaultdict(list)
    for score, right in found:
        by_score[score].append(right)
    blocks: list[tuple[list[float], float, float]] = []  # scores, right, all
    for score in sorted(by_score):
        rights = by_score[score]
        blocks.append(([score], sum(rights) + PRIOR * overall, len(rights) + PRIOR))
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
            scores, right, every = blocks.pop()
            blocks[-1] = (blocks[-1][0] + scores, blocks[-1][1] + right, blocks[-1][2] + every)
    return [
        (score, right / every) for scores, right, every in blocks for score in dict.fromkeys((scores[0], scores[-1]))
    ]


def reliability(found: Iterable[Mark]) -> Iterator[str]:
    """What share of statements is right in each range of confidence."""
    found = list(found)
    yield "| confidence | statements | mean confidence | right |"
    yield "|---|---|---|---|"
    gap = 0.0
    for low, high in pairwise(BINS):
        inside = [(score, right) for _, score, right in found if low <= score < high]
        if inside:
            mean, share = sum(s for s, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            gap += abs(mean - share) * len(inside) / len(found)
            yield f"| {low:.1f} to {min(high, 1):.1f} | {len(inside)} | {mean:.2f} | {share:.2f} |"
    yield f"| expected calibration error | {len(found)} | | {gap:.3f} |"


if __name__ == "__main__":
    main()
