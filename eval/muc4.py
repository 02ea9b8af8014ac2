"""Templates of incidents, measured on MUC-4: news of 1988-91 on Latin America, all in capitals.

    python -m eval.muc4 [--texts FILE.jsonl --gold FILE.json]    # default: TST1 and TST2, on which nothing was fitted

Texts have docid, text and the 24-slot templates (for responsibility and stage); the gold has the incident types and
five string slots that `score_muc4.py` reads. Reports are read as a user reads them. Prints that scorer's table; how
often the firmness with which an organisation is held responsible is right where the organisation is; and threatened
and attempted incidents found.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from eval.corpora import folder
from reportedly.api import read
from reportedly.claims.fillers import plain
from reportedly.claims.templates import Role, Template, templates

SLOTS: dict[str, Role] = {
    "PerpInd": "perpetrator",
    "PerpOrg": "organisation",
    "Target": "target",
    "Victim": "victim",
    "Weapon": "instrument",
}
CERTAINTIES = {
    "REPORTED AS FACT": "fact",
    "SUSPECTED OR ACCUSED": "accused",
    "SUSPECTED OR ACCUSED BY AUTHORITIES": "accused",
    "CLAIMED OR ADMITTED": "claimed",
    "POSSIBLE": "possible",
}
"""The classes of the confidence slot; accused by authorities or by others is one class here."""


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, help="JSON lines of texts (docid, text, templates)")
    parser.add_argument("--gold", type=Path, help="JSON of docid -> templates in the scorer's form")
    chosen = parser.parse_args()
    place = folder() / "data" / "events"
    texts, gold_file = chosen.texts or place / "muc4_dev.jsonl", chosen.gold or place / "muc4_gtt_dev_gold.json"
    for path in (texts, gold_file):
        if not path.is_file():
            raise SystemExit(f"no {path}: name the files with --texts and --gold (docs/benchmarks.md says which)")
    gold = json.loads(gold_file.read_text("utf-8"))
    records = {
        r["docid"]: r for line in texts.read_text("utf-8").splitlines() if (r := json.loads(line))["docid"] in gold
    }
    if missing := sorted(set(gold) - set(records)):
        raise SystemExit(f"{texts} lacks {len(missing)} texts of the gold: {', '.join(missing[:5])} ...")
    found: dict[str, list[Template]] = {}
    words, reading, filling = 0, 0.0, 0.0
    for name, record in records.items():
        begin = time.process_time()
        report = read(record["text"], language="en")
        reading += time.process_time() - begin
        begin = time.process_time()
        found[name] = list(templates(report))
        filling += time.process_time() - begin
        words += len(record["text"].split())
    print(
        f"{len(records)} reports, {words:,} words; {words / reading:,.0f} words per CPU-second read, "
        f"{words / filling:,.0f} made into templates"
    )
    made = {name: [in_slots(t) for t in ts] for name, ts in found.items()}
    for name, (precision, recall, f1) in scorer().score(made, gold).items():
        print(f"{name:14s} P {precision:6.2f}  R {recall:6.2f}  F1 {f1:6.2f}")
    told = {name: record["templates"] for name, record in records.items() if "templates" in record}
    if told:
        print(firmness(told, found))
        print(stages(told, found))


def scorer() -> Any:
    """The corpora's own scoring script."""
    spec = spec_from_file_location("score_muc4", folder() / "eval" / "score_muc4.py")
    if spec is None or spec.loader is None:
        raise SystemExit("no eval/score_muc4.py in the folder of the corpora")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def in_slots(template: Template) -> dict[str, Any]:
    """A template in the scorer's form: one wording for each fill."""
    slots = {
        slot: [[" ".join(fill.span.words.split())] for fill in template.of(role)] for slot, role in SLOTS.items()
    }
    return {"incident_type": template.type, **slots}


def one(template: dict[str, Any], slot: str) -> str:
    """The first wording of a slot that has one fill, or nothing."""
    fills = template.get(slot) or [{"alternatives": [""]}]
    return str(fills[0]["alternatives"][0]).strip("()")


def firmness(told: dict[str, list[dict[str, Any]]], found: dict[str, list[Template]]) -> str:
    """How often an organisation that is right, in an incident of the right type, is held responsible as it should."""
    right = 0
    gold: Counter[str] = Counter()
    for name, templates_ in told.items():
        for made in found[name]:
            for fill in made.of("organisation"):
                answers = set()
                for template in templates_:
                    if one(template, "type").lower() != made.type:
                        continue
                    for each in template.get("perp_org", []):
                        if plain(fill.span.words) in {plain(word) for word in each["alternatives"]}:
                            answers |= certainties(template, each["alternatives"])
                if answers:
                    gold[min(answers)] += 1
                    right += fill.certainty in answers
    total = sum(gold.values())
    most = max(gold.values(), default=0)
    return (
        f"responsibility: {right} of {total} right where the organisation is ({right / max(total, 1):.2f}; "
        f"the commonest answer: {most / max(total, 1):.2f})"
    )


def certainties(template: dict[str, Any], names: list[str]) -> set[str]:
    """The classes of the confidence slot that are for an organisation of these names."""
    slot = template.get("perp_org_confidence", [])
    mine = [each for each in slot if not each.get("xref") or set(each["xref"]) & set(names)]
    words = {word.strip("()") for each in mine for word in each["alternatives"]}
    return {CERTAINTIES[word] for word in words if word in CERTAINTIES}


def stages(told: dict[str, list[dict[str, Any]]], found: dict[str, list[Template]]) -> str:
    """Threatened and attempted incidents: a template is right if there is one of its type and stage."""
    kept = ("threatened", "attempted")
    right = made_n = gold_n = 0
    for name, templates_ in told.items():
        gold = Counter(
            (one(t, "type").lower(), stage) for t in templates_ if (stage := one(t, "stage").lower()) in kept
        )
        made: Counter[tuple[str, str]] = Counter((str(t.type), str(t.stage)) for t in found[name] if t.stage in kept)
        right += sum((gold & made).values())
        made_n, gold_n = made_n + sum(made.values()), gold_n + sum(gold.values())
    precision, recall = right / max(made_n, 1), right / max(gold_n, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"threatened and attempted: P {precision:.2f}  R {recall:.2f}  F1 {f1:.2f} ({gold_n} in the gold)"


if __name__ == "__main__":
    main()
