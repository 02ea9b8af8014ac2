"""The part of a ledger that a judgement can change: accounts that are likely, judged or copied one with another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Column, Connection, Select, func, select

from reportedly.derive.linked import Source, taken_from
from reportedly.incidents.copies import CopyLink, CopyText, overruled
from reportedly.incidents.facts import VOCABULARIES, Collection, Counts
from reportedly.incidents.judgement import Judgement
from reportedly.incidents.linking import Linking, settled, together_by
from reportedly.incidents.origins import LINKING
from reportedly.incidents.rarity import table
from reportedly.incidents.scoring import Scores
from reportedly.incidents.sketch import Sketch, unpack_sketch
from reportedly.incidents.weights import weights
from reportedly.store import derived as tables
from reportedly.store.schema import reports
from reportedly.store.worklist import in_batches

__all__ = ["LARGEST", "Changed", "Neighbourhood", "OutOfReach", "neighbourhood", "rows_of"]

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
        return together_by(self.collection, self.scores, taken_from(links), judgements)

    def linked(self, judgements: Sequence[Judgement]) -> Changed:
        """What linking makes of it by these judgements; those of anything else are passed over."""
        links, aside = overruled(self.found, self.texts, judgements)
        linking = settled(self.collection, self.scores, copies=taken_from(links), judgements=judgements)
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
    every, whose = _connected(connection, set(accounts), set(reports_judged), (*judgements, *before))
    rows = rows_of(
        connection,
        select(reports.c.sequence, reports.c.report, reports.c.retrieved, tables.sketches.c.body).outerjoin(
            tables.sketches, tables.sketches.c.report == reports.c.report
        ),
        reports.c.report,
        whose,
    )
    if any(row.body is None for row in rows):
        raise OutOfReach(
            "a report that hangs together with what was judged was corrected since the ledger was linked"
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
    outlines = [
        replace(each.outline, accounts=tuple(a for a in each.outline.accounts if a.id in every))
        for each in made.values()
    ]
    words = _words(connection, outlines)
    collection = Collection(outlines, table(), words)
    row_of = {fact.account.id: fact.row for fact in collection.facts}
    return Neighbourhood(made, texts, collection, _scores(connection, row_of), _found(connection, whose, before))


def _connected(
    connection: Connection, accounts: set[str], whose: set[str], judgements: Sequence[Judgement]
) -> tuple[set[str], set[str]]:
    """All accounts and reports that hang together with these."""
    judged: dict[str, set[str]] = defaultdict(set)
    for each in judgements:
        judged[each.a].add(each.b)
        judged[each.b].add(each.a)
    least = weights().review
    scores, members, own = tables.scores, tables.members, tables.accounts
    every: set[str] = set()
    texts: set[str] = set()
    while accounts or whose:
        if len(every) + len(accounts) > LARGEST or len(texts) + len(whose) > LARGEST:
            raise OutOfReach(f"more than {LARGEST:,} accounts or reports hang together with what was judged")
        every |= accounts
        texts |= whose
        near: set[str] = {other for one in accounts for other in judged[one]}
        for side, other in ((scores.c.a, scores.c.b), (scores.c.b, scores.c.a)):
            asked = select(other.label("id")).where(scores.c.score >= least)
            near.update(row.id for row in rows_of(connection, asked, side, accounts))
        incidents = {
            r.id for r in rows_of(connection, select(members.c.incident.label("id")), members.c.account, accounts)
        }
        near.update(
            r.id for r in rows_of(connection, select(members.c.account.label("id")), members.c.incident, incidents)
        )
        further = {r.id for r in rows_of(connection, select(own.c.report.label("id")), own.c.id, accounts)}
        further |= {other for one in whose for other in judged[one]}
        for links in (tables.copies, tables.overruled):
            for side, other in ((links.c.a, links.c.b), (links.c.b, links.c.a)):
                asked = select(other.label("id")).where(links.c.kind.in_(sorted(LINKING)))
                further.update(row.id for row in rows_of(connection, asked, side, whose))
        main = select(own.c.id.label("id")).where(own.c.number == 1)
        near.update(row.id for row in rows_of(connection, main, own.c.report, whose))
        accounts, whose = near - every, further - texts
    return every, texts


def _words(connection: Connection, outlines: Sequence[Any]) -> Counts:
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
