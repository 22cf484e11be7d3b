"""How truthful the statements are: sentences of every way to deny, doubt, plan, quote and tell, with what is right.

The sentences were written by people who had not seen the code, before it was tuned on them; those of ``unseen.jsonl`` and
``fresh.jsonl`` were not read by whoever tuned. The thresholds stand a little below what was measured (``docs/quality.md``).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geokg.evaluation import evaluate, evaluate_predicted, read_gold
from geokg.model import FLOOR, Article
from geokg.relations import load_relations
from tests.truth.baseline import subject_verb_object

if TYPE_CHECKING:
    from geokg.evaluation import Evaluation, Gold
    from geokg.pipeline import Reader

HERE = Path(__file__).parent
#: What the development files, and the file that nobody looked at, must reach: least recall of type and direction, of
#: status and of speaker among what is found, and the most false assertions among plain triples.
SEEN, UNSEEN = (0.83, 0.92, 0.93, 0.01), (0.74, 0.88, 0.93, 0.05)


def gold(reader: Reader, *, unseen: bool) -> Gold:
    files = sorted(path for path in HERE.glob("*.jsonl") if (path.stem in ("unseen", "fresh")) == unseen)
    return read_gold(files, reader.annotator.gazetteer, load_relations())


@pytest.fixture(scope="module", params=[SEEN, UNSEEN], ids=["seen", "unseen"])
def measured(request: pytest.FixtureRequest, reader: Reader) -> tuple[Evaluation, tuple[float, ...]]:
    return evaluate(gold(reader, unseen=request.param is UNSEEN), reader), request.param


def test_the_suite_is_large_and_various(reader: Reader) -> None:
    texts = [*gold(reader, unseen=False).texts, *gold(reader, unseen=True).texts]
    assert len(texts) >= 400
    assert len({text.category for text in texts}) >= 40
    assert len({text.article.text for text in texts}) == len(texts)


def test_statements_are_found_with_type_and_direction(measured: tuple[Evaluation, tuple[float, ...]]) -> None:
    found, (recall, *_) = measured
    assert found.levels["triple"]["recall"].value >= recall


def test_status_and_speaker_are_right(measured: tuple[Evaluation, tuple[float, ...]]) -> None:
    found, (_, status, speaker, _) = measured
    assert found.fields["status"].value >= status
    assert found.fields["speaker"].value >= speaker


def test_next_to_nothing_is_asserted_that_the_text_does_not_assert(
    measured: tuple[Evaluation, tuple[float, ...]],
) -> None:
    found, (*_, most) = measured
    assert found.facts["false"].value <= most


def test_a_naive_coder_asserts_much_that_is_false(reader: Reader) -> None:
    texts = gold(reader, unseen=False)
    extractor = reader.extractor
    documents = reader.documents(text.article for text in texts.texts)
    predicted = {
        document.article.id: list(subject_verb_object(document, extractor.lexicon, extractor.relations))
        for document in documents
    }
    naive = evaluate_predicted(texts, predicted)
    assert naive.facts["false"].value >= 0.3
    assert naive.levels["triple"]["f1"].value <= 0.6


def test_of_what_did_not_happen_nothing_is_a_plain_triple(reader: Reader) -> None:
    """Sentences of ``nothing.txt``: plans, doubts, denials, fictions, hearsay and other things that are no event."""
    lines = (HERE / "nothing.txt").read_text(encoding="utf-8").splitlines()
    articles = [Article(f"{number}", line, published=date(2024, 4, 5)) for number, line in enumerate(lines)]
    asserted = [
        (document.article.text, statement.relation.id)
        for document in reader.documents(articles)
        for statement in reader.read(document)
        if statement.is_fact and statement.confidence >= FLOOR and not statement.relation.is_state
    ]
    assert len(lines) > 300
    assert asserted == []
