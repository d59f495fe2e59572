import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.search import best_passage, marked_spans
from entities.models import Mention
from entities.reader.page import annotate


def article_of(text: str, furniture=()) -> Article:
    article = Article(pk=1, title="T", text=text, body_start=0, body_end=len(text))
    article.length, article.furniture = len(text), tuple(furniture)
    return article


def visible(html: str) -> str:
    import html as escaping
    import re

    return escaping.unescape(re.sub(r"<[^>]*>", "", html))


@given(st.text(max_size=300), st.data())
def test_the_reader_shows_every_character_once_whatever_is_marked(text, data):
    text = text.replace("\r", "")
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    mentions = [
        Mention(
            pk=number, kind="gang", status="proposed", start=start, end=end, name=text[start:end]
        )
        for number, (start, end) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    ]

    paragraphs = annotate(article_of(text), mentions)

    for paragraph in paragraphs:
        assert visible(paragraph.html) == text[paragraph.start : paragraph.end]
    assert "".join("".join(visible(one.html).split()) for one in paragraphs) == "".join(
        text.split()
    )


def test_furniture_in_the_middle_is_a_paragraph_of_its_own():
    text = "News one.\n\nSEE ALSO: more\n\nNews two."
    start = text.index("SEE")

    roles = [one.role for one in annotate(article_of(text, [(start, start + 14)]), [])]

    assert roles == ["text", "furniture", "text"]


def test_the_first_whole_paragraph_of_a_page_bears_its_number():
    text = "One.\n\nTwo runs\n\nFour.\n\nOn a page of its own."
    article = article_of(text)
    article.page_starts = [0, text.index("runs"), text.index("Four"), text.index("On a")]

    pages = [one.page for one in annotate(article, [])]

    assert pages == [1, None, 3, 4]


@pytest.mark.parametrize(
    ("marked", "spans"),
    [("", []), ("a \ue000b\ue001 c", [(2, 3)]), ("\ue000a\ue001\ue000b\ue001", [(0, 1), (1, 2)])],
)
def test_marks_are_counted_in_the_text_without_marks(marked, spans):
    assert marked_spans(marked) == spans


def test_a_mark_that_begins_with_white_space_keeps_its_words():
    assert best_passage("\x850", [(0, 2)]).marks == ((1, 2),)


@given(st.text(max_size=400), st.data())
def test_a_passage_lies_in_the_text_and_keeps_its_marks_inside(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    marks = list(zip(cuts[::2], cuts[1::2], strict=False))

    passage = best_passage(text, marks, length=60)

    assert 0 <= passage.start <= passage.end <= len(text)
    assert all(passage.start <= start < end <= passage.end for start, end in passage.marks)
    assert bool(marks) <= bool(passage.marks) or all(not text[a:b].strip() for a, b in marks)
