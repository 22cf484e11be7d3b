from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from geokg.data import data_path
from geokg.errors import DataError
from geokg.lexicon import FIGURATIVE, load_lexicon
from geokg.model import FAMILIES, STATES, Status
from geokg.relations import load_relations

if TYPE_CHECKING:
    from pathlib import Path

RELATIONS = load_relations()
WORDS = """[words]
prepositions = ["on", "to", "of", "from"]
particles = ["over", "off", "on"]
[operators]
reported = ["say"]
[noun_operators]
planned = ["plan"]
"""


def _lexicon(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "en.toml"
    path.write_text(WORDS + body, encoding="utf-8")
    return path


def test_every_family_has_triggers() -> None:
    lexicon = load_lexicon(RELATIONS)
    tables = (lexicon.verbs, lexicon.nouns, lexicon.roles)
    used = {frame.relation for table in tables for frames in table.values() for frame in frames} - {FIGURATIVE}
    told = {RELATIONS[relation].family for relation in used}
    told |= {RELATIONS[relation].family for relation in lexicon.participles.values()}
    assert told == {*FAMILIES, *STATES}


def test_no_frame_is_written_twice_under_two_relations() -> None:
    raw = tomllib.loads(data_path("ontology/lexicon/en.toml").read_text(encoding="utf-8"))["relation"]
    seen: dict[tuple[str, str], str] = {}
    for relation, entry in raw.items():
        for key in ("verbs", "nouns"):  # a role may be shared: the kind of what it is a role in decides
            for frame in entry.get(key, ()):
                assert seen.setdefault((key, frame), relation) == relation, frame


@pytest.mark.parametrize(
    ("text", "word", "particles", "slots"),
    [
        ("warn X", "warn", (), [("X", set(), set())]),
        ("hand over to X", "hand", ("over",), [("X", {"to"}, set())]),
        ("impose sanction|embargo on X", "impose", (), [("", set(), {"sanction", "embargo"}), ("X", {"on"}, set())]),
        ("call off talk", "call", ("off",), [("", set(), {"talk"})]),
        ("move on", "move", ("on",), []),
        ("demand phone_call", "demand", (), [("", set(), {"phone call"})]),
        ("beg of", "beg", (), [("", {"of"}, set())]),
    ],
)
def test_frames_are_read(
    tmp_path: Path, text: str, word: str, particles: tuple[str, ...], slots: list[tuple[str, set[str], set[str]]]
) -> None:
    lexicon = load_lexicon(RELATIONS, _lexicon(tmp_path, f'[relation.warns]\nverbs = ["{text}"]'))
    (frame,) = lexicon.verbs[word]
    assert frame.particles == particles
    assert [(slot.role, set(slot.prepositions), set(slot.nouns)) for slot in frame.slots] == slots


def test_the_most_specific_frame_comes_first(tmp_path: Path) -> None:
    body = (
        '[relation.meets]\nverbs = ["strike X"]\n[relation.agreesWith]\nverbs = ["strike deal with|on X", "X strike"]'
    )
    path = _lexicon(tmp_path, body.replace("with|on", "on"))
    frames = load_lexicon(RELATIONS, path).verbs["strike"]
    assert [frame.text for frame in frames] == ["strike deal on X", "strike X", "X strike"]
    assert frames[-1].subject_is_target


def test_a_speech_act_makes_its_verb_an_operator(tmp_path: Path) -> None:
    body = '[relation.warns]\ncontent = "possible"\nverbs = ["warn X", "send warning to X"]'
    operators = load_lexicon(RELATIONS, _lexicon(tmp_path, body)).operators
    assert operators["warn"].status is Status.POSSIBLE
    assert operators["warn"].speaks
    assert "send" not in operators


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("[relation.warns", "en.toml"),
        ('[relation.sings]\nverbs = ["sing"]', "relations.ttl"),
        ('[relation.warns]\nverbs = ["X"]', "trigger word"),
        ('[relation.warns]\nverbs = ["X X"]', "trigger word"),
        ('[relation.warns]\nverbs = ["warn on to|deal"]', "follows a preposition"),
        ('[relation.warns]\nverbs = ["accept X\'s demand"]', "stand alone"),
        ('[relation.warns]\nverbs = ["cut_off X"]', "a verb is one word"),
        ('[compose.commit]\nAID = "sings"', "sings"),
    ],
)
def test_a_wrong_lexicon_stops_with_file_and_reason(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_lexicon(RELATIONS, _lexicon(tmp_path, body))


def test_a_missing_lexicon_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="nowhere"):
        load_lexicon(RELATIONS, tmp_path / "nowhere.toml")
