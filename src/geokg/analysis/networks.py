"""Measures of the network of actors: friends and foes, balance, and who stands in the middle."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, takewhile
from typing import TYPE_CHECKING

import networkx

from geokg.analysis.table import Row, Table, behind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geokg.analysis.events import Event

__all__ = ["centralities", "coalitions", "triads"]

#: Undirected pair of labels, sorted -> events between the two.
_Pairs = dict[tuple[str, str], list["Event"]]


def coalitions(events: Iterable[Event]) -> Table:
    """Communities of actors that cooperate, and how hostile each is inside and outside.

    An edge has the sum of the intensities of all events between two actors as its sign and weight. Communities are
    those of greedy modularity (Clauset, Newman and Moore 2004) on the positive edges. ``frustration`` is the share of
    signed edges of a community that contradict it: negative ones inside, positive ones to the outside.
    """
    pairs = _pairs(events)
    signed = {pair: sum(event.relation.intensity for event in told) for pair, told in pairs.items()}
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(sorted({actor for pair in pairs for actor in pair}))
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(signed.items()) if weight > 0)
    groups = _communities(graph)
    rows = []
    for number, group in enumerate(groups, start=1):
        inside = [pair for pair in sorted(signed) if signed[pair] and len(group.intersection(pair)) == 2]
        across = [pair for pair in sorted(signed) if signed[pair] and len(group.intersection(pair)) == 1]
        wrong = sum(signed[pair] < 0 for pair in inside) + sum(signed[pair] > 0 for pair in across)
        share = round(wrong / len(inside + across), 4) if inside + across else None
        cells = (number, len(group), "; ".join(sorted(group)), len(inside), len(across), share)
        rows.append(Row(cells, behind(event for pair in inside for event in pairs[pair])))
    columns = ("coalition", "size", "members", "ties_inside", "ties_outside", "frustration")
    return Table("coalitions", "Coalitions", columns, tuple(rows))


def triads(events: Iterable[Event]) -> Table:
    """Every three actors with signed ties among all of them, and whether they are balanced.

    Three are balanced where the product of their signs is positive (Heider 1946; Cartwright and Harary 1956): friends
    of friends are friends, foes of foes are friends.
    """
    pairs = _pairs(events)
    sums = {pair: sum(event.relation.intensity for event in told) for pair, told in pairs.items()}
    signs = {pair: "+" if weight > 0 else "-" for pair, weight in sums.items() if weight}
    graph: networkx.Graph[str] = networkx.Graph(list(signs))
    rows = []
    # they come smallest first, and there are very many large ones
    small = takewhile(lambda clique: len(clique) <= 3, networkx.enumerate_all_cliques(graph))
    for clique in sorted(sorted(found) for found in small if len(found) == 3):
        ties = list(combinations(clique, 2))
        pattern = [signs[tie] for tie in ties]
        balanced = "balanced" if pattern.count("-") % 2 == 0 else "unbalanced"
        cells = (*clique, *("hostile" if sign == "-" else "friendly" for sign in pattern), balanced)
        rows.append(Row(cells, behind(event for tie in ties for event in pairs[tie])))
    columns = ("first", "second", "third", "first_second", "first_third", "second_third", "balance")
    return Table("triads", "Balance of three", columns, tuple(rows))


def centralities(events: Iterable[Event]) -> Table:
    """How central each actor is: events out and in, share of all others it deals with, betweenness.

    Degree and betweenness are those of Freeman (1978) in the undirected network without weights.
    """
    of_actor: dict[str, list[Event]] = defaultdict(list)
    out: dict[str, int] = defaultdict(int)
    graph: networkx.Graph[str] = networkx.Graph()
    for event in events:
        graph.add_edge(event.subject.label, event.object.label)
        out[event.subject.label] += 1
        for actor in (event.subject, event.object):
            of_actor[actor.label].append(event)
    degree, between = networkx.degree_centrality(graph), networkx.betweenness_centrality(graph)
    ordered = sorted(of_actor, key=lambda actor: (-round(between[actor], 4), -len(of_actor[actor]), actor))
    rows = tuple(
        Row(
            (actor, out[actor], len(of_actor[actor]) - out[actor], round(degree[actor], 4), round(between[actor], 4)),
            behind(of_actor[actor]),
        )
        for actor in ordered
    )
    return Table("centralities", "Centralities", ("actor", "out", "in", "degree", "betweenness"), rows)


def _pairs(events: Iterable[Event]) -> _Pairs:
    pairs: _Pairs = defaultdict(list)
    for event in events:
        first, second = sorted((event.subject.label, event.object.label))
        if first != second:
            pairs[first, second].append(event)
    return pairs


def _communities(graph: networkx.Graph[str]) -> list[set[str]]:
    """Largest first; each actor without a friend is one of its own."""
    if not graph.number_of_edges():
        return [{actor} for actor in graph]
    found = networkx.community.greedy_modularity_communities(graph, weight="weight")
    return sorted(map(set, found), key=lambda group: (-len(group), sorted(group)))
