"""Which judgements of pairs say what a person decided about incidents: the fewest by which clustering honours it.

A person says "these two incidents are one", or "these accounts tell of another one"; the record holds judgements of
two accounts each. One is often enough, since what is alike follows. Each choice here is tried out on the accounts
concerned (`Neighbourhood.together`), and what does not follow is said as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from reportedly.incidents.judgement import Judgement, Verdict

__all__ = ["merging", "splitting"]

Together = Callable[[Sequence[Judgement]], Mapping[str, int]]
"""The cluster of each account by judgements in force and some more (`Neighbourhood.together`)."""
Say = Callable[[Verdict, str, str], Judgement]
"""A judgement of two accounts, by whoever decides and for the reason given."""


def merging(
    groups: Sequence[Sequence[str]], judged: Sequence[Judgement], say: Say, together: Together | None
) -> list[Judgement]:
    """Judgements by which these groups of accounts, each an incident, become one; of each the first is its chief.

    Where nothing can be tried out (`together` is None), every account is judged one with the first.
    """
    chief = groups[0][0]
    out = [say("same", chief, group[0]) for group in groups[1:]]
    everyone = [account for group in groups for account in group if account != chief]
    if together is None:
        return _once([*out, *(say("same", chief, account) for account in everyone)])
    for account in ("", *everyone):
        found = together([*judged, *out])
        if account and account in found and found[account] != found[chief]:
            out = _once([*out, say("same", chief, account)])
    return out


def splitting(
    leaving: Sequence[str],
    staying: Sequence[str],
    judged: Sequence[Judgement],
    say: Say,
    together: Together | None,
    likely: Callable[[str, str], float] = lambda a, b: 0.0,
) -> list[Judgement]:
    """Judgements by which `leaving` become an incident of their own, and `staying` remain one.

    The pair that is kept apart first is the likeliest one across. `likely` is how likely two accounts are one. Where
    nothing can be tried out, each who leaves is judged one with the first of them, and of those who stay as well.
    """
    here, there = set(leaving), set(staying)
    crossing = [
        each for each in judged if each.verdict == "same" and {each.a, each.b} & here and {each.a, each.b} & there
    ]
    out = [say("different", each.a, each.b) for each in crossing]
    a, b = max(((p, q) for p in leaving for q in staying), key=lambda pair: likely(*pair))
    out = _once([*out, say("different", a, b)])
    if together is None:
        bound = [say("same", leaving[0], each) for each in leaving[1:]]
        return _once([*out, *bound, *(say("same", staying[0], each) for each in staying[1:])])
    for _ in range(len(leaving) + len(staying) + len(leaving) * len(staying)):
        found = together([*judged, *out])
        more = _missing(found, leaving, staying, a, b, say)
        if more is None:
            return out
        grown = _once([*out, more])
        if len(grown) == len(out):
            break
        out = grown
    return _once([*out, *(say("different", p, q) for p in leaving for q in staying)])


def _missing(
    found: Mapping[str, int], leaving: Sequence[str], staying: Sequence[str], a: str, b: str, say: Say
) -> Judgement | None:
    """The next thing to say, None where all is as it should be."""
    for p in leaving:
        for q in staying:
            if found[p] == found[q]:
                if p != a and found[p] != found[a]:
                    return say("same", a, p)
                if q != b and found[q] != found[b]:
                    return say("same", b, q)
                return say("different", p, q)
    for chief, others in ((a, leaving), (b, staying)):
        for other in others:
            if found[other] != found[chief]:
                return say("same", chief, other)
    return None


def _once(said: Iterable[Judgement]) -> list[Judgement]:
    """Each pair once, the first that is said of it."""
    out: dict[tuple[str, str], Judgement] = {}
    for each in said:
        out.setdefault((each.a, each.b), each)
    return list(out.values())
