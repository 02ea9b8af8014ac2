"""Headlines, where a colon or a comma does the work of a reporting verb: "Minister: no talks", "..., police say"."""

from __future__ import annotations

from reportedly.claims.candidates import Candidate, Context
from reportedly.claims.cues import cue_lexicon, lemma_of
from reportedly.language.tree import Tree
from reportedly.lexicons.loader import load

__all__ = ["headline_candidates", "trailing"]

_MARKS = frozenset(("“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„", "‟"))
_LONGEST = 40
"""Longest headline, in tokens."""
_LONGEST_NAME = 6
"""Longest name before or after the colon, in tokens."""
_LONGEST_SOURCE = 14
"""Longest source between the last comma and a verb that ends its sentence, in tokens."""
_NAMES = ("PROPN", "NOUN", "ADJ", "DET", "NUM", "PART")
_NOT_WHO = frozenset(("document", "poll"))
_KINDS = frozenset(("speech", "claim", "document", "belief", "denial"))
_FINITE = ("VBD", "VBZ", "VBP")
_SUBORDINATE = frozenset(("when", "if", "as", "after", "before", "although", "though", "while", "since", "because"))


def headline_candidates(context: Context) -> list[Candidate]:
    """What a colon reports in paragraphs that are no sentence: "Mayor: dam is safe", "‘We stay’: opposition leader".

    The name beside the colon must be able to speak; before a quotation any name may.
    """
    tree, out = context.tree, []
    for row in context.rows:
        if tree.text[row] != ":" or context.inside[row] >= 0:
            continue
        whole = tree.paragraph(row)
        if len(whole) > _LONGEST or tree.text[whole[-1]] in (".", ";", ","):
            continue
        before, after = list(range(whole.start, row)), list(range(row + 1, whole.stop))
        if not before or not after:
            continue
        quoted_after = context.inside[after[0]] >= 0 or (tree.text[after[0]] in _MARKS and len(after) > 1)
        quoted_before = tree.text[before[-1]] in _MARKS and len(before) > 1
        if quoted_before and _name(tree, after):
            content = [r for r in before if context.inside[r] == context.inside[before[-2]]]
            name = after
        elif quoted_before and (subject := _subject(tree, after)):
            content = [r for r in before if context.inside[r] == context.inside[before[-2]]]
            name = subject
        elif _name(tree, before) and (quoted_after or _may_speak(tree, before)):
            content, name = after, before
        elif _name(tree, after) and _may_speak(tree, after) and len(before) > 3:
            content, name = before, after
        else:
            continue
        out.append(Candidate(row, [row], ":", "phrase", "headline-colon", name, set(content)))
    return out


def _subject(tree: Tree, rows: list[int]) -> list[int]:
    """Who opens the clause after the colon, if it is people or may speak: "‘It is over’: miners end strike"."""
    verb = next((n for n, row in enumerate(rows) if tree.pos[row] in ("VERB", "AUX")), 0)
    name = rows[:verb]
    return name if name and _name(tree, name) and (tree.tag[name[-1]] == "NNS" or _may_speak(tree, name)) else []


def _name(tree: Tree, rows: list[int]) -> bool:
    """Whether these rows are one short noun phrase outside quotation marks."""
    return (
        len(rows) <= _LONGEST_NAME
        and all(tree.pos[row] in _NAMES for row in rows)
        and any(tree.pos[row] in ("PROPN", "NOUN") for row in rows)
    )


def _may_speak(tree: Tree, rows: list[int]) -> bool:
    """Whether the phrase ends in a word for people or a body, or in the name of a person or an organisation."""
    last = rows[-1]
    if tree.ent[last][2:] in ("PERSON", "NORP"):
        return True
    kinds = load("lexicons/source_kinds.en.toml").tables["kinds"]
    lemmas = {tree.lower[last], tree.lemma[last].lower()}
    return any(not lemmas.isdisjoint(nouns) for kind, nouns in kinds.items() if kind not in _NOT_WHO)


def trailing(context: Context, verb: int) -> Candidate | None:
    """A reporting verb that ends its sentence after a comma, where the parser sees no clause before it:

    "Two killed in market blast, police say".
    """
    tree = context.tree
    entry = cue_lexicon().get((lemma_of(tree, verb), "verb"))
    sentence = tree.sentence(verb)
    end = verb + 1
    while end in sentence and tree.pos[end] in ("PUNCT", "SPACE"):
        end += 1
    if end in sentence and end < tree.paragraph(verb).stop:
        return None
    if entry is None or entry.kind not in _KINDS or tree.tag[verb] not in _FINITE or context.inside[verb] >= 0:
        return None
    first = max(sentence.start, tree.paragraph(verb).start)
    comma = next((r for r in range(verb - 1, max(verb - _LONGEST_SOURCE, first), -1) if tree.text[r] == ","), -1)
    source, content = list(range(comma + 1, verb)), list(range(first, comma))
    if comma < 0 or not source or tree.lower[first] in _SUBORDINATE:
        return None
    who = tree.pos[source[-1]] in ("NOUN", "PROPN", "PRON") and tree.tag[source[0]] not in ("WP", "WDT", "IN", "VBG")
    whole = tree.paragraph(verb)
    told = whole.stop - 1 == verb or any(tree.pos[r] in ("VERB", "AUX") for r in content)
    finite = any(tree.tag[r] in ("VBD", "VBZ", "VBP", "MD") for r in source)
    if not who or not told or finite or any(context.inside[r] >= 0 for r in (*source, *content)):
        return None
    made = Candidate(verb, [verb], lemma_of(tree, verb), "verb", "clause-before", source, set(content))
    made.signs.append("src:subject")
    return made
