"""One digest over everything that decides how a text is read: recipe, codebooks, lexicons, weights, version."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from reportedly.version import __version__

__all__ = ["recipe_digest"]


@lru_cache(maxsize=8)
def recipe_digest(recipe: str = "default", codebooks: Sequence[str] = ()) -> str:
    """SHA-256, in hexadecimal: the same on every machine for the same release, recipe and codebooks.

    Over the release, the recipe's and the codebooks' bytes, and every lexicon, ontology and card of weights that
    comes with the package (a card holds the digests of its weights). Raises OSError for a file that is not there.
    """
    hasher = hashlib.sha256()
    for name, data in _parts(recipe, codebooks):
        hasher.update(f"{len(name)}:{name}{len(data)}:".encode() + data)
    return hasher.hexdigest()


def _parts(recipe: str, codebooks: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    package = Path(str(files("reportedly")))
    yield "release", __version__.encode()
    built_in = package / "recipes" / f"{recipe}.toml"
    yield "recipe", (built_in if built_in.is_file() else Path(recipe)).read_bytes()
    for codebook in codebooks:
        own = package / "ontology" / f"{codebook}.toml"
        yield "codebook", (own if own.is_file() else Path(codebook)).read_bytes()
    for folder, pattern in (
        ("lexicons", "*.toml"),
        ("ontology", "*.toml"),
        ("weights", "*/*.toml"),
        ("gazetteer", "*.toml"),
    ):
        for path in sorted((package / folder).glob(pattern)):
            yield path.relative_to(package).as_posix(), path.read_bytes()
