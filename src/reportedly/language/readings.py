"""What each mention tells about its bearer before anything is linked: number, gender, role, clause, words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reportedly.language.aliases import fold
from reportedly.language.nouns import Gender, Nouns
from reportedly.language.pronouns import Pronoun, Pronouns
from reportedly.language.tree import Tree
from reportedly.report import Mention, MentionKind, Origin, Report

__all__ = ["Reading", "readings"]

Role = Literal["subject", "object", "possessor", "other"]

ROLES: dict[str, Role] = {
    "nsubj": "subject",
    "nsubjpass": "subject",
    "csubj": "subject",
    "agent": "subject",
    "dobj": "object",
    "dative": "object",
    "poss": "possessor",
}

ARTICLES = {"the": "definite", "a": "indefinite", "an": "indefinite", "some": "indefinite", "any": "indefinite"}
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative"})
DATELINE = 16
"""A dateline ends within so many words of its paragraph's beginning."""

POINTING = frozenset({"this", "that", "these", "those", "such"})


@dataclass(slots=True)
class Reading:
    """A mention with what its words and its place in the sentence say. Rows are those of the tree.

    `gender` is stated by the words (a title, "spokeswoman", "she"); `hint` is only likely (a given name).
    `words` are the folded words of a name, `head` the lemma of a description, `modifiers` its other content
    words, folded. `governor` is the verb whose argument it is. `quote` numbers the quotation it stands in.
    `roles` are the offices and trades that stand before a name ("minister" of "Interior Minister Ida Brekke").
    `proper` are the names in its phrase, by which two of a kind are told apart ("the Norland ministry").
    A thing that is no mention ("the bridge") has a reading too, not `tracked`: a pronoun can stand for it.
    """

    mention: Mention
    row: int
    first: int
    last: int
    kind: MentionKind
    number: Literal["one", "many"] | None
    gender: Gender | None
    hint: Gender | None
    pronoun: Pronoun | None
    words: tuple[str, ...]
    head: str
    modifiers: frozenset[str]
    article: str
    role: Role
    governor: int
    sentence: int
    quote: int
    countries: frozenset[str] = field(default_factory=frozenset)
    tracked: bool = True
    roles: frozenset[str] = field(default_factory=frozenset)
    proper: frozenset[str] = field(default_factory=frozenset)

    @property
    def named(self) -> bool:
        """Whether it is a proper name."""
        return self.mention.form == "name"


def readings(tree: Tree, report: Report, nouns: Nouns, pronouns: Pronouns) -> list[Reading]:
    """One reading for each mention that can stand for an entity, and each other noun, in order of the heads."""
    quoted = _quoted(tree, report)
    out = []
    taken: set[int] = set()
    for mention in report.mentions or ():
        rows = tree.rows(mention.head)
        taken.update(rows)
        if mention.form == "value" or mention.kind in {"time", "number", "money", "nationality"}:
            continue
        if rows:
            out.append(_read(tree, nouns, pronouns, mention, rows, quoted))
    for row in range(len(tree)):
        if row not in taken and tree.pos[row] == "NOUN" and tree.dep[row] in ARGUMENTS and not tree.ent[row]:
            out.append(_thing(tree, report, row, quoted))
    out.sort(key=lambda reading: (reading.first if reading.named else reading.row, reading.row))
    _past_datelines(tree, out)
    return out


def _thing(tree: Tree, report: Report, row: int, quoted: dict[int, int]) -> Reading:
    span = tree.span((row,))
    role, governor = _place(tree, row)
    return Reading(
        mention=Mention(
            id=f"thing {row}", span=span, origin=Origin("thing"), kind="other", form="nominal", head=span
        ),
        row=row,
        first=row,
        last=row,
        kind="other",
        number="many" if tree.tag[row] == "NNS" else "one",
        gender=None,
        hint=None,
        pronoun=None,
        words=(),
        head=tree.lemma[row].lower(),
        modifiers=frozenset(),
        article=_article(tree, row),
        role=role,
        governor=governor,
        sentence=tree.sentence_number(row),
        quote=quoted.get(row, -1),
        tracked=False,
    )


def _quoted(tree: Tree, report: Report) -> dict[int, int]:
    out: dict[int, int] = {}
    for number, quote in enumerate(report.quotes or ()):
        if quote.use == "quotation":
            for piece in quote.content:
                for row in tree.rows(piece):
                    out.setdefault(row, number)
    return out


