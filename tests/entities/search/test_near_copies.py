"""Near-copies among the hits stand behind one of them, and are counted as one where asked."""

import datetime
from functools import partial

import pytest
from django.http import QueryDict

from articles.near_copies.clusters import place_due
from entities.kinds import Kind
from entities.search.request import SearchRequest
from entities.search.results import engine
from entities.search.results.engine import Result, Search
from entities.search.results.ranking import newest
from tests.articles.near_copies.made_texts import edited, news
from tests.factories import make_article, make_entity, make_mention, make_source

pytestmark = pytest.mark.django_db


def find(**parameters: str) -> Search:
    given = QueryDict(mutable=True)
    given.update(parameters)
    return Search(SearchRequest.from_parameters(given))


def facet(result: Result, name: str) -> dict[str, int]:
    found = next(one for one in result.facets if one.parameter == name)
    return {value.name: value.count for value in found.values}


@pytest.fixture
def copies():
    """One text of two papers, the second a day earlier, and another text."""
    gang = make_entity("Vice Lords", Kind.GANG)
    text = f"{news(1)} The Vice Lords keep the truce."
    second, third = make_source("Second"), make_source("Third")
    articles = [
        make_article(text, published_on=datetime.date(2020, 5, 2), published_precision="day"),
        make_article(
            f"{text} By wire.",
            source=second,
            published_on=datetime.date(2020, 5, 1),
            published_precision="day",
        ),
        make_article(f"{news(2)} The Vice Lords broke the truce.", source=third),
    ]
    for article in articles:
        make_mention(article, "Vice Lords", gang)
    place_due()
    return articles


def test_copies_stand_behind_the_best_of_them(copies):
    first, copy, other = copies
    result = find(q="truce").page()
    assert {hit.article: hit.copies for hit in result.hits} == {first: [copy.pk], other: []}
    assert (result.total, result.candidates, result.origins) == (3, 3, 2)
    assert len(list(find(q="truce").everything())) == 3


def test_where_origins_are_counted_the_earliest_is_shown_and_each_counts_once(copies):
    first, copy, other = copies
    result = find(q="truce", count="origins").page()
    assert {hit.article: hit.copies for hit in result.hits} == {copy: [first.pk], other: []}
    assert facet(result, "gang") == {"Vice Lords": 2}
    # A source has what any of the copies has: who chooses it finds it.
    assert facet(result, "source") == {"The Daily Example": 1, "Second": 1, "Third": 1}
    assert [bar.count for bar in result.years] == [1]
    taken = [(hit.article, hit.copies) for hit in find(q="truce", count="origins").everything()]
    assert sorted(taken, key=lambda one: one[0].pk) == [(copy, [first.pk]), (other, [])]
    assert facet(find(q="truce").page(), "gang") == {"Vice Lords": 3}


def test_the_address_says_what_is_counted():
    assert find(q="truce", count="origins").request.address() == "q=truce&count=origins"
    assert find(q="truce", count="articles").request.address() == "q=truce"


def test_the_origins_of_hits_that_are_not_ranked_are_counted_too(copies, monkeypatch):
    monkeypatch.setattr(engine, "newest", partial(newest, most=1))
    result = find(q="truce", count="origins").page()
    assert (result.total, result.candidates) == (3, 1)
    assert (result.about_origins, result.counts_all_origins) == (2, True)


def test_the_origins_of_more_hits_than_are_counted_are_estimated(copies):
    result = find(q="truce").page()
    result.total, result.counts_all_origins = 30_000, False
    assert result.about_origins == 20_000


def test_edited_copies_are_one_too():
    text = news(1)
    make_article(f"{text} The truce holds.")
    make_article(f"{edited(text, 0.3)} The truce holds.")
    place_due()
    assert find(q="truce").page().origins == 1
