from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from geokg.errors import DataError
from geokg.evaluation import read_gold
from geokg.gazetteer import load_gazetteer
from geokg.relations import load_relations

if TYPE_CHECKING:
    from pathlib import Path

    from geokg.evaluation import Gold

WARNS = {"subject": "vladimir-putin", "relation": "warns", "object": "ukraine"}
LINE: dict[str, Any] = {"id": "one", "text": "Putin warned Ukraine.", "statements": [WARNS]}


def read(path: Path, *lines: object) -> Gold:
    file = path / "gold.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return read_gold([file], load_gazetteer(), load_relations())


def test_a_line_is_a_text_with_its_claims(tmp_path: Path) -> None:
    (text,) = read(tmp_path, {**LINE, "category": "plain", "published": "2024-04-05"}).texts
    (claim,) = text.statements
    assert (text.id, text.category, str(text.article.published)) == ("one", "plain", "2024-04-05")
    assert (claim.subject.key, claim.relation, claim.family, claim.object.key) == (
        "vladimir-putin", "warns", "THREATEN", "ukraine",
    )  # fmt: skip
    assert claim.is_fact


def test_names_mean_the_actors_that_bear_them(tmp_path: Path) -> None:
    (text,) = read(tmp_path, {**LINE, "statements": [{**WARNS, "subject": "Vladimir Putin", "object": "Kyiv"}]}).texts
    assert (text.statements[0].subject.key, text.statements[0].object.key) == ("vladimir-putin", "ukraine")


def test_an_article_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A title\ndate: 2024-01-02\n---\n\nPutin warned Ukraine.\n", "utf-8")
    (text,) = read(tmp_path, {"id": "one", "article": "a.md", "statements": []}).texts
    assert text.article.text.strip() == "Putin warned Ukraine."
    assert str(text.article.published) == "2024-01-02"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 1: no JSON"),
        ({"text": "x", "statements": []}, "has no id"),
        ({"id": "one", "text": "x"}, "no list of statements"),
        ({"id": "one", "statements": []}, "needs `text`, or `article`"),
        ({**LINE, "tezt": "x"}, "no field 'tezt' (did you mean text?)"),
        ({**LINE, "published": "yesterday"}, "published 'yesterday' is no day"),
        ({**LINE, "statements": [{"relation": "warns"}]}, "without a subject"),
        ({**LINE, "statements": [{"subject": "ukraine"}]}, "without a relation"),
        ({**LINE, "statements": [{**WARNS, "relation": "warnz"}]}, "unknown relation 'warnz' (did you mean warns?)"),
        ({**LINE, "statements": [{**WARNS, "type": "AID"}]}, "relation warns is of type THREATEN, not AID"),
        ({**LINE, "statements": [{**WARNS, "status": "maybe"}]}, "unknown status 'maybe'"),
        ({**LINE, "statements": [{**WARNS, "time": {}}]}, "a time needs a start or an end"),
        ({**LINE, "statements": [{**WARNS, "time": {"start": "2024-02-02", "end": "2024-02-01"}}]}, "before it starts"),
        ({**LINE, "statements": [{**WARNS, "via": "Reuters"}]}, "via must be a list of texts"),
        ({**LINE, "statements": [{**WARNS, "subject": 7}]}, "subject must be a text in quotes"),
        ({**LINE, "never": [{}]}, "forbids everything"),
        ({**LINE, "never": [{"subject": "vladimir-putin"}]}, "`never` forbids one of its statements"),
        ({"id": "one", "article": "none.md", "statements": []}, "article:"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, line: object, says: str) -> None:
    with pytest.raises(DataError, match=r"gold.jsonl: line 1") as error:
        read(tmp_path, line)
    assert says in str(error.value)


def test_ids_are_not_given_twice(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"line 2: the id 'one' is that of .*line 1 too"):
        read(tmp_path, LINE, LINE)


def test_gold_without_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no text in it"):
        read(tmp_path, "")
    with pytest.raises(DataError, match="cannot be read"):
        read_gold([tmp_path / "none.jsonl"], load_gazetteer(), load_relations())