def _read(
    tree: Tree, nouns: Nouns, pronouns: Pronouns, mention: Mention, rows: range, quoted: dict[int, int]
) -> Reading:
    row = next((r for r in rows if tree.head[r] not in rows or tree.head[r] == r), rows[-1])
    phrase = tree.rows(mention.span)
    pronoun = pronouns.words.get(tree.lower[row]) if mention.form == "pronoun" else None
    named = mention.form == "name"
    lemma = tree.lemma[row].lower()
    role, governor = _place(tree, row)
    inside = [r for r in phrase if r not in rows]
    titles = [tree.lower[r] for r in inside if r < rows[0] and tree.lower[r] in nouns.titles] if named else []
    if pronoun:
        number, gender = pronoun.number, pronoun.gender
    else:
        number = _number(tree, row, mention, lemma)
        stated = [nouns.titles[t] for t in titles] if named else [nouns.gendered.get(lemma)]
        gender = next((g for g in stated if g), None)
        if named and gender is None and mention.kind == "person":
            gender = next((g for r in inside if r < rows[0] and (g := nouns.gendered.get(tree.lower[r]))), None)
    hint = nouns.given.get(tree.lower[rows[0]]) if named and mention.kind == "person" else None
    return Reading(
        mention=mention,
        row=row,
        first=phrase[0] if phrase else row,
        last=phrase[-1] if phrase else row,
        kind=mention.kind,
        number=number,
        gender=gender,
        hint=hint,
        pronoun=pronoun,
        words=tuple(fold(tree.text[r]) for r in rows if tree.pos[r] != "PUNCT") if named else (),
        head="" if named or pronoun else lemma,
        modifiers=_modifiers(tree, inside, nouns) if not pronoun else frozenset(),
        article=_article(tree, row),
        role=role,
        governor=governor,
        sentence=tree.sentence_number(row),
        quote=quoted.get(row, -1),
        countries=_countries(tree, inside, row, nouns),
        proper=frozenset(fold(tree.text[r]) for r in inside if _telling(tree, nouns, r))
        if not pronoun
        else frozenset(),
        roles=frozenset(tree.lower[r] for r in inside if named and r < rows[0] and _role(tree, nouns, r)),
    )


def _telling(tree: Tree, nouns: Nouns, row: int) -> bool:
    return (tree.pos[row] == "PROPN" or tree.ent[row][2:] in {"NORP", "GPE"}) and tree.lower[row] not in nouns.titles


def _role(tree: Tree, nouns: Nouns, row: int) -> bool:
    return tree.lower[row] in nouns.persons and tree.dep[row] in {"compound", "nmod", "amod"}


def _past_datelines(tree: Tree, readings: list[Reading]) -> None:
    """Let the sentence after a dateline begin with its own words: "ARDEN (Northern Wire) — The army said"."""
    by_paragraph: dict[int, list[Reading]] = {}
    for reading in readings:
        by_paragraph.setdefault(tree.paragraph_number(reading.row), []).append(reading)
    for first in tree.tokens.paragraphs:
        close = range(first, min(first + DATELINE, len(tree) - 1))
        dash = next((r for r in close if tree.text[r] in {"—", "–", "--"}), -1)
        if dash < 0 or not tree.text[first].isupper():
            continue
        here = by_paragraph.get(tree.paragraph_number(first), [])
        before = [r for r in here if first <= r.row < dash]
        after = next((r for r in here if r.row > dash), None)
        subject = next((r for r in before if r.role == "subject"), None)
        for reading in before:
            reading.role, reading.governor = "other", reading.row
        if after is not None and subject is not None and after.role == "other" and after.row < dash + DATELINE:
            after.role, after.governor = "subject", tree.head[subject.row]


def _place(tree: Tree, row: int) -> tuple[Role, int]:
    at = row
    while tree.dep[at] == "conj" and tree.head[at] != at:
        at = tree.head[at]
    dep = tree.dep[at]
    above = tree.head[at]
    if dep == "pobj" and tree.dep[above] == "agent":
        return "subject", tree.head[above]
    if dep == "pobj":
        return "other", tree.head[above]
    return ROLES.get(dep, "other"), above


def _number(tree: Tree, row: int, mention: Mention, lemma: str) -> Literal["one", "many"] | None:
    if mention.form == "name" and mention.kind in {"organisation", "place", "document"}:
        return "one"
    if tree.tag[row] in {"NNS", "NNPS"} or lemma in {"people", "police"}:
        return "many"
    if mention.kind == "group":
        return "many" if tree.lower[row] != lemma else None
    return "one"


def _modifiers(tree: Tree, inside: list[int], nouns: Nouns) -> frozenset[str]:
    return frozenset(
        fold(tree.lemma[r])
        for r in inside
        if tree.pos[r] in {"NOUN", "PROPN", "ADJ", "NUM"} and tree.lower[r] not in nouns.titles
    )


def _countries(tree: Tree, inside: list[int], row: int, nouns: Nouns) -> frozenset[str]:
    found = {nouns.country[tree.lower[r]] for r in (*inside, row) if tree.lower[r] in nouns.country}
    return frozenset(found)


def _article(tree: Tree, row: int) -> str:
    for child in tree.children[row]:
        if child > row:
            break
        word = tree.lower[child]
        if tree.dep[child] in {"det", "predet"}:
            if word in POINTING:
                return "pointing"
            if word in {"no", "every", "each", "another", "which", "what"}:
                return "indefinite"
            if word in ARTICLES:
                return ARTICLES[word]
        if tree.dep[child] == "poss":
            return "possessed"
        if tree.dep[child] == "nummod":
            return "counted"
    return "bare"
