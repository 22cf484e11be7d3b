"""How often a statement that was found so is right: from the score of how it was found to a share.

An extractor scores a statement by the way it took to the actors (named outright, as a modifier, guessed). What such a
score is worth was measured on texts with gold (``scripts/fit_confidence.py``) and stands in
``ontology/lexicon/confidence.toml``: for each extractor pairs of a score and the share of statements that were right.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.data import data_path, read_toml
from geokg.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["Calibration", "load_calibration"]

Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curves by extractor: straight lines from 0 through the points of each, level behind the last."""

    curves: Mapping[str, Curve]

    def __call__(self, extractor: str, score: float) -> float:
        """The share of right statements among those that an extractor scores so; the score itself where none is known.

        >>> Calibration({"events": ((0.5, 0.4), (0.9, 0.8))})("events", 0.7)
        0.6
        """
        curve = self.curves.get(extractor)
        return round(_along(curve, score) if curve else score, 2)


def load_calibration(path: Path | None = None) -> Calibration:
    """The calibration that geokg brings, or that of another file of the same form.

    Raises:
        DataError: the file is not TOML, or a curve in it does not rise from 0 to 1.
    """
    path = path or data_path("ontology/lexicon/confidence.toml")
    curves = {name: tuple((float(x), float(y)) for x, y in points) for name, points in read_toml(path).items()}
    for name, curve in curves.items():
        if not _rises([x for x, _ in curve]) or not _rises([y for _, y in curve]):
            raise DataError(f"{path}: [{name}] must hold pairs of score and share that rise, from 0 to 1")
    return Calibration(curves)


def _rises(values: Sequence[float]) -> bool:
    return bool(values) and sorted(values) == list(values) and values[0] >= 0 and values[-1] <= 1


def _along(curve: Curve, score: float) -> float:
    place = bisect_right(curve, (score, 2.0))
    if place == len(curve):
        return curve[-1][1]
    (x0, y0), (x1, y1) = curve[place - 1] if place else (0.0, 0.0), curve[place]
    return y0 + (y1 - y0) * (score - x0) / (x1 - x0)
