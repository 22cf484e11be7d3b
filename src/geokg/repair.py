"""Mends what the model's parser is known to get wrong in news: each function one mistake, told from the parse alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geokg.syntax import Tree

__all__ = ["name_nouns", "repair"]


def repair(tree: Tree) -> None:
    """Mends a tree in place."""
    for i in range(len(tree)):
        _bare_verb(tree, i)
        _main_verb(tree, i)
        _finite_verb(tree, i)
        _asked_verb(tree, i)
        _listed_subject(tree, i)
        _colon(tree, i)
        _but_not(tree, i)
        _as_well(tree, i)
        _order(tree, i)
        _told(tree, i)
        _parenthesis(tree, i)
        _inserted_teller(tree, i)


def name_nouns(tree: Tree, names: Iterable[int]) -> None:
    """*Axios, citing officials, said*: a name that is taken for an adverb is a noun, and the missing subject."""
    for i in names:
        verb = tree.head[i]
        if not tree.tag[i].startswith("RB"):
            continue
        tree.tag[i] = "NNP"
        lacks = tree.is_verb(verb) and not tree.children(verb, "nsubj", "nsubjpass")
        if tree.dep[i] == "advmod" and i < verb and lacks:
            tree.dep[i] = "nsubj"


def _as_well(tree: Tree, i: int) -> None:
    """*Norway as well as Spain recognised*: the first is taken for an adverbial, the second for the subject."""
    if tree.lower[i] != "as" or tree.lower[max(0, i - 2) : i] != ["as", "well"]:
        return
    first, verb = tree.head[i], tree.head[tree.head[i]]
    second = next((k for k in tree.children(verb, "nsubj", "nsubjpass", "dobj") if k > i), None)
    if second is not None and tree.is_noun(first) and tree.dep[first] in ("npadvmod", "dep", "advmod"):
        tree.dep[first] = tree.dep[second]
        _hang(tree, second, first, "conj")


def _bare_verb(tree: Tree, i: int) -> None:
    """*demanded that Pashinyan resign*: the tagger takes a bare verb for a noun, its subject for a compound."""
    if tree.tag[i] not in ("NN", "NNS") or tree.dep[i] != "ccomp" or not tree.children(i, "mark"):
        return
    before = [k for k in tree.children(i, "compound") if k == i - 1 and tree.tag[k].startswith("NNP")]
    if before:
        tree.tag[i], tree.dep[before[0]] = "VB", "nsubj"


def _main_verb(tree: Tree, i: int) -> None:
    """*Oman, which held an election, bombed Peru*: the verb behind a relative clause is taken for a participle."""
    noun = tree.head[i]
    if tree.dep[i] != "acl" or tree.tag[i] != "VBN" or tree.dep[noun] != "ROOT" or not tree.child(i, "dobj"):
        return
    if tree.lower[i - 1] == "," and any(noun < k < i for k in tree.children(noun, "relcl", "appos")):
        _hang(tree, i, i, "ROOT")
        _hang(tree, noun, i, "nsubj")
        tree.tag[i] = "VBD"


def _finite_verb(tree: Tree, i: int) -> None:
    """*Orban blocked EU aid*: a finite verb before a noun is taken for a participle of it."""
    noun = tree.head[i]
    if tree.dep[i] != "amod" or tree.tag[i] not in ("VBD", "VBZ") or tree.dep[noun] != "ROOT" or i > noun:
        return
    subject = i - 1
    own = tree.head[subject] == i and tree.dep[subject] == "nsubj"
    lent = tree.head[subject] == noun and tree.dep[subject] in ("nsubj", "compound", "nmod")
    if i == 0 or not (own or lent):
        return
    _hang(tree, i, i, "ROOT")
    _hang(tree, noun, i, "dobj")
    _hang(tree, subject, i, "nsubj")


def _asked_verb(tree: Tree, i: int) -> None:
    """*Will Oman attack Peru?*: the verb of a short question is taken for a noun between two names."""
    start, end = tree.sent[i]
    if i != start or tree.tag[i] != "MD" or end - start < 5 or tree.lower[end - 1] != "?":
        return
    names = [k for k in range(start + 1, end) if tree.tag[k].startswith("NNP")]
    verb = next((k for k in range(start + 1, end) if k not in names), end)
    if verb - 1 not in names or verb + 1 not in names or tree.tag[verb] not in ("NN", "VB", "VBP"):
        return
    if any(tree.is_verb(k) for k in range(start, end) if k != verb):
        return
    last = next((k for k in range(verb + 1, end) if k not in names), end) - 1
    _hang(tree, verb, verb, "ROOT")
    for k, dep in ((start, "aux"), (verb - 1, "nsubj"), (last, "dobj"), (end - 1, "punct")):
        _hang(tree, k, verb, dep)
    tree.tag[verb] = "VB"


def _listed_subject(tree: Tree, i: int) -> None:
    """*Putin, Xi discuss trade*: a headline has a comma for *and*."""
    verb = tree.head[i]
    if tree.dep[i] != "dep" or not tree.tag[i].startswith("NNP") or not tree.is_verb(verb) or i + 2 > verb:
        return
    second = next((k for k in tree.children(verb, "nsubj") if k > i), None)
    if tree.lower[i + 1] == "," and second is not None and tree.span(second)[0] == i + 2:
        tree.dep[i] = "nsubj"


def _colon(tree: Tree, i: int) -> None:
    """*Kremlin: Ukraine shelled Belgorod*: the clause behind a colon hangs on no noun before it."""
    name = tree.head[i]
    alone = tree.dep[i] in ("acl", "relcl", "appos", "parataxis") and tree.tag[i] in ("VBD", "VBZ", "VBP")
    if alone and tree.dep[name] == "ROOT" and tree.lower[name + 1 : name + 2] == [":"] and name - tree.sent[i][0] < 4:
        _hang(tree, i, i, "ROOT")
        _hang(tree, name, i, "dep")


def _but_not(tree: Tree, i: int) -> None:
    """*Germany but not France recognised*: the second subject is left out of what the first does."""
    verb = tree.head[i]
    if (
        tree.dep[i] == "nsubj"
        and tree.lower[i - 2 : i] == ["but", "not"]
        and any(k < i for k in tree.children(verb, "nsubj"))
    ):
        _hang(tree, i, next(k for k in tree.children(verb, "nsubj") if k < i), "conj")


def _order(tree: Tree, i: int) -> None:
    """*Do not attack Iran, Biden told Israel*: what is ordered before it is told who orders, is no side clause."""
    verb = tree.head[i]
    if tree.dep[i] != "advcl" or tree.tag[i] != "VB" or i > verb or not tree.is_verb(verb):
        return
    opened = {tree.lower[k] for k in tree.children(i, "aux", "mark", "advmod", "nsubj", "nsubjpass")}
    first = tree.span(i)[0] == tree.sent[i][0] and tree.sent[i][0] == tree.span(verb)[0]
    if first and opened <= {"do", "never"} and any(i < k < verb for k in tree.children(verb, "nsubj")):
        tree.dep[i] = "ccomp"


_TELLING = frozenset({"tell", "inform", "assure", "warn", "remind", "notify"})


def _told(tree: Tree, i: int) -> None:
    """*told graduates at an academy that Taiwan would ...*: what is told is no relative clause of where it is told."""
    that = next((k for k in tree.children(i, "dobj") if tree.lower[k] == "that"), None)
    if tree.dep[i] != "relcl" or that is None or not any(that < k < i for k in tree.children(i, "nsubj")):
        return
    above = tree.head[i]
    while not tree.is_verb(above) and tree.head[above] != above:
        above = tree.head[above]
    if tree.lemma[above] in _TELLING and not tree.children(above, "ccomp"):
        _hang(tree, i, above, "ccomp")
        tree.dep[that], tree.tag[that] = "mark", "IN"


def _parenthesis(tree: Tree, i: int) -> None:
    """*Egypt and Qatar, Blinken told reporters, were mediating*: the subject is taken into what stands between."""
    main = tree.head[i]
    if tree.dep[i] not in ("ccomp", "parataxis") or not tree.is_verb(main) or main < i:
        return
    teller = tree.child(i, "nsubj")
    first = next((k for k in tree.children(i, "npadvmod", "dep", "nmod") if tree.is_noun(k)), None)
    if teller is None or first is None or first > teller or tree.children(main, "nsubj", "nsubjpass"):
        return
    if tree.lower[tree.span(teller)[0] - 1] == ",":
        _hang(tree, first, main, "nsubjpass" if tree.children(main, "auxpass") else "nsubj")
        tree.dep[i] = "parataxis"


def _inserted_teller(tree: Tree, i: int) -> None:
    """*Netanyahu, the paper reported, criticised Biden*: who reports is taken for another name of the subject."""
    told = tree.head[i]
    if tree.dep[i] != "dep" or told > i or not (tree.is_verb(i) and tree.is_verb(told)) or tree.lower[i - 1] != ",":
        return
    subject = tree.child(told, "nsubj")
    teller = tree.child(subject, "appos") if subject is not None else None
    if subject is None or teller is None or tree.span(teller)[1] != told or tree.children(i, "nsubj", "nsubjpass"):
        return
    _hang(tree, i, tree.head[told] if tree.head[told] != told else i, tree.dep[told])
    _hang(tree, subject, i, "nsubj")
    _hang(tree, told, i, "parataxis")
    _hang(tree, teller, told, "nsubj")


def _hang(tree: Tree, i: int, head: int, dep: str) -> None:
    """Moves a token and what hangs on it below another; below itself, it becomes a root."""
    if tree.head[i] != i:
        tree.kids[tree.head[i]].remove(i)
    if head != i:
        tree.kids[head] = sorted([*tree.kids[head], i])
    tree.head[i], tree.dep[i] = head, dep
