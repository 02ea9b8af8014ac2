"""How a ledger's values are worded for people, the same in the terminal and on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from reportedly.export.ledger import Ledger, ReadEvent, ReadTerm, Voice
from reportedly.report import (
    Actor,
    Anchored,
    Annotation,
    Claim,
    Coding,
    Event,
    Link,
    Medium,
    Participant,
    Quantity,
    Report,
    Responsibility,
    SourceType,
    Tier,
    Toll,
)

__all__ = [
    "PLAIN_TYPES",
    "SOURCE_TYPES",
    "TIERS",
    "Heading",
    "chain_sentence",
    "chain_words",
    "coded",
    "dated",
    "dating_clues",
    "day",
    "happenings",
    "heading",
    "how_many",
    "is_incident",
    "kinds",
    "left_out",
    "means",
    "other_words",
    "roles",
    "said",
    "said_by",
    "said_in",
    "shorten",
    "sort_of",
    "sure",
    "tally",
    "toll_range",
    "used_by",
    "when",
    "without_article",
]

_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


INCIDENTS = frozenset({"ACCIDENT", "ASSAULT", "COERCE", "MOBILIZE", "MOVEMENT", "OTHER", "PROTEST", "RETREAT"})
"""Types of events that are listed first, because analysts look for them; the others mostly repeat claims."""

_MARKS = "“”„‟«»‹›‘’\"'"


SOURCE_TYPES: dict[SourceType, str] = {
    "person": "person",
    "official_unnamed": "official, not named",
    "unnamed": "not named",
    "eyewitness": "eyewitness",
    "group": "group",
    "organisation": "organisation",
    "government": "government",
    "document": "document",
    "poll": "poll",
    "media": "media",
    "social_media": "social media",
    "narrator": "the outlet itself",
    "unstated": "not stated",
    "unknown": "not clear",
}
"""How each type of source is called for readers."""

PLAIN_TYPES = frozenset({"person", "unknown"})
"""Types that tell a reader nothing which the source's name does not."""

TIERS: dict[Tier, str] = {"high": "●●●", "medium": "●●○", "low": "●○○"}
"""How each tier of confidence is marked."""


class Heading(NamedTuple):
    """What stands over a report: its headline (or first words), and outlet, date and length in a few words."""

    title: str
    details: tuple[str, ...]


def heading(report: Report) -> Heading:
    """The heading of a report; what is not known is said to be unknown, never left out."""
    publication = report.publication
    title = publication.headline.value if publication.headline else _first_words(report)
    words = f"{len(report.text.split()):,} words"
    details = [
        publication.outlet.value if publication.outlet else "outlet not known",
        f"published {day(publication.published.value)}" if publication.published else dated(report),
        f"by {publication.byline.value}" if publication.byline else "",
        words,
        _language(publication.language.value) if publication.language else "",
        report.document.value if report.document and report.document.value != "report" else "",
        publication.location or "",
    ]
    return Heading(title, tuple(detail for detail in details if detail))


def dated(report: Report) -> str:
    """ "date not known", or the days between which the report appeared by its own words."""
    if not report.dating or not (value := report.dating[0].published.value).earliest or not value.latest:
        return "date not known"
    return f"no date given; by its words between {day(value.earliest)} and {day(value.latest)}"


def dating_clues(report: Report) -> str:
    """The words by which a report without a date was dated, each with what it says; empty where there are none."""
    clues = report.dating[0].clues if report.dating else ()
    return "; ".join(f"“{shorten(clue.words, 60)}”, {clue.inferred}: {_days_in_words(clue.value)}" for clue in clues)


def _days_in_words(words: str) -> str:
    return " ".join(day(word) for word in words.split())


def _language(code: str) -> str:
    return "language not known" if code == "und" else f"language {code}"  # und: BCP 47 for undetermined


def _first_words(report: Report) -> str:
    first = next((line for line in report.text.splitlines() if line.strip()), "")
    return shorten(first, 100) or "(no words)"


def day(iso: str) -> str:
    """ "2031-03-12" as "12 March 2031"; a time of day stays as it is written; anything else unchanged."""
    date, _, time = iso.partition("T")
    parts = date.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts) or not 1 <= int(parts[1]) <= 12:
        return iso
    written = f"{int(parts[2])} {_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{written}, {time}" if time else written


