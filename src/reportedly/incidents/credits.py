"""Where a report says that its words come from: agencies and outlets it credits, and signs of its own reporting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportedly.incidents.press_names import agency, named_agencies, own_words, same_press
from reportedly.report import Claim, Report, Span
from reportedly.text.dateline import read_dateline
from reportedly.text.outlets import is_outlet
from reportedly.text.paragraphs import paragraphs

__all__ = ["Credit", "CreditPlace", "Relation", "credits"]

Relation = Literal["from", "with", "via", "own"]
"""from: the text is that of the one named. with: part of it is. via: one claim came that way ("told the Herald", "the
Wire reported"). own: the outlet shows that its own people asked or were there."""

CreditPlace = Literal["byline", "dateline", "credit line", "outlet", "text", "claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """One sign of where a report, or one claim of it, comes from.

    `name` is the agency or outlet as it is known ("Associated Press" for "AP"), the person of a byline, or "agencies"
    where a credit names none. `claim` is the id of the claim that came so. `spans` are the words, empty only where
    the publication's own field is all there is.
    """

    name: str
    relation: Relation
    place: CreditPlace
    spans: tuple[Span, ...] = ()
    claim: str | None = None


HEAD, FOOT = 8, 6
"""Paragraphs at the beginning and the end of a text in which lines of credit stand."""

_NAME = r"[^\W\d_a-z][\w.’'&-]*(?: (?:[^\W\d_a-z][\w.’'&-]*|of|de|and|&)){0,5}"
_CONTRIBUTED = re.compile(
    rf"(?:(?P<a>{_NAME})(?: (?:writers?|reporters?|staff))? contributed to this (?:report|story|article)"
    rf"|[Ww]ith (?:inputs?|reporting|files|material|additional reporting|information) (?:from|by) (?P<b>{_NAME})"
    rf"|[Aa]dditional reporting by (?P<c>{_NAME}))"
)
_PUBLISHED = re.compile(
    rf"(?:[Tt]his (?:story|article|report|piece) (?:was |is |has been )?(?:originally |first )?"
    rf"(?:published|appeared|ran|provided|distributed|republished)(?: originally| first)? "
    rf"(?:by|on|in|at|with permission from|from) |[Oo]riginally published (?:by|on|in) "
    rf"|[Rr]epublished (?:from|with permission from) |[Cc]opyright (?:© ?)?(?:\d{{4}},? )?(?:by )?"
    rf"|© ?(?:\d{{4}},? )?)(?P<name>{_NAME})"
)
_SOURCE_LINE = re.compile(rf"^[\[(]?(?:[Ss]ource|SOURCE|[Vv]ia|[Cc]redit)\s*:\s*(?P<name>{_NAME})[\])]?\.?$")
_SIGNED = re.compile(r"(?:[—–-]{1,2}|\()\s*(?P<name>[^\W\d_a-z][\w.’'&/ -]{1,40}?)\)?\.?$")
_OWN = (
    r"(?:told|tells|telling|speaking to|spoke to|spoke with|interview with|seen by|viewed by|obtained by|reviewed by"
    r"|contacted by|shown to|sent to)"
)
_WATCHED = r"(?= (?:saw|counted|visited|found|spoke|watched|heard))"
_PERSON = re.compile(r"^[^\W\d_a-z][\w’'.-]+(?: (?:[^\W\d_a-z][\w’'.-]*|de|van|von|bin|al|el)){1,3}$")


def credits(report: Report) -> tuple[Credit, ...]:  # noqa: A001
    """All credits and signs of own reporting, by place in the report; what repeats one is left out.

    Needs no layer; claims that name a medium are read too where the claims have been read. An outlet that credits
    itself ("told the Courier" in the Arden Courier) shows its own reporting, and so does an agency that is the
    outlet.
    """
    outlet = report.publication.outlet.value if report.publication.outlet else None
    found = [
        *_publication(report, outlet),
        *_lines(report, outlet),
        *_asked(report, outlet),
        *_claims(report, outlet),
    ]
    known: dict[tuple[str, str, str | None], Credit] = {}
    for credit in found:
        known.setdefault((credit.name, credit.relation, credit.claim), credit)
    return tuple(known.values())


def _publication(report: Report, outlet: str | None) -> Iterator[Credit]:
    if outlet and (found := agency(outlet)):
        yield Credit(name=found.name, relation="own", place="outlet", spans=report.publication.outlet.spans)  # type: ignore[union-attr]
    if byline := report.publication.byline:
        yield from _byline(byline.value, byline.spans, outlet)


def _byline(words: str, spans: tuple[Span, ...], outlet: str | None) -> Iterator[Credit]:
    """What a byline says: an agency alone, an agency with others, the outlet's own people, or nothing."""
    named = named_agencies(words)
    rest = words
    for found, start, end in reversed(named):
        rest = f"{rest[:start]} {rest[end:]}"
        if outlet and same_press(found.name, outlet):
            continue
        alone = not re.sub(
            r"(?i)\b(?:by|and|with|from|the|via|for|in|agency|news)\b|\W", "", words[:start] + words[end:]
        )
        person = _PERSON.match(
            re.split(r"(?i),|\bwith\b|\band\b|\|", words)[0].strip(" .:-").removeprefix("By ").strip()
        )
        # "By IRENA HALLOWAY, Associated Press": the agency's own reporter.
        theirs = person is not None and not re.search(r"(?i)\b(?:with|and)\b", words[:start])
        yield Credit(name=found.name, relation="from" if alone or theirs else "with", place="byline", spans=spans)
        if theirs:
            return
    folded = [part.casefold().strip(" .:-") for part in re.split(r"(?i)\bwith\b|\band\b|[,/|&;]", rest)]
    if any(part.removeprefix("by ").strip() in own_words("unnamed") for part in folded):
        yield Credit(name="agencies", relation="with" if len(folded) > 1 else "from", place="byline", spans=spans)
    if not outlet:
        return
    for part in re.split(r"(?i)\bwith\b|\band\b|[,/|&;]", rest):
        part = re.sub(r"(?i)^\s*(?:by|from)\s+", "", part).strip(" .:-")
        folded_part = part.casefold()
        if any(folded_part.endswith(word) for word in own_words("staff")):
            yield Credit(name=part, relation="own", place="byline", spans=spans)
        elif same_press(part, outlet) or any(folded_part.endswith(word) for word in own_words("desk")):
            continue  # "Lantern newsroom" says nothing of who was there
        elif is_outlet(part):
            yield Credit(name=part, relation="from", place="byline", spans=spans)  # "By Tarn Herald" in the Lantern
        elif _PERSON.match(part) and folded_part not in own_words("unnamed"):
            yield Credit(name=part, relation="own", place="byline", spans=spans)


def _lines(report: Report, outlet: str | None) -> Iterator[Credit]:
    """Datelines, signatures and lines of credit."""
    text = report.text
    all_of_it = paragraphs(text)
    for number, (start, end) in enumerate(all_of_it):
        line = text[start:end]
        head, foot = number < HEAD, number >= len(all_of_it) - FOOT
        if head and (dateline := read_dateline(text, start, end)) and dateline.agency:
            name = text[slice(*dateline.agency)]
            if name[:1].isupper() and not (outlet and same_press(name, outlet)):
                yield _credit(report, name, "from", "dateline", *dateline.agency, outlet)
        if not (head or foot):
            continue
        if match := _SOURCE_LINE.match(line):
            yield _credit(
                report, match["name"], "from", "credit line", start + match.start(1), start + match.end(1), outlet
            )
        if foot and (match := _SIGNED.search(line)) and agency(match["name"]):
            at = match.span("name")
            yield _credit(report, match["name"], "from", "credit line", start + at[0], start + at[1], outlet)
        if match := _PUBLISHED.search(line):
            name = re.sub(r"\.? All\b.*$", "", match["name"]).strip(" .")
            own = outlet and same_press(name, outlet)
            # A site's notice of its own rights is no credit; a name that nobody knows for a press name is none
            # either.
            if not own and (agency(name) or not line.lower().startswith(("copyright", "©"))):
                at = match.span("name")
                yield _credit(report, name, "from", "credit line", start + at[0], start + at[0] + len(name), outlet)
    for match in _CONTRIBUTED.finditer(text):
        group = next(name for name in "abc" if match[name])
        first, last = match.span(group)
        for found, low, high in named_agencies(text[first:last]):
            yield _credit(report, found.name, "with", "text", first + low, first + high, outlet)
        if group == "c" and outlet and not named_agencies(text[first:last]) and _PERSON.match(match[group]):
            yield Credit(name=match[group], relation="own", place="text", spans=(report.span(first, last),))


def _credit(
    report: Report, name: str, relation: Relation, place: CreditPlace, start: int, end: int, outlet: str | None
) -> Credit:
    found = agency(name)
    own = outlet is not None and same_press(name, outlet)
    return Credit(
        name=found.name if found else name.strip(),
        relation="own" if own else relation,
        place=place,
        spans=(report.span(start, end),),
    )


def _asked(report: Report, outlet: str | None) -> Iterator[Credit]:
    """ "told the Courier" in the Courier, "our correspondent saw", "this newspaper": somebody of the outlet asked."""
    if not outlet:
        return
    names = [re.escape(outlet.removeprefix("The ").removeprefix("the "))]
    if " " in outlet:
        names.append(re.escape(outlet.split()[-1]))
    theirs = "|".join(f"(?i:{re.escape(words)})" for words in sorted(own_words("outlet"), key=lambda w: (-len(w), w)))
    pattern = rf"{_OWN} (?:(?:[Tt]he |a )?(?:{'|'.join(names)})\b|{theirs})|\b(?:{theirs})\b{_WATCHED}"
    for match in re.finditer(pattern, report.text):
        yield Credit(name=outlet, relation="own", place="text", spans=(report.span(*match.span()),))


def _claims(report: Report, outlet: str | None) -> Iterator[Credit]:
    """Media through which a claim came, and media that are the source of one."""
    for claim in report.claims or ():
        for each in claim.through:
            yield _carried(claim, each.value.name, each.spans, outlet)
        if (
            claim.source
            and claim.source_type
            and claim.source_type.value == "media"
            and _is_press(claim.source.value.name)
        ):
            yield _carried(claim, claim.source.value.name, claim.source.spans, outlet)


def _is_press(name: str) -> bool:
    """Whether it names a medium: "the Wire" does, "reporters", "media reports" and "a newspaper" do not."""
    return name[:1].isupper() and not re.fullmatch(
        r"(?i)(?:the )?(?:local |news |media )?(?:reports?|reporters?|media|press)", name
    )


def _carried(claim: Claim, name: str, spans: tuple[Span, ...], outlet: str | None) -> Credit:
    found = agency(name)
    own = outlet is not None and same_press(name, outlet)
    known = found.name if found else re.sub(r"^[Tt]he ", "", name)
    return Credit(name=known, relation="own" if own else "via", place="claim", spans=spans, claim=claim.id)
