"""Tables in the columns of event data: PLOVER/POLECAT, GDELT 1.0 and ICEWS.

Only what articles assert themselves is in them, since those formats know neither speaker nor status. What geokg does
not know is left empty. ``docs/analysis.md`` tells column by column what stands there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from geokg.analysis.events import told
from geokg.model import short_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from geokg.analysis.events import Event
    from geokg.analysis.frames import Record
    from geokg.model import Actor, PlaceSpan

__all__ = ["GDELT", "ICEWS", "PLOVER", "quad_class", "rows"]

#: Quad classes, 1 to 4, of PLOVER's types and of CAMEO's roots.
_QUADS = ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")
_QUAD_OF_TYPE = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
_LAST_ROOTS = (5, 8, 13, 20)

_Value = Callable[["Event"], "str | int | float | date | None"]


def rows(events: Iterable[Event], columns: Mapping[str, _Value]) -> list[Record]:
    """A record an event that articles assert themselves; no states, and no event that has no code of CAMEO."""
    chosen = (event for event in told(events) if not event.relation.is_state and event.relation.cameo)
    return [{name: value(event) for name, value in columns.items()} for event in chosen]


def quad_class(cameo: str) -> int:
    """The quad class of a code of CAMEO, by its root.

    >>> quad_class("057"), quad_class("071"), quad_class("1311"), quad_class("190")
    (1, 2, 3, 4)
    """
    return 1 + sum(int(cameo[:2]) > last for last in _LAST_ROOTS)


def _id(event: Event) -> str:
    day = event.day.isoformat() if event.day else None
    return short_hash(event.subject.id, event.relation.id, event.object.id, day)


def _cameo(event: Event) -> str:
    return event.relation.cameo or ""


def _place(event: Event) -> PlaceSpan | None:
    return next((claim.place for claim in event.claims if claim.place), None)


def _placename(event: Event) -> str | None:
    place = _place(event)
    return place.actor.label if place else None


def _country(event: Event) -> str | None:
    place = _place(event)
    return place.actor.iso3 if place else None


def _published(event: Event) -> date | None:
    return min((day for claim in event.claims if (day := claim.evidence.article.published)), default=None)


def _format(pattern: str) -> _Value:
    return lambda event: int(event.day.strftime(pattern)) if event.day else None


def _fraction(event: Event) -> float | None:
    """The year, and how much of it is over by GDELT's months of 30 days: (month * 30 + day) / 365."""
    return round(event.day.year + (event.day.month * 30 + event.day.day) / 365, 4) if event.day else None


def _code(actor: Actor) -> str | None:
    return f"{actor.iso3 or ''}{actor.sector or ''}" or None


def _empty(*names: str) -> dict[str, _Value]:
    return dict.fromkeys(names, lambda _: None)


def _gdelt_actor(number: int, side: Callable[[Event], Actor]) -> dict[str, _Value]:
    head = f"Actor{number}"
    groups = (f"{head}{name}" for name in ("KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"))
    return {
        f"{head}Code": lambda event: _code(side(event)),
        f"{head}Name": lambda event: side(event).label.upper(),
        f"{head}CountryCode": lambda event: side(event).iso3,
        **_empty(*groups),
        f"{head}Type1Code": lambda event: side(event).sector,
        **_empty(f"{head}Type2Code", f"{head}Type3Code"),
    }


def _gdelt_place(head: str) -> dict[str, _Value]:
    names = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
    return _empty(*(f"{head}Geo_{name}" for name in names))


def _polecat_actor(head: str, side: Callable[[Event], Actor]) -> dict[str, _Value]:
    return {
        f"{head} Name": lambda event: side(event).label,
        f"{head} Country": lambda event: side(event).iso3,
        **_empty(f"{head} COW"),
        f"Primary {head} Sector": lambda event: side(event).sector,
        **_empty(f"{head} Sectors", f"{head} Title", f"{head} Name Raw", f"Wikipedia {head} ID"),
    }


def _subject(event: Event) -> Actor:
    return event.subject


def _object(event: Event) -> Actor:
    return event.object


#: All 40 columns of POLECAT, the data set of PLOVER, in its order.
PLOVER: dict[str, _Value] = {
    "Event ID": _id,
    "Event Date": lambda event: event.day,
    "Event Type": lambda event: event.relation.family,
    **_empty("Event Mode"),
    "Intensity": lambda event: event.relation.intensity,
    "Quad Code": lambda event: _QUADS[_QUAD_OF_TYPE[event.relation.family] - 1],
    **_empty("Contexts"),
    **_polecat_actor("Actor", _subject),
    **_polecat_actor("Recipient", _object),
    "Placename": _placename,
    **_empty("City", "District", "Province"),
    "Country": _country,
    **_empty("Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type"),
    "Source": lambda event: "; ".join(event.outlets),
    "Publication Date": _published,
    **_empty("Story People", "Story Organizations", "Story Locations"),
    "Language": lambda event: event.claims[0].evidence.article.language,
    **_empty("Version"),
}

#: All 58 columns of GDELT 1.0, in its order.
GDELT: dict[str, _Value] = {
    "GLOBALEVENTID": lambda event: int(_id(event)[:15], 16),
    "SQLDATE": _format("%Y%m%d"),
    "MonthYear": _format("%Y%m"),
    "Year": _format("%Y"),
    "FractionDate": _fraction,
    **_gdelt_actor(1, _subject),
    **_gdelt_actor(2, _object),
    **_empty("IsRootEvent"),
    "EventCode": _cameo,
    "EventBaseCode": lambda event: _cameo(event)[:3],
    "EventRootCode": lambda event: _cameo(event)[:2],
    "QuadClass": lambda event: quad_class(_cameo(event)),
    "GoldsteinScale": lambda event: event.relation.intensity,
    "NumMentions": lambda event: sum(1 + len(claim.repeats) for claim in event.claims),
    "NumSources": lambda event: len(event.outlets),
    "NumArticles": lambda event: len({claim.evidence.article.key for claim in event.claims}),
    **_empty("AvgTone"),
    **_gdelt_place("Actor1"),
    **_gdelt_place("Actor2"),
    **(_gdelt_place("Action") | {"ActionGeo_FullName": _placename}),
    "DATEADDED": lambda event: int(day.strftime("%Y%m%d")) if (day := _published(event)) else None,
    "SOURCEURL": lambda event: event.claims[0].evidence.article.url or None,
}

#: All 20 columns of ICEWS, in its order.
ICEWS: dict[str, _Value] = {
    "Event ID": _id,
    "Event Date": lambda event: event.day,
    "Source Name": lambda event: event.subject.label,
    "Source Sectors": lambda event: event.subject.sector,
    "Source Country": lambda event: event.subject.iso3,
    "Event Text": lambda event: event.relation.label,
    "CAMEO Code": _cameo,
    "Intensity": lambda event: event.relation.intensity,
    "Target Name": lambda event: event.object.label,
    "Target Sectors": lambda event: event.object.sector,
    "Target Country": lambda event: event.object.iso3,
    "Story ID": lambda event: event.claims[0].evidence.article.id,
    **_empty("Sentence Number"),
    "Publisher": lambda event: "; ".join(event.outlets),
    **_empty("City", "District", "Province"),
    "Country": _country,
    **_empty("Latitude", "Longitude"),
}
