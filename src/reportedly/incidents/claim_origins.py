"""How many independent origins stand behind one claim ("the toll is 11"), where the final speaker counts.

Three papers that quote one police spokeswoman are three outlets and one origin; one agency that quotes the police and
the hospital is one outlet, and what it tells of two speakers is still one agency's word. So an origin takes both: a
speaker of its own *and* a way of its own by which his words came. The count is the largest number of pairs of the two
that have none in common (a maximum matching), and therefore a lower bound.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.incidents.origins import OriginGroup, Origins, Reason
from reportedly.incidents.press_names import same_press
from reportedly.incidents.speakers import Voice, same_speaker

__all__ = ["claim_origins"]


def claim_origins(voices: Sequence[Voice], of: Origins) -> Origins:
    """Count the origins of one claim from those who tell it, given the origins of the reports (`origins.origins`).

    A report that tells it both in its own voice and by a speaker has it from the speaker. A speaker who cannot be
    told apart ("officials said") is an origin only if there is no other and it is known whose report it is.
    """
    attributed = {each.report for each in voices if each.speaker is not None}
    told = [each for each in voices if each.speaker is not None or each.report not in attributed or each.via]
    outlets = len({_outlet(each, of) for each in told})
    ways = [_way(each, of) for each in told]
    speakers = _speakers(told, ways)
    pairs: dict[str, list[str]] = {}
    for way, speaker in zip(ways, speakers, strict=True):
        if speaker:
            pairs.setdefault(speaker, []).append(way)
    matched = _matching(pairs)
    if not matched:  # only officials, witnesses: one origin at most, where it is known who reported it
        for n, (each, way) in enumerate(zip(told, ways, strict=True)):
            if each.speaker is not None and not way.startswith("?"):
                speakers[n] = "unnamed"
                matched = {"unnamed": way}
                break
    groups = _groups(told, ways, speakers, matched)
    known = sum(group.root is not None for group in groups)
    return Origins(outlets, known, len(groups) - known, tuple(groups))


def _outlet(each: Voice, of: Origins) -> str:
    return of.publishers.get(each.report, each.report)


def _way(each: Voice, of: Origins) -> str:
    """By which press the words came: the one named nearest to the speaker, else the root of the report's text."""
    for name in reversed(each.via):
        group = next((g for g in of.groups if g.root and same_press(g.root, name)), None)
        return group.root or name if group else name
    for group in of.groups:
        if each.report in group.reports:
            return group.root or f"?{group.reports[0]}"
    return f"?{each.report}"


def _speakers(told: Sequence[Voice], ways: Sequence[str]) -> list[str | None]:
    """A name for each voice's speaker, the same for all that may be one; None for who cannot be told apart."""
    out: list[str | None] = []
    kinds: list[tuple[str, list[Voice]]] = []
    for each, way in zip(told, ways, strict=True):
        if each.speaker is None:
            out.append(None if way.startswith("?") else f"={way}")
            continue
        if not each.known:
            out.append(None)
            continue
        same = [kind for kind in kinds if any(same_speaker(each, other) for other in kind[1])]
        if not same:
            kinds.append((each.speaker, [each]))
            out.append(each.speaker)
            continue
        first = same[0]
        first[1].append(each)
        for other in same[1:]:  # this voice shows two names to be one speaker's
            first[1].extend(other[1])
            kinds.remove(other)
            out = [first[0] if name == other[0] else name for name in out]
        out.append(first[0])
    return out


def _matching(pairs: dict[str, list[str]]) -> dict[str, str]:
    """A largest set of pairs of speaker and way in which none comes twice (Kuhn 1955, augmenting paths)."""
    holder: dict[str, str] = {}

    def seek(speaker: str, seen: set[str]) -> bool:
        for way in dict.fromkeys(pairs[speaker]):
            if way not in seen:
                seen.add(way)
                if way not in holder or seek(holder[way], seen):
                    holder[way] = speaker
                    return True
        return False

    for speaker in pairs:
        seek(speaker, set())
    return {speaker: way for way, speaker in holder.items()}


def _groups(
    told: Sequence[Voice], ways: Sequence[str], speakers: Sequence[str | None], matched: dict[str, str]
) -> list[OriginGroup]:
    by_way = {way: speaker for speaker, way in matched.items()}
    members: dict[str, list[Reason]] = {}
    first: dict[str, int] = {}
    for n, (each, way, speaker) in enumerate(zip(told, ways, speakers, strict=True)):
        shown = way.removeprefix("?")
        if speaker in matched:
            key = speaker
            if speaker.startswith("="):
                says = f"tells it in its own voice; the report goes back to {shown}"
            elif each.via:
                says = f"has it from {each.speaker} by way of {shown}"
            else:
                says = f"has it from {each.speaker}"
        elif way in by_way:
            key = by_way[way]
            who = f"what {each.speaker} said" if each.speaker else "it in its own voice"
            says = f"tells {who}, which came the same way: {shown}"
        else:
            key = f"?{way}"
            says = f"has it from {each.speaker}, who cannot be told apart" if each.speaker else "says not from whom"
        first.setdefault(key, n)
        members.setdefault(key, []).append(Reason(each.report, says))
    out = []
    for key in sorted(first, key=first.__getitem__):
        reasons = tuple(dict.fromkeys(members[key]))
        reports = tuple(dict.fromkeys(reason.report for reason in reasons))
        if key.startswith("?"):
            out.append(OriginGroup(None, reports, reasons))
        elif key.startswith("="):
            out.append(OriginGroup(key[1:], reports, reasons, "outlet"))
        else:
            root = "somebody not named" if key == "unnamed" else key
            out.append(OriginGroup(root, reports, reasons, "speaker"))
    return out
