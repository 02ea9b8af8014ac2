"""What is derived as rows of its tables: the same rows whether all is linked anew or what one judgement changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from reportedly.incidents.accounts import Account
from reportedly.incidents.acquaintance import Acquaintance, Company
from reportedly.incidents.agreement import agreement
from reportedly.incidents.appearances import Appearance
from reportedly.incidents.assertions import assertions
from reportedly.incidents.copies import CopyLink
from reportedly.incidents.folding import folded_under
from reportedly.incidents.incident import Incident
from reportedly.incidents.incident_row import incident_row
from reportedly.incidents.linking import Linking
from reportedly.incidents.origins import Origins
from reportedly.incidents.people import Person, standing_keys
from reportedly.incidents.review import Pair
from reportedly.incidents.versions import versions
from reportedly.report import Report
from reportedly.store.work import pack

__all__ = [
    "account_row",
    "acquainted_rows",
    "appearance_rows",
    "bearer_rows",
    "company_rows",
    "copy_rows",
    "fold_rows",
    "incident_as_rows",
    "member_rows",
    "namesake_rows",
    "pair_rows",
    "person_row",
    "score_rows",
    "version_rows",
    "vocabulary_rows",
]


def copy_rows(links: Iterable[CopyLink]) -> Iterator[dict[str, Any]]:
    """Of `copies` and of `overruled`."""
    for each in links:
        yield {"a": each.a, "b": each.b, "kind": each.kind, "score": each.score, "reason": each.reason}


def version_rows(links: Iterable[CopyLink]) -> Iterator[dict[str, Any]]:
    """Of `versions`, from all links of their later reports."""
    for each in versions(links):
        yield {"report": each.report, "of": each.of, "reason": each.reason}


def fold_rows(links: Iterable[CopyLink]) -> Iterator[dict[str, Any]]:
    """Of `folds`, from all links of each story."""
    for report, root in folded_under(links).items():
        yield {"report": report, "root": root}


def account_row(account: Account) -> dict[str, Any]:
    """Of `accounts`."""
    site = account.site
    return {
        "id": account.id,
        "report": account.report,
        "number": account.number,
        "newness": account.newness,
        "day_from": account.day_from,
        "day_to": account.day_to,
        "place": site.name if site else None,
        "country": site.country if site else None,
        "lat": site.latitude if site else None,
        "lon": site.longitude if site else None,
        "radius_km": site.radius_km if site else None,
        "kind": account.kind,
        "killed": account.killed.best if account.killed else None,
        "injured": account.injured.best if account.injured else None,
    }


def pair_rows(pairs: Iterable[Pair]) -> Iterator[dict[str, Any]]:
    """Of `pairs`."""
    for pair in pairs:
        clues = [[clue.name, round(clue.score, 4), clue.sentence] for clue in pair.clues]
        yield {"a": pair.a, "b": pair.b, "score": pair.score, "verdict": pair.verdict, "clues": clues}


def score_rows(linking: Linking) -> Iterator[dict[str, Any]]:
    """Of `scores`."""
    ids = [fact.account.id for fact in linking.collection.facts]
    for left, right, probability, vetoed in zip(*(column.tolist() for column in linking.scores), strict=True):
        yield {"a": ids[left], "b": ids[right], "score": probability, "vetoed": vetoed}


def vocabulary_rows(linking: Linking) -> Iterator[dict[str, Any]]:
    """Of `vocabulary`."""
    for kind, word, found in linking.collection.counted():
        yield {"kind": kind, "word": word, "found": found}


def incident_as_rows(
    incident: Incident, readings: Mapping[str, Report], count: Callable[[Sequence[str]], Origins]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """That of `incidents` and those of `assertions`. `readings` are those of its reports, `count` counts origins."""
    own = {a.report: readings[a.report] for a in (*incident.accounts, *incident.background)}
    counted = count(tuple(dict.fromkeys(account.report for account in incident.accounts)))
    agreed = agreement(incident, own, count)
    return incident_row(incident, agreed, counted), assertions(agreed, count)


def member_rows(incidents: Iterable[Incident]) -> Iterator[dict[str, Any]]:
    """Of `members`."""
    for incident in incidents:
        for role, accounts in (("news", incident.accounts), ("background", incident.background)):
            for account in accounts:
                yield {"incident": incident.id, "account": account.id, "report": account.report, "role": role}


def person_row(person: Person) -> dict[str, Any]:
    """Of `people`."""
    body = pack(msgspec.json.encode(person).decode())
    return {"id": person.id, "name": person.name, "kind": person.kind, "private": person.private, "body": body}


def appearance_rows(everybody: Iterable[Person]) -> Iterator[dict[str, Any]]:
    """Of `appearances`."""
    for person in everybody:
        for report, entity, name in person.appearances:
            yield {"person": person.id, "report": report, "entity": entity, "name": name}


def acquainted_rows(compared: Iterable[Acquaintance]) -> Iterator[dict[str, Any]]:
    """Of `acquainted`."""
    for each in compared:
        yield {"a": each.a, "b": each.b, "score": each.score, "sentence": each.sentence}


def bearer_rows(found: Sequence[Appearance]) -> Iterator[dict[str, Any]]:
    """Of `bearers`, from the appearances of one report."""
    for place, node in enumerate(found):
        for key in sorted(set(standing_keys(node)) or {""}):
            named = {"name": node.name if key else "", "sign": node.sign, "place": place}
            yield {"key": key, "node": node.id, "report": node.report} | named


def company_rows(known: Company) -> Iterator[dict[str, Any]]:
    """Of `company`."""
    for name in known.common:
        yield {"kind": "surname", "name": name, "count": 1}
    for name, count in (known.public or {}).items():
        if count:
            yield {"kind": "public", "name": name, "count": count}


def namesake_rows(unsure: Iterable[Acquaintance]) -> Iterator[dict[str, Any]]:
    """Of `namesakes`."""
    for each in unsure:
        low, high = sorted((each.a, each.b))
        yield {"a": low, "b": high, "score": round(each.score, 4), "sentence": each.sentence}
