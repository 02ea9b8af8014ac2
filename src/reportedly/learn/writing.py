"""Where what was learned is put: beside the ledger, under a name, and never over anything."""

from __future__ import annotations

import os
import re
from importlib.resources import files
from pathlib import Path

import msgspec

from reportedly.errors import BadInput
from reportedly.incidents.weights import Weights
from reportedly.learn.claims import Calibrated
from reportedly.store.ledger import Ledger

__all__ = ["place_for", "write_claims", "write_linking"]

_NAME = re.compile(r"[\w.-]{1,80}")


def place_for(ledger: Ledger, what: str, name: str, folder: Path | None) -> Path:
    """The file for what is learned, which is not there yet. Raises BadInput."""
    if not _NAME.fullmatch(name):
        raise BadInput(f"{name!r} is no name for a file: letters, digits, dots and hyphens, please")
    if folder is None:
        if not Path(ledger.place).is_dir():
            raise BadInput("this ledger is on a server: say with --to in which folder to put what is learned")
        folder = Path(ledger.place) / "learned"
    place = folder / f"{what}-{name}{'.toml' if what == 'claims' else '.json'}"
    if place.exists():
        raise BadInput(f"{place} is there already, and stays as it is: give another --name")
    return place


def write_linking(weights: Weights, place: Path) -> None:
    """Write weights for `reportedly link --weights`, all of them or nothing."""
    put(place, msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")


def write_claims(calibrated: Calibrated, place: Path) -> None:
    """Write a recipe for `reportedly read --recipe`: the default one, with what was learned as an option of it."""
    lines = files("reportedly").joinpath("recipes/default.toml").read_text("utf-8").splitlines()
    at = lines.index('name = "claims.attribution.v1"') + 1
    many = calibrated.accepted + calibrated.rejected
    head = f"# How sure claims are was set right by {many} decisions of review (reportedly learn claims)."
    lines.insert(at, f"calibration = [{calibrated.shift}, {calibrated.stretch}]")
    put(place, ("\n".join([head, "", *lines]) + "\n").encode())


def put(place: Path, content: bytes) -> None:
    """Write a new file at once."""
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{os.getpid()}")
    beside.write_bytes(content)
    os.link(beside, place)
    beside.unlink()
