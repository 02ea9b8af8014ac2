"""Count how words are written inside sentences, and write what a text in capitals is put into ordinary case by.

    python -m models.train.letter_case wikinews.jsonl     # JSON lines with a text each

Words at the beginning of a sentence, of a quotation or of a line are not counted, nor those of headings and of lines
in Title Case. The file lists words, never text; words with a capital are kept if they were seen twice.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reportedly.language.casing import SHAPES, shape

OUT = Path(__file__).parents[2] / "src" / "reportedly" / "lexicons" / "letter_case.en.toml"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENS = re.compile(r"(?:^|[.!?:;…\"“”‘(\[—–])\s*$")


def words(line: str) -> Iterator[tuple[str, bool]]:
    """The words of a line, and whether each stands where its case says something."""
    found = list(_WORD.finditer(line))
    capitalised = sum(match[0][0].isupper() for match in found)
    if len(found) < 6 or 2 * capitalised > len(found):
        return
    for match in found:
        yield match[0], not _OPENS.search(line[max(0, match.start() - 4) : match.start()])


def main() -> None:
    """Count, and write the lexicon."""
    seen: dict[str, Counter[str]] = {}
    forms: dict[str, Counter[str]] = {}
    turns: dict[str, Counter[str]] = {name: Counter() for name in SHAPES}
    for path in sys.argv[1:]:
        for record in Path(path).read_text("utf-8").splitlines():
            for line in json.loads(record)["text"].splitlines():
                before = "ordinary"
                for word, counts in words(line):
                    now = shape(word)
                    if counts:
                        seen.setdefault(word.lower(), Counter())[now] += 1
                        forms.setdefault(word.lower(), Counter())[word] += 1
                        turns[before][now] += 1
                    before = now if counts else "ordinary"
    mixed = {word: found.most_common(1)[0] for word, found in forms.items()}
    print(len(seen), {k: dict(v) for k, v in turns.items()}, file=sys.stderr)
    groups: dict[str, list[str]] = {"ordinary": [], "name": [], "initials": [], "either": []}
    for word, found in sorted(seen.items()):
        total = sum(found.values())
        likeliest, times = found.most_common(1)[0]
        if times >= 0.9 * total:
            if total >= 2 or likeliest == "ordinary":
                groups[likeliest].append(word)
        elif total >= 3:
            groups["either"].append(f"{word}:{found['ordinary']}:{found['name']}:{found['initials']}")
    own = [form for word, (form, times) in sorted(mixed.items()) if times >= 2 and form not in spelled(word)]
    lines = ["[header]", f'purpose = "{PURPOSE}"', f'source = "{SOURCE}"', 'licence = "Apache-2.0"', ""]
    every = sum(sum(t.values()) for t in turns.values())
    lines += ["# How common each way to write a word is.", "[share]"]
    lines += [f"{n} = {sum(t[n] for t in turns.values()) / every:.3f}" for n in SHAPES]
    lines += ["", "# How often the second kind of word follows the first, inside sentences.", "[follows]"]
    for name in SHAPES:
        total = sum(turns[name].values())
        lines.append(f"{name} = {{ {', '.join(f'{n} = {turns[name][n] / total:.3f}' for n in SHAPES)} }}")
    for name, group in {**groups, "spelled": own}.items():
        remark = REMARKS[name]
        lines += ["", f"# {remark}", f"[{name}]", 'words = """', textwrap.fill(" ".join(group), 116), '"""']
    OUT.write_text("\n".join([*lines, ""]), "utf-8")


def spelled(word: str) -> tuple[str, str, str]:
    """The three ordinary ways to spell a word."""
    return word, word.upper(), word[:1].upper() + word[1:]


PURPOSE = "How words are written inside sentences: what a text in capitals is put into ordinary case by"
SOURCE = "counted by models/train/letter_case.py in Wikinews articles of 2019 and 2020 (text CC BY 2.5)"
REMARKS = {
    "ordinary": "written small at least nine times in ten",
    "name": "written with a capital at least nine times in ten",
    "initials": "written in capitals at least nine times in ten",
    "either": "word:times small:times with a capital:times in capitals",
    "spelled": "spelled in a way of their own",
}

if __name__ == "__main__":
    main()
