# ruff: noqa: E501 (a paragraph is a line here, as in the texts that are read)
from __future__ import annotations

from reportedly.incidents.copies import CopyLink, CopyText, compare, copies
from reportedly.incidents.credits import Credit
from reportedly.incidents.judgement import Judgement

WIRE = """Fire guts grain silo on Port Arden's eastern quay

PORT ARDEN, March 4 (Northern Wire) — An explosion tore through a grain silo on the eastern quay of Port Arden before dawn on Tuesday, killing two dockers and injuring nine others, police said.

The blast blew the roof off a neighbouring warehouse and shattered windows as far away as the fish market.

“It was over in a second and then everything was dust,” said Tomas Werrin, a crane driver who had just begun his shift.

Firefighters needed four hours to bring the blaze under control. The harbour master closed the quay until further notice.

Police spokeswoman Dana Oriel said investigators were looking at a faulty conveyor belt as a possible cause.

The dockers' union had complained about dust in the silos twice this year, its secretary Paul Emmerich said.
"""

OTHERS = """Two dead after silo blast, union blames dust

Two harbour workers died on Tuesday morning when a silo filled with grain blew up, the latest in a string of accidents at the port.

Neighbours described a flash that lit their bedrooms. By seven o'clock the smoke could be seen from the hills behind the town.

“It was over in a second and then everything was dust,” crane driver Tomas Werrin recalled.

Paul Emmerich, who heads the dockers' union, accused the operator of ignoring two letters about dust.

A spokeswoman for the police, Dana Oriel, would only say that a conveyor belt was being examined.
"""

REWRITE = """Deadly explosion at Arden harbour

Before dawn on Tuesday an explosion ripped through a grain silo on Port Arden's eastern quay, leaving two dockers dead and nine others injured, according to police.

The roof of a neighbouring warehouse was blown off by the blast, and windows were shattered as far away as the fish market.

It took firefighters four hours to get the blaze under control. Until further notice the quay has been closed by the harbour master.

Investigators were looking at a faulty conveyor belt as a possible cause, said police spokeswoman Dana Oriel.

The union of dockers had twice this year complained about dust in the silos, said its secretary Paul Emmerich.
"""

BRIEF = """Man shot in {place}

A {age}-year-old man was shot in the leg in the 400 block of {street} on {day} evening, police said.

Officers found the man lying on the pavement. He was taken to {hospital} in stable condition.

No arrests have been made. Anyone with information is asked to call the police.
"""


def text(report: str, body: str, **fields: str) -> CopyText:
    return CopyText(report=report, text=body, outlet=fields.pop("outlet", f"Paper {report}"), **fields)  # type: ignore[arg-type]


def kinds(*texts: CopyText) -> dict[tuple[str, str], str]:
    return {(link.a, link.b): link.kind for link in copies(texts)}


def cut(body: str) -> str:
    paragraphs = body.split("\n\n")
    return "\n\n".join(["Two die in harbour blast", *paragraphs[1:4]])


def test_a_reprint_under_another_headline_is_a_copy_and_says_what_is_shared() -> None:
    reprint = WIRE.replace("Fire guts grain silo on Port Arden's eastern quay", "Harbour blaze kills two")
    (link,) = copies([text("wire", WIRE), text("reprint", reprint)])
    assert (link.a, link.b, link.kind) == ("wire", "reprint", "copy")
    assert link.reason == "7 of 7 sentences are the same; 1 quotation shared; the headline differs"


def test_a_reprint_that_was_cut_is_a_copy() -> None:
    assert kinds(text("wire", WIRE), text("cut", cut(WIRE))) == {("wire", "cut"): "copy"}


def test_the_same_sentences_in_other_words_are_a_rewrite() -> None:
    assert kinds(text("wire", WIRE), text("rewrite", REWRITE)) == {("wire", "rewrite"): "rewrite"}


def test_two_reporters_with_the_same_quotation_are_no_copies() -> None:
    assert kinds(text("wire", WIRE), text("other", OTHERS)) == {}


def test_briefs_by_one_pattern_about_two_shootings_are_no_copies() -> None:
    one = BRIEF.format(place="Westgate", age=23, street="Tanner Street", day="Monday", hospital="St Brannoc's")
    two = BRIEF.format(place="Millhaven", age=41, street="Quarry Road", day="Friday", hospital="Harbour General")
    assert kinds(text("one", one), text("two", two)) == {}


