"""Tables that can be deleted and are made again to the same digest: what linking, counting and search work out.

Nothing here is evidence. A table whose declaration has changed is dropped and made empty when a ledger is opened, and
`reportedly rebuild` fills it. Each has a primary key, by which `digest` walks it; a table with
`info={"digest": False}` is left out: it says how far the work has come, and not what it found. One that "starts
empty" is as it should be in a ledger that was linked before the table was there.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, MetaData, Table

from reportedly.store.columns import Body, Flag, Real, Values, Whole, Words

__all__ = [
    "accounts",
    "acquainted",
    "amended",
    "appearances",
    "assertions",
    "bearers",
    "company",
    "copies",
    "derived",
    "fingerprints",
    "folds",
    "glances",
    "incidents",
    "leases",
    "members",
    "namesakes",
    "overruled",
    "pairs",
    "people",
    "progress",
    "questions",
    "scores",
    "sketches",
    "versions",
    "vocabulary",
]

derived = MetaData()

progress = Table(
    "progress",
    derived,
    Column("step", Words, primary_key=True),
    Column("sequence", Whole, nullable=False),
    info={"digest": False},
    sqlite_strict=True,
)
"""Up to which sequence each step has gone, so that the next run goes on from there."""

sketches = Table(
    "sketches",
    derived,
    Column("report", Words, primary_key=True),
    Column("version", Words, nullable=False),
    Column("body", Body, nullable=False),
    sqlite_strict=True,
)
"""What the rest of the ledger needs of a report: `incidents.sketch`. A correction of the report makes it anew."""

fingerprints = Table(
    "fingerprints",
    derived,
    Column("report", Words, primary_key=True),
    Column("version", Words, nullable=False),
    Column("body", Body, nullable=False),
    sqlite_strict=True,
)
"""What finding copies needs of a text."""

amended = Table(
    "amended",
    derived,
    Column("report", Words, primary_key=True),
    Column("settled", Whole, nullable=False),
    Column("body", Body),
    info={"digest": False, "starts empty": True},
    sqlite_strict=True,
)
"""Reports that were corrected since the ledger was linked. `body` is the sketch by which the other derived tables
were made (None where only linking again can tell), `settled` the last correction in them: `store.amended`."""

glances = Table(
    "glances",
    derived,
    Column("report", Words, primary_key=True),
    Column("version", Words, nullable=False),
    Column("body", Body, nullable=False),
    sqlite_strict=True,
)
"""What lists show of a report: `incidents.glance`. A correction of the report makes it anew."""

accounts = Table(
    "accounts",
    derived,
    Column("id", Words, primary_key=True),
    Column("report", Words, nullable=False, index=True),
    Column("number", Whole, nullable=False),
    Column("newness", Words, nullable=False),
    Column("day_from", Words, index=True),
    Column("day_to", Words),
    Column("place", Words),
    Column("country", Words),
    Column("lat", Real),
    Column("lon", Real),
    Column("radius_km", Real),
    Column("kind", Words),
    Column("killed", Whole),
    Column("injured", Whole),
    sqlite_strict=True,
)
"""One report's account of one incident, flat; the whole of it stands in the report's sketch."""

copies = Table(
    "copies",
    derived,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("kind", Words, primary_key=True),
    Column("score", Real, nullable=False),
    Column("reason", Words, nullable=False),
    Index("copies_by_b", "b"),
    sqlite_strict=True,
)
"""Report `b` takes from report `a`, or may do so (kind "unsure"): how, and the sentence why."""

overruled = Table(
    "overruled",
    derived,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("score", Real, nullable=False),
    Column("reason", Words, nullable=False),
    sqlite_strict=True,
)
"""Links that comparing texts found and a person overruled; `copies` has them again when that is taken back."""

versions = Table(
    "versions",
    derived,
    Column("report", Words, primary_key=True),
    Column("of", Words, primary_key=True),
    Column("reason", Words, nullable=False),
    Index("versions_by_of", "of"),
    sqlite_strict=True,
)
"""Report `report` is a later version of report `of`."""

folds = Table(
    "folds",
    derived,
    Column("report", Words, primary_key=True),
    Column("root", Words, nullable=False, index=True),
    sqlite_strict=True,
)
"""Report `report` is a copy, rewrite or version of `root`, which is none itself: lists show it under that one."""

pairs = Table(
    "pairs",
    derived,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("score", Real, nullable=False),
    Column("verdict", Words, nullable=False),
    Column("clues", Values, nullable=False),
    Index("pairs_by_verdict", "verdict", "score"),
    Index("pairs_by_b", "b"),
    sqlite_strict=True,
)
"""Two accounts that were compared, with each clue's name, score and sentence; "unsure" ones are the review queue."""

scores = Table(
    "scores",
    derived,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("score", Real, nullable=False),
    Column("vetoed", Flag, nullable=False),
    Index("scores_by_b", "b"),
    sqlite_strict=True,
)
"""How likely two accounts are of one incident (0..1), of all that were compared, and whether something forbids it.
No judgement changes it: what one changes is worked out from here. `a` came into the ledger before `b`."""

vocabulary = Table(
    "vocabulary",
    derived,
    Column("kind", Words, primary_key=True),
    Column("word", Words, primary_key=True),
    Column("found", Whole, nullable=False),
    sqlite_strict=True,
)
"""In how many accounts a word or name stands, of those that stand in several: how rare it is (`facts.Counts`)."""

