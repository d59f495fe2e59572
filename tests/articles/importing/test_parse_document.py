"""What an article says about itself: the seeds, its language, its identity, its body."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.parse_document import parse
from articles.importing.records import ArticleError
from tests.articles.importing.documents import PROSE, parse_json_line, parse_text, text_record


@pytest.fixture
def gold():
    lines = (Path(__file__).parents[2] / "gold/seeds.jsonl").read_text().splitlines()
    return {item["id"]: item for item in map(json.loads, lines)}


def test_the_first_seed_is_read_as_a_person_reads_it(settings, gold):
    file = settings.GANGINTEL_SEEDS_DIR / "000_4fed6caf8488dc5a.txt"
    article = parse(text_record(file.read_bytes(), file.name))
    assert article.title == "Major US Cities at Risk as Cartel Joins Forces With MS-13"
    assert not article.title_is_made
    assert (article.published_on, article.published_precision) == (date(2012, 10, 25), "day")
    assert article.sections == ("Security", "The Americas")
    assert article.source == "LIGNET"
    assert article.text == gold["lignet-2012-10-25"]["text"]
    assert article.text[article.body_start :].startswith("Mara Salvatrucha gang members")
    end = gold["lignet-2012-10-25"]["body_end"]
    assert article.text[: article.body_end] == article.text[:end].rstrip()
    assert [article.text[start:end] for start, end in article.head] == [
        article.title,
        "October 25, 2012",
    ]
    assert (
        article.text[article.body_end :]
        .lstrip()
        .startswith("Comments or questions about this article?")
    )
    assert [article.text[start:end] for start, end in article.furniture] == [
        "(Jose CABEZAS/AFP/GettyImages)",
        *("October 25, 2012", "| Security", "| The Americas"),
        article.text[article.body_end :].strip(),
    ]


def test_the_second_seed_gets_a_made_title_and_its_link_is_furniture(settings, gold):
    file = settings.GANGINTEL_SEEDS_DIR / "003_4b3240590a1a688e.txt"
    article = parse(text_record(file.read_bytes(), file.name))
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


def test_the_front_page_of_a_site_identifies_no_article():
    assert parse_json_line(text=PROSE, url="https://elfaro.net/").identity is None
    assert parse_json_line(text=PROSE, url="javascript:alert(1)").url == ""


@given(
    st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: text.strip(" \n\t\0\r"))
)
@settings(deadline=None)
def test_body_and_furniture_always_lie_within_the_text(text):
    try:
        article = parse_text(text)
    except ArticleError:
        return
    assert 0 <= article.body_start <= article.body_end <= len(article.text)
    for spans in (article.furniture, article.head):
        ends = [place for span in spans for place in span]
        assert ends == sorted(ends)
        assert all(0 <= start < end <= len(article.text) for start, end in spans)
    assert 0 < len(article.title) <= 500
    assert 0 < len(article.source) <= 200
