"""The page inside another one, as a notebook shows it."""

from __future__ import annotations

from html import escape

__all__ = ["frame"]

# Scripts run as those of a stranger: they see nothing of the notebook, and the policy of the page holds in it.
_SANDBOX = "allow-scripts allow-downloads allow-popups"


def frame(page: str, *, title: str = "geokg", height: int = 640) -> str:
    """An ``iframe`` that holds a whole page of :func:`geokg.view.render`, ``height`` pixels high.

    >>> frame("<p>hello</p>").partition("srcdoc=")[2]
    '"&lt;p&gt;hello&lt;/p&gt;"></iframe>'
    """
    return (
        f'<iframe title="{escape(title)}" sandbox="{_SANDBOX}" width="100%" height="{height}" '
        f'style="border: 0" srcdoc="{escape(page)}"></iframe>'
    )
