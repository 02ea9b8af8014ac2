"""Who says a quotation: ties each outermost quotation to the reporting word beside it, or to the one before.

The parse alone is not enough: a quotation may run over sentences, and the parser reads the words in it as it likes.
So quotations are tied by place: words of a quotation in the content of a reporting word outside it; else a
reporting word right after its closing mark or right before its opening mark (claims/beside.py); else, in the same
paragraph, the speaker of the quotation before.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.beside import MARKS, after_colon, given, name_speaker, speaks, verb_beside
from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.credits import CREDIT
from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.claims.standing import sentence_of_its_own
from reportedly.claims.turns import TURN

__all__ = ["tie_quotations"]

_NAMES = frozenset(("call", "dub", "label", "brand", "term", "describe", "describe as"))
"""Verbs that say what somebody is: whom they name belongs to what is said."""
_APART = frozenset(("belief", "demand", "denial", "evaluation", "intention", "responsibility", "threat"))
"""Kinds of verbs whose object is their own content, beside the quotation that follows."""
_LEADS = MARKS | {":"}


def tie_quotations(context: Context, candidates: list[Candidate]) -> list[int]:
    """Give every candidate the whole of the quoted pieces it reports; returns the pieces nobody reports.

    Adds candidates of the frame "quotation" for reporting words that the parse did not link to their quotation.
    Titles of works and scare quotes are left where they stand.
    """
    by_head = {c.head: c for c in candidates}
    _leave_to_colons(context, candidates)
    for candidate in candidates:
        if candidate.frame != TURN:
            _take_in(context, candidate)
    owner = {piece: c for c in candidates for piece in c.quotes}
    open_: list[int] = []
    unread = {row for sentence in context.too_long for row in sentence}
    for piece, rows in enumerate(context.quoted):
        if not rows or not _speech(context, piece) or rows[0] in unread:
            continue
        found = _apart(context, piece, by_head, candidates) or _nearer(
            context, piece, owner.get(piece), by_head, candidates
        )
        if found is None or not _reports(found):
            verb = verb_beside(context, piece)
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
            name_speaker(context, candidate)
    return [piece for piece in open_ if piece not in owner]


def _leave_to_colons(context: Context, candidates: list[Candidate]) -> None:
    """What a headline's colon reports is taken out of the content of its verbs: "‘It is over’: miners end strike"."""
    tree = context.tree
    for colon in [c for c in candidates if c.frame == "headline-colon"]:
        for other in candidates:
            if other is colon or context.inside[other.head] >= 0 or other.content.isdisjoint(colon.content):
                continue
            if tree.paragraph_number(other.head) == tree.paragraph_number(colon.head) and other.head > colon.head:
                object_ = tree.child(other.head, "dobj")
                other.content = set(tree.subtree(object_)) if object_ > colon.head else set()
                other.frame = "object"


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


def _reports(candidate: Candidate) -> bool:
    """Whether a quotation may stay with this word: a colon that reports by itself, or a verb of the lexicon."""
    return candidate.pos == "phrase" or (candidate.pos == "verb" and (candidate.lemma, "verb") in cue_lexicon())


def _apart(
    context: Context, piece: int, by_head: dict[int, Candidate], candidates: list[Candidate]
) -> Candidate | None:
    """A colon that reports by itself, because the verb before it already has what it judges or wants:

    "justified the strike: “They fired first.”" holds a judgement of the strike and, apart from it, a quotation.
    """
    tree = context.tree
    if not after_colon(context, piece):
        return None
    colon = next(row for row in range(context.quoted[piece][0] - 1, -1, -1) if tree.text[row] == ":")
    start = max(colon - 16, tree.paragraph(colon).start)
    verb = next((row for row in range(colon - 1, start - 1, -1) if speaks(context, row)), -1)
    judges = by_head.get(verb)
    if judges is None or cue_lexicon()[lemma_of(tree, verb), "verb"].kind not in _APART or judges.source is None:
        return None
    object_ = tree.child(verb, "dobj")
    if not verb < object_ < colon or context.inside[verb] >= 0:
        return None
    judges.content = {row for row in tree.subtree(object_) if row < colon}
    judges.frame, judges.quotes = "object", []
    made = Candidate(
        colon, [colon], ":", "phrase", "colon-quotation", judges.source, set(context.quoted[piece]), True
    )
    made.quotes.append(piece)
    candidates.append(made)
    return made


def _speech(context: Context, piece: int) -> bool:
    return context.outer[context.quote_of[piece]].use == "quotation"


def _goes_on(context: Context, piece: int, owner: dict[int, Candidate]) -> Candidate | None:
    """The word that reports the piece before: of the same quotation, or of one in the same paragraph."""
    before = piece - 1
    if before not in owner:
        return None
    if context.quote_of[before] == context.quote_of[piece]:
        return owner[before]
    number = context.tree.paragraph_number
    same = number(context.quoted[before][-1]) == number(context.quoted[piece][0])
    return owner[before] if same and sentence_of_its_own(context, piece) else None


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
            if candidate.frame not in ("headline-colon", CREDIT):
                candidate.frame = "quotation"


def _is_sentence(context: Context, quotes: Sequence[int]) -> bool:
    """Whether the quotations read as whole sentences: a capital at the start, a comma or stop at or after the end."""
    tree = context.tree
    first, last = context.quoted[quotes[0]][0], context.quoted[quotes[-1]][-1]
    after = last + 1
    while after + 1 < len(tree) and tree.text[after] in MARKS and tree.text[after] != ",":
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
