"""Reads codebooks, and says what is wrong with one by file, line and key.

A codebook is a TOML file: `[codebook]` says what it is, `[groups]` names lists of values, each `[[code]]` is a type
with sentences that are its tests, each `[[rule]]` gives a code and the conditions under which it is given, and each
`[[mapping]]` says what the same would be in another codebook's terms. docs/codebooks.md explains every key.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from reportedly.errors import BadCodebook
from reportedly.ontology.actors import actor_types
from reportedly.ontology.codebook import ANY, KEYS, NONE, PARTIES, Code, Codebook, Condition, Mapped, Rule
from reportedly.ontology.contexts import context_words
from reportedly.ontology.events import effects, event_types
from reportedly.ontology.weapons import weapon_kinds
from reportedly.report import Modality

__all__ = ["BUILT_IN", "codebook"]

BUILT_IN = ("incidents",)
"""Names of the codebooks in the package (ontology/NAME.toml)."""


_FEW = 20


@lru_cache(maxsize=16)
def codebook(source: str | Path) -> Codebook:
    """A codebook of the package ("incidents") or of a file.

    Raises BadCodebook if it is missing, is no TOML, or has a key or value that means nothing.
    """
    if str(source) in BUILT_IN:
        name = f"ontology/{source}.toml"
        data = (files("reportedly") / name).read_bytes()
    else:
        name, path = Path(source).name, Path(source)
        if path.suffix != ".toml" or not path.is_file():
            raise BadCodebook(
                f"no codebook {str(source)!r}: give the path of a .toml file or one of {_list(BUILT_IN)}"
            )
        data = path.read_bytes()
    try:
        text = data.decode("utf-8")
        tables = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadCodebook(f"{name}: {error}") from error
    digest = hashlib.sha256(data).hexdigest()
    return _Reader(name, text, tables).read(f"{name}@sha256:{digest}")


def _list(names: Any) -> str:
    return ", ".join(sorted(names))


def _near(value: str, known: frozenset[str]) -> str:
    """What could have been meant; all there is, where that is little."""
    close = get_close_matches(value, known, n=5, cutoff=0.5)
    return f"did you mean {_list(close)}?" if close and len(known) > _FEW else f"there are {_list(known)}"


class _Reader:
    """Reads the tables of one file. `_line` finds where an entry stands, so that complaints can say it."""

    def __init__(self, name: str, text: str, tables: dict[str, Any]) -> None:
        self._name, self._lines, self._tables = name, text.splitlines(), tables
        self._groups: dict[str, list[str]] = tables.get("groups", {})
        self._words: set[str] = set()

    def read(self, resource: str) -> Codebook:
        head = self._tables.get("codebook", {})
        for key in ("name", "version", "purpose", "source", "licence"):
            if not isinstance(head.get(key), str) or not head[key]:
                raise self._bad("codebook", 0, key, f"[codebook] needs {key!r}, a text that is not empty")
        if unknown := set(self._tables) - {"codebook", "groups", "code", "rule", "mapping"}:
            raise self._bad(min(unknown), 0, "", f"there is no table {min(unknown)!r} in a codebook")
        codes = {code.name: code for code in map(self._code, *self._entries("code"))}
        if len(codes) < len(self._tables["code"]):
            raise self._bad(
                "code", 0, "", "two [[code]] entries have the same sub-type (or type, where they have none)"
            )
        rules = tuple(
            self._rule("rule", number, raw, frozenset(codes))
            for number, raw in zip(*self._entries("rule"), strict=True)
        )
        precedence = head.get("precedence", [])
        if unknown := set(precedence) - set(codes):
            raise self._bad("codebook", 0, "precedence", f"{_list(unknown)}: no such code; there are {_list(codes)}")
        mappings = tuple(
            self._mapping(number, raw, frozenset(codes)) for number, raw in enumerate(self._tables.get("mapping", []))
        )
        return Codebook(
            head["name"],
            head["version"],
            head["purpose"],
            codes,
            rules,
            {code: rank for rank, code in enumerate(precedence)},
            mappings,
            frozenset(self._words),
            resource,
        )

    def _entries(self, table: str) -> tuple[range, list[dict[str, Any]]]:
        found = self._tables.get(table)
        if not isinstance(found, list) or not found:
            raise self._bad(table, 0, "", f"a codebook needs at least one [[{table}]]")
        return range(len(found)), found

    def _code(self, number: int, raw: dict[str, Any]) -> Code:
        for key in ("type", "definition"):
            if not isinstance(raw.get(key), str) or not raw[key]:
                raise self._bad("code", number, key, f"a [[code]] needs {key!r}, a text that is not empty")
        known = {"type", "subtype", "definition", "matches", "rejects"}
        if unknown := set(raw) - known:
            raise self._bad("code", number, min(unknown), f"no key {min(unknown)!r}; a [[code]] has {_list(known)}")
        if not raw.get("matches"):
            raise self._bad(
                "code", number, "matches", "give sentences that are coded so ('matches'): they are its tests"
            )
        for key in ("matches", "rejects"):
            if not all(isinstance(text, str) and text.strip() for text in raw.get(key, [])):
                raise self._bad("code", number, key, f"{key!r} must be a list of sentences")
        return Code(
            raw.get("subtype") or raw["type"],
            raw["type"],
            raw.get("subtype"),
            raw["definition"],
            tuple(raw["matches"]),
            tuple(raw.get("rejects", [])),
            self._line("code", number),
        )

    def _rule(self, table: str, number: int, raw: dict[str, Any], codes: frozenset[str] | None) -> Rule:
        if unknown := set(raw) - {"code", "name", "when", "unless"}:
            raise self._bad(
                table, number, min(unknown), f"no key {min(unknown)!r}; a rule has code, name, when, unless"
            )
        code = raw.get("code")
        if not isinstance(code, str) or (codes is not None and code not in codes):
            have = f"; there are {_list(codes)}" if codes else ""
            raise self._bad(table, number, "code", f"{code!r} is no code{have}")
        if not isinstance(raw.get("when"), dict) or not raw["when"]:
            raise self._bad(table, number, "when", "a rule needs 'when', a table with at least one condition")
        unless = raw.get("unless", [])
        line = self._line(table, number)
        return Rule(
            code,
            raw.get("name") or f"{self._name}:{line}",
            self._condition(table, number, "when", raw["when"]),
            tuple(
                self._condition(table, number, "unless", each)
                for each in (unless if isinstance(unless, list) else [unless])
            ),
            line,
        )

    def _mapping(self, number: int, raw: dict[str, Any], codes: frozenset[str]) -> Mapped:
        for key in ("name", "definition"):
            if not isinstance(raw.get(key), str):
                raise self._bad("mapping", number, key, f"a [[mapping]] needs {key!r}")
        before = sum(len(each.get("rule", [])) for each in self._tables["mapping"][:number])
        rules = tuple(
            self._rule("mapping.rule", before + position, each, None)
            for position, each in enumerate(raw.get("rule", []))
        )
        for rule in rules:
            if wrong := rule.when.asks.get("coded", frozenset()) - codes - {ANY, NONE}:
                raise BadCodebook(
                    f"{self._name}, line {rule.line}: 'coded' {_list(wrong)} is no code of this codebook"
                )
        return Mapped(raw["name"], raw["definition"], rules)

    def _condition(self, table: str, number: int, key: str, raw: Any) -> Condition:
        if not isinstance(raw, dict):
            raise self._bad(table, number, key, f'{key!r} must be a table such as {{ act = ["ASSAULT"] }}')
        asks: dict[str, frozenset[str]] = {}
        also: list[Condition] = []
        for name, values in raw.items():
            if name == "also":
                nested = values if isinstance(values, list) else [values]
                also += (self._condition(table, number, key, each) for each in nested)
            elif name in KEYS:
                asks[name] = frozenset(self._values(table, number, key, name, values))
                if name in ("words", "near_words"):
                    self._words |= asks[name]
            else:
                raise self._bad(table, number, key, f"no condition {name!r}; there are {_list(KEYS)}")
        return Condition(asks, tuple(also))

    def _values(self, table: str, number: int, key: str, name: str, values: Any) -> Iterator[str]:
        if isinstance(values, str):
            values = [values]
        if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
            raise self._bad(table, number, key, f"{name!r} must be a list of texts")
        for value in values:
            if value.startswith("@"):
                if value[1:] not in self._groups:
                    raise self._bad(table, number, key, f"no group {value!r}; [groups] has {_list(self._groups)}")
                yield from self._values(table, number, key, name, self._groups[value[1:]])
            else:
                known = _known(name)
                if known is not None and value not in known and value not in (ANY, NONE):
                    raise self._bad(table, number, key, f"{value!r} is no {name}; {_near(value, known)}")
                yield value

    def _bad(self, table: str, number: int, key: str, what: str) -> BadCodebook:
        return BadCodebook(f"{self._name}, line {self._line(table, number, key)}: {what}")

    def _line(self, table: str, number: int, key: str = "") -> int:
        """The line, from 1, of a key within the numbered entry of a table, else of the entry, else 1."""
        heads = {f"[[{table}]]", f"[{table}]"}
        seen = -1
        for at, line in enumerate(self._lines):
            if line.split("#")[0].strip() in heads:
                seen += 1
                if seen == number:
                    for below, other in enumerate(self._lines[at + 1 :], at + 1):
                        if other.strip().startswith("["):
                            break
                        if key and other.split("=")[0].strip() == key:
                            return below + 1
                    return at + 1
        return 1


@lru_cache(maxsize=32)
def _known(key: str) -> frozenset[str] | None:
    """The values that a condition can ask for; None where any word can be."""
    if key == "act":
        types = event_types()
        return frozenset(types) | {f"{name}/{mode}" for name in types for mode in types[name].modes}
    if key in PARTIES:
        kinds = actor_types()
        return frozenset(kinds) | {f"{kind}/{sub}" for kind in kinds for sub in kinds[kind].subtypes} | {"unknown"}
    if key == "context":
        return frozenset(context_words().contexts)
    if key == "effect":
        return frozenset(effects())
    if key in ("weapon", "near_weapon"):
        return frozenset(weapon_kinds())
    if key == "told":
        return frozenset(("main", "aside"))
    if key == "modality":
        return frozenset(get_args(Modality))
    return None
