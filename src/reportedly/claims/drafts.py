"""An event while it is being read: rows of the tree instead of spans, so that drafts can still be joined."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reportedly.claims.factuality import Factuality
from reportedly.ontology.events import Trigger
from reportedly.report import Anchored, Aspect, Claim, Participant, Quantity, Responsibility
from reportedly.values.place import PlaceName
from reportedly.values.time import TimeValue

__all__ = ["Argument", "Draft"]


@dataclass(frozen=True)
class Argument:
    """A role and the row of the word that plays it; `slot` is where it stands ("subject", "of", "by").

    `claim` is the claim in whose content it is told, which stays its own when drafts are joined. `side` says of one
    with the role "side" which of the two it is: "a", "b", or "" where it is not told who stands against whom.
    """

    role: str
    row: int
    slot: str
    claim: Claim | None = None
    side: Literal["", "a", "b"] = ""


@dataclass(eq=False)
class Draft:
    """An event being read. `row` is its trigger, `carrier` the light verb that carries an event noun, or -1.

    `rows` are the words that name it; `others` the rows of further mentions. `joined` are drafts that turned out
    to be the same occurrence told again.
    """

    row: int
    entry: Trigger
    rows: tuple[int, ...]
    carrier: int
    noun: bool
    mode: str
    told: Factuality
    arguments: list[Argument] = field(default_factory=list)
    participants: list[Participant] = field(default_factory=list)
    time: Anchored[TimeValue] | None = None
    place: Anchored[PlaceName] | None = None
    quantities: list[Anchored[Quantity]] = field(default_factory=list)
    responsibility: list[Responsibility] = field(default_factory=list)
    others: list[tuple[int, ...]] = field(default_factory=list)
    claim: Claim | None = None
    joined: list[Draft] = field(default_factory=list)
    type: str = ""
    violent: bool = False
    aspect: Anchored[Aspect] | None = None

    def __post_init__(self) -> None:
        self.type = self.type or self.entry.type
        self.violent = self.violent or self.entry.violent

    @property
    def harm(self) -> bool:
        """Whether it is of the kinds that one incident is told with: an attack, a blast, a death, a crash."""
        return (
            self.type in {"ASSAULT", "ACCIDENT"} or self.entry.effect in {"killed", "injured", "shot"} or self.violent
        )

    @property
    def occurred(self) -> bool:
        """Told as having happened."""
        return self.told.modality.value == "actual" and self.told.polarity.value == "positive"

    @property
    def discrete(self) -> bool:
        """Told as one occurrence that happened."""
        return self.occurred and self.told.genericity.value == "specific"

    def played(self, *roles: str) -> list[Argument]:
        """The arguments with one of these roles."""
        return [argument for argument in self.arguments if argument.role in roles]
