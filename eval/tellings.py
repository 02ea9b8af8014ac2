"""How reports tell events, measured: what is news, what is recalled, what is one event, what kind of text it is.

    python -m eval.tellings                     # all parts of gold/tellings.jsonl
    python -m eval.tellings --part dev --misses # the development part, with every miss
    python -m eval.tellings --agreement         # the second pass against the first, as if it were a program
    python -m eval.tellings --every 40          # a look at every 40th gun-violence article as well

The gold is the project's own (gold/README.md): mentions of events in Wikinews articles, by offsets. Only mentions
that the report's events have too are scored for what they are told as; how many those are is printed. The articles
are read with their day of publication given.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from eval.clusters import Agreement, b_cubed, f1, pairwise
from eval.corpora import records
from eval.gold import GOLD
from reportedly.errors import BadReport
from reportedly.pipeline import default_pipeline
from reportedly.report import Anchored, Event, Publication, Report

__all__ = ["Article", "Mention", "Said", "articles", "main", "said_by"]

HEAD = 120
"""Words of an article that are taken for its opening."""

HARM = frozenset(("violence", "accident"))
"""Kinds of incidents that the layer numbers."""


class Mention(NamedTuple):
    """One annotated mention: its characters, incident and event within it, and how the article tells it."""

    start: int
    end: int
    incident: int
    event: str
    told: str


class Article(NamedTuple):
    """One annotated article with its text, day of publication (ISO) and the kinds of its incidents."""

    doc: str
    part: str
    text: str
    day: str
    type: str
    kinds: dict[int, str]
    mentions: tuple[Mention, ...]

    @property
    def new_incidents(self) -> int:
        """How many incidents of violence or harm it tells as news: some harm of theirs (event "a") is news."""
        told = {m.incident for m in self.mentions if m.told == "news" and m.event == "a"}
        return sum(self.kinds[number] in HARM for number in told)


class Said(NamedTuple):
    """What is said of one mention: the event it belongs to, that event's type, its incident, news or background."""

    event: Hashable
    type: str
    incident: Hashable
    newness: str | None


def articles(which: str = "tellings") -> list[Article]:
    """The articles of gold/WHICH.jsonl. Raises BadReport where a text is not the one that was annotated."""
    texts = {record["doc"]: record for record in records("wikinews/wikinews_2019_2020.jsonl")}
    out = []
    for line in (GOLD / f"{which}.jsonl").read_text("utf-8").splitlines():
        raw = json.loads(line)
        text = texts.get(raw["doc"], {}).get("text", "")
        if hashlib.sha256(text.encode()).hexdigest() != raw["sha256"]:
            raise BadReport(f"{raw['doc']}: the text in the corpora is not the one that {which}.jsonl annotates")
        kinds = {int(number): kind for number, kind in raw["incidents"].items()}
        mentions = tuple(Mention(*mention) for mention in raw["mentions"])
        out.append(Article(raw["doc"], raw["part"], text, texts[raw["doc"]]["date"], raw["type"], kinds, mentions))
    return out


def read(article: Article, pipeline: Callable[[Report], Report]) -> Report:
    """The article, with its day of publication given."""
    return pipeline(Report.of(article.text, Publication(published=Anchored(article.day, (), "given by the corpus"))))


def said_by(report: Report, mentions: Iterable[Mention]) -> list[Said | None]:
    """What the report says of each mention; None where it has no event there. Of several the tightest one speaks."""
    told = {telling.event: telling for telling in report.tellings or ()}
    spans = [(span, event) for event in report.events or () for span in (event.span, *event.mentions)]
    out: list[Said | None] = []
    for mention in mentions:
        over = [(s.end - s.start, e) for s, e in spans if s.start < mention.end and mention.start < s.end]
        if not over:
            out.append(None)
            continue
        event: Event = min(over, key=lambda pair: pair[0])[1]
        telling = told.get(event.id)
        newness = None
        if telling:
            newness = "background" if telling.newness.value == "background" else "news"
        incident = telling.incident if telling and telling.incident is not None else event.id
        out.append(Said(event.id, event.type, incident, newness))
    return out


def new_incidents(report: Report) -> int:
    """How many incidents the report has of which some harm is news."""
    harm = {e.id for e in report.events or () if e.violent or e.type in ("ASSAULT", "ACCIDENT", "OTHER")}
    told = [t for t in report.tellings or () if t.event in harm and t.newness.value != "background"]
    return len({t.incident for t in told if t.incident is not None})


def _line(name: str, found: Agreement, many: int | str = "") -> str:
    return (
        f"  {name:44s} P {100 * found.precision:5.1f}  R {100 * found.recall:5.1f}  F1 {100 * found.f1:5.1f}  {many}"
    )


