"""Stories of `eval.synthetic` as read reports, without reading: some claims, events and figures, each on its words.

What is laid over a story is less than reading finds and is found by patterns, but it has the shapes that pages show:
claims of several kinds of voices and firmness, an event for each account of the story's outline (with its id, so
that incidents find it), place, day and figures, how it is told, loaded words, an issue now and then.
"""

from __future__ import annotations

import random
import re
from typing import Any

from eval.synthetic import Story, _random
from eval.synthetic_outlines import bare, made_outline
from reportedly.incidents.accounts import Account, Figure, Site
from reportedly.incidents.outlines import Outline
from reportedly.report import (
    Anchored,
    Claim,
    Cue,
    Event,
    LoadedTerm,
    Origin,
    Party,
    Quantity,
    Report,
    Span,
    Telling,
    annotation_id,
)
from reportedly.values.count import Count
from reportedly.values.place import Place, PlaceName, Resolution
from reportedly.values.time import TimeValue

__all__ = ["made_reading"]

_BY = Origin("eval.synthetic", "made")
_SAID = re.compile(r"\b([A-Z][\w’']+(?: [A-Z][\w’']+)?|[Pp]olice|[Oo]fficials|[Rr]esidents|[Ww]itnesses|the army) "
                   r"(said|told|denied|warned|claimed|blamed|accused|added)\b")  # fmt: skip
_KINDS = {"police": "organisation", "officials": "official_unnamed", "residents": "group", "witnesses": "eyewitness"}
_SOURCES = {"organisation": "organisation", "official_unnamed": "official_unnamed", "group": "group"}
_STATUS = {"denied": "denied", "claimed": "asserted", "warned": "threatened", "accused": "alleged"}
_TRIGGER = re.compile(
    r"\b(?:killed|shot|bombing|explosion|exploded|attack|attacked|clash|clashes|ambush|raid|raided|protest|riot|"
    r"abducted|kidnapped|fighting|gunmen|shelling|strike|died|dead|injured|wounded)\b"
)
_LOADED = re.compile(r"\b(?:terrorists?|thugs|regime|martyrs?|massacre|bandits)\b")
_CLAIMS = 12


def made_reading(story: Story) -> tuple[Report, Outline]:
    """The story as a report with layers, and its outline; their ids agree."""
    made, _ = made_outline(story)
    report = bare(story)
    rng = _random(f"reading {story.number}")
    claims = _claims(report, rng)
    events, tellings = [], []
    for account in made.accounts:
        for number, event in enumerate(account.events):
            at = _trigger(report, account, number)
            events.append(_event(report, story, account, event, at, claims))
            telling = Telling(
                id=annotation_id("t", report.id, event), span=at, origin=_BY, event=event,
                newness=Anchored(account.newness, inferred="made"), incident=account.number,
            )  # fmt: skip
            tellings.append(telling)
    loaded = [
        LoadedTerm(
            id=annotation_id("l", report.id, m.start(), m.end()), span=report.span(m.start(), m.end()), origin=_BY,
            term=m.group().lower(), kind="contested", voice="outlet", certain=True, target=None,
            polarity=Anchored("positive", inferred="made"),
        )
        for m in _LOADED.finditer(report.text)
    ]  # fmt: skip
    read = report.with_layers(
        quotes=(), mentions=(), entities=(), claims=tuple(claims), events=tuple(sorted(events, key=lambda e: e.span)),
        tellings=tuple(tellings), loaded=tuple(loaded), codings=(), tolls=(), stages=("eval.synthetic",),
    )  # fmt: skip
    if rng.random() < 0.3:
        read = read.with_issues(read.issue("event.actor-open", "nobody is named who did it", by="eval.synthetic"))
    return read, made


def _claims(report: Report, rng: random.Random) -> list[Claim]:
    out: list[Claim] = []
    for match in _SAID.finditer(report.text):
        stop = report.text.find("\n", match.end())
        end = min(e for e in (report.text.find(". ", match.end()), stop, len(report.text)) if e >= 0)
        if end - match.end() < 4 or len(out) >= _CLAIMS:
            continue
        content = report.span(match.end() + 1, end)
        who, cue = report.span(*match.span(1)), report.span(*match.span(2))
        kind: Any = _KINDS.get(match.group(1).lower(), "person")
        source: Any = "eyewitness" if kind == "eyewitness" else _SOURCES.get(kind, "person")
        status: Any = _STATUS.get(cue.words, "asserted")
        stance: Any = "distancing" if cue.words == "claimed" else "neutral"
        out.append(
            Claim(
                id=annotation_id("c", report.id, who.start, content.end), span=report.span(who.start, content.end),
                origin=_BY, confidence=round(rng.uniform(0.4, 0.99), 3), content=(content,), kind="indirect",
                source=Anchored(Party(who.words, kind), (who,)), source_type=Anchored(source, (who,)),
                cue=Anchored(Cue(cue.words, "speech", "that-clause"), (cue,)),
                status=Anchored(status, (cue,)), stance=Anchored(stance, (cue,)),
            )
        )  # fmt: skip
    return out


def _trigger(report: Report, account: Account, number: int) -> Span:
    """A word that may tell the event: the first for the main incident, a later one for others."""
    found = list(_TRIGGER.finditer(report.text))
    if not found:
        at = report.text.find(" ", 1)
        return report.span(0, at if at > 0 else len(report.text))
    match = found[min(len(found) - 1, (account.number - 1) * 2 + number)]
    return report.span(*match.span())


def _event(report: Report, story: Story, account: Account, id: str, at: Span, claims: list[Claim]) -> Event:
    kind, _, mode = (account.kind or "ASSAULT").partition("/")
    within = next((c for c in claims if at in c.content[0]), None)
    figures = (("killed", account.killed), ("injured", account.injured))
    return Event(
        id=id, span=at, origin=_BY, type=kind, mode=mode or None, participants=(),
        time=_time(report, account), place=_place(report, account.site), violent=True,
        quantities=tuple(_quantity(effect, figure, at) for effect, figure in figures if figure),
        polarity=Anchored("positive", inferred="made"), modality=Anchored("actual", inferred="made"),
        genericity=Anchored("specific", inferred="made"), claim=within.id if within else None,
    )  # fmt: skip


def _time(report: Report, account: Account) -> Anchored[TimeValue] | None:
    if not account.day_from:
        return None
    value = TimeValue("DATE", account.day_from, account.day_from, account.day_to, "published", "made")
    at = report.text.find(account.day_words) if account.day_words else -1
    if at < 0:
        return Anchored(value, inferred="made")
    return Anchored(value, (report.span(at, at + len(account.day_words)),))


def _place(report: Report, site: Site | None) -> Anchored[PlaceName] | None:
    if site is None:
        return None
    place = Place(
        site.id or "syn:-", site.words, "city", site.country, None, site.area, None,
        site.latitude or 0.0, site.longitude or 0.0, site.radius_km or 5.0,
    )  # fmt: skip
    value = PlaceName(site.words, resolved=Resolution(place, 0.9))
    at = report.text.find(site.words)
    spans = (report.span(at, at + len(site.words)),) if at >= 0 else ()
    return Anchored(value, spans, None if spans else "made")


def _quantity(effect: str, figure: Figure, at: Span) -> Anchored[Quantity]:
    return Anchored(Quantity(effect, Count(figure.low, figure.high)), (at,))
