"""Questions to a graph: named ones, or SPARQL of the user's own, of an embedded store or of a remote endpoint."""

from __future__ import annotations

from geokg.query.ask import Source, answer, prepare
from geokg.query.endpoint import Endpoint, authorization
from geokg.query.questions import Question, named_questions
from geokg.query.refusal import names_graphs, refuse
from geokg.query.syntax import explain, with_prefixes

__all__ = [
    "Endpoint",
    "Question",
    "Source",
    "answer",
    "authorization",
    "explain",
    "named_questions",
    "names_graphs",
    "prepare",
    "refuse",
    "with_prefixes",
]
