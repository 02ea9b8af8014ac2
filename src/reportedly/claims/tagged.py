"""Attributions as the tagger sees them: its spans of content, cue and source, linked by nearness.

Each content goes to the nearest cue and each cue has the nearest source: distance in characters, with tolls for every
sentence, paragraph and rival between. On gold spans of PolNeAR dev such a linker alone reaches pair F1 95, so what
remains to be done is to find and bound the spans.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reportedly.claims.candidates import Candidate, Context, core, trimmed
from reportedly.claims.cues import CuePos, cue_lexicon, lemma_of
from reportedly.claims.passives import asked
from reportedly.claims.roles import Roles
from reportedly.language.tree import Tree

__all__ = ["left_to_rules", "tagged_candidates"]

_TO_CUE, _TO_SOURCE = (250, 900, 60), (200, 900, 40)
"""Tolls, in characters, for a sentence, a paragraph and a rival between content and cue, and cue and source."""
_FARTHEST_CUE, _FARTHEST_SOURCE = 2500, 260
"""Beyond this, in characters and tolls, two spans do not belong together. Set on PolNeAR dev, where it is flat."""

_POS: dict[str, CuePos] = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "ADV": "adverb"}

_EMPTY = frozenset(("DET", "ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "SPACE"))
"""Parts of speech that alone say nothing."""

_REACH, _NEAREST = 12, 20
"""How many sentences away a span is looked for, and how many on either side are weighed."""

Rows = list[int]


def tagged_candidates(context: Context, roles: Roles, *, inner: bool = False) -> list[Candidate]:
    """A candidate of the frame "tagged" for each cue that has content: outermost ones, or those within content."""
    outermost = roles.spans("content")
    held = {row for content in outermost for row in content}
    cues, sources = ([span for span in roles.spans(role) if (span[0] in held) == inner] for role in ("cue", "source"))
    return _linked(context, cues, sources, roles.spans("inner content") if inner else outermost)


def _linked(
    context: Context, cues: Sequence[Rows], sources: Sequence[Rows], contents: Sequence[Rows]
) -> list[Candidate]:
    tree, out = context.tree, []
    for number, pieces in _contents_of(tree, cues, contents).items():
        cue = _colon(tree, cues[number]) or trimmed(tree, cues[number]) or cues[number]
        source = _nearest(tree, cue, sources, _TO_SOURCE)
        rows = sources[source[1]] if source and source[0] < _FARTHEST_SOURCE else None
        if any(asked(tree, row) and tree.dep[row] == "advcl" for row in cue):
            rows = None
        content = {row for piece in pieces for row in piece} - set(cue) - set(rows or ())
        content |= {row - 1 for row in content if row and tree.lower[row - 1] == "that" and tree.tag[row - 1] == "IN"}
        content -= {*cue, *context.dateline}
        if any(tree.pos[row] not in _EMPTY for row in content) and not left_to_rules(tree, cue, rows):
            out.append(_candidate(context, cue, trimmed(tree, rows) or rows if rows else None, content))
    return out


def _colon(tree: Tree, cue: Rows) -> Rows:
    """The colon of "justified the strike: “They fired first”", where the noun before it belongs to another verb."""
    after_noun = len(cue) == 2 and tree.pos[cue[0]] == "NOUN" and tree.dep[cue[0]] in ("dobj", "pobj")
    return cue[1:] if after_noun and tree.text[cue[1]] == ":" else []


def left_to_rules(tree: Tree, cue: Sequence[int], source: Sequence[int] | None) -> bool:
    """Whether constructions, which know more, decide alone: "an alleged thief", "Orlen: a town mourns"."""
    if len(cue) == 1 and tree.dep[cue[0]] == "amod":
        return True
    headline = tree.paragraph_number(cue[0]) == 0
    return headline and all(tree.text[row] == ":" for row in cue) and (source is None or not _person(tree, source))


def _person(tree: Tree, rows: Sequence[int]) -> bool:
    return any(tree.ent[row].endswith("PERSON") for row in rows)


def _contents_of(tree: Tree, cues: Sequence[Rows], contents: Sequence[Rows]) -> dict[int, list[Rows]]:
    """The contents of each cue, by its number: of its own paragraph, or of the next where its own ends in a colon.

    How quotations go on over paragraphs is left to the marks (claims/quoted.py).
    """
    held: dict[int, list[Rows]] = {}
    for content in contents:
        best = _nearest(tree, content, cues, _TO_CUE)
        if best is not None and best[0] < _FARTHEST_CUE and _reaches(tree, cues[best[1]], content):
            held.setdefault(best[1], []).append(content)
    return held


def _reaches(tree: Tree, cue: Rows, content: Rows) -> bool:
    apart = tree.paragraph_number(content[0]) - tree.paragraph_number(cue[0])
    colon = apart == 1 and any(tree.text[row] == ":" for row in tree.paragraph(cue[0])[-3:])
    return apart == 0 or colon


def _nearest(tree: Tree, rows: Rows, others: Sequence[Rows], tolls: tuple[int, int, int]) -> tuple[float, int] | None:
    """The lowest toll to any of the others (in text order) within reach, and its number."""
    starts = tree.tokens.sentences
    number = tree.sentence_number(rows[0])
    last = min(number + _REACH + 1, len(starts))
    low = bisect_left(others, [starts[max(number - _REACH, 0)]])
    high = bisect_left(others, [starts[last]]) if last < len(starts) else len(others)
    here = bisect_left(others, rows)
    low, high = max(low, here - _NEAREST), min(high, here + _NEAREST)
    rivals = others[low:high]
    found = ((_toll(tree, rows, other, rivals, tolls), low + k) for k, other in enumerate(rivals))
    return min(found, default=None)


def _toll(tree: Tree, a: Rows, b: Rows, rivals: Sequence[Rows], tolls: tuple[int, int, int]) -> float:
    first, second = (a, b) if a[0] <= b[0] else (b, a)
    between = sum(first[-1] < rival[0] and rival[-1] < second[0] for rival in rivals)
    apart = max(tree.start[second[0]] - tree.end[first[-1]], 0)
    ends = [(x, y) for x in (a[0], a[-1]) for y in (b[0], b[-1])]
    sentences = min(abs(tree.sentence_number(x) - tree.sentence_number(y)) for x, y in ends)
    paragraphs = min(abs(tree.paragraph_number(x) - tree.paragraph_number(y)) for x, y in ends)
    return apart + tolls[0] * sentences + tolls[1] * paragraphs + tolls[2] * between


def _candidate(context: Context, cue: Rows, source: Rows | None, content: set[int]) -> Candidate:
    tree, lexicon = context.tree, cue_lexicon()
    words = " ".join(tree.lower[row] for row in cue)
    head = core(tree, cue)
    verb = next((row for row in cue if tree.pos[row] == "VERB"), -1)
    lemma: str = words
    pos: CuePos = "phrase"
    if (words, "phrase") not in lexicon:
        if tree.pos[head] not in ("VERB", "NOUN", "ADJ", "ADV") and verb >= 0:
            head = verb
        lemma, pos = lemma_of(tree, head), _POS.get(tree.pos[head], "phrase")
    quotes = sorted({context.inside[row] for row in content if context.inside[row] >= 0})
    whole = [piece for piece in quotes if _most(context, piece, content)]
    return Candidate(head, cue, lemma, pos, "tagged", source, content, quotes=whole)


def _most(context: Context, piece: int, content: set[int]) -> bool:
    """Whether most of a quoted piece lies in the content."""
    rows = context.quoted[piece]
    return 2 * sum(row in content for row in rows) > len(rows)
