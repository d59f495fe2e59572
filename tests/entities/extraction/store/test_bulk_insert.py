import pytest
from django.db import DataError, transaction

from entities.extraction.store.bulk_insert import insert
from entities.kinds import Kind
from entities.models import Alias, Mention
from tests.factories import make_article, make_entity

pytestmark = pytest.mark.django_db

TEXT = "Ana's “gang” {a,b}, NULL \\ José 🙂 fled."


def test_rows_come_out_as_they_went_in():
    article = make_article(TEXT)
    starts = [0, 6, 13, 20, 25, 27, 32]
    rows = [
        Mention(
            article=article,
            kind=Kind.MONEY,
            start=start,
            end=end - 1,
            name=TEXT[start : end - 1],
            confidence=None if start else 0.1,
            origin="te'st",
        )
        for start, end in zip(starts, [*starts[1:], len(TEXT)], strict=True)
    ]
    insert(rows)
    stored = list(Mention.objects.order_by("start"))
    assert [row.pk for row in stored] == [row.pk for row in rows]
    assert [row.name for row in stored] == [row.name for row in rows]
    assert [row.confidence for row in stored] == [row.confidence for row in rows]
    assert stored[5].normalized == "jose"
    assert (stored[0].status, stored[0].value, stored[0].origin) == ("proposed", "", "te'st")
    assert all(row.created_at for row in stored)


def test_what_is_too_long_is_refused_and_not_cut():
    with pytest.raises(DataError, match="too long"), transaction.atomic():
        insert([Alias(entity=make_entity(), name="x" * 301)])


def test_no_rows_are_no_work(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([])
