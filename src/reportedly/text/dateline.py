"""The dateline that opens a wire report: "GOMA, Congo, June 3 (Agency) —", whole and in parts."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Dateline", "read_dateline"]

Range = tuple[int, int]


class Dateline(NamedTuple):
    """Code-point ranges of a dateline and its parts in the text; a part that is not there is None.

    `whole` ends before the dash or colon. `place` is all of the place ("GOMA, Congo"), `date` the date as
    written ("June 3"), `agency` the name in the brackets without them.
    """

    whole: Range
    place: Range
    date: Range | None
    agency: Range | None


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|March|Mar|April|Apr|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = rf"(?P<date>(?i:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s(?:19|20)?\d\d)?)"
# A city in capitals, or one in ordinary spelling, each of at most four words; capitals include any script's.
_UPPER = r"[^\W\d_a-zß-ÿ]"
_CAPITALS = rf"{_UPPER}[^\W\d_a-zß-ÿ.'’-]*(?:[.'’-]{_UPPER}+)*\.?"
_NAME = r"(?:[^\W\d_a-z][\w.'’-]*|de|del|la|al|el|of|and|the)"
_CITY_CAPITALS = rf"{_CAPITALS}(?:[ ](?:{_CAPITALS}|al|de)){{0,3}}"
_CITY = rf"[^\W\d_a-z][\w.'’-]*(?:[ ]{_NAME}){{0,3}}"
_REGION = rf"(?:,[ ](?!(?i:{_MONTH})[ ,]){_CITY}){{0,2}}"
_AGENCY = r"[(\[](?P<agency>[^\W\d_a-z][\w.&'’/ -]{0,39})[)\]]"
_DASH = r"[ \t]*(?:--+|[—–‒―_-](?=\s|$)|[—–―]|:(?=\s))"

_PATTERNS = (
    # Capitals say by themselves that it is a dateline: "KYIV —", "GOMA, Congo, June 3 (Agency) —".
    re.compile(
        rf"(?P<whole>(?P<place>{_CITY_CAPITALS}(?:/{_CITY_CAPITALS})?{_REGION})"
        rf"(?:,[ ]{_DATE})?(?:[ ]{_AGENCY})?){_DASH}"
    ),
    # In ordinary spelling the place must be followed by an agency in brackets, or by a date: "Goma, 3 June —".
    re.compile(rf"(?P<whole>(?P<place>{_CITY}{_REGION})(?:,[ ]{_DATE})?[ ]{_AGENCY}){_DASH}"),
    re.compile(rf"(?P<whole>(?P<place>{_CITY}{_REGION}),[ ]{_DATE}){_DASH}"),
    # The agency may stand first: "(Agency) Goma, 3 June —".
    re.compile(rf"(?P<whole>{_AGENCY}[ ](?P<place>{_CITY}{_REGION})(?:,[ ]{_DATE})?){_DASH}"),
)

LONGEST = 120
"""Characters in which a dateline must end."""

_LABELS = {"BREAKING", "UPDATE", "URGENT", "CORRECTION", "LIVE", "WATCH", "VIDEO", "EXCLUSIVE", "ANALYSIS", "OPINION"}
_LABELS |= {"FACTBOX", "EXPLAINER", "TIMELINE", "NOTE", "EDITOR", "PHOTOS", "READ MORE", "FILE", "Q", "A", "I"}


def read_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which the paragraph at `start` to `end` (code points) begins, or None.

    A place in capitals before a dash or colon; or a place in ordinary spelling with an agency in brackets or
    a date. Labels ("BREAKING:", "UPDATE 2 -") and speakers of an interview ("Q: ...") are no places.
    """
    opening = text[start : min(end, start + LONGEST)]
    for position, pattern in enumerate(_PATTERNS):
        match = pattern.match(opening)
        if match is None or match["place"].upper() in _LABELS or len(match["place"]) < 3:
            continue
        whole, place, date, agency = (_part(match, start, name) for name in ("whole", "place", "date", "agency"))
        if position == 0 and not (agency or date):
            if ":" in match.group()[match.end("whole") :]:
                continue  # "GOMA: ..." is a dateline in some papers, and a label or a speaker in others
            if opening.isupper():
                continue  # in a text all in capitals a dash proves nothing
        if whole and place:
            return Dateline(whole, place, date, agency)
    return None


def _part(match: re.Match[str], start: int, name: str) -> Range | None:
    if not match.groupdict().get(name):
        return None
    return start + match.start(name), start + match.end(name)
