"""The part of a ledger that a judgement can change: accounts that are likely, judged or copied one with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Column, Connection, Select, func, select, union

from reportedly.derive.linked import Source, taken_from
from reportedly.derive.linking_weights import weights_of
from reportedly.incidents.copies import CopyLink, CopyText, overruled
from reportedly.incidents.facts import VOCABULARIES, Collection, Counts
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.linking import Linking, settled, together_by
from reportedly.incidents.origins import LINKING
from reportedly.incidents.outlines import Outline
from reportedly.incidents.rarity import table
from reportedly.incidents.scoring import Scores
from reportedly.incidents.sketch import Sketch, unpack_sketch
from reportedly.incidents.weights import Weights
from reportedly.store import derived as tables
from reportedly.store.amended import linked_body
from reportedly.store.schema import reports
from reportedly.store.worklist import in_batches

__all__ = ["LARGEST", "Changed", "Neighbourhood", "OutOfReach", "as_in_all", "neighbourhood", "rows_of"]

LARGEST = 1_000
"""Accounts from which linking the whole ledger again is the better way."""


class OutOfReach(Exception):
    """Only linking the whole ledger again can tell what follows; the message says why."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Linking a neighbourhood by some judgements: what `derive.linked.Linked` is for a ledger."""

    linking: Linking
    links: tuple[CopyLink, ...]
    overruled: tuple[CopyLink, ...]


@dataclass(frozen=True)
class Neighbourhood:
    """Accounts and reports of which no others can be of one incident, nor one text, whatever is judged of these.

    `collection`, `scores` and `found` (links between texts, before anybody judged them) are what linking has worked
    out of them; `sketches` are in the order of the ledger, `sources` and `texts` as well.
    """

    sketches: dict[str, Sketch]
    texts: tuple[CopyText, ...]
    collection: Collection
    scores: Scores
    found: tuple[CopyLink, ...]
    weights: Weights

    @property
    def accounts(self) -> list[str]:
        """The ids of its accounts, in the order of the ledger."""
        return [fact.account.id for fact in self.collection.facts]

    @property
    def sources(self) -> list[Source]:
        """What counting origins asks of its reports."""
        return [Source.of(made) for made in self.sketches.values()]

    def likely(self) -> Callable[[str, str], float]:
        """How likely two of its accounts are of one incident, before anybody judged; 0 if not compared."""
        ids, columns = self.accounts, (self.scores.left, self.scores.right, self.scores.probability)
        known = {(ids[a], ids[b]): p for a, b, p in zip(*(column.tolist() for column in columns), strict=True)}
        return lambda a, b: known.get((a, b), known.get((b, a), 0.0))

    def together(self, judgements: Sequence[Judgement]) -> dict[str, int]:
        """The cluster of each account by these judgements: what `linked` finds first, and nothing else."""
        links, _ = overruled(self.found, self.texts, judgements)
        return together_by(self.collection, self.scores, taken_from(links), judgements, self.weights)

    def linked(self, judgements: Sequence[Judgement]) -> Changed:
        """What linking makes of it by these judgements; those of anything else are passed over."""
        links, aside = overruled(self.found, self.texts, judgements)
        linking = settled(
            self.collection, self.scores, copies=taken_from(links), judgements=judgements, given=self.weights
        )
        return Changed(linking, tuple(links), tuple(aside))


def neighbourhood(
    connection: Connection,
    accounts: Iterable[str],
    reports_judged: Iterable[str],
    judgements: Sequence[Judgement],
    before: Sequence[Judgement],
) -> Neighbourhood:
    """The neighbourhood of these accounts and reports, by the judgements in force now and those the tables know of.

    Raises OutOfReach: it is too large, or has reports that were read or corrected since the tables were made.
    """
    given = weights_of(connection)
    every, whose = _connected(connection, set(accounts), set(reports_judged), (*judgements, *before), given.review)
    rows = rows_of(
        connection,
        select(reports.c.sequence, reports.c.report, reports.c.retrieved, linked_body())
        .outerjoin(tables.sketches, tables.sketches.c.report == reports.c.report)
        .outerjoin(tables.amended, tables.amended.c.report == reports.c.report),
        reports.c.report,
        whose,
    )
    if any(row.body is None for row in rows):
        raise OutOfReach(
            "a report that hangs together with what was judged was corrected while the ledger was being linked"
        )
    rows.sort(key=lambda row: row.sequence)
    made = {row.report: unpack_sketch(row.body) for row in rows}
    texts = tuple(
        CopyText(
            report=row.report,
            text="",
            outlet=made[row.report].outline.outlet,
            url=made[row.report].outline.url,
            published=made[row.report].outline.published or row.retrieved,
            credits=made[row.report].credits,
        )
        for row in rows
    )
    collection = _collection(connection, [each.outline for each in made.values()], every)
    row_of = {fact.account.id: fact.row for fact in collection.facts}
    found = _found(connection, whose, before)
    return Neighbourhood(made, texts, collection, _scores(connection, row_of), found, given)


def as_in_all(connection: Connection, accounts: Mapping[str, str]) -> Collection:
    """These accounts, given with their reports, as comparing them within the whole ledger takes them."""
    asked = select(reports.c.sequence, linked_body())
    asked = asked.join(tables.sketches, tables.sketches.c.report == reports.c.report)
    asked = asked.outerjoin(tables.amended, tables.amended.c.report == reports.c.report)
    rows = rows_of(connection, asked, reports.c.report, set(accounts.values()))
    rows.sort(key=lambda row: row.sequence)
    made = [unpack_sketch(row.body).outline for row in rows if row.body is not None]
    return _collection(connection, made, accounts.keys())


