"""The page inside another one, as a notebook shows it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from geokg.view.page import render
from geokg.view.part import actors_of, is_too_much

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geokg.model import Statement

__all__ = ["frame"]

# Scripts run as those of a stranger: they see nothing of the notebook, and the policy of the page holds in it.
_SANDBOX = "allow-scripts allow-downloads allow-popups"


def frame(statements: Sequence[Statement], *, title: str = "geokg", height: int = 640) -> str:
    """An ``iframe`` that holds the whole page, ``height`` pixels high and as wide as there is room.

    Of more than a page can hold it only tells the numbers, and how to see a part.

    Raises:
        GeokgError: as :func:`geokg.view.render`.
    """
    if is_too_much(statements):
        size = f"{len(actors_of(statements)):,} actors and {len(statements):,} statements"
        return f"<p>{size} are too many for one page; <code>geokg view --actor NAME</code> shows a part.</p>"
    page = escape(render(statements, title=title))
    return (
        f'<iframe title="{escape(title)}" sandbox="{_SANDBOX}" width="100%" height="{height}" '
        f'style="border: 0" srcdoc="{page}"></iframe>'
    )
