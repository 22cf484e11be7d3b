"""The command that measures how well statements are found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geokg.cli.printing import put, put_table
from geokg.cli.progress import progress
from geokg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geokg.config import Settings
    from geokg.evaluation import Evaluation

__all__ = ["run_eval"]


def run_eval(
    paths: Sequence[Path],
    settings: Settings,
    *,
    by: str | None = None,
    errors: Path | None = None,
    as_json: Path | None = None,
    predicted: Path | None = None,
    quiet: bool = False,
) -> None:
    """Measure, print the tables, and write the errors and the numbers where they are asked for.

    Raises:
        InputError: gold, predictions, a model or a data file is wrong.
        ConfigError: a file cannot be written.
    """
    from geokg.evaluation import report

    evaluation = _evaluation(paths, settings, predicted, quiet=quiet)
    put(f"{len(evaluation.texts):,} texts\n")
    for table in report.tables(evaluation, by):
        put("\n")
        put_table(*table)
    if errors:
        _write(errors, report.errors(evaluation))
    if as_json:
        _write(as_json, json.dumps(report.values(evaluation, by), ensure_ascii=False, indent=2) + "\n")


def _evaluation(paths: Sequence[Path], settings: Settings, predicted: Path | None, *, quiet: bool) -> Evaluation:
    """What the pipeline finds, or what was predicted, measured."""
    from geokg.evaluation import evaluate, evaluate_predicted, read_gold, read_predicted
    from geokg.gazetteer import load_gazetteer
    from geokg.pipeline import load_reader
    from geokg.relations import load_relations

    relations = load_relations()
    if predicted:
        gold = read_gold(paths, load_gazetteer(settings.actors), relations)
        return evaluate_predicted(gold, read_predicted(predicted, relations))
    reader = load_reader(settings.model, settings.actors, None if settings.plugins else ())
    gold = read_gold(paths, reader.annotator.gazetteer, relations)
    with progress("reading gold", total=len(gold.texts), quiet=quiet) as tick:
        return evaluate(gold, reader, tick)


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8", errors="backslashreplace")  # half a surrogate pair is no UTF-8
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror or error}") from error
