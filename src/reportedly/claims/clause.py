"""How one word is told by the words of its own clause: modals, conditions, negation, modifiers of a noun."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.claims.operators import FactualityWords, Operator
from reportedly.language.tree import Tree
from reportedly.report import Modality

__all__ = [
    "NOMINAL",
    "PLAIN",
    "STATING",
    "Reading",
    "condition",
    "frame",
    "holder",
    "lemma",
    "negations",
    "question_word",
    "relative",
    "settle",
    "tense_rows",
    "told_past",
    "with_particle",
    "without_verb",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a word is told: the rows that decided its modality, the rows that negate it, and the rule in words."""

    modality: Modality = "actual"
    negative: bool = False
    decided: tuple[int, ...] = ()
    negated: tuple[int, ...] = ()
    why: str = ""

    def turned(self, modality: Modality, rows: tuple[int, ...], why: str) -> Reading:
        """This reading under another modality; what negates it stays."""
        return replace(self, modality=modality, decided=rows, why=why)


PLAIN = Reading()
"""Told as a fact."""

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def lemma(tree: Tree, row: int) -> str:
    """The lemma in lower case, as lexicons list it."""
    return tree.lemma[row].lower()


def with_particle(tree: Tree, head: int, how: str, words: FactualityWords) -> Operator | None:
    """What a word does in a frame with its particle ("called off", "ruled out"), else what it does without one."""
    particle = tree.child(head, "prt")
    phrase = f"{lemma(tree, head)} {tree.lower[particle]}" if particle >= 0 else ""
    return words.operators.get((how, phrase)) or words.operators.get((how, lemma(tree, head)))


def frame(tree: Tree, child: int) -> str:
    """The construction in which a clause hangs on a word: to, that, ing, np ("want him killed") or small."""
    tag, below = tree.tag[child], tree.children[child]
    finite = {"MD", "VBD", "VBP", "VBZ"}
    if tag in finite or any(tree.dep[c] in {"aux", "auxpass"} and tree.tag[c] in finite for c in below):
        return "that"
    if any(tree.dep[c] == "mark" and tree.lower[c] == "that" for c in below):
        return "that"
    if tag == "VBG":
        return "ing"
    if any(tree.tag[c] == "TO" for c in below) or tag == "VB":
        return "to"
    return "np" if tag == "VBN" else "small"


