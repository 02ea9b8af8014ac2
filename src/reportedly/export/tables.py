"""The tables that a ledger is exported as, column by column: reports, claims, events, incidents. docs/exports.md
shows them.

What a column means is said here and nowhere else: the page in docs is made from it, and the types of Parquet files
too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from reportedly.export.rows import COLUMNS, Cell, Column

__all__ = ["ACLED", "TABLES", "WHAT", "Row", "What", "documented"]

What = Literal["incidents", "claims", "events", "reports"]
WHAT: tuple[What, ...] = get_args(What)

Row = Mapping[str, Cell]

_ORIGINAL = (
    Column("original_sha256", "text", "SHA-256 of the bytes that it was read from, as the ledger keeps them"),
    Column("linked_incidents", "text", "ids of the ledger's incidents that the report tells as news, separated by |"),
)

REPORTS = (
    Column("report", "text", "id of the report"),
    Column("sequence", "whole", "its place in the ledger's order"),
    Column("original_sha256", "text", "SHA-256 of the bytes that it was read from, as the ledger keeps them"),
    Column("outlet", "text", "who published it"),
    Column("url", "text", "where it appeared"),
    Column("headline", "text", "its headline"),
    Column("published", "text", "when, ISO 8601; a date stays a date"),
    Column("dated_earliest", "text", "where no date is given: first day on which it can have appeared, by its words"),
    Column("dated_latest", "text", "last such day"),
    Column("language", "text", "BCP 47 code"),
    Column("document", "text", "what kind of text it is: report, breaking, follow-up, court, opinion, ..."),
    Column("characters", "whole", "length of the text in code points"),
    Column("claims", "whole", "how many attributions were read"),
    Column("events", "whole", "how many events were read"),
    Column("issues", "whole", "how many things were seen and could not be decided"),
    Column("linked_incidents", "text", "ids of the ledger's incidents that the report tells as news, separated by |"),
    Column("stages", "text", "versioned stages that read it, separated by |"),
)

INCIDENTS = (
    Column("incident", "text", "id of the incident; it stays while reports join"),
    Column("title", "text", "what, where and when, by the versions with most origins behind them"),
    Column("day_from", "text", "first day on which it can have happened, ISO 8601"),
    Column("day_to", "text", "last such day, inclusive"),
    Column("time_precision", "whole", "1 the day is known, 2 the week, 3 less exactly; empty where no day is told"),
    Column("type", "text", "type by the codebook incidents, of most reports that can be coded"),
    Column("subtype", "text", "sub-type by that codebook"),
    Column("kind", "text", "what happened, in the words of most origins"),
    Column("actor1", "text", "who did it, or the first side, as the report in `coded_in` names it"),
    Column("actor1_kind", "text", "what sort of actor: rebel_group, police, protesters, ..."),
    Column("actor1_country", "text", "ISO 3166-1 alpha-2 of where it is from"),
    Column("actor2", "text", "whom it was done to, or the other side"),
    Column("actor2_kind", "text", "what sort of actor"),
    Column("actor2_country", "text", "ISO 3166-1 alpha-2"),
    Column("place", "text", "where, in the words of most origins"),
    Column("place_id", "text", "GeoNames id of the place that is meant (gn:), or an id of the project's own (rp:)"),
    Column("place_kind", "text", "country, admin1, admin2, region, water, continent or city"),
    Column("country", "text", "ISO 3166-1 alpha-2"),
    Column("admin1", "text", "first-order area"),
    Column("admin2", "text", "second-order area"),
    Column("latitude", "number", "degrees north of the middle of the place"),
    Column("longitude", "number", "degrees east of it"),
    Column("radius_km", "number", "how far the place reaches from there: a country is an area and no pin"),
    Column("geo_precision", "whole", "1 a settlement, 2 a district, 3 a province or wider; empty where not resolved"),
    Column("killed_low", "whole", "lowest figure that sources hold at last; empty where nobody tells one"),
    Column("killed_best", "whole", "the likeliest number"),
    Column("killed_high", "whole", "highest figure that sources hold at last"),
    Column("injured_low", "whole", "lowest figure of people hurt who lived"),
    Column("injured_best", "whole", "the likeliest number"),
    Column("injured_high", "whole", "highest figure"),
    Column("reports", "whole", "reports that tell it as news"),
    Column("outlets", "whole", "distinct publishers among them"),
    Column("origins", "whole", "independent origins that are known; agency copy and reprints add none"),
    Column("unknown", "whole", "reports whose origin nobody knows: they confirm nothing"),
    Column("background", "whole", "reports that only recall it"),
    Column("contradictions", "whole", "fields on which sources contradict each other"),
    Column("voices", "text", "every version of every field, who says it and in which words, separated by |"),
    Column("words", "text", "the words of `coded_in` that the code rests on"),
    Column("chain", "text", "holders of these words, outermost first, each with what it commits to"),
    Column("coded_in", "text", "id of the report whose event is coded"),
    Column("coding", "text", "id of that coding"),
    Column("report_ids", "text", "ids of the reports, in the ledger's order, separated by |"),
    Column("originals", "text", "SHA-256 of the original of each, in the same order"),
    Column("outlet_names", "text", "outlet of each, in the same order; - where not known"),
    Column("urls", "text", "URL of each, in the same order; - where not known"),
)

ACLED = (
    Column("event_id_cnty", "text", "id of the incident, or of the coding; not ACLED's numbering"),
    Column("event_date", "text", "first day on which it can have happened, ISO 8601"),
    Column("year", "whole", "its year"),
    Column("time_precision", "whole", "1 the day is known, 2 the week, 3 less exactly"),
    Column("disorder_type", "text", "Political violence, Demonstrations or Strategic developments, by the type"),
    Column("event_type", "text", "type by the codebook incidents, whose names are ACLED's"),
    Column("sub_event_type", "text", "sub-type by that codebook"),
    Column("actor1", "text", "who did it, as the report names it"),
    Column("assoc_actor_1", "text", "on whose side it is told to be"),
    Column("inter1", "whole", "interaction code of 2022: 1 state forces ... 8 others; empty where open"),
    Column("actor2", "text", "whom it was done to, or the other side"),
    Column("assoc_actor_2", "text", "on whose side it is told to be"),
    Column("inter2", "whole", "its interaction code"),
    Column("interaction", "whole", "both codes, the smaller first (17); one alone with a zero (60)"),
    Column("civilian_targeting", "text", "Civilian targeting, where violence is done to civilians"),
    Column("iso", "whole", "always empty: ISO 3166-1 numbers are not kept; see country_code"),
    Column("region", "text", "always empty: ACLED's regions are its own"),
    Column("country", "text", "name of the country"),
    Column("admin1", "text", "first-order area"),
    Column("admin2", "text", "second-order area"),
    Column("admin3", "text", "always empty: the gazetteer has two levels"),
    Column("location", "text", "name of the place"),
    Column("latitude", "number", "degrees north; empty for what is as wide as a country"),
    Column("longitude", "number", "degrees east; empty for what is as wide as a country"),
    Column("geo_precision", "whole", "1 a settlement, 2 a district, 3 a province or wider"),
    Column("source", "text", "outlets, separated by ;"),
    Column("source_scale", "text", "always empty: nobody has looked up how far an outlet reaches"),
    Column("notes", "text", "the report's words, and how many outlets and independent origins tell it"),
    Column("fatalities", "whole", "the likeliest number; empty, and not 0, where nobody tells one"),
    Column("tags", "text", "always empty"),
    Column("timestamp", "text", "always empty: exports use no clock"),
    Column("fatalities_low", "whole", "beyond ACLED: lowest figure that sources hold"),
    Column("fatalities_high", "whole", "beyond ACLED: highest figure that sources hold"),
    Column("outlets", "whole", "beyond ACLED: distinct publishers"),
    Column("origins", "whole", "beyond ACLED: independent origins that are known"),
    Column("unknown", "whole", "beyond ACLED: reports whose origin nobody knows"),
    Column("voices", "text", "beyond ACLED: who says what, in which words"),
    Column("chain", "text", "beyond ACLED: holders of the words, outermost first"),
    Column("day_to", "text", "beyond ACLED: last day on which it can have happened"),
    Column("country_code", "text", "beyond ACLED: ISO 3166-1 alpha-2"),
    Column("radius_km", "number", "beyond ACLED: how far the place reaches"),
    Column("report", "text", "beyond ACLED: id of the report whose words these are"),
    Column("original_sha256", "text", "beyond ACLED: SHA-256 of that report's original"),
)
"""The 31 columns of ACLED's files since 2023, in order, then our additions."""

TABLES: dict[What, tuple[Column, ...]] = {
    "incidents": INCIDENTS,
    "claims": (*COLUMNS["claims"], *_ORIGINAL),
    "events": (*COLUMNS["events"], *_ORIGINAL),
    "reports": REPORTS,
}
"""The columns of each table, in order."""


def documented(columns: tuple[Column, ...]) -> str:
    """The columns as a table for docs/exports.md."""
    types = {"text": "string", "whole": "int64", "number": "double", "yes/no": "bool"}
    lines = ["| column | type | what it holds |", "|---|---|---|"]
    lines += [f"| `{c.name}` | {types[c.kind]} | {c.meaning.replace('|', chr(92) + '|')} |" for c in columns]
    return "\n".join(lines)
