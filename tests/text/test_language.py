"""Foreign reports are told from English ones; English with foreign names and quotations stays English."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.language import detect_language

FOREIGN = {
    "ru": "Мэр Арвенпорта заявил в понедельник, что решение о порте не принято. «Мы не уйдём», — сказал он.",
    "uk": "Міністр оборони повідомив, що троє людей загинули внаслідок вибуху біля мосту, а ще п'ятьох поранено.",
    "es": "El alcalde dijo el lunes que tres personas murieron en la explosión y que todavía no hay detenidos.",
    "ar": "قال رئيس البلدية يوم الاثنين إن ثلاثة أشخاص قتلوا في الانفجار ولم يعلن أحد مسؤوليته عنه",
    "de": "Der Bürgermeister sagte am Montag, drei Menschen seien bei der Explosion getötet worden.",
    "fr": "Le maire a déclaré lundi que trois personnes avaient été tuées dans l'explosion, sans donner de détails.",
    "zh": "市长星期一表示，爆炸造成三人死亡，目前还没有人声称对此负责。",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_a_foreign_report_is_recognised(code: str) -> None:
    found = detect_language(FOREIGN[code])
    assert found.value == code
    assert found.inferred is not None
    assert found.inferred.startswith("detected (0.")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor of Arvenport said on Monday that nothing had been decided about the old harbour wall.",
        "THE MAYOR OF ARVENPORT SAID ON MONDAY THAT NOTHING HAD BEEN DECIDED ABOUT THE HARBOUR.",
        f"The mayor wrote on his page on Monday: “{FOREIGN['ru']}” He gave no more details to the press.",
        f"The mayor told the paper: “{FOREIGN['es']}” That was all that he said of it to the press.",
        "The three were named as Müslüm Öztürk, Şirin Güneş and Çağla Yıldız, of the village of Karaağaç.",
    ],
)
def test_english_with_foreign_words_is_english(text: str) -> None:
    assert detect_language(text).value == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "12:30",
        "Tesk",
        "DAR EL OLM, Tesk (AP)",
        "Venn y Orla: adiós",
        "José Núñez Muñoz vs. Jürgen Groß",
        "Nu",
        "??!",
    ],
)
def test_a_very_short_text_is_never_called_foreign(text: str) -> None:
    assert detect_language(text).value in {"und", "en"}


@given(st.text())
def test_any_text_gets_an_answer_with_its_reason(text: str) -> None:
    found = detect_language(text)
    assert found.value
    assert found.inferred


def test_no_line_of_english_news_is_called_foreign(corpora: Path) -> None:
    """Of 10,000 reports and their 80,000 lines none was, in November 2026; every seventh is tried here."""
    wrong, tried = [], 0
    for name in ("attribution/gum_news", "attribution/polnear_dev", "events/muc4_dev", "geo/geo_lgl"):
        with (corpora / f"data/{name}.jsonl").open(encoding="utf-8") as lines:
            for line in list(lines)[::7]:
                text = json.loads(line)["text"]
                for part in (text, *text.split("\n")[::7]):
                    tried += 1
                    wrong += [part] if detect_language(part).value not in {"en", "und"} else []
    assert tried > 1000
    assert wrong == []
