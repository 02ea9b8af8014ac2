"""What the user says about a publication, which wins over everything that was read."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reportedly.errors import BadInput
from reportedly.report import Anchored, Publication
from reportedly.text.dates import iso_date

__all__ = ["GIVEN", "Overrides"]

GIVEN = "given by the user"
"""How a value is said to be known that the user gave."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """Fields of a `Publication` that the user gives; None leaves what was read.

    Raises BadInput for a `published` that is no full date (ISO 8601, or written out with the month's name)
    and for a `language` that is no BCP 47 code.
    """

    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None and iso_date(self.published) is None:
            raise BadInput(
                f"published {self.published!r} is no date that can be read: write it as 2024-06-20, "
                "2024-06-20T14:30:00+02:00 or 20 June 2024"
            )
        if self.language is not None and not _LANGUAGE.fullmatch(self.language):
            raise BadInput(f"language {self.language!r} is no BCP 47 code: write en, uk, ar, pt-BR, ...")

    def over(self, publication: Publication) -> Publication:
        """The publication with the given fields in place of what was read."""
        return replace(
            publication,
            published=_given(self.published and iso_date(self.published)) or publication.published,
            outlet=_given(self.outlet) or publication.outlet,
            language=_given(self.language) or publication.language,
            url=_given(self.url) or publication.url,
        )


def _given(value: str | None) -> Anchored[str] | None:
    return Anchored(value, (), GIVEN) if value else None
