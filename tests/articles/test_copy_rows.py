"""Rows that are added by COPY come out as they went in."""

import datetime

import pytest
from django.db import DataError, IntegrityError, transaction

from articles.models import Article
from articles.postgresql import copy_rows
from articles.source_models import Document
from tests.factories import make_source

pytestmark = pytest.mark.django_db
TEXT = "Ana's “gang” {a,b}, \\N \\. NULL\t\n José 🙂 fled."


def document(raw: bytes) -> Document:
    return Document(raw=raw, media_type="text/plain", original_name="a\\b\tc")


def article(kept: Document, **fields) -> Article:
    return Article(
        source=make_source(), document=kept, text=TEXT, title="T", body_end=len(TEXT), **fields
    )


def test_rows_come_out_as_they_went_in():
    documents = [document(bytes(range(256))), document(b"\\x00"), document(b"")]
    copy_rows(documents)
    first = article(
        documents[0],
        sections=['a "b"', "c,d", "{}"],
        furniture=((1, 3), (5, 9)),
        published_on=datetime.date(2012, 10, 1),
        published_precision="month",
        identity="x",
    )
    articles = [first, *map(article, documents[1:])]
    copy_rows(articles)

    assert [bytes(one.raw) for one in Document.objects.order_by("pk")] == [
        *(bytes(range(256)), b"\\x00", b"")
    ]
    stored = list(Article.objects.order_by("pk"))
    assert [one.pk for one in stored] == [one.pk for one in articles]
    assert [one.document for one in stored] == documents
    assert {one.text for one in stored} == {TEXT}
    assert stored[0].sections == ['a "b"', "c,d", "{}"]
    assert stored[0].furniture == ((1, 3), (5, 9))
    assert (stored[0].published_on, stored[0].identity) == (datetime.date(2012, 10, 1), "x")
    assert (stored[1].published_on, stored[1].identity, stored[1].sections) == (None, None, [])
    assert all(one.imported_at and one.text_hash and one.digest for one in stored)


def test_what_the_database_refuses_is_an_error_of_django():
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_rows([document(b"1"), document(b"1")])
    with pytest.raises(DataError, match="too long"), transaction.atomic():
        copy_rows([Document(raw=b"1", media_type="x" * 101, original_name="a")])


def test_no_rows_are_no_work(django_assert_num_queries):
    with django_assert_num_queries(0):
        copy_rows([])