def tense_rows(tree: Tree, row: int) -> list[int]:
    """The rows that carry a verb's tense and voice ("was killed", "have carried out"); the row itself if no verb."""
    return sorted({row, *(c for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass", "prt"})})


def settle(tree: Tree, row: int, incoming: Reading, words: FactualityWords) -> Reading:
    """The reading of a word after the words beside it, given the reading with which its clause or phrase begins."""
    if tree.pos[row] == "ADP":
        return incoming
    if tree.pos[row] in NOMINAL or tree.pos[row] == "ADJ":
        reading = _modified(tree, row, incoming, words)
    else:
        reading = _modal(tree, row, incoming, words)
        if marks := condition(tree, row, words):
            open_question = tree.lower[marks[0]] == "whether" or _asks_if(tree, row, marks[0])
            reading = reading.turned("unknown" if open_question else "conditional", marks, "condition")
        elif marks := _consequent(tree, row, words):
            reading = reading.turned("conditional", marks, "holds under a condition")
    if rows := tuple(r for r in negations(tree, row, words) if r not in reading.negated):
        reading = replace(reading, negative=not reading.negative, negated=(*reading.negated, *rows))
    return reading


def _asks_if(tree: Tree, row: int, mark: int) -> bool:
    """ "did not say if they fired": the clause is what is said, not what something else depends on."""
    return tree.lower[mark] == "if" and tree.dep[row] in {"ccomp", "pcomp"} and tree.head[row] < mark


def question_word(tree: Tree, row: int) -> int:
    """The row of the question word that begins this clause ("who fired", "in how many towns they fired"), or -1."""
    for word in tree.subtree(row)[:2]:
        if word < row and tree.tag[word] in {"WP", "WP$", "WRB", "WDT"}:
            above = word
            while above != row and tree.dep[above] not in {"advcl", "relcl", "csubj", "ccomp"}:
                above = tree.head[above]
            return word if above == row else -1
    return -1


def holder(tree: Tree, preposition: int) -> int:
    """What a preposition belongs to: its head, or the object just before it ("demanded a halt to attacks")."""
    above = tree.head[preposition]
    before = preposition - 1
    if tree.pos[above] == "VERB" and before > above and tree.head[before] == above and tree.dep[before] == "dobj":
        return before
    return above


def told_past(tree: Tree, row: int) -> bool:
    """Whether a clause is in the past or present without a modal ("insisted that they had left")."""
    return any(tree.tag[r] in {"VBD", "VBZ"} for r in tense_rows(tree, row))


STATING = frozenset({"agree", "decide", "insist", "suggest"})
"""Verbs that plan or demand with "that", unless the clause is told in the past: then they state."""


def relative(tree: Tree, row: int) -> bool:
    """Whether this is the verb of a relative clause; "the lie that they fired" is parsed as one and is none.

    Nor is "the rumour that he was held", where the parser makes "that" the object of a passive.
    """
    below = tree.children[row]
    if tree.dep[row] != "relcl" or any(tree.dep[c] == "mark" for c in below):
        return False
    passive = tree.child(row, "nsubjpass") >= 0 and tree.child(row, "auxpass") >= 0
    return not (passive and any(tree.dep[c] == "dobj" and tree.lower[c] == "that" for c in below))


def _modal(tree: Tree, row: int, reading: Reading, words: FactualityWords) -> Reading:
    below = tree.children[row]
    perfect = any(tree.dep[c] == "aux" and tree.tag[c] == "VB" and tree.lemma[c] == "have" for c in below)
    for child in below:
        modality: Modality | None = None
        if tree.dep[child] == "aux" and tree.tag[child] == "MD":
            modality, why = words.modality("modals", tree.lower[child]), "modal"
            if modality == "advocated" and perfect:
                modality = "hypothetical"  # "must have attacked" guesses, "should have attacked" regrets
        elif tree.dep[child] == "advmod":
            modality, why = words.modality("adverbs", tree.lower[child]), "adverb"
        # Whatever is demanded or threatened stays so: "threatened that it would", "demands that it should".
        if modality and reading.modality in {"actual", "unknown"}:
            reading = reading.turned(modality, (child,), why)
    if reading.modality == "actual" and _imperative(tree, row):
        reading = reading.turned("advocated", (row,), "imperative")
    if reading.modality == "actual" and (mistaken := _bare(tree, row)):
        reading = reading.turned("hypothetical", (mistaken,), "infinitive")
    return reading


def _bare(tree: Tree, row: int) -> int:
    """The row of "to" before a root that hangs on nothing ("How to rob a bank"), or 0."""
    if tree.head[row] != row or tree.tag[row] != "VB":
        return 0
    return next((c for c in tree.children[row] if tree.tag[c] == "TO"), 0)


def _imperative(tree: Tree, row: int) -> bool:
    if tree.tag[row] not in {"VB", "VBP"} or tree.dep[row] not in {"ROOT", "ccomp", "advcl"}:
        return False
    if tree.dep[row] == "advcl" and (tree.tag[row] != "VB" or row != tree.sentence(row)[0]):
        return False  # "Arrest the editor, the crowd shouted"
    below = tree.children[row]
    if any(tree.dep[c] in {"nsubj", "nsubjpass", "expl", "csubj"} for c in below):
        return False
    return not any(tree.dep[c] in {"aux", "auxpass"} and tree.lower[c] != "do" for c in below)


def condition(tree: Tree, row: int, words: FactualityWords) -> tuple[int, ...]:
    """Rows that make this clause a condition: "if", or an inverted "had", "were", "should"."""
    below = tree.children[row]
    for child in below:
        marks = tree.dep[child] in {"mark", "advmod"} and child < row
        if marks and words.has("conditions", "marks", tree.lower[child]) and tree.lower[child - 1] != "as":
            return (child,)
    if phrase := _condition_phrase(tree, row, words):
        return phrase
    above = tree.head[row]
    if tree.lower[above] in _GIVEN and tree.dep[row] in {"ccomp", "pcomp", "advcl"} and above < row:
        return (above,)  # "provided that the border is agreed"
    first = tree.dep[row] == "ccomp" and above > row and tree.sentence(row)[0] in below
    if not (tree.dep[row] == "advcl" or first) or any(tree.dep[c] == "mark" for c in below):
        return ()
    subject = next((c for c in below if tree.dep[c] in {"nsubj", "nsubjpass"}), -1)
    for word in (row, *below):
        verb = word == row or tree.dep[word] in {"aux", "auxpass"}
        if verb and words.has("conditions", "inverted", tree.lower[word]):
            return (word,) if subject > word or (subject < 0 and word == row) else ()
    return ()


def _condition_phrase(tree: Tree, row: int, words: FactualityWords) -> tuple[int, ...]:
    """Rows of "in case", "on condition that" and the like before this clause; "as long as" in the past sets none."""
    if tree.dep[row] not in {"advcl", "acl", "relcl", "pcomp", "ccomp"}:
        return ()
    first = min(tree.subtree(row))
    past = any(tree.tag[r] == "VBD" for r in tense_rows(tree, row))
    for key in ("phrases",) if past else ("phrases", "lasting"):
        for phrase in words.sets["conditions", key]:
            size = len(phrase.split())
            for start in range(max(0, first - size), first + 1):
                if " ".join(tree.lower[start : start + size]) == phrase:
                    return tuple(range(start, start + size))
    return ()


def _consequent(tree: Tree, row: int, words: FactualityWords) -> tuple[int, ...]:
    """Rows of "if" and the like in a clause that hangs on this one, unless this one is told in the past."""
    below = tree.children[row]
    if any(tree.tag[r] == "VBD" for r in tense_rows(tree, row)):
        return ()
    for child in below:
        if tree.dep[child] in {"advcl", "ccomp"} and (marks := condition(tree, child, words)):
            if tree.lower[marks[0]] != "whether" and not _asks_if(tree, child, marks[0]):
                return marks
        elif tree.lower[child] in _GIVEN and tree.child(child, "ccomp", "pcomp") >= 0:
            return (child,)
    return ()


_GIVEN = frozenset({"provided", "providing", "supposing", "assuming"})
"""Participles that set a condition in the clause below them."""


_SUBORDINATORS = frozenset(
    {"if", "unless", "when", "once", "before", "after", "until", "because", "while", "whether"}
)


def without_verb(tree: Tree, row: int) -> int:
    """The row of the word that begins a clause which ends in this noun and has no verb, or -1.

    "If the brigade withdraws": whatever the parser makes of the last word, it is the verb.
    """
    if tree.pos[row] not in NOMINAL or (row + 1 < len(tree) and tree.text[row + 1][0].isalnum()):
        return -1
    for at in range(row - 1, max(tree.sentence(row)[0], row - 6) - 1, -1):
        if tree.lower[at] in _SUBORDINATORS:
            return at if at + 1 < row and tree.pos[row - 1] in NOMINAL and tree.dep[at] in {"mark", "advmod"} else -1
        if tree.pos[at] in {"VERB", "AUX", "PUNCT", "ADP"}:
            return -1
    return -1


def negations(tree: Tree, row: int, words: FactualityWords) -> tuple[int, ...]:
    """Rows that negate this word: an adverb, a subject or object like "nobody" or "no soldiers"; two cancel out."""
    out: list[tuple[int, ...]] = []
    no, never = words.sets["negation", "determiners"], words.sets["negation", "words"]
    for child in tree.children[row]:
        lower, dep = tree.lower[child], tree.dep[child]
        if dep in {"neg", "advmod", "preconj"}:
            only = child + 1 < len(tree) and tree.lower[child + 1] == "only"
            near = child < row and words.has("negation", "near", lower)
            if not only and (lower in never or near or (dep == "neg" and lower == "no")):
                out.append((child,))
            elif lower == "longer" and child and tree.lower[child - 1] == "no":
                out.append((child - 1, child))
        elif (dep == "det" and lower in no and not _more_follows(tree, child)) or (
            dep == "cc" and lower == "nor" and child < row
        ):
            out.append((child,))
        elif dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
            but = child + 1 < len(tree) and tree.lower[child + 1] in {"but", "except"}
            if lower in never and not but:
                out.append((child,))
            if none := tuple(_beside_noun(tree, child, words)):
                out.append(none)
    out.extend(_never(tree, row, words))
    if out and any(tree.tag[r] == "VBD" for r in tense_rows(tree, row)) and (until := _until(tree, row)) >= 0:
        out.append((until,))
    return tuple(row for rows in out for row in rows) if len(out) % 2 else ()


def _more_follows(tree: Tree, row: int) -> bool:
    """Whether "no" denies nothing: "no fewer than nine guards"."""
    return row + 1 < len(tree) and tree.lower[row + 1] in _MORE


def _beside_noun(tree: Tree, noun: int, words: FactualityWords) -> list[int]:
    """Rows that make it none: "no boats", "not a single boat", "not one boat", "hardly any boats"."""
    no = words.sets["negation", "determiners"]
    out = []
    for child in tree.children[noun]:
        dep, lower = tree.dep[child], tree.lower[child]
        if (dep == "det" and lower in no) or dep == "neg" or (dep == "preconj" and lower == "neither"):
            if _more_follows(tree, child):
                continue
            out.append(child)
            if tree.lower[noun] == "one" and noun == child + 1:
                out.append(noun)  # "no one"
        elif dep == "nummod" and lower == "one":
            out += tree.all(child, "neg")
        elif dep == "det":
            out += [c for c in tree.children[child] if words.has("negation", "scarcely", tree.lower[c])]
    return out


_MORE = frozenset({"fewer", "less", "more", "later", "sooner"})
"""After "no" these begin a measure, not a negation."""


def _never(tree: Tree, row: int, words: FactualityWords) -> list[tuple[int, ...]]:
    """Phrases that negate a clause: "at no time did they fire"."""
    aux = [c for c in tree.children[row] if tree.dep[c] in {"aux", "auxpass"}]
    out = []
    for child in (c for verb in (row, *aux) for c in tree.all(verb, "prep")):
        rows = tuple(range(child, tree.child(child, "pobj") + 1))
        if words.has("negation", "phrases", " ".join(tree.lower[r] for r in rows)):
            out.append(rows)
    return out


def _until(tree: Tree, row: int) -> int:
    """The row of "until" beside this word ("did not leave until Monday": left on Monday), or -1."""
    beside = [c for c in tree.children[row] if tree.dep[c] == "prep"]
    beside += [mark for c in tree.all(row, "advcl") for mark in tree.all(c, "mark")]
    return next((c for c in beside if c > row and tree.lower[c] in {"until", "till"}), -1)


_OPEN = frozenset({"actual", "hypothetical", "conditional"})
"""Readings that a modifier of the noun can still turn: "the foiled attack would have been the third"."""


def _modified(tree: Tree, row: int, reading: Reading, words: FactualityWords) -> Reading:
    for child in tree.children[row]:
        if reading.modality not in _OPEN or tree.dep[child] not in {"amod", "compound", "advmod", "nmod"}:
            continue
        if words.has("modifiers", "cancelled", tree.lower[child]):
            return replace(reading.turned("planned", (child,), "modifier"), negative=True, negated=(child,))
        if reading.modality != "actual" and not words.has("modifiers", "foiled", tree.lower[child]):
            continue
        modality = words.modality("modifiers", tree.lower[child])
        if modality is None and tree.tag[child] == "VBG" and child < row:
            # "accused of planning attacks", where the gerund is parsed as a modifier.
            operator = words.operators.get(("np", lemma(tree, child)))
            modality = operator.affirmed.modality if operator else None
        if modality and modality != "actual":
            reading = reading.turned(modality, (child,), "modifier")
    return reading
