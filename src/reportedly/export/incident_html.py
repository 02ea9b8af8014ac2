"""An incident as one self-contained page: versions side by side, each with its words, sources and origins.

Reports of one origin have one colour, so that it shows at a glance whether a version rests on one or on several. Like
the page of a report, it asks nothing of any network and has no script; every word of a report is escaped.
"""

from __future__ import annotations

from collections.abc import Callable

from reportedly.export.html import document
from reportedly.export.incident_view import (
    IncidentView,
    ReportLine,
    clue_words,
    counted,
    label,
    side,
    sparing_outlets,
    told_by,
    toll_note,
    value_words,
)
from reportedly.export.markup import EMPTY, Markup, escaped, isolated, joined, tag
from reportedly.export.toll_chart import toll_chart
from reportedly.export.wording import day, shorten, tally
from reportedly.incidents.matrix import Field, Version
from reportedly.incidents.sayings import Saying
from reportedly.version import __version__

__all__ = ["incident_html"]

Veil = Callable[[str], str]
HUES = 8
"""Colours of origins; more than that are grey."""
SHOWN_PAIRS = 12


def incident_html(view: IncidentView, veil: Veil | None = None) -> str:
    """The page; `veil` replaces the names of private people in every text of it."""
    hidden = sparing_outlets(view, veil) if veil else lambda words: words
    return _Page(view, hidden).page(veiled=veil is not None)


