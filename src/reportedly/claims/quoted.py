"""Who says a quotation: ties each outermost quotation to the reporting word beside it, or to the one before.

The parse alone is not enough: a quotation may run over sentences, and the parser reads the words in it as it likes.
So quotations are tied by place: words of a quotation in the content of a reporting word outside it; else a
reporting word right after its closing mark or right before its opening mark; else, in the same paragraph, the
speaker of the quotation before.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.candidates import Candidate, Context, phrase
from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.claims.verbs import source_of
from reportedly.language.tree import Tree

__all__ = ["adjoins", "given", "speaks", "stands_alone", "tie_quotations", "whole_paragraph"]

_MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„", "‟", "‹", "›", "‚", ","))
_NAMES = frozenset(("call", "dub", "label", "brand", "term", "describe", "describe as"))
"""Verbs that say what somebody is: whom they name belongs to what is said."""
_LEADS = _MARKS | {":"}
_NEAR = 14
"""How many words after a quotation its reporting verb is looked for ("... ", the minister for roads said)."""


def tie_quotations(context: Context, candidates: list[Candidate]) -> list[int]:
    """Give every candidate the whole of the quoted pieces it reports; returns the pieces nobody reports.

    Adds candidates of the frame "quotation" for reporting words that the parse did not link to their quotation.
    Titles of works and scare quotes are left where they stand.
    """
    by_head = {c.head: c for c in candidates}
    for candidate in candidates:
        _take_in(context, candidate)
    owner = {piece: c for c in candidates for piece in c.quotes}
    open_: list[int] = []
    unread = {row for sentence in context.too_long for row in sentence}
    for piece, rows in enumerate(context.quoted):
        if not rows or not _speech(context, piece) or rows[0] in unread:
            continue
        found = _nearer(context, piece, owner.get(piece), by_head, candidates)
        if found is None or found.pos != "verb" or (found.lemma, "verb") not in cue_lexicon():
            verb = _verb_beside(context, piece)
            if verb >= 0:
                found = given(context, verb, by_head, candidates)
                _only_quotation(context, found, piece)
        if found is None:
            found = _goes_on(context, piece, owner)
            if found is not None:
                found.content |= set(rows)
                found.quotes.append(piece)
        if found is None:
            open_.append(piece)
        else:
            owner[piece] = found
    for piece in reversed(open_):
        later = owner.get(piece + 1)
        if later is not None and context.quote_of[piece + 1] == context.quote_of[piece]:
            later.content |= set(context.quoted[piece])
            later.quotes.append(piece)
            owner[piece] = later
    for candidate in candidates:
        if candidate.quotes and candidate.frame == "quotation":
            _name_speaker(context, candidate)
    return [piece for piece in open_ if piece not in owner]


def _nearer(
    context: Context,
    piece: int,
    found: Candidate | None,
    by_head: dict[int, Candidate],
    candidates: list[Candidate],
) -> Candidate | None:
    """The word right before a quotation reports it, whatever the parse says: Tadan said before adding: "..."."""
    tree = context.tree
    row = context.quoted[piece][0] - 1
    lead = False
    while row >= 0 and tree.text[row] in _LEADS:
        lead = lead or tree.text[row] in (":", ",")
        row -= 1
    if (
        found is None
        or row < 0
        or not lead
        or row == found.head
        or not speaks(context, row)
        or context.inside[row] >= 0
    ):
        return found
    if row < found.head or found.quotes == [piece]:
        return found
    found.quotes.remove(piece)
    found.content -= set(context.quoted[piece])
    nearer = given(context, row, by_head, candidates)
    _only_quotation(context, nearer, piece)
    return nearer


def _speech(context: Context, piece: int) -> bool:
    return context.outer[context.quote_of[piece]].use == "quotation"


def _verb_beside(context: Context, piece: int) -> int:
    verb = -1 if _after_colon(context, piece) else _verb_after(context, piece)
    if verb < 0:
        verb = _verb_before(context, piece)
    return verb if verb >= 0 else _verb_above(context, piece)


def _verb_above(context: Context, piece: int) -> int:
    """The reporting verb of a paragraph that ends in a colon, where the quotation opens the next one; or -1."""
    tree = context.tree
    paragraph = tree.paragraph(context.quoted[piece][0])
    above = paragraph.start - 1
    opens = all(tree.text[row] in _MARKS for row in range(paragraph.start, context.quoted[piece][0]))
    if above < 0 or not opens or tree.text[above] != ":":
        return -1
    for at in range(above - 1, max(above - 16, tree.paragraph(above).start - 1), -1):
        if context.inside[at] >= 0 or tree.text[at] in (".", ";", "?", "!"):
            break
        if speaks(context, at):
            return at
    return -1


def _goes_on(context: Context, piece: int, owner: dict[int, Candidate]) -> Candidate | None:
    """The word that reports the piece before: of the same quotation, or of one in the same paragraph."""
    before = piece - 1
    if before not in owner:
        return None
    if context.quote_of[before] == context.quote_of[piece]:
        return owner[before]
    number = context.tree.paragraph_number
    same = number(context.quoted[before][-1]) == number(context.quoted[piece][0])
    return owner[before] if same and _sentence_of_its_own(context, piece) else None


def _take_in(context: Context, candidate: Candidate) -> None:
    """Content that touches a quotation holds all of it; a full sentence in marks leaves nothing else in."""
    here = context.inside[candidate.head]
    if here >= 0:
        candidate.content = {row for row in candidate.content if context.inside[row] == here}
        return
    touched = {context.inside[row] for row in candidate.content} - {-1}
    for piece in sorted(touched):
        rows = context.quoted[piece]
        if not _speech(context, piece):
            candidate.content |= set(rows)
            continue
        overlap = sum(row in candidate.content for row in rows)
        if 2 * overlap < len(rows) and len(rows) <= 6:
            continue
        candidate.content |= set(rows)
        candidate.quotes.append(piece)
    if candidate.quotes:
        words = {row for piece in candidate.quotes for row in context.quoted[piece]}
        rest = [row for row in candidate.content if row not in words and context.tree.text[row][:1].isalnum()]
        whole = candidate.lemma not in _NAMES and _is_sentence(context, candidate.quotes)
        if not rest or (whole and len(rest) <= max(3, len(words) // 3)):
            candidate.content = words
            candidate.frame = "quotation"


def _is_sentence(context: Context, quotes: Sequence[int]) -> bool:
    """Whether the quotations read as whole sentences: a capital at the start, a comma or stop at or after the end."""
    tree = context.tree
    first, last = context.quoted[quotes[0]][0], context.quoted[quotes[-1]][-1]
    after = last + 1
    while after + 1 < len(tree) and tree.text[after] in _MARKS and tree.text[after] != ",":
        after += 1
    stopped = tree.text[last] in (",", ".", "!", "?", "…", "—", "...")
    return tree.text[first][:1].isupper() and (stopped or (after < len(tree) and tree.text[after] == ","))


def _only_quotation(context: Context, candidate: Candidate, position: int) -> None:
    candidate.frame = "quotation"
    if not candidate.quotes:
        candidate.content = set()
    candidate.content |= set(context.quoted[position])
    if position not in candidate.quotes:
        candidate.quotes.append(position)


def _after_colon(context: Context, position: int) -> bool:
    """Whether the quotation stands after a colon."""
    before = context.quoted[position][0] - 1
    tree = context.tree
    while before >= 0 and tree.text[before] in _MARKS and tree.text[before] != ",":
        before -= 1
    return before >= 0 and tree.text[before] == ":"


def speaks(context: Context, row: int) -> bool:
    """Whether the word is a verb of the reporting lexicon."""
    tree = context.tree
    return tree.pos[row] == "VERB" and (lemma_of(tree, row), "verb") in cue_lexicon()


def _verb_after(context: Context, position: int) -> int:
    """The reporting verb right after the quotation: "...," said she; "...," the minister for roads said; or -1.

    None is looked for behind a full stop, where the next sentence begins, unless that begins with a small letter.
    """
    tree = context.tree
    last = context.quoted[position][-1]
    row = last + 1
    paragraph = tree.paragraph(last)
    while row in paragraph and tree.text[row] in _MARKS:
        row += 1
    if row not in paragraph or tree.text[row] in (".", ":", ";"):
        return -1
    if tree.text[last] == "." and tree.text[row][:1].isupper():
        return -1
    comma = "," in (tree.text[last], tree.text[last + 1])
    for at in range(row, min(row + _NEAR, paragraph.stop)):
        if context.inside[at] >= 0 or tree.text[at] in (".", ";", ":", "—"):
            break
        verb = tree.tag[at] != "VB" and (speaks(context, at) or (comma and tree.pos[at] == "VERB"))
        if not verb and not (comma and at > row and _mistaken_noun(context, at)):
            continue
        subject = tree.child(at, "nsubj", "nsubjpass")
        if at == row or (subject >= row and context.inside[subject] < 0) or tree.pos[at - 1] in ("PROPN", "PRON"):
            return at
    return -1


def _mistaken_noun(context: Context, row: int) -> bool:
    """A reporting verb taken for a noun by the parser: "...," Tadan notes."""
    tree = context.tree
    word = tree.lower[row]
    return (
        tree.pos[row] == "NOUN"
        and tree.pos[row - 1] in ("PROPN", "PRON")
        and ((word.removesuffix("s"), "verb") in cue_lexicon() or (word.removesuffix("es"), "verb") in cue_lexicon())
    )


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
    if lead not in (",", ":", "that") and not speaks(context, row) and tree.tag[first] not in ("PRP",):
        return -1
    steps = 30 if lead == ":" else 12
    for at in range(row, max(row - steps, paragraph.start - 1), -1):
        if context.inside[at] >= 0 or tree.text[at] in (".", ";", "?", "!"):
            break
        if speaks(context, at) or (lead == ":" and tree.pos[at] == "VERB"):
            return at
    return -1


def _sentence_of_its_own(context: Context, position: int) -> bool:
    """Whether the quotation begins a sentence: after a stop, at the head of its paragraph, after "But" or "And"."""
    tree = context.tree
    first = context.quoted[position][0]
    paragraph = tree.paragraph(first)
    before = first - 1
    while before in paragraph and tree.text[before] in _MARKS:
        before -= 1
    if before in paragraph and tree.text[before] in ("But", "And", "So", "Yet", "Plus"):
        before -= 1
        while before in paragraph and tree.text[before] in _MARKS:
            before -= 1
    return before not in paragraph or tree.text[before] in (".", "!", "?", ":") or context.inside[before] >= 0


def given(context: Context, verb: int, by_head: dict[int, Candidate], candidates: list[Candidate]) -> Candidate:
    """The candidate of this verb, made and added to the candidates if it has none."""
    tree = context.tree
    if verb not in by_head:
        source, shared, form = source_of(tree, verb)
        made = Candidate(verb, [verb], lemma_of(tree, verb), "verb", "quotation", source, set(), shared)
        made.signs.append("src:" + form)
        by_head[verb] = made
        candidates.append(made)
    return by_head[verb]


def _name_speaker(context: Context, candidate: Candidate) -> None:
    """Give the name beside it to a reporting verb whose source the parse puts inside the quotation, or nowhere."""
    if candidate.pos != "verb" or context.inside[candidate.head] >= 0:
        return
    if candidate.source is None or any(context.inside[row] >= 0 for row in candidate.source):
        candidate.source = _name_beside(context, candidate.head)


def _name_beside(context: Context, verb: int) -> list[int] | None:
    """The noun phrase right before or after a reporting verb."""
    tree = context.tree
    sentence = tree.paragraph(verb)
    for step in (-1, 1):
        at, seen = verb + step, 0
        if step < 0 and at in sentence and tree.text[at] == ",":
            at -= 1
        while at in sentence and seen < 4 and tree.pos[at] in ("AUX", "ADV", "PART", "DET", "ADJ"):
            at, seen = at + step, seen + 1
        if at not in sentence or context.inside[at] >= 0 or tree.pos[at] not in ("NOUN", "PROPN", "PRON"):
            continue
        inside = [row for row in phrase(tree, _top(tree, at, verb)) if context.inside[row] < 0 and row != verb]
        near = [row for row in inside if (row < verb) == (step < 0)]
        if near:
            return near
    return None


def _top(tree: Tree, row: int, verb: int) -> int:
    """The head of the noun phrase that `row` belongs to."""
    while tree.dep[row] in ("compound", "amod", "det", "poss", "nmod", "appos", "flat") and tree.head[row] != verb:
        row = tree.head[row]
    return row


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
    return len(words) > 3 and (sentence or whole_paragraph(context, position))


def whole_paragraph(context: Context, position: int) -> bool:
    """Whether every word of the piece's paragraph stands in quotation marks."""
    tree, rows = context.tree, context.quoted[position]
    paragraph = tree.paragraph(rows[0])
    inside = sum(context.inside[row] >= 0 for row in paragraph if tree.text[row][:1].isalnum())
    return inside == sum(tree.text[row][:1].isalnum() for row in paragraph)


def adjoins(context: Context, earlier: int, later: int) -> bool:
    """Whether the later piece goes on where the earlier left off: in its paragraph, or as the whole of the next."""
    tree = context.tree
    up, down = context.quoted[earlier][-1], context.quoted[later][0]
    apart = tree.paragraph_number(down) - tree.paragraph_number(up)
    return apart == 0 or (apart == 1 and whole_paragraph(context, later))
