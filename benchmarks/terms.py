"""How much of the time since 1990 the known terms of office cover, state by state.

    python benchmarks/terms.py [--since 1990]

Prints, for every state with a known foreign minister, the share of months in which it has a known leader, foreign and
defence minister; states of the past count for those that followed them.
"""

from __future__ import annotations

import argparse
from datetime import date

from geokg.gazetteer import load_gazetteer
from geokg.model import Kind

_BEFORE = {
    "russia": ("soviet-union",),
    "serbia": ("yugoslavia", "serbia-and-montenegro"),
    "czech-republic": ("czechoslovakia",),
    "democratic-republic-of-the-congo": ("zaire",),
}
_SOUGHT = (("headOfStateOf", "headOfGovernmentOf"), ("foreignMinisterOf",), ("defenceMinisterOf",))
_ENOUGH = (0.95, 0.8, 0.8)


def main() -> None:
    """Prints a line a state, the best first, and how many have enough."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--since", type=int, default=1990)
    since = parser.parse_args().since
    months = [date(year, month, 15) for year in range(since, 2025) for month in range(1, 13)]
    gazetteer = load_gazetteer()
    states = {t.object for t in gazetteer.tenures if t.relation == "foreignMinisterOf"}
    rows = []
    for state in (s for s in states if gazetteer.actors[s].kind is Kind.COUNTRY):
        existed, own = gazetteer.profile(state).existed, (state, *_BEFORE.get(state, ()))
        days = [day for day in months if len(own) > 1 or existed.covers(day)]
        shares = tuple(
            sum(any(gazetteer.holder(r, s, day) for r in relations for s in own) for day in days) / max(len(days), 1)
            for relations in _SOUGHT
        )
        rows.append((shares, state))
    for shares, state in sorted(rows, reverse=True):
        print(f"{state:40}", *(f"{share:5.0%}" for share in shares))
    enough = sum(all(share >= least for share, least in zip(shares, _ENOUGH, strict=True)) for shares, _ in rows)
    print(f"{enough} states with a leader in 95 %, a foreign and a defence minister in 80 % of the months")


if __name__ == "__main__":
    main()
