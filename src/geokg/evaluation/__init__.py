"""How well statements are found: gold is read, what was found is laid beside it, and the difference is measured.

::

    read_gold -> evaluate -> Evaluation -> report
    GoldText     Judged      Rate
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.errors import DataError
from geokg.evaluation.claims import Namer
from geokg.evaluation.gold import GoldText, read_lines
from geokg.evaluation.lines import read_content
from geokg.evaluation.match import judge
from geokg.evaluation.measures import Evaluation, measure
from geokg.evaluation.plover import PloverText, coded, is_plover, judge_plover, read_plover
from geokg.evaluation.predicted import read_predicted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from geokg.evaluation.match import Judged
    from geokg.gazetteer import Gazetteer
    from geokg.model import Relation, Statement
    from geokg.pipeline import Reader

__all__ = ["Evaluation", "Gold", "evaluate", "evaluate_predicted", "read_gold", "read_predicted"]


@dataclass(frozen=True, slots=True)
class Gold:
    """Texts with their gold, of one's own or all of PLOVER, and the names that actors are compared by."""

    texts: tuple[GoldText | PloverText, ...]
    namer: Namer

    def judge(self, text: GoldText | PloverText, statements: Sequence[Statement]) -> Judged:
        """What was found in a text beside its gold."""
        if isinstance(text, PloverText):
            return judge_plover(text, list(coded(statements)))
        return judge(text, self.namer.claims(statements))


def read_gold(paths: Sequence[Path], gazetteer: Gazetteer, relations: Mapping[str, Relation]) -> Gold:
    """The gold in files, which are of one's own or of PLOVER: their content tells.

    Raises:
        DataError: a file cannot be read, or a line of it is wrong, or both forms are mixed; the message names file,
            line and remedy.
    """
    namer = Namer(gazetteer)
    texts: list[GoldText | PloverText] = []
    for path in paths:
        content = read_content(path)
        if is_plover(content):
            texts += read_plover(path, content, gazetteer)
        else:
            texts += read_lines(path, content, relations, namer)
    names = ", ".join(map(str, paths))
    if not texts:
        raise DataError(f"{names}: no text in it; docs/evaluation.md tells how to write gold")
    if len({type(text) for text in texts}) > 1:
        raise DataError(f"{names}: PLOVER records are measured otherwise than gold of one's own; give them to two runs")
    places: dict[str, str] = {}
    for text in texts:
        if text.id in places:
            raise DataError(f"{text.where}: the id {text.id!r} is that of {places[text.id]} too; give each its own")
        places[text.id] = text.where
    return Gold(tuple(texts), namer)


def evaluate(gold: Gold, reader: Reader, on_text: Callable[[], object] = lambda: None) -> Evaluation:
    """Read the texts of the gold and measure what was found; ``on_text`` is called after each."""
    judged = []
    documents = reader.documents(text.article for text in gold.texts)
    for text, document in zip(gold.texts, documents, strict=True):
        judged.append(gold.judge(text, reader.read(document)))
        on_text()
    return measure(judged)


def evaluate_predicted(gold: Gold, predicted: Mapping[str, Iterable[Statement]]) -> Evaluation:
    """Measure statements that were predicted, given by the id of their article; a text without has none.

    Raises:
        DataError: there are some, and none is of a text of the gold.
    """
    if predicted and not any(text.ids & predicted.keys() for text in gold.texts):
        first = gold.texts[0].id
        raise DataError(f"no predicted statement is of a text of the gold; give articles its ids, such as {first!r}")
    return measure(
        gold.judge(text, [each for name in sorted(text.ids) for each in predicted.get(name, ())]) for text in gold.texts
    )
