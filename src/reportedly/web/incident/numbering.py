"""What all parts of an incident's page refer to: reports by number, sources by voice, sentences each once."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.derive.opened import Opened
from reportedly.export.incident_view import IncidentView
from reportedly.incidents.origins import OriginGroup
from reportedly.incidents.same_value import same_party
from reportedly.incidents.sayings import Saying
from reportedly.incidents.version_origins import version_origins
from reportedly.web.incident.sentences import Sentences
from reportedly.web.shapes import said

__all__ = ["Numbering", "source_of"]


class Numbering:
    """The number of each report and the voice of each source of an opened incident, and its view.

    `sentences` collects those that words were found in, `parties` the names of who is held to answer.
    """

    def __init__(self, found: Opened, view: IncidentView) -> None:
        self.found, self.view = found, view
        self.number = {line.id: line.number for line in view.lines}
        self.voices, self.number_of = _voices(view)
        self.sentences = Sentences(found.reports)
        self.parties: list[str] = []
        news, recalled = found.incident.accounts, found.incident.background
        self.news, self.recalled = (
            version_origins(
                found.origins_of,
                tuple(dict.fromkeys(a.report for a in accounts if a.report in found.reports)),
                found.reports,
            )
            for accounts in (news, recalled)
        )

    def numbered(self, sentence: str) -> str:
        """A sentence with reports by number instead of id."""
        for report, number in self.number.items():
            shown = f"report {number}"
            sentence = sentence.replace(f"report {report}", shown).replace(report, shown)
        return sentence

    def lane(self, group: OriginGroup) -> said.OriginLane:
        """An origin with its reports by number."""
        return said.OriginLane(
            root=self.numbered(group.root) if group.root else None,
            kind=group.kind,
            reports=[self.number[report] for report in group.reports if report in self.number],
            reasons=[
                said.OriginReason(report=self.number[reason.report], says=self.numbered(reason.says))
                for reason in group.reasons
                if reason.report in self.number
            ],
        )

    def named(self, id: str, reports: Mapping[str, str]) -> str:
        """A report or account as a sentence names it; `reports` are those of the accounts."""
        number = self.number.get(reports.get(id, id))
        return f"report {number}" if number else f"{id[:10]} of another incident"


def source_of(saying: Saying) -> str:
    """The source of a saying by name; "" for an outlet in its own voice."""
    return "" if saying.own else saying.source


def _voices(view: IncidentView) -> tuple[list[said.IncidentVoice], dict[str, int]]:
    """The sources, most reports first, names that are one together; "" is the outlets in their own voice."""
    fields = (*view.agreement.fields, *view.agreement.background)
    sayings = [saying for field in fields for version in field.versions for saying in version.sayings]
    reports: dict[str, set[str]] = {}
    for saying in sayings:
        reports.setdefault(source_of(saying), set()).add(saying.report)
    kinds: list[list[str]] = []
    for name in sorted((n for n in reports if n), key=lambda n: (-len(reports[n]), -len(n), n)):
        same = next((kind for kind in kinds if same_party(kind[0], name)), None)
        if same is None:
            kinds.append([name])
        else:
            same.append(name)
    voices = [said.IncidentVoice(number=0, name="outlets themselves", reports=len(reports.get("", ())))]
    number_of = {"": 0}
    for number, names in enumerate(kinds, 1):
        number_of.update(dict.fromkeys(names, number))
        many = len(set().union(*(reports[name] for name in names)))
        voices.append(said.IncidentVoice(number=number, name=names[0], reports=many))
    return voices, number_of
