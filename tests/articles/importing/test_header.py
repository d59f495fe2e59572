"""Headers of many forms: title, byline, date, sections; and titles for texts without one."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.importing.metadata import headline
from tests.articles.importing.documents import PROSE, news, parse_text


@pytest.mark.parametrize(
    "opening, expected",
    [
        (
            "Three MS-13 leaders arrested\nBy MARCOS ALEMAN\nAssociated Press\n",
            {"title": "Three MS-13 leaders arrested", "byline": "MARCOS ALEMAN"},
        ),
        (
            "World News\nMarch 3, 2016 / 4:15 PM / Updated 3 years ago\nTruce collapses\n",
            {
                "title": "Truce collapses",
                "published_on": date(2016, 3, 3),
                "sections": ("World News",),
            },
        ),
        (
            "Capturan a cabecillas\n\nPor Ana Pérez y Luis Gómez\n"
            "25 de octubre de 2012 | 10:30 a. m.\n",
            {"byline": "Ana Pérez y Luis Gómez", "published_on": date(2012, 10, 25)},
        ),
        (
            "Home > News > El Salvador\nCartel splits: what comes next?\n"
            "Published: 2023-05-01T10:00:00Z\nUpdated: May 3, 2023\n",
            {
                "title": "Cartel splits: what comes next?",
                "published_on": date(2023, 5, 1),
                "sections": ("News", "El Salvador"),
            },
        ),
        (
            "Zetas leader captured\nWritten by Jane Doe Tuesday, 16 July 2013\n",
            {"byline": "Jane Doe", "published_on": date(2013, 7, 16)},
        ),
        (
            "Title: Barrio 18 expands\nSource: Prensa Libre\nDate: 2014/06/07\n"
            "Author: María López\nURL: https://www.example.org/x/y\nTags: gangs, Guatemala\n",
            {
                "title": "Barrio 18 expands",
                "source": "Prensa Libre",
                "published_on": date(2014, 6, 7),
                "byline": "María López",
                "url": "https://www.example.org/x/y",
                "sections": ("gangs", "Guatemala"),
            },
        ),
        (
            "FOR IMMEDIATE RELEASE\nTuesday, April 10, 2018\n\nMS-13 member sentenced\n\n",
            {"title": "MS-13 member sentenced", "published_on": date(2018, 4, 10)},
        ),
        ("Gang boss held\nUpdated: Oct. 2, 2011\n", {"published_on": date(2011, 10, 2)}),
    ],
)
def test_headers_of_many_forms_are_understood(opening, expected):
    article = parse_text(f"{opening}{PROSE}\n")
    assert {name: getattr(article, name) for name in expected} == expected
    assert news(article) == PROSE


def test_prose_is_not_taken_for_a_header():
    article = parse_text(
        PROSE + "\n\nBy Tuesday, the gang had left the town.\n\nIn October 2012 it came back."
    )
    assert article.title_is_made
    assert (article.byline, article.published_on, article.sections) == ("", None, ())


@pytest.mark.parametrize(
    "text, title",
    [
        ("Police held three men.", "Police held three men"),
        (
            "Gen. Maza of the U.S. Army spoke in St. Louis. He left.",
            "Gen. Maza of the U.S. Army spoke in St. Louis",
        ),
        (
            "THE ARMY HAS\nREPORTED THAT\n50 MEN WERE KIDNAPPED.  MORE.",
            "THE ARMY HAS REPORTED THAT 50 MEN WERE KIDNAPPED",
        ),
        ("...", "..."),
    ],
)
def test_a_made_title_is_the_first_sentence_on_one_line(text, title):
    assert headline.title_from_prose(text) == title


@given(st.text(min_size=1).filter(str.strip))
@example('" A quotation that goes on. After its first sentence.”')
@settings(deadline=None)
def test_a_made_title_is_short_and_never_empty(text):
    title = headline.title_from_prose(text)
    assert 0 < len(title) <= headline.LONGEST_MADE_TITLE
    assert title == " ".join(title.split())
