"""A second opinion on what happened: how likely the rules' reading of an event is right, by what the judge finds.

The judge (`language.backends.factuality_judge`) knows what people take a writer to tell, and nothing of sources; so
it is asked only about events told in the outlet's own voice. It changes no reading. How often people agree with a
reading of the rules, for each range of its values, was counted on UDS-IH2 dev (`agreement.toml` beside the weights).
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from reportedly.claims.drafts import Draft
from reportedly.claims.factuality import Factuality
from reportedly.errors import BadModel
from reportedly.language.backends.factuality_judge import factuality_judge
from reportedly.language.backends.onnx_encoder import has_weights, weights_folder
from reportedly.language.tree import Tree

__all__ = ["AGREEMENT", "JUDGE", "NO_JUDGE", "Kind", "Opinion", "SecondOpinion", "kind_of", "second_opinion"]

JUDGE, NO_JUDGE = "factuality", "none"
"""The set of weights that the package brings, and what a recipe names to read without any."""

AGREEMENT = "agreement.toml"

DOUBTED = -0.5
"""Below this the judge holds that it did not happen; people then agree with one in seven readings that it did."""

Kind = Literal["told", "not_told"]


def kind_of(told: Factuality) -> Kind | None:
    """Which of the readings that were counted this is: told as a fact by the writer, or not told as one.

    None for what is negated, where people's judgements scatter, and for what a word reports that no claim covers.
    """
    if told.polarity.value == "negative":
        return None
    if told.modality.value != "actual":
        return "not_told"
    return "told" if told.cue < 0 else None


class Opinion(NamedTuple):
    """What the judge finds of an event (-3, it did not happen, to 3), and how often people agree with such a reading

    at such a value (0..1). Either is None where it was not asked, or such readings were not counted.
    """

    value: float | None = None
    agreed: float | None = None

    @property
    def doubts(self) -> bool:
        """Whether the judge holds that it did not happen."""
        return self.value is not None and self.value < DOUBTED


class SecondOpinion:
    """Asks the judge of these weights about the drafts of a report.

    Raises BadModel if there are no such weights, their bytes are not those on their card, or `agreement.toml` is not
    beside them.
    """

    def __init__(self, weights: str) -> None:
        self._judge = factuality_judge(weights)
        self.resource = self._judge.resource
        self._agreed = _agreement(weights)

    def __call__(self, tree: Tree, drafts: Sequence[Draft]) -> list[Opinion]:
        """The opinion on each draft, an empty one on those that a source tells or whose kind was not counted."""
        asked = [draft for draft in drafts if draft.claim is None and kind_of(draft.told)]
        numbers = sorted({tree.sentence_number(draft.row) for draft in asked})
        row_of = {number: row for row, number in enumerate(numbers)}
        every = tree.sentences() if numbers else []
        sentences = [tree.span(every[number]) for number in numbers]
        places = [(row_of[tree.sentence_number(draft.row)], draft.row) for draft in asked]
        values = self._judge(
            [sentence.words for sentence in sentences],
            [(number, tree.start[row] - sentences[number].start) for number, row in places],
        )
        found = {id(draft): value for draft, value in zip(asked, values, strict=True)}
        return [self._opinion(draft, found.get(id(draft))) for draft in drafts]

    def _opinion(self, draft: Draft, value: float | None) -> Opinion:
        kind = kind_of(draft.told)
        if value is None or kind is None:
            return Opinion()
        cuts, shares = self._agreed[kind]
        return Opinion(value, shares[max(0, bisect_right(cuts, value) - 1)])


def second_opinion(judge: str) -> SecondOpinion | None:
    """The opinion of these weights; None for "none", and where the package's own set was left out."""
    if judge == NO_JUDGE or (judge == JUDGE and not has_weights(judge)):
        return None
    return SecondOpinion(judge)


@lru_cache(maxsize=2)
def _agreement(weights: str) -> Mapping[Kind, tuple[list[float], list[float]]]:
    """For each kind of reading where its ranges of values begin, and the share that people agree with in each."""
    path = weights_folder(weights) / AGREEMENT
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        kinds: tuple[Kind, ...] = ("told", "not_told")
        return {kind: (data[kind]["from"], data[kind]["right"]) for kind in kinds}
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise BadModel(
            f"nobody counted how often people agree at each value of these weights ({error}): "
            "count it with `python -m eval.factuality agreement --write`"
        ) from error
