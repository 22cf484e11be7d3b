"""What a format finds: where it stands, and an article, a link to one, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geokg.model import Article

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Found", "Link", "Unfetched"]


@dataclass(frozen=True, slots=True)
class Link:
    """The address of an article whose text stands elsewhere, and what the list that names it says of it."""

    url: str
    title: str = ""
    published: date | None = None
    source: str = ""


class Unfetched(str):
    """Why an address gave no article, which may be otherwise another time."""

    __slots__ = ()


#: Where it stands (``news.jsonl:12``), and an article, a link to one, or else the reason why it is skipped.
Found = tuple[str, Article | Link | str]