def shorten(words: str, length: int) -> str:
    """At most `length` characters on one line, cut between words, with an ellipsis where something is left out.

    What is kept are the first words and the last ones, because the point of a long quotation often stands at
    its end.
    """
    words = " ".join(words.split())
    if len(words) <= length:
        return words
    head, tail = words[: length * 2 // 3], words[-length // 3 + 3 :]
    head = head[: head.rfind(" ")] if " " in head else head
    tail = tail[tail.find(" ") + 1 :] if " " in tail else tail
    return f"{head} […] {tail}"


def said(claim: Claim, length: int) -> str:
    """The content of a claim, shortened; in quotation marks where all of it is somebody's own words."""
    words = shorten(" … ".join(span.words for span in claim.content), length)
    return f"“{words}”" if claim.kind == "direct" and words[:1] not in _MARKS else words


def tally(number: int, thing: str) -> str:
    """ "1 claim", "1,906 claims"."""
    plural = f"{thing[:-1]}ies" if thing.endswith("y") else f"{thing}s"
    return f"{number:,} {thing if number == 1 else plural}"


def chain_words(chain: Iterable[Link]) -> str:
    """The holders, outermost first, each with what it commits to, unless that is nothing but passing it on."""
    return " → ".join(_holder(link) for link in holders(chain))


_SAID = {
    "asserted": "said",
    "denied": "denied",
    "alleged": "alleged",
    "believed": "believed",
    "conditional": "said, under a condition,",
    "planned": "planned",
    "threatened": "threatened",
    "demanded": "demanded",
    "asked": "asked",
    "unknown": "left it open",
}
_PASSED_ON = {
    "supporting": "reported as true",
    "neutral": "reported",
    "distancing": "reported at a distance",
    "rejecting": "reported as untrue",
}


def chain_sentence(chain: Iterable[Link]) -> str:
    """Who says so, as a sentence without its end: "Daily Lantern reports that police said"."""
    shown = holders(chain)
    if len(shown) == 1:
        return f"{shown[0].holder.name} reports"
    told = [f"{link.holder.name} {_passed_on(link)}" for link in shown[:-1]]
    last = shown[-1]
    return " that ".join([*told, f"{last.holder.name} {_SAID[last.status or 'asserted']}"])


def _passed_on(link: Link) -> str:
    verb = _PASSED_ON[link.stance or "neutral"]
    return verb.replace("reported", "reports", 1) if link.holder.kind == "outlet" and link.claim is None else verb


def holders(chain: Iterable[Link]) -> list[Link]:
    """The chain with a holder that quotes itself shown once, as it holds the innermost."""
    shown: list[Link] = []
    for link in chain:
        if shown and shown[-1].holder == link.holder and link.holder.name != "somebody not named":
            shown.pop()
        shown.append(link)
    return shown


def _holder(link: Link) -> str:
    commitment = link.status or (link.stance if link.stance != "neutral" else None)
    return f"{link.holder.name} ({commitment})" if commitment else link.holder.name


def when(event: Event) -> str:
    """The time of an event in its words, with the days they mean where these are known."""
    if event.time is None:
        return "not stated"
    value, words = event.time.value, " ".join(event.time.words.split())
    said = f"“{words}”" if words else f"({event.time.inferred})"
    if value.open:
        relative = {"published": "the date of publication", "text": "another date in the text"}.get(value.anchor)
        return f"{said}, left open: relative to {relative}" if relative else f"{said}, no date"
    if value.anchor == "inferred":
        said = f"{said}, by the days on which the report can have appeared"
    if value.earliest and value.latest and value.earliest != value.latest:
        return f"{said}, {day(value.earliest)} to {day(value.latest)}"
    if value.earliest and value.latest:
        return f"{said}, {day(value.earliest)}"
    return f"{said}, from {day(value.earliest)}" if value.earliest else f"{said}, until {day(str(value.latest))}"


def recalled(told: ReadEvent) -> str:
    """Why an event is background and not the report's news, in the words that say so; empty where it is news."""
    if told.telling is None or told.telling.newness.value != "background":
        return ""
    newness = told.telling.newness
    words = f"“{shorten(newness.words, 60)}”" if newness.spans else ""
    return ", ".join(filter(None, (words, newness.inferred)))


def coded(coding: Coding) -> str:
    """What an event is by a codebook, and whether it can be coded; the empty string where it is of no type of it."""
    name = ", ".join(filter(None, (coding.type, coding.subtype)))
    if not name or coding.codable:
        return name
    why = {
        "actual": "not told as happened",
        "once": "not one occurrence",
        "new": "recalled",
        "day": "no day",
        "place": "no place",
    }
    lacking = ["part of another event’s incident" if lack == "own" else why.get(lack, lack) for lack in coding.lacks]
    return f"{name}; not codable: {', '.join(lacking)}"


def happenings(book: Ledger) -> tuple[list[ReadEvent], list[ReadEvent]]:
    """Events told as having happened, and the others; in both, incidents before other acts, and news before what is

    recalled.
    """
    events = sorted(book.events or (), key=lambda told: (not is_incident(told.event), bool(recalled(told))))
    return [e for e in events if e.standing.happened], [e for e in events if not e.standing.happened]


def means(medium: Medium) -> str:
    """By what means a source speaks: "statement", "social media, Chirper"."""
    channel = medium.channel.replace("_", " ")
    return f"{channel}, {medium.name}" if medium.name else channel


def sure(annotation: Annotation) -> str:
    """How sure the reading is; of a claim, with the tier that this makes."""
    confidence = annotation.confidence
    known = "none estimated: read by a rule" if confidence is None else f"{confidence:.0%}"
    return f"{known}; {annotation.tier} tier" if isinstance(annotation, Claim) else known


def sort_of(actor: Actor | None) -> str:
    """What sort of actor somebody is: "civilians (teachers), private", "military, RU"; "" if open."""
    if actor is None:
        return ""
    kind = actor.kind.value.replace("_", " ") if actor.kind else ""
    if actor.subtype:
        kind = f"{kind} ({actor.subtype.value.replace('_', ' ')})".strip()
    told = [
        kind,
        actor.country.value if actor.country else "",
        str(actor.affiliation.value) if actor.affiliation else "",
        actor.standing.value if actor.standing else "",
    ]
    return ", ".join(filter(None, told))


def other_words(field: Anchored[Any], value: str) -> str:
    """The words of a field on one line, where they say something else than its value; else the empty string."""
    words = " ".join(field.words.split())
    same = without_article(words).casefold() == without_article(value).casefold()
    return "" if same else words


def without_article(words: str) -> str:
    """The words without the article that begins them: "the army" as "army"."""
    return re.sub(r"^(an?|the) ", "", words, flags=re.IGNORECASE)


def roles(event: Event) -> dict[str, list[tuple[int, Participant]]]:
    """The participants of an event by role, roles in the order of the text, each with its number in the event.

    Whoever is named twice in one role ("Car bomb", "A car bomb") is listed once, as the mention that says most.
    """
    out: dict[str, dict[str, tuple[int, Participant]]] = {}
    for number, participant in enumerate(event.participants):
        party = participant.party.value
        same = party.entity or without_article(party.name).casefold()
        known = out.setdefault(participant.role, {})
        if same not in known or len(sort_of(participant.actor)) > len(sort_of(known[same][1].actor)):
            known[same] = (number, participant)
    return {role: list(known.values()) for role, known in out.items()}


def left_out(book: Ledger) -> str:
    """How many claims were not asked for, being of a lower tier; the empty string where all are there."""
    return f"{tally(book.left_out, 'claim')} of a lower tier left out" if book.left_out else ""


def kinds(voice: Voice) -> str:
    """What kinds of source a voice is, beside what its name says: "eyewitness"; mostly the empty string."""
    return " and ".join(SOURCE_TYPES[each] for each in voice.types if each not in PLAIN_TYPES)


def used_by(read: ReadTerm) -> str:
    """Whose word a loaded term is, and how sure that is."""
    who = read.chain[-1].holder.name
    match read.term.voice:
        case "outlet":
            return "outlet’s own" if read.term.certain else "outlet’s own, or that of somebody it speaks of"
        case "quoted":
            return f"quoted from {who}" if read.term.claim else "quoted; nobody is named"
        case "paraphrased":
            return f"paraphrase of {who}"


def said_by(said: Responsibility) -> str:
    """Who says who is behind an event: a source, the outlet, or nobody named."""
    return said.by.value.name if said.by else "nobody named"


def said_in(said: Responsibility) -> str:
    """The words that say who is behind an event."""
    return " … ".join(span.words for span in said.cue)


def is_incident(event: Event) -> bool:
    """Whether the event is harm, force or unrest, or did something to people; not an act of words or of courts."""
    return event.type in INCIDENTS or bool(event.quantities)


def how_many(quantity: Quantity) -> str:
    """A figure with what it counts where that is not persons: "at least 12", "about 3000 families"."""
    return str(quantity.count) if quantity.unit == "persons" else f"{quantity.count} {quantity.unit}"


def toll_range(toll: Toll) -> str:
    """The numbers that are likely for a toll: "between 2 and 4", "4 or more", "no other number likely"."""
    if toll.high is None:
        return f"{toll.low} or more"
    return "no other number likely" if toll.low == toll.high else f"between {toll.low} and {toll.high}"
