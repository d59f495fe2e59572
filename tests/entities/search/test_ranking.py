"""The order of hits, what is marked in them, and what comes after those that are ranked."""

import datetime
from functools import partial

import pytest
from django.db import connection

from entities.search.request import SearchRequest
from entities.search.results.engine import Search
from entities.search.results.ranking import newest
from tests.factories import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


def titles(query: str, sort: str = "") -> list[str]:
    return [hit.article.title for hit in Search(SearchRequest(query, sort)).page().hits]


def test_words_near_each_other_come_first():
    make_article("The gang broke it. Nobody had asked for any truce.", title="Apart")
    make_article("The gang truce broke. Nobody had asked for anything.", title="Near")

    assert titles("gang truce") == ["Near", "Apart"]


def test_an_article_about_a_name_comes_before_one_that_mentions_it():
    lords, kings = make_entity("Vice Lords"), make_entity("Latin Kings")
    aside = make_article("Latin Kings, Latin Kings, Latin Kings and Vice Lords.", title="Aside")
    about = make_article("Vice Lords met Vice Lords.", title="About")
    for article, name, entity in (
        *((aside, "Latin Kings", kings) for _ in range(3)),
        (aside, "Vice Lords", lords),
        *((about, "Vice Lords", lords) for _ in range(2)),
    ):
        make_mention(article, name, entity)

    assert titles('gang:"Vice Lords"') == ["About", "Aside"]


def test_of_two_alike_the_newer_comes_first():
    for year in (1999, 2012, 2005):
        make_article(
            "A truce.",
            title=str(year),
            published_on=datetime.date(year, 1, 1),
            published_precision="year",
        )

    assert titles("truce") == ["2012", "2005", "1999"]


def test_words_at_the_end_of_a_long_text_are_marked():
    text = "Nothing was heard of it. " * 2000 + "Then came the truce."
    make_article(text)

    (hit,) = Search(SearchRequest("truce")).page().hits
    assert [text[start:end] for start, end in hit.passage.marks] == ["truce"]


def test_after_those_that_are_ranked_come_all_others(monkeypatch):
    for number in range(30):
        make_article(
            "A truce." + " Truce again." * (number % 3),
            title=f"T{number:02}",
            published_on=datetime.date(2012, 1, 1) + datetime.timedelta(number),
            published_precision="day",
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE entities_digest")
    monkeypatch.setattr(
        "entities.search.results.engine.newest", partial(newest, most=10, counted=0)
    )
    search = Search(SearchRequest("truce"))

    result = search.page(size=6)
    everything = [hit.article.title for hit in search.everything()]

    assert (result.candidates, result.page.paginator.num_pages, result.is_capped) == (10, 2, True)
    assert {facet.sample for facet in result.facets} == {10}
    assert [hit.article.title for hit in result.hits] == everything[:6]
    assert set(everything[:10]) == {f"T{number:02}" for number in range(20, 30)}
    assert everything[10:] == [f"T{number:02}" for number in range(19, -1, -1)]
