"""The tables that are the record: four that are only added to, the work list, accounts, and what the ledger says of
itself.

`reports`, `entries`, `judgements` and `decisions` share one sequence: each row takes the next number of all four, and
"as of" is a limit on it. Rows of them, of `retrievals`, `found`, `failures` and `audit` are never changed and never
deleted; triggers forbid it (`append_only.py`). Only `items` changes (the state of the work), who may sign in, and
`about`.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, MetaData, Table

from reportedly.store.columns import Body, Flag, Real, Values, Whole, Words

__all__ = [
    "APPEND_ONLY",
    "SCHEMA",
    "SEQUENCED",
    "about",
    "api_keys",
    "audit",
    "decisions",
    "entries",
    "failures",
    "found",
    "items",
    "judgements",
    "record",
    "reports",
    "retrievals",
    "sessions",
    "users",
]

SCHEMA = 3
"""Version of these tables. A change adds a step to `migrations/` and a frozen copy to tests/store/schemas."""

record = MetaData()

about = Table(
    "about",
    record,
    Column("key", Words, primary_key=True),
    Column("value", Words, nullable=False),
    sqlite_strict=True,
)
"""What the ledger says of itself: `schema` (its version), a digest of each derived table's declaration, and what
people keep by name, such as saved searches."""

reports = Table(
    "reports",
    record,
    Column("sequence", Whole, primary_key=True, autoincrement=False),
    Column("report", Words, nullable=False, unique=True),
    Column("original", Words, nullable=False, index=True),
    Column("locator", Words),
    Column("location", Words),
    Column("outlet", Words, index=True),
    Column("url", Words, index=True),
    Column("headline", Words),
    Column("published", Words, index=True),
    Column("retrieved", Words),
    Column("language", Words),
    Column("characters", Whole, nullable=False),
    Column("body", Body, nullable=False),
    Column("content", Words, nullable=False),
    Column("at", Words, nullable=False),
    sqlite_strict=True,
)
"""A text as it came first. `body` is codec JSON without layers, deflated; `content` its digest without the place and
time of retrieval."""

entries = Table(
    "entries",
    record,
    Column("sequence", Whole, primary_key=True, autoincrement=False),
    Column("kind", Words, CheckConstraint("kind IN ('reading', 'correction', 'withdrawal')"), nullable=False),
    Column("report", Words, ForeignKey("reports.report"), nullable=False),
    Column("digest", Words, nullable=False, unique=True),
    Column("recipe", Words),
    Column("annotation", Words),
    Column("field", Words),
    Column("body", Body),
    Column("author", Words),
    Column("reason", Words),
    Column("supersedes", Whole, ForeignKey("entries.sequence")),
    Column("claims", Whole),
    Column("events", Whole),
    Column("issues", Whole),
    Column("at", Words, nullable=False),
    Index("entries_by_report", "report", "kind", "sequence"),
    sqlite_strict=True,
)
"""What somebody read in a report: a whole reading of one recipe; a correction of one field; or its withdrawal."""

Index(
    "entries_of_people",
    entries.c.report,
    entries.c.annotation,
    entries.c.field,
    entries.c.sequence,
    sqlite_where=entries.c.author.is_not(None),
    postgresql_where=entries.c.author.is_not(None),
)
"""Corrections are few among many readings; who looks for them does not walk through those."""

judgements = Table(
    "judgements",
    record,
    Column("sequence", Whole, primary_key=True, autoincrement=False),
    Column("digest", Words, nullable=False, unique=True),
    Column("family", Words, nullable=False),
    Column("verdict", Words, nullable=False),
    Column("a", Words, nullable=False),
    Column("b", Words, nullable=False),
    Column("author", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("supersedes", Whole, ForeignKey("judgements.sequence")),
    Column("withdrawn", Flag, nullable=False),
    Column("at", Words, nullable=False),
    Index("judgements_by_pair", "family", "a", "b", "sequence"),
    sqlite_strict=True,
)
"""What a person decided about two things. `family` is what kind of things: accounts, reports or people. A row with
`withdrawn` takes back the one it supersedes and puts nothing in its place."""

decisions = Table(
    "decisions",
    record,
    Column("sequence", Whole, primary_key=True, autoincrement=False),
    Column("digest", Words, nullable=False, unique=True),
    Column("key", Words, nullable=False),
    Column("item", Words, nullable=False),
    Column("kind", Words, CheckConstraint("kind IN ('claim', 'event', 'pair', 'copy')"), nullable=False),
    Column("report", Words, ForeignKey("reports.report")),
    Column(
        "action",
        Words,
        CheckConstraint("action IN ('accept', 'correct', 'reject', 'skip', 'unsure')"),
        nullable=False,
    ),
    Column("round", Words, CheckConstraint("round IN ('single', 'blind', 'adjudication')"), nullable=False),
    Column("author", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("content", Words, nullable=False),
    Column("body", Body, nullable=False),
    Column("effects", Values, nullable=False),
    Column("seconds", Real),
    Column("supersedes", Whole, ForeignKey("decisions.sequence")),
    Column("withdrawn", Flag, nullable=False),
    Column("at", Words, nullable=False),
    Index("decisions_by_item", "item", "sequence"),
    Index("decisions_by_author", "author", "key", unique=True),
    Index("decisions_superseded", "supersedes"),
    sqlite_strict=True,
)
"""What a person decided about an item of the review queue. `key` is made by whoever hands it in, so that the same
handed in twice is one. `content` is a digest of the item's fields as they were decided on; `body` is deflated JSON:
the fields before and after, the corrections, the words around. `effects` are the numbers of the corrections and
judgements that were entered by it. A row with `withdrawn` takes back the one it supersedes."""

items = Table(
    "items",
    record,
    Column("number", Whole, primary_key=True, autoincrement=False),
    Column("key", Words, nullable=False, unique=True),
    Column("original", Words, nullable=False, index=True),
    Column("locator", Words),
    Column("location", Words, nullable=False),
    Column("media_type", Words),
    Column("retrieved", Words),
    Column("overrides", Values, nullable=False),
    Column("headers", Values),
    Column("state", Words, CheckConstraint("state IN ('pending', 'done', 'quarantined')"), nullable=False),
    Column("attempts", Whole, nullable=False),
    Index("items_by_state", "state", "number"),
    sqlite_strict=True,
)
"""The work list. Each item is in one state, so that received = done + quarantined + pending by its very shape."""

retrievals = Table(
    "retrievals",
    record,
    Column("digest", Words, primary_key=True),
    Column("item", Whole, ForeignKey("items.number"), nullable=False, index=True),
    Column("location", Words, nullable=False),
    Column("retrieved", Words),
    Column("headers", Values),
    Column("at", Words, nullable=False),
    sqlite_strict=True,
)
"""Each time an item came in: from where, when, with which headers. The same again adds nothing."""

found = Table(
    "found",
    record,
    Column("item", Whole, ForeignKey("items.number"), primary_key=True, autoincrement=False),
    Column("report", Words, ForeignKey("reports.report"), primary_key=True),
    Column("position", Whole, nullable=False),
    Index("found_by_report", "report"),
    sqlite_strict=True,
)
"""Which reports an item gave, also where another item had given the same report before."""

failures = Table(
    "failures",
    record,
    Column("item", Whole, ForeignKey("items.number"), primary_key=True, autoincrement=False),
    Column("attempt", Whole, primary_key=True, autoincrement=False),
    Column("stage", Words, nullable=False),
    Column("cause", Words, nullable=False),
    Column("tool", Words),
    Column("seconds", Real),
    Column("bytes", Whole),
    Column("at", Words, nullable=False),
    sqlite_strict=True,
)
"""Every attempt that failed, and why."""

users = Table(
    "users",
    record,
    Column("name", Words, primary_key=True),
    Column("roles", Values, nullable=False),
    Column("password", Words),
    Column("disabled", Flag, nullable=False),
    Column("added", Words, nullable=False),
    Column("changed", Words, nullable=False),
    sqlite_strict=True,
)
"""Who may sign in, by the name that stands as author of what they decide. `password` is an argon2 hash; None: cannot
sign in yet. A row is never deleted, so that a name is never given to somebody else."""

sessions = Table(
    "sessions",
    record,
    Column("digest", Words, primary_key=True),
    Column("user", Words, ForeignKey("users.name"), nullable=False, index=True),
    Column("opened", Words, nullable=False),
    Column("seen", Words, nullable=False),
    info={"copied": False},
    sqlite_strict=True,
)
"""Browsers that are signed in, by the SHA-256 of what they bring. A copy of the ledger has none."""

api_keys = Table(
    "api_keys",
    record,
    Column("digest", Words, primary_key=True),
    Column("user", Words, ForeignKey("users.name"), nullable=False, index=True),
    Column("label", Words, nullable=False),
    Column("added", Words, nullable=False),
    Column("used", Words),
    Column("revoked", Words),
    info={"copied": False},
    sqlite_strict=True,
)
"""Keys by which scripts act for a user, by their SHA-256. One that was revoked stays, and opens nothing."""

audit = Table(
    "audit",
    record,
    Column("number", Whole, primary_key=True, autoincrement=False),
    Column("who", Words, nullable=False),
    Column("act", Words, nullable=False),
    Column("what", Words, nullable=False),
    Column("more", Values, nullable=False),
    Column("at", Words, nullable=False),
    Index("audit_by_who", "who", "number"),
    Index("audit_by_act", "act", "number"),
    sqlite_strict=True,
)
"""Who wrote what, and who looked at what is restricted. `act` is a slug ("account.role", "names.seen"), `what` the
thing it was done to, `more` what else is known of it. No row holds words of a report."""

SEQUENCED = (reports, entries, judgements, decisions)
"""The tables that share the sequence."""

APPEND_ONLY = (*SEQUENCED, retrievals, found, failures, audit)
"""The tables whose rows never change."""