def _types(gold: Sequence[str], said: Sequence[str]) -> tuple[float, float]:
    """Accuracy, and F1 averaged over the types of the gold."""
    scores = []
    for each in sorted(set(gold)):
        right = sum(g == s == each for g, s in zip(gold, said, strict=True))
        scores.append(f1(right / max(1, said.count(each)), right / gold.count(each)))
    return sum(g == s for g, s in zip(gold, said, strict=True)) / len(gold), sum(scores) / len(scores)


def _one(pairs: Sequence[tuple[str, str]], which: str) -> Agreement:
    right = sum(g == s == which for g, s in pairs)
    precision = right / max(1, sum(s == which for _, s in pairs))
    recall = right / max(1, sum(g == which for g, _ in pairs))
    return Agreement(precision, recall, f1(precision, recall))


def _score_types(part: str, chosen: Sequence[Article], reports: Sequence[Report]) -> None:
    """Print how many types of one part are right."""
    documents = [report.document.value if report.document else "report" for report in reports]
    types = [article.type for article in chosen]
    most = Counter(types).most_common(1)[0][0]
    print(f"\n{part}: {len(chosen)} articles, {sum(len(article.mentions) for article in chosen)} mentions")
    for name, labels in ((f"always {most}", [most] * len(types)), ("document type", documents)):
        accuracy, macro = _types(types, labels)
        print(f"  {name:44s} accuracy {100 * accuracy:5.1f}  macro F1 {100 * macro:5.1f}")


def _score(chosen: Sequence[Article], reports: Sequence[Report]) -> None:
    """Print how far events, their newness and their incidents are right."""
    rows = [
        (article, mention, said)
        for article, report in zip(chosen, reports, strict=True)
        for mention, said in zip(article.mentions, said_by(report, article.mentions), strict=True)
    ]
    has = [(a, m, s) for a, m, s in rows if s is not None]
    print(f"  {'mentions that are an event of the report':44s} {100 * len(has) / max(1, len(rows)):5.1f} %")
    told = [(m.told, s.newness) for _, m, s in has if m.told in ("news", "background") and s.newness]
    for which in ("background", "news"):
        print(_line(which, _one(told, which), f"of {len(told)}"))
    always = _one([(g, "news") for g, _ in told], "news")
    print(_line("news, if all were news", always))
    for which, meaning in (("context", "recent, told as context"), ("not", "did not happen"), ("generic", "generic")):
        kept = [s.newness for _, m, s in has if m.told == which]
        news, old = kept.count("news"), kept.count("background")
        print(f"  {meaning:44s} told as news {news}, as background {old}, of {len(kept)}")
    _clusters("events", [(a.doc, m.incident, m.event) for a, m, _ in has], has, lambda s: s.event)
    harmed = [row for row in has if row[0].kinds[row[1].incident] in HARM and row[2].newness]
    _clusters("incidents of harm", [(a.doc, m.incident) for a, m, _ in harmed], harmed, lambda s: s.incident)
    count = [(article.new_incidents, new_incidents(report)) for article, report in zip(chosen, reports, strict=True)]
    right, over = sum(g == s for g, s in count), sum(s > g for g, s in count)
    one = sum(g == 1 for g, _ in count)
    print(
        f"  {'number of new incidents right':44s} {100 * right / len(count):5.1f} % of {len(count)}; too many in "
        f"{over}, too few in {len(count) - right - over}; always one: {100 * one / len(count):.1f} %"
    )


def _clusters(
    name: str, gold: list[Hashable], rows: Sequence[tuple[Article, Mention, Said]], by: Callable[[Said], Hashable]
) -> None:
    ours = [(article.doc, by(said)) for article, _, said in rows]
    apart: list[Hashable] = list(range(len(rows)))
    types = [(article.doc, said.type) for article, _, said in rows]
    for measure, function in (("B-cubed", b_cubed), ("pairs", pairwise)):
        print(_line(f"{name}, {measure}", function(gold, ours), f"of {len(gold)}"))
        print(_line("  all apart", function(gold, apart)))
        print(_line("  all of one type together", function(gold, types)))


def _misses(chosen: Sequence[Article], reports: Sequence[Report]) -> None:
    """Print what was missed, article by article, each mention with its words."""
    for article, report in zip(chosen, reports, strict=True):
        document = report.document.value if report.document else None
        print(
            f"\n== {article.doc} {article.type} / {document}, new {article.new_incidents} / {new_incidents(report)}"
        )
        for mention, said in zip(article.mentions, said_by(report, article.mentions), strict=True):
            words = article.text[mention.start : mention.end]
            gold = f"{mention.incident}{mention.event} {mention.told}"
            ours = f"{str(said.event)[:8]} {said.type} {str(said.incident)[:6]} {said.newness}" if said else "-"
            wrong = said and said.newness and mention.told in ("news", "background") and said.newness != mention.told
            print(f"  {'!' if wrong else ' '} {words:16s} {gold:18s} {ours}")


