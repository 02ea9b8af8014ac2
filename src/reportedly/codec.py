"""`Report` to JSON and back, without losing a character, and the JSON Schema of that form.

A report is one line of JSON. The schema (`schema()`, published as report.schema.json in this package) is derived
from the types, so it cannot drift from them. Python text may hold lone surrogates, which UTF-8 cannot carry and
JSON cannot tell from pairs; a report that has any is written with `"escaped": true` and, in every string of it,
each backslash doubled and each surrogate as the six characters of its escape (a backslash, u, four hex digits).
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, get_origin

import msgspec

from reportedly.errors import BadReport
from reportedly.layers import claims, events, loaded, mentions
from reportedly.report import Report

__all__ = ["FORMAT", "from_checked_json", "from_json", "schema", "to_json"]

FORMAT = "reportedly.report.v1"
"""Name and version of the JSON form; a reader refuses a version that it does not know."""

_BEGIN = f'{{"format":"{FORMAT}",'

_ESCAPE = re.compile("[\\\\\ud800-\udfff]")
_ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4})")


def to_json(report: Report) -> str:
    """One line of JSON, without the line end. `from_json` gives back an equal report."""
    try:
        return msgspec.json.encode({"format": FORMAT} | _plain(report)).decode()
    except UnicodeEncodeError:
        escaped = _map_strings(_plain(report), _escape)
        return json.dumps({"format": FORMAT, "escaped": True} | escaped, ensure_ascii=False, separators=(",", ":"))


def from_json(line: str | bytes) -> Report:
    """The report in one line of JSON, its spans checked against its text.

    Raises BadReport if it is no JSON, of another format or version, not as the schema says, or if any span's
    words are not those of the text.
    """
    report = from_checked_json(line)
    report.verify()
    return report


def from_checked_json(line: str | bytes) -> Report:
    """The report in a line whose spans were checked when it was written, and are not checked again: in half the time.

    Raises BadReport as `from_json`, but for spans.
    """
    try:
        if _as_written(line):
            return msgspec.json.decode(line, type=Report)
        head = msgspec.json.decode(line, type=_Head)
        if head.format == FORMAT:
            if head.escaped:
                return msgspec.convert(_map_strings(msgspec.json.decode(line), _unescape), Report)
            return msgspec.json.decode(line, type=Report)
    except msgspec.ValidationError as error:
        broken = f"a report that breaks its schema: {error} (see report.schema.json)"
        raise BadReport(_form(line) or broken) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise BadReport(f"not a line of JSON: {error}; expected a report as `--format jsonl` writes it") from error
    raise BadReport(_form(line))


def _as_written(line: str | bytes) -> bool:
    """Whether a line begins as `to_json` begins one that holds nothing escaped: then it is read once, not twice.

    In a string of the report the quotes around the word looked for would be escaped themselves.
    """
    if isinstance(line, bytes):
        return line.startswith(_BEGIN.encode()) and b'"escaped"' not in line
    return line.startswith(_BEGIN) and '"escaped"' not in line


class _Head(msgspec.Struct):
    """What a line says of its own form."""

    format: Any = None
    escaped: bool = False


def _form(line: str | bytes) -> str:
    """What is wrong with the format of a line of JSON; nothing if it is the one that is read."""
    data = msgspec.json.decode(line)
    found = data.get("format") if isinstance(data, dict) else type(data).__name__
    if found == FORMAT:
        return ""
    return f"expected format {FORMAT!r}, found {found!r}: was it written by `reportedly read --format jsonl`?"


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line, derived from the types of `reportedly.report`."""
    out = msgspec.json.schema(Report)
    definitions = out["$defs"]
    report = definitions.pop("Report")
    report["properties"] = {
        "format": {"const": FORMAT},
        "escaped": {"type": "boolean", "description": "strings hold escaped lone surrogates; see reportedly.codec"},
    } | report["properties"]
    report["required"] = ["format", *report["required"]]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:{FORMAT.replace('.', ':')}"}
    text = json.dumps({**head, **report, "$defs": definitions}, sort_keys=True)
    for name, alias in _literals().items():
        text = text.replace(f"Anchored_{_flat(alias)}_", f"Anchored_{name}_").replace(f"Anchored[{alias}]", name)
    published: dict[str, Any] = json.loads(text)
    return published


def _literals() -> dict[str, str]:
    """The closed lists that layers name (Status, Stance, ...), as name -> how the schema would spell them out."""
    named = {name: kind for layer in (claims, events, loaded, mentions) for name, kind in vars(layer).items()}
    return {name: str(kind) for name, kind in named.items() if get_origin(kind) is Literal}


def _flat(alias: str) -> str:
    return re.sub(r"[^\w.]", "_", alias)


@lru_cache(maxsize=1)
def published_schema() -> str:
    """The text of the schema file shipped with the package; a test holds it equal to `schema()`."""
    return (files("reportedly") / "report.schema.json").read_text("utf-8")


def _plain(report: Report) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(report)
    return plain


def _escape(text: str) -> str:
    return _ESCAPE.sub(lambda m: "\\\\" if m.group() == "\\" else f"\\u{ord(m.group()):04x}", text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda m: "\\" if m.group(1) == "\\" else chr(int(m.group(1)[1:], 16)), text)


def _map_strings(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _map_strings(member, change) for key, member in value.items()}
    if isinstance(value, (list, tuple)):
        return [_map_strings(member, change) for member in value]
    return value
