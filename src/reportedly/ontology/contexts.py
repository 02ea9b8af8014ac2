"""The contexts in which events stand (ontology/contexts.toml), as a table of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load

__all__ = ["CONTEXTS", "Context", "ContextWords", "context_words"]

CONTEXTS = "ontology/contexts.toml"


@dataclass(frozen=True)
class Context:
    """A context with its meaning and the sentences that are its tests."""

    name: str
    definition: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@dataclass(frozen=True)
class ContextWords:
    """`words` maps a lemma to its contexts; `phrases` maps a first word to the phrases that begin so.

    A phrase is the tuple of its words in lower case, with its context.
    """

    contexts: dict[str, Context]
    words: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@lru_cache(maxsize=1)
def context_words() -> ContextWords:
    """Every context and its words. Raises BadLexicon for one that is listed twice or has no words or examples."""
    contexts: dict[str, Context] = {}
    words: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for entry in load(CONTEXTS).entries("context"):
        name = entry["name"]
        if name in contexts:
            raise BadLexicon(f"{CONTEXTS}: the context {name!r} is listed twice; keep one of them")
        if missing := [key for key in ("definition", "words", "matches", "rejects") if not entry.get(key)]:
            raise BadLexicon(f"{CONTEXTS}, context {name!r}: give {', '.join(missing)}")
        contexts[name] = Context(
            name, entry["definition"], tuple(entry["words"]), tuple(entry["matches"]), tuple(entry["rejects"])
        )
        for word in entry["words"]:
            parts = tuple(word.split())
            if len(parts) > 1:
                phrases[parts[0]] = (*phrases.get(parts[0], ()), (parts, name))
            else:
                words[word] = (*words.get(word, ()), name)
    return ContextWords(contexts, words, phrases)
