"""Which language a text is in: English, another one for certain, or not decided."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.report import Anchored

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

__all__ = ["UNDETERMINED", "detect_language"]

UNDETERMINED = "und"
"""BCP 47 for a language that is not determined."""

SAMPLE = 4_000
"""Characters, from the beginning, that decide; the answer has long settled by then."""

FEWEST_LETTERS = 40
"""Letters from which a text in Latin script may be called other than English. Of 4,200 English lines of 20 to 40
characters (headlines, signatures, captions) the detector alone takes 17 % for another language; of whole
English reports 0.07 %."""

SURE = 0.9
"""Probability from which a text in Latin script is called other than English: the seven of 10,004 English
texts that the detector mistakes have 0.25 to 0.47, texts that really are foreign nearly always 0.97 or more."""

OTHER_SCRIPT = 0.7
"""Share of letters in another script from which a text cannot be English. English reports quote, and name in
brackets, in other scripts; those letters are then left out, because each weighs like three Latin ones."""

ENGLISH_SHARE = 0.08
"""Share of the words below from which a text is English whatever the detector says: long foreign quotations
in a short English report. In English news they are some 20 % of the words, in other languages under 2 %."""

_ENGLISH = frozenset(["the", "of", "and", "to", "that", "with", "from", "which", "were", "said", "has"])
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str) -> Anchored[str]:
    """The language as a BCP 47 code with how it is known: "detected (0.98)"; "und" where that is not certain.

    Wrong in the direction that is easily seen: English is hardly ever called anything else, so that no English
    report goes unread; a short text of another language may stay undetermined.
    """
    sample = text[:SAMPLE].lower()
    words = _WORD.findall(sample)
    latin = [word for word in words if _is_latin(word)]
    letters = sum(map(len, words))
    latin_letters = sum(map(len, latin))
    if letters - latin_letters > OTHER_SCRIPT * letters:
        code, probability = _identifier().classify(" ".join(word for word in words if not _is_latin(word)))
        return _found(code, probability) if letters > 3 else _open("too short")
    code, probability = _identifier().classify(" ".join(latin) if latin_letters < letters else sample)
    english = sum(word in _ENGLISH for word in latin) >= ENGLISH_SHARE * len(latin) > 0
    if english and latin_letters >= FEWEST_LETTERS // 2:
        return _found("en", probability if code == "en" else None)
    if latin_letters < FEWEST_LETTERS:
        return _open("too short")
    if code == "en" or (probability >= SURE and code != "zxx"):
        return _found(code, probability)
    return _open(f"perhaps {code}, {probability:.2f}")


def _found(code: str, probability: float | None) -> Anchored[str]:
    how = "by its commonest words" if probability is None else f"{min(float(probability), 0.99):.2f}"
    return Anchored(code, (), f"detected ({how})")


def _open(why: str) -> Anchored[str]:
    return Anchored(UNDETERMINED, (), f"not detected ({why})")


@lru_cache(maxsize=4096)
def _is_latin(word: str) -> bool:
    return word.isascii() or unicodedata.name(word[0], "").startswith("LATIN")


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
