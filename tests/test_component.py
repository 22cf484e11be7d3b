from __future__ import annotations

from geokg.annotate import load_model


def test_the_component_gives_statements() -> None:
    nlp = load_model()
    nlp.add_pipe("geokg")
    first, second, empty = nlp.pipe(["Norway is a member of NATO.", "Russia did not attack Poland.", ""])
    (member,) = first._.statements
    assert (member.subject.id, member.relation.id, member.object.id) == ("norway", "memberOf", "nato")
    (attack,) = second._.statements
    assert attack.status.value == "negated"
    assert attack.evidence.quote == "Russia did not attack Poland"
    assert empty._.statements == ()


def test_spacy_finds_the_component_by_its_entry_point() -> None:
    from importlib.metadata import entry_points

    assert [e.value for e in entry_points(group="spacy_factories", name="geokg")] == ["geokg.component:make_component"]
