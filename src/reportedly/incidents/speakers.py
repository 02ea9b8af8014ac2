"""Whose word a claim is in the end, and whether two reports have it from the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reportedly.incidents.fingerprints import words
from reportedly.incidents.press_names import agency
from reportedly.lexicons.loader import load
from reportedly.report import Claim, Party, Report

__all__ = ["Voice", "same_speaker", "voice"]

LEXICON = "lexicons/speakers.en.toml"

QUOTED = 6
"""Words from which two quotations that are the same are one speaker's, whatever each report calls him."""

_UNNAMED = frozenset(("official_unnamed", "unnamed", "eyewitness", "unstated", "unknown"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One report's telling of something: through which press it came, and whose word it is in the end.

    `speaker` is the innermost source as the report calls it, None for the outlet's own voice. `via` are agencies and
    outlets between the two, outermost first. `person` are the words of a name, `office` those of an institution (of
    the speaker's own name or description), `quotations` the long quotations it stands in; two voices that share one
    of these are one speaker's. All three are empty for somebody who cannot be told apart ("officials").
    """

    report: str
    speaker: str | None
    via: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    office: frozenset[str] = frozenset()
    quotations: frozenset[tuple[str, ...]] = frozenset()

    @property
    def known(self) -> bool:
        """Whether it says who the speaker is, so far that he could be told from another."""
        return bool(self.person or self.office or self.quotations)


def voice(report: Report, claim: Claim | None) -> Voice:
    """Whose word a claim of this report is; for None it is the outlet's own."""
    if claim is None:
        return Voice(report=report.id, speaker=None)
    by_id = {each.id: each for each in report.claims or ()}
    line = [claim]
    while (above := by_id.get(line[0].within or "")) is not None and above not in line:
        line.insert(0, above)
    via: list[str] = []
    speaker: Claim | None = None
    for each in line:
        via += [carrier.value.name for carrier in each.through]
        if each.source is not None and each.source_type is not None and each.source_type.value == "media":
            via.append(each.source.value.name)
        else:
            speaker = each
    kept = tuple(dict.fromkeys(name for name in via if name[:1].isupper()))
    if speaker is None:
        return Voice(report=report.id, speaker=None, via=kept)
    quotes = {quote.id: quote for quote in report.quotes or ()}
    said = [words(" ".join(s.words for s in quotes[q].content)) for q in speaker.quotes if q in quotes]
    quotations = frozenset(tuple(each) for each in said if len(each) >= QUOTED)
    if speaker.source is None:
        return Voice(report=report.id, speaker="somebody not named", via=kept, quotations=quotations)
    party = speaker.source.value
    person, office = _who(report, party)
    if not person and party.kind != "organisation" and speaker.source_type and speaker.source_type.value in _UNNAMED:
        office = office & _offices()
    return Voice(report=report.id, speaker=party.name, via=kept, person=person, office=office, quotations=quotations)


def same_speaker(a: Voice, b: Voice) -> bool:
    """Whether two voices are one speaker's: one name, one institution, or the same quoted words.

    A surname alone is the full name's; an institution's short name is the long one's ("the police", "Port Arden
    police"). Lower bound on purpose: what may be one is counted as one.
    """
    if a.quotations & b.quotations:
        return True
    if a.person and b.person:
        short, long = sorted((a.person, b.person), key=len)
        if short == long[-len(short) :]:
            return True
        return bool(a.office and b.office) and (a.office <= b.office or b.office <= a.office)
    return bool(a.office and b.office) and (a.office <= b.office or b.office <= a.office)


def _who(report: Report, party: Party) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a person's name, and the words of the institution he or it is."""
    entity = next((each for each in report.entities or () if each.id == party.entity), None)
    described = [span.words for span in entity.descriptions] if entity else []
    if party.kind == "person" and re.match(r"[^\W\d_a-z]", party.name):
        name = tuple(word for word in words(party.name) if word not in _roles())
        return name, _office(described, name)
    return (), _office([party.name], ())


def _office(phrases: Iterable[str], name: tuple[str, ...]) -> frozenset[str]:
    for phrase in phrases:
        head = re.split(r",|\bwho\b|\bthat\b|\bwhich\b", phrase)[0]
        known = agency(head)
        each = words(known.name if known else head)
        found = frozenset(_same().get(word, word) for word in each if word not in _roles() and word not in name)
        if "ministry" in found:
            found |= {"government"}  # what "the government" says may be what the ministry said
        if found and len(found) <= 6:
            return found
    return frozenset()


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return frozenset(load(LEXICON).tables["role"]["words"])


@lru_cache(maxsize=1)
def _same() -> dict[str, str]:
    return dict(load(LEXICON).tables["same"])


@lru_cache(maxsize=1)
def _offices() -> frozenset[str]:
    return frozenset(_same().values())