incidents = Table(
    "incidents",
    derived,
    Column("id", Words, primary_key=True),
    Column("title", Words),
    Column("day_from", Words, index=True),
    Column("day_to", Words),
    Column("place", Words),
    Column("country", Words),
    Column("lat", Real),
    Column("lon", Real),
    Column("radius_km", Real),
    Column("kind", Words),
    Column("killed_low", Whole),
    Column("killed_high", Whole),
    Column("injured_low", Whole),
    Column("injured_high", Whole),
    Column("reports", Whole),
    Column("outlets", Whole),
    Column("origins", Whole),
    Column("unknown", Whole),
    Column("body", Body),
    sqlite_strict=True,
)
"""An incident with its figures: `outlets` that tell it, `origins` known to be independent, and how many `unknown`."""

members = Table(
    "members",
    derived,
    Column("incident", Words, primary_key=True),
    Column("account", Words, primary_key=True),
    Column("report", Words, nullable=False, index=True),
    Column("role", Words, nullable=False),
    Index("members_by_account", "account"),
    sqlite_strict=True,
)
"""Which accounts an incident has, as "news" or as "background"."""

assertions = Table(
    "assertions",
    derived,
    Column("incident", Words, primary_key=True),
    Column("number", Whole, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("by_kind", Words, nullable=False),
    Column("by_report", Words),
    Column("by_entity", Words),
    Column("about", Words),
    Column("about_kind", Words),
    Column("about_report", Words),
    Column("about_entity", Words),
    Column("reports", Whole, nullable=False),
    Column("roots", Values, nullable=False),
    Column("unknown", Whole, nullable=False),
    Column("body", Body, nullable=False),
    sqlite_strict=True,
)
"""Who claims, denies or counts an incident, and who blames whom for it: one row for each kind, voice and party.

`roots` name the independent origins whose reports carry it, `unknown` is how many more texts do; `body` holds the
sayings with their words (`incidents.assertions`)."""

people = Table(
    "people",
    derived,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("private", Flag, nullable=False),
    Column("body", Body),
    sqlite_strict=True,
)
"""Actors and people across reports; private ones are marked."""

namesakes = Table(
    "namesakes",
    derived,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("score", Real, nullable=False),
    Column("sentence", Words, nullable=False),
    sqlite_strict=True,
)
"""Two people or bodies that may be one, which only a person can decide, and what speaks for it."""

acquainted = Table(
    "acquainted",
    derived,
    Column("a", Words, primary_key=True),
    Column("b", Words, primary_key=True),
    Column("score", Real, nullable=False),
    Column("sentence", Words, nullable=False),
    Index("acquainted_by_b", "b"),
    sqlite_strict=True,
)
"""Two appearances that were compared and may be one, with the reason (`people.People.compared`)."""

bearers = Table(
    "bearers",
    derived,
    Column("key", Words, primary_key=True),
    Column("node", Words, primary_key=True),
    Column("report", Words, nullable=False),
    Column("place", Whole, nullable=False),
    Column("name", Words, nullable=False),
    Column("sign", Words),
    Index("bearers_by_node", "node"),
    sqlite_strict=True,
)
"""Appearances by what possible namesakes of any report share (`people.standing_keys`). `place` is that within the
report's own. Private people share nothing across reports: their key and name are empty."""

company = Table(
    "company",
    derived,
    Column("kind", Words, primary_key=True),
    Column("name", Words, primary_key=True),
    Column("count", Whole, nullable=False),
    sqlite_strict=True,
)
"""What comparing names knows of all reports: "surname"s that are common, and how many reports tell of a full name as
"public"."""

appearances = Table(
    "appearances",
    derived,
    Column("person", Words, primary_key=True),
    Column("report", Words, primary_key=True),
    Column("entity", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Index("appearances_by_report", "report"),
    sqlite_strict=True,
)
"""Where a person or actor appears, and by which name."""

questions = Table(
    "questions",
    derived,
    Column("item", Words, primary_key=True),
    Column("kind", Words, nullable=False),
    Column("report", Words, nullable=False, index=True),
    Column("annotation", Words),
    Column("account", Words, index=True),
    Column("incident", Words, index=True),
    Column("field", Words),
    Column("day", Words),
    Column("state", Words, nullable=False),
    Column("doubt", Real, nullable=False),
    Column("own", Real, nullable=False),
    Column("stakes", Real, nullable=False),
    Column("value", Real, nullable=False),
    Column("chance", Real, nullable=False),
    Index("questions_by_value", "state", "value", "item"),
    Index("questions_by_kind", "state", "kind", "value", "item"),
    info={"digest": False},
    sqlite_strict=True,
)
"""The review queue: what a person is asked, with what an answer is worth (`value` = `doubt` x `stakes`). `own` is the
part of the stakes that the item brings itself, the rest comes from its incident; `chance` (0..1) follows from its id
and decides whether it is coded twice. Decided items are not here: it says how far the work has come."""

leases = Table(
    "leases",
    derived,
    Column("item", Words, primary_key=True),
    Column("coder", Words, primary_key=True),
    Column("until", Words, nullable=False),
    Index("leases_by_coder", "coder"),
    info={"digest": False},
    sqlite_strict=True,
)
"""Which items are in whose hands, so that two people are not given the same one; they end by themselves."""
