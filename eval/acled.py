"""Sub-types of ACLED rows from their notes: what the built-in codebook says, and with a model over the same fields.

    python -m eval.acled [--file events/acled_2022_dev.jsonl] [--fit FILE] [--every N] [--part dev|held-out|all]

A note is one coded event, so the question is what the note's main event is coded as: of the codings that stand for
their incident, those told as having happened, then the codebook's precedence, then the first. Printed are macro F1
over the sub-types of the file, accuracy, and each sub-type, first by the rules alone. In the column `fitted`, a
linear model over the fields that the rules see (acts, triggers, actors, effects, weapons, the rules' code; no other
word of the note) decides among the sub-types with at least 20 examples in the file it is fitted on, and the rules
decide the others. If --file and --fit are the same file, it is cross-validated in five folds. The weights are not in
the package.

"held-out" are the notes whose digest says so, about a third: since the rules were told apart from them, none of these
was looked at while rules and words were mended. "dev" are the others.

`--unlabelled` removes the words before a colon with which some notes begin ("Defusal: "): they name the sub-type.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize, sparse

from eval.corpora import records
from reportedly.claims.coding_facts import Read
from reportedly.claims.codings import Codings
from reportedly.language.tree import Tree
from reportedly.ontology.codebooks import codebook
from reportedly.pipeline import default_pipeline
from reportedly.report import Coding, Report

DEV = "events/acled_2022_dev.jsonl"
BOOK = codebook("incidents")
LABEL = re.compile(r"^[A-Z][\w/ ]{3,30}: ")
NONE = "(none)"
FEWEST = 20
"""Examples that a sub-type must have for the model to decide it; rarer ones are left to the rules."""
FOLDS, SEEN, PENALTY, ROUNDS = 5, 3, 1.0, 80
"""Folds; notes in which a field must be seen to be used; L2 penalty; steps of the optimiser. Not tuned."""


def part_of(notes: str) -> str:
    """Which part a note belongs to, by its digest: "held-out" for about a third, else "dev"."""
    return "held-out" if hashlib.sha256(notes.encode()).digest()[0] % 3 == 0 else "dev"


class Note(NamedTuple):
    """A note read: its sub-type in the gold, the sub-type by the rules, and the fields of its events."""

    gold: str
    coded: str
    fields: frozenset[str]


def main_coding(report: Report) -> Coding | None:
    """The coding of a report's main event, None where none is of a type of the codebook."""
    typed = [coding for coding in report.codings or () if coding.type and coding.part_of is None]
    told = [coding for coding in typed if "actual" not in coding.lacks] or typed
    return min(told, key=lambda coding: (BOOK.rank(coding.subtype or coding.type), coding.span), default=None)


def fields(report: Report) -> frozenset[str]:
    """The fields that the rules see, as "key=value"; those of the first event and of what did not happen marked."""
    out = {f"events={min(len(report.events or ()), 6)}"}
    known = []
    if report.events:
        tree = Tree(report)
        known = Read(report, tree, BOOK).incident(sorted(report.events, key=lambda event: event.span))
    for number, (event, facts) in enumerate(known):
        mark = "" if event.occurred else "~"
        for key, values in facts.items():
            if key.startswith("near_"):
                out |= {f"{key}={value}" for value in values if number == 0}
            elif key not in {"words", "context", "modality"}:
                out |= {f"{mark}{key}={value}" for value in values}
                out |= {f"first:{mark}{key}={value}" for value in values if number == 0}
        for key in ("actor", "against", "victim", "target", "side", "weapon", "effect"):
            out |= {f"{mark}{event.type}&{key}={value}" for value in facts.get(key, ())}
        out |= {f"{event.type}&{a}>{b}" for a in facts.get("actor", ()) for b in facts.get("against", ())}
        if sides := sorted(facts.get("side", ())):
            out.add(f"sides={'+'.join(sides)}")
    for coding in report.codings or ():
        if coding.type:
            mark = "~" if "actual" in coding.lacks else ""
            out.add(f"{'part' if coding.part_of else 'code'}:{coding.subtype}{mark}")
    if main := main_coding(report):
        out |= {f"main:{main.subtype}", f"rule:{main.origin.rule}"}
    return frozenset(out)


def read(rows: Iterable[dict[str, Any]], *, unlabelled: bool = False) -> list[Note]:
    """Every row, read with the default recipe."""
    pipeline, stage, out = default_pipeline(), Codings(), []
    for row in rows:
        report = pipeline(Report.of(LABEL.sub("", row["notes"]) if unlabelled else row["notes"]))
        report = report if report.codings is not None else stage(report)
        main = main_coding(report)
        out.append(Note(row["sub_event_type"], str(main.subtype) if main else NONE, fields(report)))
    return out


