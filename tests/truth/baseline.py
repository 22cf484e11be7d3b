"""What is scored beside geokg: subject, verb and object of every clause, taken for a fact, over the same parse and actors.

It is what a weekend script and several builders of graphs do. It has the same lexicon for the names of relations, and
turns passives round; it knows nothing of negation, modality, speakers, nouns or frames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geokg.model import Evidence, Span, Statement, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geokg.document import Document
    from geokg.lexicon import Lexicon
    from geokg.model import Actor, Relation

__all__ = ["subject_verb_object"]


def subject_verb_object(document: Document, lexicon: Lexicon, relations: Mapping[str, Relation]) -> Iterator[Statement]:
    """A statement for every verb of the lexicon with an actor on both sides."""
    tree = document.tree
    for verb, lemma in enumerate(tree.lemma):
        senses = [frame.relation for frame in lexicon.verbs.get(lemma, ()) if frame.relation in relations]
        if not tree.is_verb(verb) or not senses:
            continue
        first = _actor(document, tree.children(verb, "nsubj", "nsubjpass"))
        last = _actor(document, tree.children(verb, "dobj") + [k for _, _, k in tree.prepositions(verb)])
        if tree.children(verb, "nsubjpass"):
            first, last = last, first
        if first and last:
            relation = relations[senses[-1]]  # the most general sense
            span = document.span(verb, verb + 1)
            quote = document.article.text[span.start : span.end]
            evidence = Evidence(document.article, Span(span.start, span.end), quote, span, "baseline")
            yield Statement(first, relation, last, Status.ASSERTED, evidence)


def _actor(document: Document, heads: Iterable[int]) -> Actor | None:
    """The actor nearest below the nouns."""
    found = (document.mentions[k].actor for head in heads for k in document.tree.below(head) if k in document.mentions)
    return next(found, None)
