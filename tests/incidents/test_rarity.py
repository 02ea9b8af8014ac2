"""How rare a word is: by the table, by the collection, and hardly by how many reports there are."""

from __future__ import annotations

from reportedly.incidents.rarity import Table, table

NEWS = Table({"shooting": 7000, "oriel": 3}, 10_000)


def test_a_name_that_fills_a_small_ledger_stays_rare() -> None:
    assert NEWS.rarity("oriel", 7, 7) > 4
    assert NEWS.rarity("shooting", 7, 7) < 0.4


def test_a_word_that_is_seldom_in_a_large_ledger_of_other_news_stays_common() -> None:
    assert NEWS.rarity("shooting", 100, 1_000_000) == NEWS.rarity("shooting", 700, 1_000)


def test_a_word_that_the_ledger_is_full_of_becomes_common_though_the_table_has_it_not() -> None:
    assert NEWS.rarity("velmara", 30_000, 50_000) < 1 < NEWS.rarity("velmara", 1, 50_000)


def test_the_shipped_table_knows_common_words_and_names_no_private_person() -> None:
    shipped = table()
    assert shipped.share("police") > 0.3
    assert shipped.share("zvornheim") < 0.001