def _agreement(first: list[Article], second: list[Article]) -> None:
    """Print how far the second pass agrees with the first, over mentions that both have."""
    known = {article.doc: article for article in first}
    pairs: list[tuple[Article, Mention, Mention]] = []
    ours = theirs = types = counts = 0
    for again in second:
        before = known[again.doc]
        types += again.type == before.type
        counts += again.new_incidents == before.new_incidents
        ours, theirs = ours + len(before.mentions), theirs + len(again.mentions)
        for one in before.mentions:
            other = next((m for m in again.mentions if m.start < one.end and one.start < m.end), None)
            if other:
                pairs.append((before, one, other))
    precision, recall = len(pairs) / max(1, theirs), len(pairs) / max(1, ours)
    print(f"{len(second)} articles twice: {types} of the same type, {counts} with as many new incidents")
    print(_line("mentions", Agreement(precision, recall, f1(precision, recall)), f"{ours} and {theirs}"))
    same = sum(one.told == other.told for _, one, other in pairs)
    print(f"  {'told as the same, of those both have':44s} {100 * same / max(1, len(pairs)):5.1f} % of {len(pairs)}")
    print(f"  {'kappa':44s} {_kappa([(one.told, other.told) for _, one, other in pairs]):5.2f}")
    for name, key in (("events", lambda m: (m.incident, m.event)), ("incidents", lambda m: m.incident)):
        gold = [(a.doc, key(one)) for a, one, _ in pairs]
        said = [(a.doc, key(other)) for a, _, other in pairs]
        print(_line(f"{name}, B-cubed", b_cubed(gold, said)))
        print(_line(f"{name}, pairs", pairwise(gold, said)))


def _kappa(pairs: Sequence[tuple[str, str]]) -> float:
    """Cohen's kappa (1960): agreement beyond what the frequencies of the labels would give."""
    many = max(1, len(pairs))
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[label] * other[label] for label in one) / many**2
    return (sum(a == b for a, b in pairs) / many - chance) / (1 - chance) if chance < 1 else 1.0


def _gun_violence(every: int) -> None:
    """Print how many new incidents are seen in articles each filed under one, and in two openings one after another.

    The second keeps the first honest: what sees one incident everywhere is right in the one and wrong in the other.
    """
    pipeline = default_pipeline()
    rows = records("incidents/gva_dev.jsonl")[::every]
    whole = Counter(min(3, new_incidents(pipeline(Report.of(row["content"])))) for row in rows)
    shares = "  ".join(f"{n if n < 3 else '3+'}: {100 * whole[n] / len(rows):.1f} %" for n in range(4))
    print(f"\nnew incidents in {len(rows)} gun-violence articles: {shares}")
    heads = [_head(row["content"]) for row in rows]
    seen = [new_incidents(pipeline(Report.of(head))) for head in heads]
    both = [
        (heads[i], heads[i + 1])
        for i in range(0, len(rows) - 1, 2)
        if seen[i] == seen[i + 1] == 1 and rows[i]["incident"] != rows[i + 1]["incident"]
    ]
    two = sum(new_incidents(pipeline(Report.of("\n\n".join(pair)))) == 2 for pair in both)
    print(f"two openings of one new incident each, set one after the other: two seen in {two} of {len(both)}")


def _head(text: str) -> str:
    """The first paragraphs, up to HEAD words or the paragraph that reaches them."""
    out: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if sum(len(each.split()) for each in out) >= HEAD:
            break
        out.append(paragraph)
    return "\n\n".join(out)


def main() -> None:
    """Print the figures of the chosen part or of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("dev", "types", "test"))
    parser.add_argument("--misses", action="store_true", help="print every mention of the articles (dev part only)")
    parser.add_argument("--agreement", action="store_true", help="compare the two passes and read nothing")
    parser.add_argument("--every", type=int, default=0, help="read every Nth gun-violence article too")
    options = parser.parse_args()
    gold = articles()
    if options.agreement:
        _agreement(gold, articles("tellings.again"))
        return
    pipeline = default_pipeline()
    for part in (options.part,) if options.part else ("dev", "types", "test"):
        chosen = [article for article in gold if article.part == part]
        reports = [read(article, pipeline) for article in chosen]
        _score_types(part, chosen, reports)
        if part != "types":
            _score(chosen, reports)
        if options.misses and part == "dev":
            _misses(chosen, reports)
    if options.every:
        _gun_violence(options.every)


if __name__ == "__main__":
    main()
