"""Whether words of time are used as a time: not the verb "may", the count "2000 people", an age, or a title."""

from __future__ import annotations

import re

from reportedly.language.tree import Tree

__all__ = ["is_time"]


def is_time(rule: str, tree: Tree, rows: range, words: str) -> bool:
    """Whether the words that the rule of this name matched at these rows are used as a time here."""
    first, last, lower = rows[0], rows[-1], words.lower()
    start = tree.span((first,)).start
    if rule in {"month", "season-of"} or lower in {"second", "seconds", "a second"}:
        if lower in {"second", "seconds", "a second"}:
            if tree.pos[last] not in {"PROPN", "NOUN"} or tree.pos[last + 1 : last + 2] in (("NOUN",), ("ADJ",)):
                return False
        elif not _is_month(tree, first, last, words):
            return False
    if rule in _IN_TITLES and words[0].isupper() and tree.ent[last][2:] in _TITLES:
        return False  # "60 Minutes", "This Week", "VOA Today"
    if rule in _IN_TITLES and _quoted_title(tree, rows):
        return False
    if rule in {"duration", "set"} and _ALWAYS.search(tree.report.text, max(0, start - 9), start + 20):
        return False
    if rule == "duration-vague" and _measures_another(tree, first, last, lower):
        return False
    if rule in {"duration", "duration-adjective", "duration-vague"}:
        after = " ".join(tree.lower[last + 1 : last + 4])
        fraction = tree.lower[last + 1 : last + 2] == ["of"] and not lower.startswith(("several", "two", "four"))
        if re.search(r"quarters?$", lower) and (fraction or "-" in lower):
            return False  # "three-quarters of its food"
        if lower == "one day" and (first == 0 or tree.dep[tree.head[last]] != "prep"):
            return tree.pos[tree.head[last]] == "ADP"  # "would one day follow": at some time, not for a day
        if lower.endswith("-old") and ("year" in lower or tree.lemma[last + 1 : last + 2] in _YOUNG):
            return False
        return not re.match(r"(?:- )?olds?\b|of age\b", after) and tree.lower[first - 1 : first] not in (
            ["aged"],
            ["age"],
        )
    if rule == "decade" and tree.tag[first - 1 : first] == ("PRP$",):
        return False  # "a man in his forties"
    if rule == "year":
        return _is_year(tree, first, last)
    return True


def _measures_another(tree: Tree, first: int, last: int, lower: str) -> bool:
    """ "hundreds of years", "a matter of days", "minutes apart", "in the days before the raid": no time by itself."""
    if tree.lower[first - 1 : first] == ["of"] and tree.lower[max(first - 2, 0) : first - 1] in _MANY:
        return True
    after = tree.lower[last + 1] if last + 1 < len(tree) else ""
    return after == "apart" or ("recent" not in lower and after in {"before", "after", "leading", "preceding"})


_MANY = (["hundreds"], ["thousands"], ["dozens"], ["matter"], ["scores"], ["tens"])
_ALWAYS = re.compile(r"\b24 hours a day\b")


def _quoted_title(tree: Tree, rows: range) -> bool:
    """ "60 Minutes", "This Week": words in quotation marks that all begin with a capital or a figure."""
    words = [tree.text[row] for row in rows]
    if len(words) < 2 or not all(word[0].isupper() or word[0].isdigit() for word in words) or not rows[0]:
        return False
    after = tree.text[rows[-1] + 1] if rows[-1] + 1 < len(tree) else ""
    return tree.text[rows[0] - 1] in _QUOTES and (after[:1] in ".,'’”\"" or after[:1].isupper() or after.istitle())


_QUOTES = frozenset({'"', "“", "‘", "``", "''", "'"})
_YOUNG = tuple((word,) for word in ("baby", "boy", "girl", "son", "daughter", "infant", "child", "twin"))
_IN_TITLES = frozenset({"duration", "unit", "deictic", "vague", "weekday", "set"})
_TITLES = frozenset({"WORK_OF_ART", "ORG", "PRODUCT", "FAC"})


def _is_month(tree: Tree, first: int, last: int, words: str) -> bool:
    name = words.lower().split()[-1].rpartition("-")[2]
    if name not in {"may", "march", "mar", "dec", "jan", "fall", "spring", "april", "june", "augusta"}:
        return True
    if name in {"may", "march"} and words.split()[-1].rpartition("-")[2][0].islower():
        return False
    if tree.pos[last] not in {"PROPN", "NOUN"} and name not in {"april", "june"}:
        return False
    marched = tree.lower[last + 1 : last + 2] in (["for"], ["of"], ["on"], ["against"], ["to"])
    if name == "march" and marched and tree.lower[first - 1 : first] not in _BEFORE_A_MONTH:
        return False  # the March for Life
    return not (name in {"april", "may", "june", "augusta", "jan"} and tree.ent[first][2:] == "PERSON")


_BEFORE_A_MONTH = (["in"], ["since"], ["last"], ["until"], ["by"])


def _is_year(tree: Tree, first: int, last: int) -> bool:
    before = tree.lower[first - 1] if first else ""
    after = tree.tag[last + 1] if last + 1 < len(tree) else ""
    if before in {"$", "£", "€", "no", "no.", "#", "about", "some", "nearly", "almost", "over", "than", "least"}:
        return tree.ent[last][2:] == "DATE"
    if tree.lower[last + 1 : last + 2] in (["utc"], ["gmt"], ["hours"], ["hrs"]):
        return False  # "at 1639 UTC" is a clock time
    counted = tree.dep[last] == "nummod" and after == "NNS" and tree.head[last] > last
    return not counted or before in {"the", "in", "since", "of"} or tree.ent[last][2:] == "DATE"
