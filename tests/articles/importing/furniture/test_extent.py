"""What holds for whatever text: spans in order, apart, inside; the same twice; soon."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.decoding import clean
from articles.importing.furniture import NOTHING, Learned, Rules, find
from tests.articles.importing.furniture.sites import COUNTY, SITES, STORIES, pages

LINES = [line for site in SITES for page in pages(site) for line in page.split("\n")]
ODD = [
    "",
    " ",
    "###",
    "#",
    "-30-",
    "1",
    "/",
    "<img src=x",
    "May 3, 2020",
    "(555) 010-2030",
    "😀" * 9,
]
TEXTS = st.lists(st.one_of(st.sampled_from(LINES + ODD), st.text(max_size=40)), max_size=60)
LEARNED = [
    NOTHING,
    Learned.of(pages(COUNTY)),
    Learned.of([page for site in SITES for page in pages(site)], Rules.of(["the", "Units\nHome"])),
]


@given(TEXTS, st.sampled_from(LEARNED))
@settings(deadline=None)
def test_furniture_is_in_order_apart_and_inside_the_text(lines, learned):
    text = clean("\n".join(lines))
    extent = find(text, learned)
    assert 0 <= extent.start <= extent.body <= extent.end <= len(text)
    for start, end in (*extent.furniture, *extent.header):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
    for spans in (extent.furniture, extent.header):
        assert all(here[1] < following[0] for here, following in pairwise(spans))
    assert find(text, learned) == extent


@given(
    st.integers(0, 3), st.lists(st.tuples(st.integers(0, 2000), st.text(max_size=3)), max_size=9)
)
@settings(deadline=None)
def test_a_page_that_was_changed_anywhere_is_read_to_its_end(number, changes):
    text = pages(COUNTY)[number]
    for place, put in changes:
        at = place % (len(text) + 1)
        text = text[:at] + put + text[at + 1 :]
    extent = find(clean(text), LEARNED[1])
    assert extent.start <= extent.end <= len(clean(text))


@pytest.mark.parametrize(
    "line",
    [
        *("a" * 200_000, "a " * 100_000, "a-" * 100_000, "(" * 50_000, "<img " * 20_000),
        *("1 " * 50_000, "@" * 50_000, "<!--" * 20_000, "- | " * 30_000, "May " * 30_000),
        *("a.b@" * 30_000, "w" * 50_000 + "@", "1 a " * 30_000),
    ],
    ids=lambda line: line[:8],
)
def test_a_huge_line_takes_no_time_that_grows_with_its_square(line):
    text = f"A headline of some words\n{line}\n{STORIES[COUNTY][0][1]}"
    assert find(text, LEARNED[1]).end <= len(text)


def test_a_page_of_very_many_lines_is_read():
    text = "\n".join(LINES * 200)
    assert find(text, LEARNED[2]).end <= len(text)
