"""Words that take a side, in one reading of a story and the next: dropped, added, or put in one another's place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.incidents.changes import Change, in_headline
from reportedly.incidents.overlap import Match
from reportedly.incidents.passages import Passages, Sentence
from reportedly.report import LoadedTerm, Report, Span

__all__ = ["loaded_changes"]


def loaded_changes(
    a: Report, b: Report, left: Passages, right: Passages, matches: Sequence[Match]
) -> Iterable[Change]:
    """Words that take a side and went, came, or took another's place in a sentence that both have."""
    if a.loaded is None or b.loaded is None:
        return
    used: set[str] = set()
    for match in matches:
        one, other = left.sentences[match.a], right.sentences[match.b]
        before = [term for term in a.loaded if one.start <= term.span.start < one.end]
        after = [term for term in b.loaded if other.start <= term.span.start < other.end]
        used.update(term.id for term in (*before, *after))
        gone = [term for term in before if term.term not in {each.term for each in after}]
        come = [term for term in after if term.term not in {each.term for each in before}]
        for n, term in enumerate(gone):
            if n < len(come):
                yield Change(
                    "loaded word changed",
                    f"“{term.span.words}” became “{come[n].span.words}”{_whose(come[n])}",
                    (term.span,),
                    (come[n].span,),
                    term.id,
                    come[n].id,
                )
            elif put := _in_place_of(a, b, term, one, other):
                yield Change(
                    "loaded word dropped",
                    f"“{term.span.words}” became “{put.words}”{_whose(term)}",
                    (term.span,),
                    (put,),
                    term.id,
                )
            else:
                yield Change(
                    "loaded word dropped", f"“{term.span.words}” is gone{_whose(term)}", (term.span,), (), term.id
                )
        for term in come[len(gone) :]:
            if put := _in_place_of(b, a, term, other, one):
                yield Change(
                    "loaded word added",
                    f"“{put.words}” became “{term.span.words}”{_whose(term)}",
                    (put,),
                    (term.span,),
                    None,
                    term.id,
                )
            else:
                yield Change(
                    "loaded word added", f"“{term.span.words}” is new{_whose(term)}", (), (term.span,), None, term.id
                )
    counts = [{term.term for term in report.loaded or ()} for report in (a, b)]
    for term in a.loaded:
        if term.id not in used and term.term not in counts[1]:
            where = " from the headline" if in_headline(a, term.span) else ""
            says = f"“{term.span.words}” is gone{where}{_whose(term)}"
            yield Change("loaded word dropped", says, (term.span,), (), term.id)
    for term in b.loaded:
        if term.id not in used and term.term not in counts[0]:
            yield Change(
                "loaded word added", f"“{term.span.words}” is new{_whose(term)}", (), (term.span,), None, term.id
            )


def _in_place_of(a: Report, b: Report, term: LoadedTerm, one: Sentence, other: Sentence) -> Span | None:
    """The words of the other sentence that stand where the term stood: between the same neighbours."""
    text = b.text[other.start : other.end]
    before = a.text[one.start : term.span.start].split()[-1:] or [""]
    after = a.text[term.span.end : one.end].split()[:2]
    tail = " ".join(after)
    end = text.find(tail) if tail else -1
    if end < 0 and after:
        end = text.find(after[0])
    start = 0
    if before[0]:
        found = text.find(f"{before[0]} ")
        if found < 0 or (0 <= end < found):
            return None
        start = found + len(before[0]) + 1
    if end <= start or len(text[start:end].split()) > 4 or not text[start:end].strip():
        return None
    put = text[start:end].rstrip()
    return b.span(other.start + start, other.start + start + len(put))


def _whose(term: LoadedTerm) -> str:
    who = {
        "outlet": "in the outlet's own voice",
        "quoted": "in a quotation",
        "paraphrased": "in what a source is told to say",
    }
    target = f" of {term.target.value.name}" if term.target else ""
    return f" ({who[term.voice]}{target})"
