"""feeds.toml says what is watched; what is wrong in it is named with its place and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.errors import BadFeeds
from reportedly.ingest.feed_list import Watched, load

ROOT = Path(__file__).parents[2]
WHOLE = """
every = "30m"
delay = 3
articles = 50
contact = "desk@northern-wire.example"

[[feed]]
url = "https://Northern-Wire.example/feed#top"
outlet = "Northern Wire"
language = "en"
every = 3600
most = 7
robots = false

[[sitemap]]
url = "https://daily-lantern.example/news.xml"

[host."daily-lantern.example"]
delay = "10s"
"""


def listed(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_setting_is_read(tmp_path: Path) -> None:
    found = load(listed(tmp_path, WHOLE))
    feed, sitemap = found.feeds
    assert feed == Watched(
        url="https://northern-wire.example/feed",
        outlet="Northern Wire",
        language="en",
        every=3600.0,
        most=7,
        robots=False,
    )
    assert feed.overrides == (("outlet", "Northern Wire"), ("language", "en"))
    assert (sitemap.url, sitemap.every, sitemap.most) == ("https://daily-lantern.example/news.xml", 1800.0, 100)
    assert (found.delay, found.articles, found.contact) == (3.0, 50, "desk@northern-wire.example")
    assert found.delays == {"daily-lantern.example": 10.0}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", r"nothing to watch: write \[\[feed\]\]"),
        ("every = ", "no TOML"),
        ("evry = 5", "no setting 'evry'; there are articles"),
        ("[[feed]]", r"\[\[feed\]\] 1 has no url"),
        ('[[feed]]\nurl = "https://a.example/"\n[[feed]]\nurl = 7', r"\[\[feed\]\] 2 has no url"),
        ('[[feed]]\nurl = "ftp://a.example/"', "only http and https"),
        ('[[feed]]\nurl = "http://localhost/feed"', "within a network"),
        ('[[feed]]\nurl = "http://a.example:8080/"', "port 8080"),
        ('[[feed]]\nurl = "https://a.example/"\nfoo = 1', "no setting 'foo'"),
        ('[[feed]]\nurl = "https://a.example/"\nevery = "soon"', '"15m"'),
        ('[[feed]]\nurl = "https://a.example/"\nevery = 5', "less than 60 seconds"),
        ('[[feed]]\nurl = "https://a.example/"\nmost = 0', "a number from 1"),
        ('[[feed]]\nurl = "https://a.example/"\nmost = true', "a number from 1"),
        ('[[feed]]\nurl = "https://a.example/"\noutlet = ""', "the name of who publishes"),
        ('[[feed]]\nurl = "https://a.example/"\nlanguage = "english!"', "BCP 47"),
        ('[[feed]]\nurl = "https://a.example/"\nrobots = "no"', "true or false"),
        ('[[feed]]\nurl = "https://a.example/"\n[[sitemap]]\nurl = "https://A.example/"', "twice"),
        ('delay = 0\n[[feed]]\nurl = "https://a.example/"', "burden"),
        ('contact = "a\\nb"\n[[feed]]\nurl = "https://a.example/"', "mail address"),
        ('host = 5\n[[feed]]\nurl = "https://a.example/"', r"\[host\."),
        ('feed = "https://a.example/"', r"\[\[feed\]\]"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(BadFeeds, match=why) as raised:
        load(listed(tmp_path, text))
    assert str(raised.value).startswith(str(tmp_path / "feeds.toml"))


def test_the_list_shown_in_the_docs_is_a_right_one(tmp_path: Path) -> None:
    docs = (ROOT / "docs" / "feeds.md").read_text("utf-8")
    shown = docs.partition("```toml\n")[2].partition("```")[0]
    found = load(listed(tmp_path, shown))
    assert len(found.feeds) >= 2
    for setting in ("every", "delay", "articles", "contact", "url", "outlet", "language", "most", "robots"):
        assert f"`{setting}`" in docs
