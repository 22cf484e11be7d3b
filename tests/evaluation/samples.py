"""Claims and texts of invented actors, and strategies that draw them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from geokg.evaluation.claims import Claim, Name
from geokg.evaluation.gold import GoldText, Pattern
from geokg.model import Article, Status
from geokg.relations import load_relations

__all__ = ["claim", "claims", "name", "patterns", "text"]

ACTORS = ["avaria", "borduria", "cascara"]
RELATIONS = ["attacks", "bombs", "visits", "meets", "talksWith"]


def name(key: str | None) -> Name | None:
    return Name(key, key.title()) if key else None


def claim(subject: str, relation: str, target: str | None = None, speaker: str | None = None, **fields: Any) -> Claim:
    """A claim of keys; a relation in capitals is a type of which no more is said."""
    relations = load_relations()
    if relation.isupper():
        several = (relation, *(each.id for each in relations.values() if each.family == relation))
        fields = {"relations": several, "family": relation, **fields}
    else:
        known = relations[relation]
        fields = {"relations": (relation,), "family": known.family, "symmetric": known.symmetric, **fields}
    status = fields.pop("status", Status.ASSERTED)
    is_fact = status is Status.ASSERTED and speaker is None and target is not None
    return Claim(
        subject=Name(subject, subject.title()),
        object=name(target),
        status=status,
        speaker=name(speaker),
        **{"is_fact": is_fact, **fields},
    )


def text(*statements: Claim, never: tuple[Pattern, ...] = (), identity: str = "one", category: str = "") -> GoldText:
    article = Article(identity, "Nobody reads this.", url=f"gold:{identity}")
    return GoldText(identity, article, statements, never, category, frozenset({identity}))


def claims(*, of_gold: bool = False) -> st.SearchStrategy[list[Claim]]:
    """Statements of one text; those that are found have a fine relation."""
    kinds = [*RELATIONS, "ASSAULT", "CONSULT"] if of_gold else RELATIONS
    drawn = st.builds(
        claim,
        st.sampled_from(ACTORS),
        st.sampled_from(kinds),
        st.sampled_from([*ACTORS, None]),
        st.sampled_from([None, "dahlia"]),
        status=st.sampled_from(Status),
    )
    return st.lists(drawn, max_size=8)


def patterns() -> st.SearchStrategy[tuple[Pattern, ...]]:
    subject = st.sampled_from(ACTORS).map(name)
    drawn = st.builds(Pattern, relation=st.sampled_from([None, *RELATIONS]), subject=subject)
    return st.lists(drawn, max_size=2).map(tuple)
