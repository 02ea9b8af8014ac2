"""Who says a quotation: ties each outermost quotation to the reporting word beside it, or to the one before.

The parse alone is not enough: a quotation may run over sentences, and the parser reads the words in it as it likes.
So quotations are tied by place: words of a quotation in the content of a reporting word outside it; else a
reporting word right after its closing mark or right before its opening mark; else, in the same paragraph, the
speaker of the quotation before.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.cues import cue_lexicon
from reportedly.claims.verbs import source_of

__all__ = ["colon_candidates", "tie_quotations"]

_MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„", "‟", "‹", "›", "‚", ","))
_NEAR = 14
"""How many words after a quotation its reporting verb is looked for ("... ", the minister for roads said)."""


def tie_quotations(context: Context, candidates: list[Candidate], *, usable: Sequence[bool]) -> list[int]:
    """Give every candidate the whole of the quotations it reports; returns the quotations nobody reports.

    Adds candidates of the frame "quotation" for reporting words that the parse did not link to their quotation.
    `usable` says which outermost quotations are speech (not titles of works or scare quotes).
    """
    by_head = {c.head: c for c in candidates}
    tied: set[int] = set()
    for candidate in candidates:
        _take_in(context, candidate, usable, tied)
    open_: list[int] = []
    last: tuple[int, Candidate] | None = None
    owner = {q: c for c in candidates for q in c.quotes}
    for position, rows in enumerate(context.quoted):
        if not rows or not usable[position]:
            continue
        paragraph = context.tree.paragraph_number(rows[0])
        found = owner.get(position)
        if found is None or found.pos != "verb" or (found.lemma, "verb") not in cue_lexicon():
            verb = _verb_after(context, position) if not _own_clause(context, position) else -1
            if verb < 0:
                verb = _verb_before(context, position)
            if verb >= 0:
                found = _given(context, verb, by_head, candidates)
                _only_quotation(context, found, position)
                tied.add(position)
        if found is None and last is not None and last[0] == paragraph and _sentence_of_its_own(context, position):
            found = last[1]
            found.content |= set(rows)
            found.quotes.append(position)
            tied.add(position)
        if found is None:
            open_.append(position)
        else:
            last = (context.tree.paragraph_number(rows[-1]), found)
    return open_


def _take_in(context: Context, candidate: Candidate, usable: Sequence[bool], tied: set[int]) -> None:
    """Content that touches a quotation holds all of it; a full sentence in marks leaves nothing else in."""
    here = context.inside[candidate.head]
    touched = {context.inside[row] for row in candidate.content} - {-1, here}
    if here >= 0:
        candidate.content = {row for row in candidate.content if context.inside[row] == here}
        return
    for position in sorted(touched):
        rows = context.quoted[position]
        if not usable[position]:
            candidate.content |= set(rows)
            continue
        overlap = sum(row in candidate.content for row in rows)
        if 2 * overlap < len(rows) and len(rows) <= 6:
            continue
        candidate.content |= set(rows)
        candidate.quotes.append(position)
        tied.add(position)
    if candidate.quotes:
        words = {row for position in candidate.quotes for row in context.quoted[position]}
        rest = [row for row in candidate.content if row not in words and context.tree.text[row][:1].isalnum()]
        if _is_sentence(context, candidate.quotes) and len(rest) <= max(3, len(words) // 3):
            candidate.content = words
        if candidate.content <= words:
            candidate.frame = "quotation"


def _is_sentence(context: Context, quotes: Sequence[int]) -> bool:
    """Whether the quotations read as whole sentences: a capital at the start, a comma or stop at the end."""
    tree = context.tree
    first, last = context.quoted[quotes[0]][0], context.quoted[quotes[-1]][-1]
    return tree.text[first][:1].isupper() and tree.text[last] in (",", ".", "!", "?", "…", "—", "...")


def _only_quotation(context: Context, candidate: Candidate, position: int) -> None:
    candidate.frame = "quotation"
    if not candidate.quotes:
        candidate.content = set()
    candidate.content |= set(context.quoted[position])
    if position not in candidate.quotes:
        candidate.quotes.append(position)


def _own_clause(context: Context, position: int) -> bool:
    """Whether the quotation follows a colon or comma that a reporting word stands before."""
    before = context.quoted[position][0] - 1
    tree = context.tree
    while before >= 0 and tree.text[before] in _MARKS and tree.text[before] != ",":
        before -= 1
    return before >= 0 and tree.text[before] == ":"


def _speaks(context: Context, row: int) -> bool:
    tree = context.tree
    return tree.pos[row] == "VERB" and (tree.lemma[row].lower(), "verb") in cue_lexicon()


def _verb_after(context: Context, position: int) -> int:
    """The reporting verb right after the quotation: "...," said she; "...," the minister for roads said; or -1."""
    tree = context.tree
    row = context.quoted[position][-1] + 1
    paragraph = tree.paragraph(row - 1)
    while row in paragraph and tree.text[row] in _MARKS:
        row += 1
    if row not in paragraph or tree.text[row] in (".", ":", ";") or (tree.text[row][:1].isupper() and False):
        return -1
    start = row
    for at in range(start, min(start + _NEAR, paragraph.stop)):
        if context.inside[at] >= 0 or tree.text[at] in (".", ";", ":", "—"):
            break
        if _speaks(context, at) and tree.tag[at] != "VB":
            subject = tree.child(at, "nsubj", "nsubjpass")
            if at == start or (subject >= 0 and context.inside[subject] < 0 and start <= subject):
                return at
    return -1


def _verb_before(context: Context, position: int) -> int:
    """The reporting verb right before the quotation: He said, "..."; The report says: "..."; or -1."""
    tree = context.tree
    first = context.quoted[position][0]
    row = first - 1
    paragraph = tree.paragraph(first)
    while row in paragraph and tree.text[row] in _MARKS and tree.text[row] != ",":
        row -= 1
    if row not in paragraph:
        return -1
    lead = tree.text[row]
    if lead not in (",", ":", "that") and not _speaks(context, row) and tree.tag[first] not in ("PRP",):
        return -1
    steps = 30 if lead == ":" else 12
    for at in range(row, max(row - steps, paragraph.start - 1), -1):
        if context.inside[at] >= 0 or tree.text[at] in (".", ";", "?", "!"):
            break
        if _speaks(context, at):
            return at
    return -1


def _sentence_of_its_own(context: Context, position: int) -> bool:
    """Whether nothing but the quotation stands in its sentence up to its end."""
    tree = context.tree
    first = context.quoted[position][0]
    before = first - 1
    while before >= 0 and tree.text[before] in _MARKS:
        before -= 1
    return (
        before < tree.paragraph(first).start
        or tree.text[before] in (".", "!", "?", ":")
        or context.inside[before] >= 0
    )


def _given(context: Context, verb: int, by_head: dict[int, Candidate], candidates: list[Candidate]) -> Candidate:
    if verb not in by_head:
        tree = context.tree
        source, shared, form = source_of(tree, verb)
        made = Candidate(verb, [verb], tree.lemma[verb].lower(), "verb", "quotation", source, set(), shared)
        made.signs.append("src:" + form)
        by_head[verb] = made
        candidates.append(made)
    return by_head[verb]


def colon_candidates(context: Context, candidates: list[Candidate]) -> None:
    """What stands after a colon: in the sentence of a reporting verb, or as the next paragraph ("She added:").

    A name and a colon at the beginning of a paragraph report without a verb ("Minister: dam is safe").
    """
    tree = context.tree
    by_head = {c.head: c for c in candidates}
    for row in range(len(tree)):
        if tree.text[row] != ":" or context.inside[row] >= 0:
            continue
        paragraph = tree.paragraph(row)
        after = [r for r in range(row + 1, paragraph.stop)]
        block = not after
        if block and paragraph.stop < len(tree):
            after = list(tree.paragraph(paragraph.stop))
        if not after or any(context.inside[r] >= 0 for r in after[:3]):
            continue
        verb = next((r for r in range(row - 1, max(row - 12, paragraph.start - 1), -1) if _speaks(context, r)), -1)
        sentence = tree.sentence(after[0])
        content = set(after if block else [r for r in after if r in sentence or r < sentence.stop])
        if verb >= 0 and not set(range(verb, row)) & {r for r in range(verb, row) if tree.text[r] in (".", ";")}:
            found = _given(context, verb, by_head, candidates)
            if found.frame != "quotation":
                found.frame, found.content = "colon", content
                found.cue.append(row) if found.cue[-1] == row - 1 else None
        elif verb < 0 and row - paragraph.start <= 6 and row > paragraph.start and not block:
            name = range(paragraph.start, row)
            if all(tree.pos[r] in ("PROPN", "NOUN", "ADJ", "DET", "PUNCT") for r in name):
                candidates.append(Candidate(row, [row], ":", "phrase", "colon", list(name), content))


def stands_alone(context: Context, position: int) -> bool:
    """Whether a quotation reads as speech by itself: whole sentences in marks, or a paragraph of its own."""
    tree = context.tree
    rows = context.quoted[position]
    words = [row for row in rows if tree.text[row][:1].isalnum()]
    sentence = _sentence_of_its_own(context, position) and tree.text[rows[-1]] in (
        ",",
        ".",
        "!",
        "?",
        "…",
        "—",
        "...",
    )
    return len(words) > 3 and (sentence or _whole_paragraph(context, position))


def _whole_paragraph(context: Context, position: int) -> bool:
    tree, rows = context.tree, context.quoted[position]
    paragraph = tree.paragraph(rows[0])
    inside = sum(context.inside[row] >= 0 for row in paragraph if tree.text[row][:1].isalnum())
    return inside == sum(tree.text[row][:1].isalnum() for row in paragraph)


def adjoins(context: Context, earlier: int, later: int) -> bool:
    """Whether the later quotation goes on where the earlier left off: in its paragraph, or as the whole of the next."""
    tree = context.tree
    up, down = context.quoted[earlier][-1], context.quoted[later][0]
    apart = tree.paragraph_number(down) - tree.paragraph_number(up)
    return apart == 0 or (apart == 1 and _whole_paragraph(context, later))
