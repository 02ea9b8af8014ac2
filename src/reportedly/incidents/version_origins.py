"""How many origins stand behind one version: by whose word it is in the end, and the way by which it came."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reportedly.incidents.claim_origins import claim_origins
from reportedly.incidents.fingerprints import words
from reportedly.incidents.matrix import Counted, OriginsOf
from reportedly.incidents.origins import Origins
from reportedly.incidents.sayings import Saying
from reportedly.incidents.speakers import Voice, voice
from reportedly.report import Report

__all__ = ["version_origins"]


def version_origins(
    origins_of: OriginsOf, members: Sequence[str], reports: Mapping[str, Report]
) -> Callable[[Sequence[Saying]], Counted]:
    """A function that counts the origins of sayings, among the reports `members` of an incident.

    Two papers that have it from one police spokeswoman are one origin, and so are a wire and its reprint
    (`claim_origins`). Where `origins_of` gives no `Origins` but only counts, reports are counted and not speakers.
    """
    all_of_them = origins_of(members)

    def counted(sayings: Sequence[Saying]) -> Counted:
        if isinstance(all_of_them, Origins):
            return claim_origins([_voice(reports[saying.report], saying) for saying in sayings], all_of_them)
        return origins_of(tuple(dict.fromkeys(saying.report for saying in sayings)))

    return counted


def _voice(report: Report, saying: Saying) -> Voice:
    last = saying.chain[-1]
    claim = next((c for c in report.claims or () if c.id == last.claim), None) if last.claim else None
    if claim is not None or saying.own:
        return voice(report, claim)
    name = tuple(words(last.holder.name))
    if last.holder.kind == "person":
        return Voice(report=report.id, speaker=last.holder.name, person=name)
    return Voice(report=report.id, speaker=last.holder.name, office=frozenset(name) - {"the", "a", "an"})
