"""What is text goes compressed over the wire, and its length tells no secret."""

import gzip

import pytest
from django.http import HttpResponse
from django.urls import reverse

from gangintel.compression import CompressedTexts
from tests.factories import make_article

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_and_its_length_changes(client, reader):
    client.force_login(reader)
    for number in range(20):
        make_article(f"A truce of {number} gangs.", title=f"Truce {number}")
    plain = client.get(reverse("entities:search"))
    assert "Content-Encoding" not in plain
    packed = [
        client.get(reverse("entities:search"), headers={"Accept-Encoding": "gzip"})
        for _ in range(6)
    ]
    assert {one["Content-Encoding"] for one in packed} == {"gzip"}
    assert b"Truce 7" in gzip.decompress(packed[0].content)
    assert len(packed[0].content) < len(plain.content) / 4
    assert len({len(one.content) for one in packed}) > 1


def test_what_is_compressed_already_stays_as_it_is(rf):
    request = rf.get("/", headers={"Accept-Encoding": "gzip"})
    for media_type, encoding in {"application/pdf": None, "text/csv": "gzip"}.items():
        answer = HttpResponse(b"x" * 1000, content_type=media_type)
        assert (
            CompressedTexts(lambda _, sent=answer: sent)(request).get("Content-Encoding")
            == encoding
        )
