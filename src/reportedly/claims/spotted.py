"""Words and phrases of a table found in a report, sentence by sentence, in one pass over its tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reportedly.language.tree import Tree
from reportedly.report import Span

__all__ = ["Phrasebook", "Spotted"]


class Phrasebook:
    """Words and phrases (lower case, each word as it stands or as its lemma) and what each of them says."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        words: dict[str, list[str]] = defaultdict(list)
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for words_, says in entries:
            apart = words_.replace("-", " - ")  # the parser parts most words at their hyphens
            for spelled in dict.fromkeys((words_, apart)):
                parts = tuple(spelled.split())
                if len(parts) > 1:
                    phrases[parts[0]].append((parts, says))
                else:
                    words[parts[0]].append(says)
        self.words: Mapping[str, list[str]] = dict(words)
        self.phrases: Mapping[str, list[tuple[tuple[str, ...], str]]] = dict(phrases)


class Spotted:
    """What a phrasebook finds in a report: for each sentence, what was said and the words that say it.

    With `longest`, words inside a longer phrase say nothing of their own (no grenade in a "stun grenade").
    """

    def __init__(self, tree: Tree, book: Phrasebook, *, longest: bool = False) -> None:
        self._found: dict[int, list[tuple[str, Span]]] = defaultdict(list)
        covered = -1
        lemmas = [lemma.lower() for lemma in tree.lemma]
        words, phrases = book.words, book.phrases
        for row, lemma in enumerate(lemmas):
            lower = tree.lower[row]
            keys = (lower,) if lower == lemma else (lower, lemma)
            said: dict[str, int] = {}
            for key in keys:
                for says in words.get(key, ()):
                    said.setdefault(says, row)
                for parts, says in phrases.get(key, ()):
                    last = row + len(parts) - 1
                    if last < len(lemmas) and all(
                        part in (tree.lower[row + n], lemmas[row + n]) for n, part in enumerate(parts)
                    ):
                        said[says] = max(last, said.get(says, last))
            if longest and said:
                far = max(said.values())
                said = {says: last for says, last in said.items() if last == far > covered}
                covered = max(covered, far)
            for says, last in said.items():
                self._found[tree.sentence_number(row)].append((says, tree.span((row, last))))

    def within(self, sentences: Iterable[int]) -> dict[str, tuple[Span, ...]]:
        """What is said in these sentences, each with its words in text order."""
        out: dict[str, tuple[Span, ...]] = {}
        for number in sorted(set(sentences)):
            for says, span in self._found.get(number, ()):
                out[says] = (*out.get(says, ()), span)
        return out
