"""What an article says about itself: found in the seeds and in headers of many forms."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.importing.errors import ArticleError
from articles.importing.metadata import dates, titles
from articles.importing.metadata.language import language_of
from articles.importing.parsing import parse
from articles.importing.records import JSON, TEXT, Record
from articles.models import Precision

PROSE = (
    "Police in the Salvadoran capital arrested three alleged leaders of the Mara Salvatrucha on "
    "Monday after a shootout that left two officers wounded, authorities said.\n\n"
    "The suspects were taken to a prison in San Miguel, where they will await trial."
)


def read(text: str, **options):
    return parse(Record(text.encode(), TEXT, "news.txt", path="/news/news.txt"), **options)


def read_json(**fields):
    return parse(Record(json.dumps(fields).encode(), JSON, "news.jsonl", line=1))


@pytest.fixture
def gold():
    lines = (Path(__file__).parents[1] / "gold/seeds.jsonl").read_text().splitlines()
    return {item["id"]: item for item in map(json.loads, lines)}


def test_the_first_seed_is_read_as_a_person_reads_it(settings, gold):
    file = settings.GANGINTEL_SEEDS_DIR / "000_4fed6caf8488dc5a.txt"
    article = parse(Record(file.read_bytes(), TEXT, file.name))
    assert article.title == "Major US Cities at Risk as Cartel Joins Forces With MS-13"
    assert not article.title_is_made
    assert (article.published_on, article.published_precision) == (date(2012, 10, 25), "day")
    assert article.sections == ("Security", "The Americas")
    assert article.source == "LIGNET"
    assert article.text == gold["lignet-2012-10-25"]["text"]
    assert (article.body_start, article.body_end) == (0, gold["lignet-2012-10-25"]["body_end"])
    assert article.text[article.body_end :].startswith("Comments or questions about this article?")
    assert article.furniture == ()


def test_the_second_seed_gets_a_made_title_and_its_link_is_furniture(settings, gold):
    file = settings.GANGINTEL_SEEDS_DIR / "003_4b3240590a1a688e.txt"
    article = parse(Record(file.read_bytes(), TEXT, file.name))
    assert article.title == (
        "A recorded phone call between MS13 members imprisoned in El Salvador and leaders in the "
        "United States"
    )
    assert article.title_is_made
    assert article.source == "InSight Crime"
    assert (article.published_on, article.published_precision) == (None, "")
    assert article.body_end == gold["insight-crime-phone-call"]["body_end"]
    assert [article.text[start:end] for start, end in article.furniture] == [
        "SEE ALSO:\xa0El Salvador’s Gang Truce: Positives and Negatives"
    ]


@pytest.mark.parametrize(
    "header, expected",
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
def test_headers_of_many_forms_are_understood(header, expected):
    article = read(f"{header}{PROSE}\n")
    assert {name: getattr(article, name) for name in expected} == expected
    assert (article.body_start, article.body_end) == (0, len(article.text))


def test_prose_is_not_taken_for_a_header():
    article = read(
        PROSE + "\n\nBy Tuesday, the gang had left the town.\n\nIn October 2012 it came back."
    )
    assert article.title_is_made
    assert (article.byline, article.published_on, article.sections) == ("", None, ())


@pytest.mark.parametrize(
    "opening, place, source",
    [
        ("SAN SALVADOR, El Salvador (AP) — ", "SAN SALVADOR, El Salvador", "AP"),
        ("SAN SALVADOR, March 3 (Reuters) - ", "SAN SALVADOR", "Reuters"),
        ("San Salvador, 25 oct (EFE).- ", "San Salvador", "EFE"),
        ("WASHINGTON — ", "WASHINGTON", "Unknown source"),
        ("SAN PEDRO SULA, Honduras – ", "SAN PEDRO SULA, Honduras", "Unknown source"),
    ],
)
def test_the_dateline_gives_place_and_agency_and_is_left_out_of_the_title(opening, place, source):
    article = read(opening + PROSE)
    assert (article.dateline, article.source) == (place, source)
    assert article.title.startswith("Police in the Salvadoran capital")


@pytest.mark.parametrize(
    "text",
    [
        "MS-13 - the gang that terrorises the region - has grown, officials said. It is large.",
        "Police (and soldiers) -- about 400 of them -- searched the town. They left on Monday.",
        "BREAKING — Police have arrested a leader of the gang in the capital. More follows.",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(text):
    assert read(text).dateline == ""


@pytest.mark.parametrize(
    "ending, source",
    [
        ("© 2012 La Prensa Gráfica. Todos los derechos reservados.", "La Prensa Gráfica"),
        ("Copyright 2015 The Associated Press. All rights reserved.", "The Associated Press"),
        ("New to LIGNET? Create New Account", "LIGNET"),
        ("InSight Crime Analysis\n\nThe gang has changed, as its rivals have.", "InSight Crime"),
        ("This article was first published by El Faro.", "El Faro"),
        ("Risk Analysis\n\nThe gang has changed, as its rivals have.", "Unknown source"),
        ("The DEA believes that the gang has 10,000 members.", "Unknown source"),
        ("Follow Jane Doe on Twitter.", "Unknown source"),
        ("Powered by WordPress", "Unknown source"),
    ],
)
def test_the_source_is_named_only_when_the_text_proves_it(ending, source):
    assert read(f"{PROSE}\n\n{ending}\n").source == source


def test_a_given_source_outranks_what_the_text_says():
    assert read(PROSE + "\n\n© 2012 El Faro. All rights reserved.", source="FBIS").source == "FBIS"


@pytest.mark.parametrize(
    "value, expected",
    [
        ("2012-10-25", (date(2012, 10, 25), Precision.DAY)),
        ("2012-10-25T23:59:00+02:00", (date(2012, 10, 25), Precision.DAY)),
        ("20121025", (date(2012, 10, 25), Precision.DAY)),
        ("Thu, 25 Oct 2012 10:00:00 GMT", (date(2012, 10, 25), Precision.DAY)),
        ("October 25th, 2012", (date(2012, 10, 25), Precision.DAY)),
        ("25 de setiembre del 2012", (date(2012, 9, 25), Precision.DAY)),
        ("1º de marzo de 2012", (date(2012, 3, 1), Precision.DAY)),
        ("10/25/2012", (date(2012, 10, 25), Precision.DAY)),
        ("25/10/2012", (date(2012, 10, 25), Precision.DAY)),
        ("05/05/2012", (date(2012, 5, 5), Precision.DAY)),
        ("octubre de 2012", (date(2012, 10, 1), Precision.MONTH)),
        ("2012-10", (date(2012, 10, 1), Precision.MONTH)),
        ("2012", (date(2012, 1, 1), Precision.YEAR)),
        (1351123200, (date(2012, 10, 25), Precision.DAY)),
        (1351123200000, (date(2012, 10, 25), Precision.DAY)),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_given(value, expected):
    found = dates.parse(value)
    assert (found.first, found.precision) == expected


def test_a_date_that_could_be_two_days_is_only_sure_of_its_year():
    assert dates.parse("03/04/2012") == dates.PartialDate(date(2012, 1, 1), Precision.YEAR)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2012-13-45", "31 February 2012", 10**30, True, None]
)
def test_what_is_no_date_gives_none(value):
    assert dates.parse(value) is None


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
    assert titles.made_from(text) == title


@given(st.text(min_size=1).filter(str.strip))
@example('" A quotation that goes on. After its first sentence.”')
@settings(deadline=None)
def test_a_made_title_is_short_and_never_empty(text):
    title = titles.made_from(text)
    assert 0 < len(title) <= titles.LONGEST
    assert title == " ".join(title.split())


def test_the_language_is_told_by_its_common_words():
    assert language_of(PROSE) == "en"
    assert language_of("La policía capturó en la ciudad a los jefes de las pandillas.") == "es"
    assert language_of("MS-13") == "en"


def test_a_json_line_says_all_by_itself():
    article = read_json(
        text=PROSE,
        title="Three arrested",
        authors=[{"name": "Jane Doe"}, "John Roe"],
        date="2012-10",
        source={"name": "El Faro"},
        url="https://elfaro.net/a/1#top",
        language="es-SV",
        tags=["gangs", "gangs", "police"],
        id=7,
    )
    assert (article.title, article.title_is_made) == ("Three arrested", False)
    assert (article.byline, article.source, article.language) == (
        "Jane Doe, John Roe",
        "El Faro",
        "es",
    )
    assert (article.published_on, article.published_precision) == (date(2012, 10, 1), "month")
    assert article.sections == ("gangs", "police")
    assert article.identity == article.url == "https://elfaro.net/a/1"


def test_what_a_json_line_leaves_out_is_found_in_its_text():
    article = read_json(content=f"Three held\nBy Jane Doe\nOctober 25, 2012\n{PROSE}", id="a1")
    assert (article.title, article.byline) == ("Three held", "Jane Doe")
    assert article.published_on == date(2012, 10, 25)
    assert article.identity == "news.jsonl:a1"
    assert read_json(text=PROSE, id="a1", source="El Faro").identity == "El Faro:a1"
    assert read_json(text=PROSE).identity is None


def test_the_front_page_of_a_site_identifies_no_article():
    assert read_json(text=PROSE, url="https://elfaro.net/").identity is None
    assert read_json(text=PROSE, url="javascript:alert(1)").url == ""


@pytest.mark.parametrize(
    "raw, reason",
    [
        (b"{", "not valid JSON"),
        (b'{"text": "a" "b"}', "not valid JSON"),
        (b"[1, 2]", "must hold a JSON object"),
        (b'"text"', "must hold a JSON object"),
        (b'{"title": "x"}', "has no text"),
        (b'{"text": ""}', "has no text"),
        (b'{"text": ["a"]}', "not a string"),
        (b'{"text": " \\n\\u00a0 "}', "no text in it"),
        (b'{"text": "caf\xe9"}', "Broken UTF-8 at byte 13"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_json_line_without_an_article_is_refused_with_the_reason(raw, reason):
    with pytest.raises(ArticleError, match=reason):
        parse(Record(raw, JSON, "news.jsonl", line=3))


@given(
    st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: text.strip(" \n\t\0\r"))
)
@settings(deadline=None)
def test_body_and_furniture_always_lie_within_the_text(text):
    try:
        article = read(text)
    except ArticleError:
        return
    assert 0 <= article.body_start <= article.body_end <= len(article.text)
    ends = [article.body_start, *(place for span in article.furniture for place in span)]
    assert ends == sorted(ends)
    assert ends[-1] <= article.body_end
    assert 0 < len(article.title) <= 500
    assert 0 < len(article.source) <= 200
