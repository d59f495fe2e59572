"""Pages of many publishers: every value that is right of a page is found, and nothing else."""

import os
import random
from pathlib import Path

import pytest

from articles.importing.parse_document import parse
from articles.importing.readers import web_page
from articles.importing.records import ArticleError, Record
from tests.articles.importing.page_values import (
    OWN_PAGES,
    VALUES,
    KnownPage,
    is_right,
    known_pages,
    left,
    missing,
    read,
)

PAGES = list(known_pages(OWN_PAGES))


def faults(page: KnownPage) -> dict:
    """Return what is not as it should be, with what it should be."""
    found = read(page)
    wrong: dict = {
        value: (found[value], page.right[value])
        for value in VALUES
        if value in page.right and not is_right(value, found[value], page.right[value])
    }
    if lost := missing(found["body"], page.right):
        wrong["lost"] = lost
    if furniture := left(found["body"], page.right):
        wrong["left"] = furniture
    return wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_says_what_it_should(page):
    assert faults(page) == {}


def test_the_pages_of_the_reports_say_what_they_should():
    folder = os.environ.get("GANGINTEL_SHARED")
    if not folder:
        pytest.skip("GANGINTEL_SHARED does not name the folder with the cases")
    pages = list(known_pages(Path(folder) / "cases/reports"))
    assert len(pages) >= 16
    assert {page.name: wrong for page in pages if (wrong := faults(page))} == {}


@pytest.mark.parametrize("page", PAGES[::6], ids=lambda page: page.name)
def test_a_damaged_page_is_read_or_refused(page):
    _survives(page.raw, random.Random(page.name))  # noqa: S311


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_any_damage_to_a_page_is_survived(page):
    chance = random.Random(page.name)  # noqa: S311
    for _ in range(80):
        _survives(page.raw, chance)


def _survives(raw: bytes, chance: random.Random) -> None:
    damaged = mutated(raw, chance)
    try:
        article = parse(Record(damaged, web_page.MEDIA_TYPE, "page.html"))
    except ArticleError as refusal:
        assert 10 < len(str(refusal)) < 300
    else:
        assert article.text.strip()
        assert article.title


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """Damage a page as transfers, editors and careless programs do: one to four times."""
    for _ in range(chance.randint(1, 4)):
        one, other = sorted(chance.randrange(len(raw)) for _ in range(2))
        raw = chance.choice(
            [
                raw[:other],
                raw[one:],
                raw[:one] + raw[other:],
                raw[:other] + raw[one:],
                raw[:one] + raw[one:other] * chance.randint(2, 20) + raw[other:],
                raw[:one] + bytes([chance.randrange(256)]) + raw[one + 1 :],
                raw[:one] + raw[other : other + 200] + raw[one:other] + raw[other + 200 :],
                raw.replace(chance.choice([b"</p>", b'"', b">", b"}", b"<div"]), b"", 3),
            ]
        )
        if not raw:
            return b"<html>"
    return raw


@pytest.mark.parametrize(
    "html, refusal",
    [
        ("<p>" + "word " * 2_000_000 + "</p>", "more than a million characters"),
        ("<p>a</p>" * 70_000, "60,000 elements"),
        ("<div>" * 20_000 + "A text of it.", "250 elements inside one another|No article"),
        ("<ul>" + "<li><a href='/n'>News of today</a></li>" * 40 + "</ul>", "No article was found"),
    ],
    ids=["one long line", "many elements", "deep", "all menu"],
)
def test_a_page_that_is_too_much_or_too_little_is_refused_in_one_sentence(html, refusal):
    with pytest.raises(ArticleError, match=refusal) as found:
        parse(Record(wrapped(html), web_page.MEDIA_TYPE, "page.html"))
    assert str(found.value).count(".") == 1


PROSE = (
    "<p>The leader of the Harbour Firm was arrested in Porthaven on Tuesday with two of his men, "
    "police said.</p><p>Officers seized two rifles and a large amount of cash from the house where "
    "he had been hiding since March, and a boat.</p><p>Eleven other men remain at large.</p>"
)


def wrapped(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>Firm loses its head</title>{head}</head>"
        f"<body><article><h1>Firm loses its head</h1>{body}</article></body></html>"
    ).encode()


@pytest.mark.parametrize(
    "linked",
    [
        "[" * 10_000 + "]" * 10_000,
        '{"a":' * 900 + "1" + "}" * 900,
        '{"@type": "NewsArticle", "headline": "Firm loses its head", "author": {"@id": "#a"}',
        '{"@id": "#a", "@type": "NewsArticle", "author": {"@id": "#a"}, "name": {"name": 7}}',
        '{"@type": ["NewsArticle", 7, null], "headline": ["x"], "datePublished": {"a": []}}',
        '{"@type": "NewsArticle", "url": "http://[broken", "author": [[[["a"]]]], "publisher": 3}',
        '{"@graph": ' + "{}," * 500_000,
        "null",
    ],
    ids=["deep list", "deep object", "unclosed", "circle", "types", "address", "huge", "null"],
)
def test_odd_linked_data_does_no_harm(linked):
    head = f'<script type="application/ld+json">{linked}</script>'
    article = parse(Record(wrapped(PROSE, head), web_page.MEDIA_TYPE, "page.html"))
    assert article.title == "Firm loses its head"
    assert "Eleven other men" in article.text


def test_a_picture_that_is_not_closed_takes_no_news_with_it():
    raw = wrapped("<figure><img><figcaption>The boat. Photo: AFP" + PROSE * 3)
    assert "two rifles" in parse(Record(raw, web_page.MEDIA_TYPE, "page.html")).text


def test_scripts_and_pictures_count_for_nothing():
    script = "<script>" + "x = 1;" * 1_000_000 + "</script>"
    picture = f"<img src='data:image/png;base64,{'A' * 5_000_000}'>"
    raw = wrapped(PROSE + picture, script)
    assert "two rifles" in parse(Record(raw, web_page.MEDIA_TYPE, "page.html")).text


def test_a_page_with_very_many_elements_is_read_by_its_long_lines():
    raw = wrapped(PROSE + "<b>x</b>" * 8_000)
    assert "two rifles" in parse(Record(raw, web_page.MEDIA_TYPE, "page.html")).text


def test_a_broken_byte_costs_a_letter_and_not_the_page():
    raw = wrapped(PROSE.replace("police said", "dijo José Núñez a El País"))
    raw = raw.replace("ú".encode(), b"\xc3")
    found = web_page.parse(Record(raw, web_page.MEDIA_TYPE, "page.html"))
    assert "José N\N{REPLACEMENT CHARACTER}ñez" in found.text
    assert "as in “N\N{REPLACEMENT CHARACTER}ñez”" in found.warning


def test_letters_that_are_lost_are_warned_of():
    html = wrapped(PROSE.replace("police said", "said JosÃ of the PolicÃa"))
    assert "“PolicÃa”" in web_page.parse(Record(html, web_page.MEDIA_TYPE, "page.html")).warning
