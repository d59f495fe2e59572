"""The newest articles that fit, found in pieces of the collection, are the newest of all."""

import datetime

import pytest
from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from entities.models import SearchRow
from entities.search.language.tree import And
from entities.search.results.ranking import NEWEST, asked, newest
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ASKED = asked(And())
FIRST = datetime.date(1968, 1, 1)


def make_articles(count: int, apart: int) -> None:
    for number in range(count):
        day = FIRST + datetime.timedelta(number * 37 % 60 * apart) if number % 9 else None
        make_article(
            f"Word{number % 3}.", published_on=day, published_precision="day" if day else ""
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE entities_digest")


@pytest.fixture(params=[1, 40], ids=["of two months", "of seven years"])
def many(request):
    make_articles(90, request.param)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    most=st.integers(1, 40),
    counted=st.sampled_from([0, 1000]),
    parity=st.integers(1, 7),
    since=st.none() | st.integers(0, 2400),
)
def test_they_are_the_newest_of_all(many, most, counted, parity, since):
    dated = Q(published_on__gte=FIRST + datetime.timedelta(since)) if since else Q()
    keys = [key for key in Article.objects.values_list("pk", flat=True) if key % parity == 0]
    found = SearchRow.objects.filter(dated, pk__in=keys)

    candidates = newest(found, dated, ASKED, most=most, counted=counted)

    assert candidates.keys == list(found.order_by(*NEWEST).values_list("pk", flat=True)[:most])
    if candidates.is_exact:
        assert candidates.total == found.count()
    else:
        assert candidates.is_capped


def test_of_many_hits_only_the_newest_articles_are_looked_through(many):
    candidates = newest(SearchRow.objects.all(), Q(), ASKED, most=10, counted=0)

    assert (len(candidates.keys), candidates.is_exact) == (10, False)
    assert 45 < candidates.total < 135  # of 90


def test_where_each_hit_has_to_be_checked_enough_of_the_newest_are_ranked(many, monkeypatch):
    monkeypatch.setattr("entities.search.results.ranking._MOST_CHECKED", 15)
    monkeypatch.setattr("entities.search.results.ranking._ENOUGH", 3)
    # As of a phrase, the database expects more of them than there are: every third article.
    found = SearchRow.objects.filter(RawSQL("article_id %% 7 < 1", [], BooleanField()))
    of_all = list(found.order_by(*NEWEST).values_list("pk", flat=True))

    candidates = newest(found, Q(), ASKED, most=10, counted=0)

    assert 3 <= len(candidates.keys) < 10
    assert candidates.keys == of_all[: len(candidates.keys)]
    assert (candidates.is_capped, candidates.is_exact) == (True, False)


def test_nothing_is_found_in_nothing():
    candidates = newest(SearchRow.objects.none(), Q(), ASKED)
    assert (candidates.keys, candidates.total, candidates.is_exact) == ([], 0, True)
