"""The words of harm, people and wounds (lexicons/casualties.en.toml), arranged for looking up."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportedly.errors import BadLexicon
from reportedly.lexicons.loader import load
from reportedly.ontology.events import effects

__all__ = ["WORDS", "casualty_words", "words_of_harm"]

WORDS = "lexicons/casualties.en.toml"

_BY_EFFECT = ("object", "subject", "state", "noun")


@lru_cache(maxsize=1)
def casualty_words() -> dict[str, Any]:
    """The tables of the lexicon: those listed by effect as word -> effect, the others as sets of words.

    Raises BadLexicon where a table names an effect that ontology/events.toml does not declare.
    """
    tables: dict[str, Any] = {k: dict(table) for k, table in load(WORDS).tables.items() if k != "header"}
    for name in _BY_EFFECT:
        if wrong := set(tables[name]) - set(effects()):
            raise BadLexicon(f"{WORDS}: [{name}] has {sorted(wrong)}; the effects are {', '.join(effects())}")
        tables[name] = {word: effect for effect, words in tables[name].items() for word in words}
    for name, table in tables.items():
        if name not in _BY_EFFECT:
            tables[name] = {
                key: frozenset(value) if isinstance(value, list) else value for key, value in table.items()
            }
    return tables


@lru_cache(maxsize=1)
def words_of_harm() -> frozenset[str]:
    """Every word at which a harm of people harmed can begin, as lemma or form."""
    words = casualty_words()
    return frozenset(
        {
            *(word for name in _BY_EFFECT for word in words[name]),
            *words["gunfire"]["verbs"],
            *words["wounds"]["nouns"],
            *words["condition"]["nouns"],
            *words["self"]["verbs"],
            *words["self"]["nouns"],
            *words["body"]["nouns"],
            *words["others"]["words"],
            *words["coded"]["words"],
            *words["toll"]["nouns"],
        }
    )
