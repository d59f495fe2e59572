"""Paragraphs: what the reader page sets apart, and how a search hit knows its surroundings."""

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text import merged, paragraphs, reading_scope, without

LINES = st.lists(st.text("aB .,-|1)\n\t\xa0", max_size=130), max_size=12).map("\n".join)


def read(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text, 0, len(text))]


@given(LINES | st.text(), st.data())
@settings(deadline=None)
def test_every_character_that_is_no_space_lies_in_exactly_one_paragraph(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = paragraphs(text, start, end)
    assert all(start <= first < last <= end for first, last in spans)
    assert all(here[1] <= following[0] for here, following in pairwise(spans))
    read_by_paragraph = "".join(text[first:last] for first, last in spans)
    assert "".join(read_by_paragraph.split()) == "".join(text[start:end].split())


@given(LINES | st.text())
@settings(deadline=None)
def test_a_paragraph_has_no_space_around_it_and_no_blank_line_in_it(text):
    for paragraph in read(text):
        assert paragraph == paragraph.strip() != ""
        assert all(line.strip() for line in paragraph.split("\n"))


def test_blank_lines_part_prose():
    assert read("One.\n\nTwo.\n \t\xa0\n\nThree.\n") == ["One.", "Two.", "Three."]


def test_text_that_was_wrapped_at_a_column_keeps_its_paragraphs_whole():
    text = (
        "BOGOTA, 2 FEB 89 -- [TEXT] SEVEN SOLDIERS WERE KILLED AND SEVERAL WERE\n"
        "WOUNDED BY A BOMB WHEN A GROUP OF NATIONAL LIBERATION ARMY [ELN] REBELS\n"
        "AMBUSHED A MILITARY CONVOY IN SARAVENA, A TOWN OF ARAUCA DEPARTMENT.\n"
        "   THE ATTACK TOOK PLACE NEAR THE OIL PIPELINE, ACCORDING TO THE GARRISON\n"
        "COMMANDER."
    )
    assert [paragraph.split()[0] for paragraph in read(text)] == ["BOGOTA,", "THE"]


def test_lines_of_a_header_stand_alone():
    text = (
        "A Title of Some Words\nBy Jane Doe\n2012-10-25\n" + "Long prose. " * 20 + "\nMore prose."
    )
    assert len(read(text)) == 5


def test_a_sentence_a_line_is_a_paragraph_a_line():
    lines = [
        "Police in San Salvador arrested three men on Monday morning.",
        "They were members of the gang known as the Mara Salvatrucha.",
        "A judge ordered that they be held until the trial in autumn.",
        "It is the fourth such arrest of the year.",
    ]
    assert read("\n".join(lines)) == lines


def test_a_list_of_short_lines_is_no_wrapped_text():
    lines = ["Join us now", "Free reports", "Log in", "What is this?", "Powered by it"]
    assert read("\n".join(lines)) == lines


def test_a_long_line_is_never_the_rest_of_a_wrapped_one():
    wrapped = "SEVEN SOLDIERS WERE KILLED AND SEVERAL WERE WOUNDED BY A BOMB IN\n" * 12
    text = (
        wrapped
        + "READ ALSO: A STORY THAT IS CONTINUED ON ANOTHER PAGE OF THIS SITE\n"
        + "LONG " * 30
    )
    assert read(text)[-1] == ("LONG " * 30).strip()


def test_items_of_a_list_stand_alone_in_wrapped_text():
    text = (
        "The front's communique, read over the radio, orders the following measures:\n"
        "1. All units must hold the positions that they have conquered in the towns:\n"
        "2. All transport must stop until the general command gives another order in\n"
        "the coming days."
    )
    assert [paragraph[:2] for paragraph in read(text)] == ["Th", "1.", "2."]


def test_the_given_bounds_hold():
    text = "Title\n\nFirst.\n\nSecond."
    assert [text[start:end] for start, end in paragraphs(text, 9, 18)] == ["rst.", "Sec"]
    assert paragraphs(text, 5, 5) == []


def test_the_seeds_read_as_on_their_pages(settings):
    lignet, insight = (
        file.read_text() for file in sorted(Path(settings.GANGINTEL_SEEDS_DIR).glob("*.txt"))
    )
    title, caption, date, *rest = read(lignet)
    assert title == "Major US Cities at Risk as Cartel Joins Forces With MS-13"
    assert caption.endswith("(Jose CABEZAS/AFP/GettyImages)")
    assert [date, *rest[:2]] == ["October 25, 2012", "| Security", "| The Americas"]
    assert len(read(insight)) == 10


def test_real_wire_texts_are_hardly_ever_broken_inside_a_paragraph():
    folder = os.environ.get("GANGINTEL_SHARED")
    if not folder:
        pytest.skip("GANGINTEL_SHARED does not name the folder with the wire texts")
    broken = wrapped = 0
    with open(Path(folder) / "corpora/fbis_1989_wire.jsonl", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            spans = paragraphs(text, 0, len(text))
            broken += sum(
                text[here[1] : there[0]].count("\n") == 1 for here, there in pairwise(spans)
            )
            wrapped += sum(text[start:end].count("\n") for start, end in spans)
    assert wrapped > 30_000
    assert broken < 0.001 * wrapped


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple))


def places(spans):
    return {place for start, end in spans for place in range(start, end)}


@given(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple), SPANS, SPANS)
def test_what_is_read_is_the_head_and_the_body_without_its_furniture(body, furniture, head):
    (start, end), gaps = reading_scope(body, furniture, head)
    wanted = (places([body]) - places(furniture)) | places(head)
    assert places([(start, end)]) - places(gaps) == wanted
    assert list(gaps) == merged(gaps)


@given(SPANS, SPANS)
def test_spans_without_others_keep_all_else(spans, kept):
    assert places(without(spans, kept)) == places(spans) - places(kept)
