"""What a format finds: where it stands, and an article or the reason why there is none."""

from __future__ import annotations

from geokg.model import Article

__all__ = ["Found"]

#: Where it stands (``news.jsonl:12``), and an article, or else the reason why it is skipped.
Found = tuple[str, Article | str]
