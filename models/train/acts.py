"""Fit the model of claims/acts.py: which PLOVER name the signs of a source-target pair speak for.

    python -m models.train.acts [PAIRS.tsv]

PAIRS are coded pairs (plv_train of Zero-Shot-PLOVER where none are named). A multinomial logistic regression with
ridge, by L-BFGS, over the signs that at least three pairs have. Writes signs.tsv and its card to the set of weights
`acts`. Cross-validated figures: `python -m eval.plover`.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from eval.corpora import folder
from eval.plover import TRAIN, Read, pairs_of, read
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from reportedly.claims.acts import NORM, TABLE, WEIGHTS

__all__ = ["Model", "fit", "named"]

RIDGE = 1 / 3
"""Chosen with SEEN_AT_LEAST by cross-validation on plv_train: mean confidence is here the share of right names."""

SEEN_AT_LEAST = 3
PASSES = 120


class Model(NamedTuple):
    """Names, and the weights of each sign for each of them."""

    names: tuple[str, ...]
    places: dict[str, int]
    weights: NDArray[np.float64]


def fit(held: Sequence[Read]) -> Model:
    """The regression of these pairs."""
    seen = Counter(sign for each in held for sign in each.signs)
    places = {sign: k for k, sign in enumerate(sorted(s for s, count in seen.items() if count >= SEEN_AT_LEAST))}
    names = tuple(sorted({each.pair.name for each in held}))
    table = _table([each.signs for each in held], places)
    right = np.array([names.index(each.pair.name) for each in held])
    wanted = np.eye(len(names))[right]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(len(places), len(names))
        total = table @ weights
        powers = np.exp(total - total.max(axis=1, keepdims=True))
        chance = powers / powers.sum(axis=1, keepdims=True)
        value = -np.log(chance[np.arange(len(right)), right] + 1e-12).sum() + RIDGE / 2 * (weights**2).sum()
        return float(value), np.asarray(table.T @ (chance - wanted) + RIDGE * weights).ravel()

    start = np.zeros(len(places) * len(names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": PASSES})
    return Model(names, places, found.x.reshape(len(places), len(names)))


def _table(held: Sequence[Mapping[str, float]], places: Mapping[str, int]) -> csr_matrix:
    rows, columns, values = [], [], []
    for row, signs in enumerate(held):
        known = [(places[sign], value) for sign, value in signs.items() if sign in places]
        length = float(np.sqrt(sum(value * value for _, value in known))) or 1.0
        for place, value in known:
            rows.append(row)
            columns.append(place)
            values.append(value * NORM / length)
    return csr_matrix((values, (rows, columns)), shape=(len(held), len(places)))


def named(model: Model, signs: Mapping[str, float]) -> str:
    """The likeliest name of a pair with these signs."""
    total = np.asarray(_table([signs], model.places) @ model.weights)[0]
    return model.names[int(total.argmax())]


def write(model: Model, place: Path, pairs: int) -> None:
    """The table, in hundredths, and its card."""
    lines = ["\t".join(("1", *model.names))]
    hundredths = np.rint(model.weights * 100).astype(int)
    for sign, k in model.places.items():
        if hundredths[k].any():
            lines.append("\t".join((sign, *map(str, hundredths[k]))))
    table = ("\n".join(lines) + "\n").encode("utf-8")
    place.mkdir(parents=True, exist_ok=True)
    (place / TABLE).write_bytes(table)
    card = f'''name = "{WEIGHTS}"
what = "weighs signs of our own reading for the PLOVER name of what one party does to another"
trained_by = "models/train/acts.py"
data = "{pairs:,} source-target pairs of plv_train (Zero-Shot-PLOVER; no licence stated): no names, no sentences"
licence = "Apache-2.0 for the project's part; see docs/models.md"

[sha256]
"{TABLE}" = "{hashlib.sha256(table).hexdigest()}"
'''
    (place / "card.toml").write_text(card, "utf-8")


def main() -> None:
    """Fit on the pairs named and write the set of weights."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else folder() / TRAIN
    held = read(pairs_of(path))
    write(fit(held), Path(__file__).parents[2] / "src" / "reportedly" / "weights" / WEIGHTS, len(held))


if __name__ == "__main__":
    main()
