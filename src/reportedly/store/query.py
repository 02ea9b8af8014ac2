"""What is looked for: words with phrases, beginnings and exclusions, and filters over claims and events."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from reportedly.errors import BadQuery
from reportedly.store.folding import folded

__all__ = ["Query", "Term", "Words"]

_PIECE = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))(?P<star>\*)?')
_TYPOGRAPHIC = str.maketrans("“”„«»", '"' * 5)
LIMIT = 10_000
"""Most results of one page; for whole sets there are exports."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase: folded words that follow one another; `prefix` where the last is only a beginning."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """All of `groups` must occur, of each group one term at least; none of `without` may."""

    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...] = ()

    @classmethod
    def of(cls, typed: str) -> Words | None:
        """What these words ask for; None where there are none.

        Words and "phrases" must all occur; `bomb*` is a beginning; `a OR b` is one of both; `-word` and `NOT word`
        leave out. Punctuation separates words as in the text. Raises BadQuery for what cannot be meant.
        """
        typed = typed.translate(_TYPOGRAPHIC)
        if not typed.strip():
            return None
        if typed.count('"') % 2:
            raise BadQuery(f"search words {typed!r}: a quotation mark is open; a phrase needs one at each end")
        groups: list[list[Term]] = []
        without: list[Term] = []
        pending = ""
        for piece in _PIECE.finditer(typed):
            if (operator := piece["word"]) in {"OR", "NOT", "AND"} and not piece["minus"]:
                if pending:
                    raise BadQuery(f"search words {typed!r}: {operator} follows {pending}; put a word between them")
                if operator in {"OR", "AND"} and not groups:
                    raise BadQuery(
                        f"search words {typed!r}: {operator} needs a word before it; to look for the word "
                        f'itself, write "{operator.lower()}"'
                    )
                pending = operator
                continue
            if operator and not piece["minus"] and not any(map(str.isalnum, operator)):
                continue  # a dash or comma between words
            term = _term(piece, typed)
            if piece["minus"] or pending == "NOT":
                if pending in {"OR", "AND"}:
                    raise BadQuery(f"search words {typed!r}: what is left out cannot stand beside {pending}")
                without.append(term)
            elif pending == "OR":
                groups[-1].append(term)
            else:
                groups.append([term])
            pending = ""
        if pending:
            raise BadQuery(
                f"search words {typed!r}: {pending} needs a word after it; to look for the word itself, "
                f'write "{pending.lower()}"'
            )
        if not groups:
            raise BadQuery(f"search words {typed!r}: beside what is to be left out, say what to look for")
        return cls(tuple(map(tuple, groups)), tuple(without))

    def terms(self) -> tuple[Term, ...]:
        """Every term that may be found."""
        return tuple(term for group in self.groups for term in group)


def _term(piece: re.Match[str], typed: str) -> Term:
    raw = piece["phrase"] if piece["phrase"] is not None else piece["word"]
    words = tuple(folded(raw))
    prefix = bool(piece["star"]) or raw.endswith("*")
    if not words:
        raise BadQuery(f"search words {typed!r}: there is no letter or digit in {raw!r} to look for")
    if prefix and len(words[-1]) < 2:
        raise BadQuery(f"search words {typed!r}: the beginning {words[-1]!r}* is too short; give two letters or more")
    return Term(words, prefix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Words, filters and a page. Every filter that is set must hold, and those of one line of one thing:

    * `words`: see `Words.of`; looked for in headline and text.
    * of one incident or other event that the report tells: `actor` (who did it, is a side, or is held responsible;
      words of the name), `place` (a name, or a gazetteer id; whatever lies within it counts), `type` (event type, or
      type or sub-type of the codebook of incidents), and with these `claimed_by` and `status` of whoever tells it.
    * without any of these three, of one claim: `claimed_by` (words of the source's name), `status` (denied...).
    * of the report: `since` and `until` (days on which it was published, ISO, inclusive), `outlet` (words of the
      name), `language` (code), `after` (sequence in the ledger).
    * of an incident that it belongs to: `incident` (id), `min_origins` (independent origins that are known).

    Raises BadQuery for a value that cannot be meant.
    """

    words: str = ""
    actor: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    type: str | None = None
    status: str | None = None
    claimed_by: str | None = None
    outlet: str | None = None
    language: str | None = None
    min_origins: int | None = None
    incident: str | None = None
    after: int | None = None
    limit: int = 20
    offset: int = 0
    wanted: Words | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "wanted", Words.of(self.words))
        for name in ("since", "until"):
            _check_day(name, getattr(self, name))
        if self.since and self.until and self.since > self.until:
            raise BadQuery(f"since {self.since} is after until {self.until}: no day lies between them")
        for name in ("actor", "place", "claimed_by", "outlet"):
            value = getattr(self, name)
            if value is not None and not folded(value):
                raise BadQuery(f"{name} {value!r} has no letter or digit to look for")
        if not 1 <= self.limit <= LIMIT or self.offset < 0:
            raise BadQuery(
                f"limit {self.limit}, offset {self.offset}: give a limit of 1 to {LIMIT} and an offset from 0"
            )
        if self.min_origins is not None and self.min_origins < 0:
            raise BadQuery(f"min_origins {self.min_origins}: give a number from 0")

    def asked(self) -> dict[str, Any]:
        """The fields that are set, beside the page: what a saved search keeps."""
        kept = (each.name for each in fields(self) if each.init and each.name not in {"limit", "offset", "after"})
        return {name: value for name in kept if (value := getattr(self, name)) not in (None, "")}


def _check_day(name: str, value: str | None) -> None:
    try:
        if value is not None and date.fromisoformat(value).isoformat() != value:
            raise ValueError
    except ValueError:
        raise BadQuery(f"{name} {value!r} is no day; write it as 2031-05-14") from None