class Model:
    """Multinomial logistic regression over the fields; sub-types weigh as the root of how rare they are."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self.names = sorted({note.gold for note in notes})
        seen = Counter(field for note in notes for field in note.fields)
        self.columns = {name: at for at, name in enumerate(sorted(n for n, count in seen.items() if count >= SEEN))}
        number = {name: at for at, name in enumerate(self.names)}
        gold = np.array([number[note.gold] for note in notes])
        weight = np.sqrt(len(gold) / len(self.names) / np.bincount(gold)[gold])
        self.weights = self._fit(self._matrix(notes), gold, weight)

    def of(self, notes: Sequence[Note], among: Collection[str]) -> list[str]:
        """The likeliest of these sub-types for each note."""
        scores = self._matrix(notes) @ self.weights[:-1] + self.weights[-1]
        scores[:, [name not in among for name in self.names]] = -np.inf
        return [self.names[at] for at in scores.argmax(axis=1)]

    def _matrix(self, notes: Sequence[Note]) -> Any:
        at = [(row, self.columns[f]) for row, note in enumerate(notes) for f in note.fields if f in self.columns]
        rows, columns = zip(*at, strict=True)
        return sparse.csr_matrix((np.ones(len(at)), (rows, columns)), shape=(len(notes), len(self.columns)))

    def _fit(self, x: Any, gold: Any, weight: Any) -> Any:
        shape = (len(self.columns) + 1, len(self.names))
        rows = np.arange(len(gold))

        def loss(flat: Any) -> tuple[float, Any]:
            w = flat.reshape(shape)
            scores = x @ w[:-1] + w[-1]
            p = np.exp(scores - scores.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            value = -(weight * np.log(p[rows, gold] + 1e-12)).sum() + PENALTY * (w[:-1] ** 2).sum() / 2
            p[rows, gold] -= 1
            p *= weight[:, None]
            return value, np.vstack([x.T @ p + PENALTY * w[:-1], p.sum(axis=0)]).ravel()

        found = optimize.minimize(
            loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
        )
        return found.x.reshape(shape)


def fitted(notes: Sequence[Note], on: Sequence[Note]) -> list[str]:
    """The sub-types of `notes` by a model fitted on others, and by the rules where those had too few examples."""
    frequent = {name for name, count in Counter(note.gold for note in on).items() if count >= FEWEST}
    said = Model(on).of(notes, frequent)
    return [
        name if note.coded == NONE or note.coded in frequent else note.coded
        for note, name in zip(notes, said, strict=True)
    ]


def cross_validated(notes: Sequence[Note]) -> list[str]:
    """As `fitted`, each fifth by a model fitted on the other four; folds go round within each sub-type."""
    places: dict[str, int] = {}
    fold = []
    for note in notes:
        fold.append(places.get(note.gold, 0) % FOLDS)
        places[note.gold] = places.get(note.gold, 0) + 1
    out = [""] * len(notes)
    for held in range(FOLDS):
        mine = [at for at, number in enumerate(fold) if number == held]
        said = fitted(
            [notes[at] for at in mine], [n for n, number in zip(notes, fold, strict=True) if number != held]
        )
        for at, name in zip(mine, said, strict=True):
            out[at] = name
    return out


def table(notes: Sequence[Note], ways: dict[str, Sequence[str]]) -> None:
    """F1 of each sub-type by each way, and macro F1 and accuracy of each."""
    gold = [note.gold for note in notes]
    names = sorted(set(gold))
    print(f"{'':38s}{'notes':>6s}" + "".join(f"{way + '  P    R    F1':>26s}" for way in ways))
    sums = dict.fromkeys(ways, 0.0)
    for name in names:
        cells = ""
        for way, said in ways.items():
            right = sum(g == s == name for g, s in zip(gold, said, strict=True))
            p, r = right / max(said.count(name), 1), right / gold.count(name)
            f1 = 2 * p * r / (p + r) if right else 0.0
            sums[way] += f1
            cells += f"{f'{p:.2f} {r:.2f} {f1:.2f}':>26s}"
        print(f"{name:38s}{gold.count(name):6d}{cells}")
    print(f"{'macro F1':44s}" + "".join(f"{sums[way] / len(names):26.3f}" for way in ways))
    share = {way: sum(g == s for g, s in zip(gold, said, strict=True)) / len(gold) for way, said in ways.items()}
    print(f"{'accuracy':44s}" + "".join(f"{share[way]:26.3f}" for way in ways))


def main() -> None:
    """Read, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--file", default=DEV, help="rows to code, relative to data/ or absolute")
    parser.add_argument("--fit", default=DEV, help="rows to fit on; 'none' leaves the model out")
    parser.add_argument("--every", type=int, default=1, help="read every N-th row")
    parser.add_argument("--unlabelled", action="store_true", help="remove the label with which some notes begin")
    parser.add_argument("--part", default="all", choices=("dev", "held-out", "all"), help="which notes of --file")
    options = parser.parse_args()
    rows = [row for row in records(options.file) if options.part in {"all", part_of(row["notes"])}]
    notes = read(rows[:: options.every], unlabelled=options.unlabelled)
    ways: dict[str, Sequence[str]] = {"rules": [note.coded for note in notes]}
    if options.fit == options.file:
        ways["fitted"] = cross_validated(notes)
    elif options.fit != "none":
        on = read(records(options.fit)[:: options.every], unlabelled=options.unlabelled)
        ways["fitted"] = fitted(notes, on)
    print(f"{options.file}: {len(notes)} notes; fitted on {options.fit}, cross-validated if the same")
    table(notes, ways)


if __name__ == "__main__":
    main()