def test_the_furniture_of_a_site_links_nothing() -> None:
    notice = (
        "\n\nSign up for our morning letter and get the news before breakfast.\n\nWe use your address for nothing else "
        "and you can leave at any time.\n\nOur reporters work under the code of the Velmaran press council."
    )
    stories = [
        BRIEF.format(place=p, age=a, street=s, day="Monday", hospital=h).split("\n\n")[1] + f" {own}" + notice
        for p, a, s, h, own in (
            ("Tarn", 19, "Elm Row", "Selm Hospital", "His brother saw a grey van leave towards the canal."),
            (
                "Ostra",
                52,
                "Bridge Lane",
                "the clinic",
                "A dispute over a fence had lasted for years, neighbours said.",
            ),
            ("Senn", 33, "Mill Way", "Vesk Infirmary", "The baker who found him closed her shop for the day."),
            ("Brack", 61, "Fen Street", "the barracks", "Soldiers from the nearby base helped to search the field."),
        )
    ]
    assert kinds(*(text(str(n), story) for n, story in enumerate(stories))) == {}


def test_the_same_page_at_another_time_is_a_version_however_much_was_changed() -> None:
    a = text("a", WIRE, url="https://www.lantern.example/silo?utm_source=x", outlet="Daily Lantern")
    b = text("b", OTHERS, url="http://lantern.example/silo/", outlet="Daily Lantern")
    assert kinds(a, b) == {("a", "b"): "version"}


def test_one_outlets_story_edited_later_is_a_version() -> None:
    later = WIRE.replace("killing two dockers and injuring nine", "killing three dockers and injuring eight")
    a, b = text("a", WIRE, outlet="The Daily Lantern"), text("b", later, outlet="Daily Lantern")
    assert kinds(a, b) == {("a", "b"): "version"}


def test_the_earlier_day_is_the_one_taken_from_whatever_came_in_first() -> None:
    late, early = text("late", cut(WIRE), published="2031-03-05"), text("early", WIRE, published="2031-03-04")
    assert kinds(late, early) == {("early", "late"): "copy"}


def test_a_hundred_reprints_are_a_hundred_links() -> None:
    links = copies(
        [text("wire", WIRE), *(text(f"{n:03}", f"Headline {n}\n\n" + WIRE.split("\n\n", 1)[1]) for n in range(100))]
    )
    assert {(link.a, link.kind) for link in links} == {("wire", "copy")}
    assert len(links) == 100


def test_what_a_person_judged_wins() -> None:
    texts = [text("other", OTHERS), text("reprint", cut(WIRE)), text("wire", WIRE)]
    judged = [
        Judgement(verdict="independent", a="wire", b="reprint", author="maria", reason="both had the wire's tape"),
        Judgement(verdict="copy", a="wire", b="other", author="maria", reason="the editor told me"),
    ]
    assert copies(texts, judged) == [
        CopyLink("other", "wire", "copy", 1.0, "judged a copy by maria: the editor told me")
    ]


def test_two_empty_texts_are_no_copies() -> None:
    assert kinds(text("a", ""), text("b", "")) == {}
    assert compare("", WIRE).kind == "none"


def test_passages_of_an_agency_in_a_report_that_is_otherwise_its_own_are_a_part() -> None:
    own = (
        "Dockers sat on the wall in front of the canteen and said nothing for a long time. A cat walked between them.\n\n"
        "In the fish market the ice had melted, and a woman with a broom told whoever passed that she would open again.\n\n"
        "The silo was built in 1961 and had been painted three times since. Its owner lives abroad and gives no interviews.\n\n"
        "At the gate the flag was lowered by a man in a yellow coat, who had forgotten how to fold it and asked for help.\n\n"
        "Children found pieces of the roof in the school yard and laid them out by size. A teacher took a photograph.\n\n"
        "Later the ferry sounded its horn, and those who had families on the other shore went down to meet it."
    )
    lines = WIRE.split("\n\n")
    mixed = "\n\n".join(["A morning at the quay", own.split("\n\n")[0], lines[2], lines[4], lines[5], lines[6], own])
    assert kinds(text("wire", WIRE), text("mixed", mixed)) in (
        {("wire", "mixed"): "part"},
        {("wire", "mixed"): "copy"},
    )


def test_of_one_day_the_agencys_own_text_is_the_one_taken_from() -> None:
    theirs = Credit(name="Northern Wire", relation="from", place="dateline")
    reprint = text("a-reprint", cut(WIRE), published="2031-03-04")
    wire = CopyText(report="wire", text=WIRE, published="2031-03-04T06:00:00+02:00", credits=(theirs,))
    (link,) = copies([reprint, wire])
    assert (link.a, link.b) == ("wire", "a-reprint")


def test_a_list_of_films_beside_two_stories_links_nothing() -> None:
    films = "\n\n1:06 Harbour from above: the silo.\n\n0:33 The mayor cuts a very long ribbon.\n\n2:10 Dogs of the fire brigade at work."
    one = BRIEF.format(place="Westgate", age=23, street="Tanner Street", day="Monday", hospital="St Brannoc's")
    assert kinds(text("one", one + films), text("two", OTHERS + films)) == {}
