"""Markdown becomes the text that a reader of the page would see."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing import markdown
from articles.importing.parse_document import parse
from articles.importing.readers import markdown as reader
from articles.importing.records import Record
from tests.articles.importing.documents import PROSE, news, parse_text


def parse_markdown(text: str, file: str = "news.md"):
    return parse(Record(text.encode(), reader.MEDIA_TYPE, file))


@pytest.mark.parametrize(
    "written, text",
    [
        ("# Leaders held\n\nIn the *port*.", "Leaders held\n\nIn the port."),
        ("A **bold** and ***very bold*** word.", "A bold and very bold word."),
        ("He [said\nso](https://example.org/a_b).", "He said so."),
        ("One sentence\nover two lines.", "One sentence over two lines."),
        ("First line  \nsecond line", "First line\nsecond line"),
        ("- one\n- two\n    - deeper", "- one\n- two\n  - deeper"),
        ("3. third\n4. fourth", "3. third\n4. fourth"),
        ("> They came\n> at night.", "They came at night."),
        (r"We have \[an official\] here \#1.", "We have [an official] here #1."),
        ("\\###", "###"),
        ("###", "###"),
        ("| Name | Age |\n|---|---|\n| Doe | 33 |", "Name | Age\nDoe | 33"),
        ("<p>Held &amp; charged<br/>today</p>", "Held & charged\ntoday"),
        ("<table><tr><td>Doe</td><td>33</td></tr></table>", "Doe | 33"),
        ("Before <!-- note --> after <b>it</b>.", "Before after it."),
        ("One.\n\n---\n\nTwo.", "One.\n\nTwo."),
        ("![a cat](cat.jpg) The raid.", "The raid."),
        ("    Indented news is no code.", "Indented news is no code."),
        ("See <https://example.org>.", "See https://example.org."),
        ("MS-13 and a_b_c and 5 * 3 * 2.", "MS-13 and a_b_c and 5 * 3 * 2."),
    ],
)
def test_only_what_formats_goes(written, text):
    assert markdown.to_text(written)[0] == text


def test_the_headline_on_top_is_the_title():
    article = parse_markdown(f"# Leaders **held**\n\nBy Ana Ruiz\n\n{PROSE}")
    assert (article.title, article.byline) == ("Leaders held", "Ana Ruiz")
    assert news(article) == PROSE


@pytest.mark.parametrize(
    "text, plainly",
    [
        ("# Leaders held\n\nNews.", True),
        ("**Leaders held** on [Monday](https://example.org).", True),
        ("Leaders held.\n\n#\n\n###\n\nShare", False),
        ("He paid 5 * 3 dollars for #1 and [sic] left.", False),
        ("- one\n- two\n\n* note: this is a list.", False),
    ],
)
def test_pasted_markdown_is_told_by_its_signs(text, plainly):
    assert markdown.is_markdown(text) == plainly


def test_pasted_markdown_is_read_as_such():
    article = parse_text(f"## Leaders held\n\n**Monday**\n\n{PROSE}")
    assert "#" not in article.text and "*" not in article.text


@given(st.text(alphabet="#*_[]()<>|-`\\ \nab1&!", max_size=200))
@settings(deadline=None)
def test_no_markdown_is_too_odd(written):
    markdown.to_text(written)
