"""What one build has that another has not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from geokg.graph import Graph
    from geokg.model import Statement

__all__ = ["FORMS", "Difference", "diff"]

#: What :meth:`Difference.serialize` writes.
FORMS = ("text", "json", "sparql")
#: Triples in one INSERT DATA or DELETE DATA; Virtuoso takes 500.
_BATCH = 400

Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be taken from one graph, and added to it, to make it another; each sorted.

    ``quads`` hold all of it, also articles, actors and vocabulary. A claim that changed is one removed and one added,
    since its id is a hash of what it says.
    """

    facts_removed: tuple[Fact, ...]
    facts_added: tuple[Fact, ...]
    claims_removed: tuple[Statement, ...]
    claims_added: tuple[Statement, ...]
    quads_removed: tuple[Quad, ...]
    quads_added: tuple[Quad, ...]

    def __bool__(self) -> bool:
        """True where the graphs differ."""
        return bool(self.quads_removed or self.quads_added)

    def serialize(self, form: str = "text") -> str:
        """As text for people, as JSON, or as a SPARQL update that makes the first graph the second.

        Raises:
            KeyError: the form is none of :data:`FORMS`.
        """
        return {"text": self._text, "json": self._json, "sparql": self._sparql}[form]()

    def _text(self) -> str:
        counts = (
            ("facts", self.facts_removed, self.facts_added),
            ("claims", self.claims_removed, self.claims_added),
            ("triples", self.quads_removed, self.quads_added),
        )
        lines = [f"{name}: {len(removed)} removed, {len(added)} added" for name, removed, added in counts]
        for mark, facts in (("-", self.facts_removed), ("+", self.facts_added)):
            lines += [f"{mark} fact  {' '.join(fact)}" for fact in facts]
        for mark, claims in (("-", self.claims_removed), ("+", self.claims_added)):
            lines += [f"{mark} claim {_sentence(claim)}" for claim in claims]
        return "".join(f"{line}\n" for line in lines)

    def _json(self) -> str:
        document = {
            "facts": {"removed": self.facts_removed, "added": self.facts_added},
            "claims": {
                "removed": list(map(_record, self.claims_removed)),
                "added": list(map(_record, self.claims_added)),
            },
            "triples": {"removed": len(self.quads_removed), "added": len(self.quads_added)},
        }
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"

    def _sparql(self) -> str:
        parts = [*_operations("DELETE", self.quads_removed), *_operations("INSERT", self.quads_added)]
        return " ;\n".join(parts) + "\n" if parts else ""


def diff(old: Graph, new: Graph) -> Difference:
    """What ``new`` has that ``old`` has not, and the other way round. Both are held in memory."""
    old_facts, new_facts = set(old.facts()), set(new.facts())
    old_claims, new_claims = ({claim.id: claim for claim in graph.statements()} for graph in (old, new))
    old_quads, new_quads = set(old.store), set(new.store)
    return Difference(
        tuple(sorted(old_facts - new_facts)),
        tuple(sorted(new_facts - old_facts)),
        tuple(claim for name, claim in old_claims.items() if name not in new_claims),
        tuple(claim for name, claim in new_claims.items() if name not in old_claims),
        _sorted(old_quads - new_quads),
        _sorted(new_quads - old_quads),
    )


def _sorted(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """By graph first, so that triples of one graph stand together."""
    return tuple(sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad.triple))))


def _operations(verb: str, quads: tuple[Quad, ...]) -> Iterator[str]:
    for graph, group in groupby(quads, key=lambda quad: str(quad.graph_name)):
        lines = [f"  {quad.subject} {quad.predicate} {quad.object} .\n" for quad in group]
        for start in range(0, len(lines), _BATCH):
            triples = "".join(lines[start : start + _BATCH])
            yield f"{verb} DATA {{ GRAPH {graph} {{\n{triples}}} }}"


def _record(claim: Statement) -> dict[str, Any]:
    return {
        "id": claim.id,
        "subject": claim.subject.id,
        "relation": claim.relation.id,
        "object": claim.object.id if claim.object else None,
        "status": str(claim.status),
        "speaker": claim.speaker.id if claim.speaker else None,
        "article": claim.evidence.article.id,
        "quote": claim.evidence.quote,
    }


def _sentence(claim: Statement) -> str:
    told = _record(claim)
    ends = f"{told['subject']} {told['relation']} {told['object'] or ''}".rstrip()
    speaker = f", says {told['speaker']}" if told["speaker"] else ""
    quote = " ".join(claim.evidence.quote.split())
    return f"{ends} ({told['status']}{speaker}): {quote} [{told['article']}]"