class _Page:
    """Makes the parts; `words` is how any text of reports gets onto the page."""

    def __init__(self, view: IncidentView, veil: Veil) -> None:
        self.view, self.veil = view, veil
        known = [group for group in view.groups if group.root]
        self.hues = {
            report: number if number <= HUES else 0
            for number, group in enumerate(known, 1)
            for report in group.reports
        }

    def words(self, text: str) -> Markup:
        return isolated(self.veil(text))

    def page(self, *, veiled: bool) -> str:
        agreement = self.view.agreement
        answers = agreement.field("responsibility")
        fields = [field for field in agreement.fields if field.name != "responsibility"]
        body = tag(
            "body",
            self.header(),
            tag(
                "main",
                tag(
                    "div",
                    self.contradictions(),
                    tag("section", tag("h2", escaped("What is said")), *(self.field(f) for f in fields), id="said"),
                    tag("section", tag("h2", escaped("Who claims, blames, denies")), self.field(answers), id="who")
                    if answers
                    else EMPTY,
                    self.tolls(),
                    self.recalled(),
                    class_="versions",
                ),
                tag("aside", self.reports(), self.origins(), self.pairs(), aria_label="Reports and origins"),
            ),
            self.footer(veiled),
            class_="rp incident",
        )
        title = self.veil(agreement.title)
        return document(title, body, styles=("voices.css", "page.css", "incident.css"), scripts=())

    def header(self) -> Markup:
        view = self.view
        news = sum(line.role == "news" for line in view.lines)
        facts = [tally(news, "report"), str(view.origins), view.incident.id]
        if view.as_of:
            facts.append(f"as of {view.as_of}: later reports are left out")
        return tag(
            "header",
            tag(
                "div",
                tag("strong", escaped("Incident")),
                *(tag("span", isolated(f)) for f in facts),
                class_="masthead",
            ),
            tag("h1", self.words(view.agreement.title)),
            tag("p", self.words(view.agreement.summary), class_="lead"),
        )

    def badge(self, report: str) -> Markup:
        """The number of a report, in the colour of its origin, leading to it."""
        number = self.view.number(report)
        return tag("a", escaped(str(number)), href=f"#r{number}", class_=f"ref v{self.hues.get(report, 0)}")

    def field(self, field: Field) -> Markup:
        rows = [self.version(field, number, version) for number, version in enumerate(field.versions)]
        title = label(field)
        head = tag("h3", escaped(title[:1].upper() + title[1:])) if field.name != "responsibility" else EMPTY
        return tag("div", head, tag("table", tag("tbody", *rows)), class_="field", id=f"f-{field.name}")

    def version(self, field: Field, number: int, version: Version) -> Markup:
        against = self.view.flags(field, number)
        mark = ""
        if against:
            mark = "contradicted: " + "; ".join(dict.fromkeys(self.veil(c.sentence) for c in against))
        private = any(saying.private for saying in version.sayings)
        value = [
            tag("span", escaped("✗"), class_="against", title=mark) if against else EMPTY,
            tag("span", escaped("not "), class_="no") if version.denied else EMPTY,
            self.words(value_words(version)),
            tag("small", escaped("private person")) if private else EMPTY,
            tag("small", escaped("not compared")) if version.aside else EMPTY,
        ]
        seen = "" if not version.first else day(version.first[:10])
        if version.last and version.first and version.last[:10] != version.first[:10]:
            seen += f" – {day(version.last[:10])}"
        return tag(
            "tr",
            tag("th", *value, scope="row"),
            tag("td", tag("ul", *(self.saying(saying) for saying in version.sayings), class_="sayings")),
            tag("td", tag("b", escaped(counted(version))), tag("small", escaped(seen)), class_="count"),
            class_="aside" if version.aside else None,
        )

    def saying(self, saying: Saying) -> Markup:
        parts = [self.badge(saying.report), tag("span", self.words(told_by(saying)), class_="by")]
        if saying.spans:
            parts.append(tag("q", self.words(shorten(saying.words, 160))))
        if saying.inferred and saying.field != "coding":
            parts.append(tag("small", self.words(shorten(saying.inferred, 160))))
        return tag("li", joined(parts, " "))

    def contradictions(self) -> Markup:
        found, changes = self.view.agreement.contradictions, self.view.agreement.changes
        if not found and not changes:
            return EMPTY
        items = []
        for field, version, against in self.view.conflicts():
            others = "; ".join(side(self.view, field.versions[c.other]) for c in against)
            title = label(field)
            items.append(
                tag(
                    "li",
                    tag("b", escaped(f"{title[:1].upper()}{title[1:]}: ")),
                    self.words(side(self.view, version)),
                    tag("i", escaped(" against ")),
                    self.words(others),
                )
            )
        moved = [tag("li", self.words(change.sentence)) for change in changes]
        return tag(
            "section",
            *([tag("h2", escaped("What cannot both be so")), tag("ul", *items)] if items else []),
            *([tag("h2", escaped("Who changed their mind")), tag("ul", *moved)] if moved else []),
            class_="conflicts",
            id="conflicts",
        )

    def tolls(self) -> Markup:
        shown = [series for series in self.view.agreement.tolls if len(series.points) > 1]
        if not shown:
            return EMPTY
        parts = []
        for series in shown:
            chart = toll_chart(series, self.hues, self.veil)
            parts += [tag("h3", escaped(series.effect.capitalize()), tag("small", escaped(toll_note(series)))), chart]
        return tag("section", tag("h2", escaped("Toll over time")), *parts, class_="tolls", id="tolls")

    def reports(self) -> Markup:
        items = [self.report(line) for line in self.view.lines]
        return tag("section", tag("h2", escaped("Reports")), tag("ol", *items), id="reports")

    def report(self, line: ReportLine) -> Markup:
        facts = [line.outlet or "outlet not known", day((line.published or line.day or "date not known")[:16])]
        facts += [f"credits {name}" for name in line.credits if name != line.outlet]
        facts += [f"takes from {number} ({why})" for number, why in line.takes_from]
        facts += ["day by its dateline"] if line.day_known_by else []
        facts += ["only recalls it"] if line.role == "background" else []
        return tag(
            "li",
            tag("span", escaped(str(line.number)), class_=f"ref v{self.hues.get(line.id, 0)}"),
            tag("b", self.words(line.headline or "(no headline)")),
            tag("small", self.words(" · ".join(facts))),
            tag("small", escaped(line.id), class_="id"),
            id=f"r{line.number}",
        )

    def origins(self) -> Markup:
        items = []
        for group in self.view.groups:
            reasons = [
                tag("li", self.badge(reason.report), self.words(" " + self.numbered(reason.says)))
                for reason in group.reasons
            ]
            name = tag("b", self.words(group.root)) if group.root else tag("i", escaped("not known whose"))
            refs = joined([self.badge(report) for report in group.reports], " ")
            items.append(tag("li", refs, escaped(" "), name, tag("ul", *reasons)))
        note = "Reports of one colour go back to one origin. Unknown ones confirm nothing."
        return tag(
            "section",
            tag("h2", escaped("Independent origins")),
            tag("p", escaped(f"{self.view.origins}. {note}"), class_="note-line"),
            tag("ol", *items),
            id="origins",
        )

    def numbered(self, sentence: str) -> str:
        for line in self.view.lines:
            sentence = sentence.replace(line.id, f"report {line.number}")
        return sentence

    def pairs(self) -> Markup:
        if not self.view.pairs:
            return EMPTY
        ids = {line.number: line.id for line in self.view.lines}
        items = [
            tag(
                "li",
                self.badge(ids[one]),
                escaped(" "),
                self.badge(ids[other]),
                tag("b", escaped(f" {pair.verdict}, {pair.score:.0%} ")),
                self.words(clue_words(pair)),
            )
            for one, other, pair in self.view.pairs[:SHOWN_PAIRS]
        ]
        return tag("section", tag("h2", escaped("Why one incident")), tag("ol", *items), id="why")

    def recalled(self) -> Markup:
        fields = self.view.agreement.background
        if not fields:
            return EMPTY
        note = "By reports that tell it as something past. These confirm nothing."
        return tag(
            "section",
            tag("h2", escaped("Recalled later")),
            tag("p", escaped(note), class_="note-line"),
            *(self.field(field) for field in fields),
            id="recalled",
        )

    def footer(self, veiled: bool) -> Markup:
        names = "Private people are under pseudonyms. " if veiled else "Private people are named: pass on with care. "
        return tag(
            "footer",
            tag(
                "p",
                escaped(
                    f"{names}Made by reportedly {__version__}. What stands here is what reports say that others say; "
                    "a count of origins says how often something was reported independently, not that it is true."
                ),
            ),
        )
