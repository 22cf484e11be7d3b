"""Reads gold of one's own: JSON Lines, a text a line (``docs/evaluation.md`` tells the format)."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from geokg.errors import DataError, InputError
from geokg.evaluation.claims import Claim, Name, Namer
from geokg.evaluation.lines import read_objects
from geokg.ingest import read_articles
from geokg.model import FAMILIES, STATES, Article, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from geokg.model import Relation, Skipped

__all__ = ["GoldText", "Pattern", "read_lines"]

_TEXT = ("id", "category", "published", "title", "source", "text", "article", "statements", "never")
_PATTERN = ("subject", "relation", "type", "object", "status", "speaker")
_STATEMENT = (*_PATTERN, "via", "time", "place", "quote")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A part of a statement that must not come out: fields that are None say nothing, an empty tuple means nobody."""

    relation: str | None = None
    family: str | None = None
    subject: Name | None = None
    object: tuple[Name, ...] | None = None
    status: Status | None = None
    speaker: tuple[Name, ...] | None = None

    def fits(self, claim: Claim) -> bool:
        """True where a claim has all that the pattern says; a symmetric one either way round."""
        return (
            self.relation in (None, *claim.relations)
            and self.family in (None, claim.family)
            and self.status in (None, claim.status)
            and self.speaker in (None, _few(claim.speaker))
            and any(self.subject in (None, first) and self.object in (None, _few(last)) for first, last in claim.ends)
        )


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text with all that a careful reader takes from it, and what must not be taken from it.

    ``ids`` are the ids that predictions may name it by, ``where`` is file and line.
    """

    id: str
    article: Article
    statements: tuple[Claim, ...]
    never: tuple[Pattern, ...] = ()
    category: str = ""
    ids: frozenset[str] = frozenset()
    where: str = ""


def read_lines(path: Path, content: str, relations: Mapping[str, Relation], namer: Namer) -> Iterator[GoldText]:
    """The texts of a file, which holds ``content``.

    Raises:
        DataError: a line is no JSON, or a field of it is missing, unknown or wrong; it names file, line and remedy.
    """
    for where, fields in read_objects(path, content):
        yield _Line(path, where, relations, namer).text(fields)


def _few(name: Name | None) -> tuple[Name, ...]:
    return (name,) if name else ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file, ``where`` it stands, and what it is read with."""

    path: Path
    where: str
    relations: Mapping[str, Relation]
    namer: Namer

    def text(self, fields: dict[str, Any]) -> GoldText:
        self.check(fields, _TEXT, "a text")
        name = self.word(fields, "id") or self.refuse('has no id; give it one of its own: "id": "neg-01"')
        if not isinstance(fields.get("statements"), list):
            self.refuse("has no list of statements; write [] where nothing is to be found")
        article = self.article(fields)
        gold = GoldText(
            id=name,
            article=replace(article, id=name, url=f"gold:{name}"),  # the same text may come twice, on two days
            statements=tuple(map(self.statement, fields["statements"])),
            never=tuple(map(self.pattern, self.list(fields, "never"))),
            category=self.word(fields, "category") or "",
            ids=frozenset({name, article.id or name}),
            where=self.where,
        )
        for pattern in gold.never:
            if any(pattern.fits(claim) for claim in gold.statements):
                self.refuse(f"{name}: `never` forbids one of its statements; say more in it, such as a status")
        return gold

    def article(self, fields: dict[str, Any]) -> Article:
        """The article that is given as a text, or that stands in a file beside this one."""
        title, source, day = self.word(fields, "title"), self.word(fields, "source"), self.day(fields, "published")
        text, name = self.word(fields, "text"), self.word(fields, "article")
        if bool(text) == bool(name):
            self.refuse("needs `text`, or `article` with the path of a file, and not both")
        article = self.ingested(self.path.parent / name) if name else Article(id="", text=text or "")
        return replace(
            article,
            title=title or article.title,
            source=source or article.source,
            published=day or article.published,
        )

    def ingested(self, file: Path) -> Article:
        skipped: list[Skipped] = []
        try:
            articles = list(read_articles(file, on_skip=skipped.append))
        except InputError as error:
            self.refuse(f"article: {error}")
        if len(articles) != 1:
            reason = skipped[0].reason if skipped else f"{len(articles)} articles in it"
            self.refuse(f"article {file}: {reason}; name a file of one article")
        return articles[0]

    def statement(self, fields: Any) -> Claim:
        self.check(fields, _STATEMENT, "a statement")
        subject = self.name(fields, "subject") or self.refuse(f"a statement without a subject: {fields}")
        relation, family = self.kind(fields)
        if family is None:
            self.refuse(f"a statement without a relation: {fields}")
        other, speaker = self.name(fields, "object"), self.name(fields, "speaker")
        status = self.status(fields) or Status.ASSERTED
        return Claim(
            subject=subject,
            relations=(relation.id,) if relation else (family, *self.members(family)),
            family=family,
            object=other,
            status=status,
            speaker=speaker,
            via=tuple(self.namer.named(name) for name in self.list(fields, "via", of=str)),
            time=self.time(fields),
            place=self.name(fields, "place"),
            symmetric=relation is not None and relation.symmetric,
            is_fact=status is Status.ASSERTED and speaker is None and other is not None,
            words=self.word(fields, "quote") or "",
        )

    def pattern(self, fields: Any) -> Pattern:
        self.check(fields, _PATTERN, "an entry of `never`")
        if not fields:
            self.refuse("an entry of `never` forbids everything; name a subject, relation or object in it")
        relation, family = self.kind(fields)
        return Pattern(
            relation=relation.id if relation else None,
            family=family,
            subject=self.name(fields, "subject"),
            object=_few(self.name(fields, "object")) if "object" in fields else None,
            status=self.status(fields),
            speaker=_few(self.name(fields, "speaker")) if "speaker" in fields else None,
        )

    def kind(self, fields: dict[str, Any]) -> tuple[Relation | None, str | None]:
        """The relation, where it is named, and the family of it or the one that is named."""
        name, family = self.word(fields, "relation"), self.word(fields, "type")
        if family and family not in FAMILIES and family not in STATES:
            self.refuse(f"unknown type {family!r}{_near(family, [*FAMILIES, *STATES])}; see `geokg relations`")
        if not name:
            return None, family or None
        if name not in self.relations:
            self.refuse(f"unknown relation {name!r}{_near(name, self.relations)}; see `geokg relations`")
        relation = self.relations[name]
        if family and family != relation.family:
            self.refuse(f"relation {name} is of type {relation.family}, not {family}; leave `type` out")
        return relation, relation.family

    def members(self, family: str) -> Iterator[str]:
        return (relation.id for relation in self.relations.values() if relation.family == family)

    def status(self, fields: dict[str, Any]) -> Status | None:
        word = self.word(fields, "status")
        if word is None:
            return None
        if word not in set(Status):
            self.refuse(f"unknown status {word!r}; take one of {', '.join(Status)}")
        return Status(word)

    def time(self, fields: dict[str, Any]) -> tuple[date | None, date | None] | None:
        time = fields.get("time")
        if time is None:
            return None
        self.check(time, ("start", "end"), "a time")
        start, end = self.day(time, "start"), self.day(time, "end")
        if start is None and end is None:
            self.refuse("a time needs a start or an end; leave it out where the text tells none")
        if start and end and end < start:
            self.refuse(f"a time ends on {end}, before it starts on {start}; exchange the days")
        return start, end

    def name(self, fields: dict[str, Any], field: str) -> Name | None:
        word = self.word(fields, field)
        return self.namer.named(word) if word else None

    def day(self, fields: dict[str, Any], field: str) -> date | None:
        word = self.word(fields, field)
        try:
            return date.fromisoformat(word) if word else None
        except ValueError:
            self.refuse(f"{field} {word!r} is no day; write YYYY-MM-DD")

    def word(self, fields: dict[str, Any], field: str) -> str | None:
        word = fields.get(field)
        if word is not None and not isinstance(word, str):
            self.refuse(f"{field} must be a text in quotes or null, not {json.dumps(word)[:40]}")
        return word

    def list(self, fields: dict[str, Any], field: str, of: type = dict) -> list[Any]:
        items = fields.get(field, [])
        if not isinstance(items, list) or not all(isinstance(item, of) for item in items):
            self.refuse(f"{field} must be a list of {'texts in quotes' if of is str else 'objects'}")
        return items

    def check(self, fields: Any, known: tuple[str, ...], what: str) -> None:
        """Only what is known may be said."""
        if not isinstance(fields, dict):
            self.refuse(f"{what} must be a JSON object, not {json.dumps(fields)[:40]}")
        for field in fields:
            if field not in known:
                self.refuse(f"{what} has no field {field!r}{_near(field, known)}; its fields are {', '.join(known)}")

    def refuse(self, reason: str) -> NoReturn:
        raise DataError(f"{self.where}: {reason}")


def _near(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""
