"""JSON lines: every field that is given counts, and what is missing is found in the text."""

from datetime import date

import pytest

from articles.importing.parse_document import parse
from articles.importing.readers import json_lines
from articles.importing.records import ArticleError, Record
from tests.articles.importing.documents import PROSE, parse_json_line


def test_a_json_line_says_all_by_itself():
    article = parse_json_line(
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
        "en",  # which the text plainly is, whatever is declared
    )
    assert (article.published_on, article.published_precision) == (date(2012, 10, 1), "month")
    assert article.sections == ("gangs", "police")
    assert article.identity == article.url == "https://elfaro.net/a/1"


def test_what_a_json_line_leaves_out_is_found_in_its_text():
    article = parse_json_line(
        content=f"Three held\nBy Jane Doe\nOctober 25, 2012\n{PROSE}", id="a1"
    )
    assert (article.title, article.byline) == ("Three held", "Jane Doe")
    assert article.published_on == date(2012, 10, 25)
    assert article.identity == "news.jsonl:a1"
    assert parse_json_line(text=PROSE, id="a1", source="El Faro").identity == "El Faro:a1"
    assert parse_json_line(text=PROSE).identity is None


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
        parse(Record(raw, json_lines.MEDIA_TYPE, "news.jsonl", line=3))
