"""The key of a ledger's pseudonyms: made once, kept beside the ledger, and part of no export."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from reportedly.errors import BadLedger
from reportedly.store.ledger import Ledger

__all__ = ["key_file", "ledger_key"]

BYTES = 32


def key_file(ledger: Ledger) -> Path:
    """Where the key is: pseudonyms.key in the ledger's folder; of a database, beside the folder of originals."""
    originals = ledger.originals.folder
    if "://" in ledger.place:
        return originals.with_name(f"{originals.name}.pseudonyms.key")
    return Path(ledger.place) / "pseudonyms.key"


def ledger_key(ledger: Ledger) -> bytes:
    """The key, made now if there is none; only the owner of the file can read it. Raises BadLedger.

    Whoever has it and a list of names can find out pseudonyms: keep it as the ledger itself. If it is lost, a new one
    gives everybody a new pseudonym.
    """
    file = key_file(ledger)
    try:
        return _read(file)
    except FileNotFoundError:
        pass
    made = secrets.token_hex(BYTES).encode()
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(made + b"\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(beside, file)  # unlike a rename this keeps the key of whoever was faster
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    except OSError as error:
        raise BadLedger(
            f"{file} cannot be written ({error.strerror}), and pseudonyms need a key: make the folder "
            "writable, or export with --names"
        ) from error
    return _read(file)


def _read(file: Path) -> bytes:
    text = file.read_text("ascii", "replace").strip()
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != BYTES:
        raise BadLedger(f"{file} is no key: it should hold {BYTES * 2} hexadecimal digits; restore it from a backup")
    return key