def _collection(connection: Connection, made: Iterable[Outline], chosen: AbstractSet[str]) -> Collection:
    outlines = [replace(each, accounts=tuple(a for a in each.accounts if a.id in chosen)) for each in made]
    return Collection(outlines, table(), _words(connection, outlines))


def _connected(
    connection: Connection, accounts: set[str], whose: set[str], judgements: Sequence[Judgement], least: float
) -> tuple[set[str], set[str]]:
    """All accounts and reports that hang together with these, by pairs that are as likely as `least`."""
    judged: dict[str, set[str]] = defaultdict(set)
    for each in judgements:
        judged[each.a].add(each.b)
        judged[each.b].add(each.a)
    every: set[str] = set()
    texts: set[str] = set()
    while accounts or whose:
        if len(every) + len(accounts) > LARGEST or len(texts) + len(whose) > LARGEST:
            raise OutOfReach(f"more than {LARGEST:,} accounts or reports hang together with what was judged")
        every |= accounts
        texts |= whose
        near = {other for one in accounts for other in judged[one]} | _near(connection, accounts, least)
        near |= {row.id for row in rows_of(connection, _MAIN, tables.accounts.c.report, whose)}
        further = {other for one in whose for other in judged[one]} | _copying(connection, whose)
        further |= {row.report for row in rows_of(connection, _REPORTS, tables.accounts.c.id, accounts)}
        accounts, whose = near - every, further - texts
    return every, texts


_MAIN = select(tables.accounts.c.id).where(tables.accounts.c.number == 1)
_REPORTS = select(tables.accounts.c.report).distinct()


def _near(connection: Connection, accounts: Iterable[str], least: float) -> set[str]:
    """The accounts that are likely one with these, or in one incident with them."""
    scores, mine, theirs = tables.scores, tables.members.alias(), tables.members.alias()
    out: set[str] = set()
    for some in in_batches(sorted(accounts)):
        asked = union(
            select(scores.c.b).where(scores.c.a.in_(some), scores.c.score >= least),
            select(scores.c.a).where(scores.c.b.in_(some), scores.c.score >= least),
            select(theirs.c.account).join(mine, mine.c.incident == theirs.c.incident).where(mine.c.account.in_(some)),
        )
        out.update(connection.scalars(asked))
    return out


def _copying(connection: Connection, whose: Iterable[str]) -> set[str]:
    """The reports that are one text with these, whether a person overruled it or not."""
    out: set[str] = set()
    for some in in_batches(sorted(whose)):
        sides = [
            select(other).where(side.in_(some), links.c.kind.in_(sorted(LINKING)))
            for links in (tables.copies, tables.overruled)
            for side, other in ((links.c.a, links.c.b), (links.c.b, links.c.a))
        ]
        out.update(connection.scalars(union(*sides)))
    return out


def _words(connection: Connection, outlines: Sequence[Outline]) -> Counts:
    """How often the words of these accounts stand in those of the whole ledger."""
    own = [account for outline in outlines for account in outline.accounts]
    words = {
        "words": {word for a in own for word, _ in a.words},
        "lead": {word for a in own for word in a.lead},
        "names": {name for a in own for name in a.names},
        "people": {named.key for a in own for named in a.people},
    }
    known = tables.vocabulary
    found = {
        kind: {
            row.word: row.found
            for row in rows_of(
                connection, select(known.c.word, known.c.found).where(known.c.kind == kind), known.c.word, words[kind]
            )
        }
        for kind in VOCABULARIES
    }
    return Counts(connection.scalar(select(func.count()).select_from(tables.accounts)) or 0, found)


def _scores(connection: Connection, row_of: dict[str, int]) -> Scores:
    """The pairs of which both accounts are here."""
    found = [
        (row_of[row.a], row_of[row.b], row.score, row.vetoed)
        for row in rows_of(connection, select(tables.scores), tables.scores.c.a, row_of)
        if row.b in row_of
    ]
    found.sort(key=lambda row: row[:2])
    left, right, score, vetoed = zip(*found, strict=True) if found else ((), (), (), ())
    return Scores(
        np.array(left, np.int64), np.array(right, np.int64), np.array(score, np.float64), np.array(vetoed, bool)
    )


def _found(connection: Connection, whose: set[str], before: Sequence[Judgement]) -> tuple[CopyLink, ...]:
    """Links between these reports as comparing the texts found them."""
    judged = {(each.a, each.b) for each in before if each.verdict in ("copy", "independent")}
    out = []
    for links in (tables.copies, tables.overruled):
        for row in rows_of(connection, select(links), links.c.b, whose):
            decided = (min(row.a, row.b), max(row.a, row.b)) in judged
            if row.a in whose and decided == (links is tables.overruled):
                out.append(CopyLink(row.a, row.b, row.kind, row.score, row.reason))
    return tuple(out)


def rows_of(connection: Connection, asked: Select[Any], column: Column[Any], wanted: Iterable[str]) -> list[Any]:
    """The rows of a question in which a column holds one of these, batch by batch."""
    out: list[Any] = []
    for some in in_batches(sorted(wanted)):
        out.extend(connection.execute(asked.where(column.in_(some))))
    return out
