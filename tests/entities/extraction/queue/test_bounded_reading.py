"""A text that takes too much is given up, with the reason; one that does not is read as any."""

import time

import pytest

from entities.extraction.pipeline import Pipeline, Text
from entities.extraction.queue import bounded_reading, read_pending
from entities.extraction.queue.bounded_reading import TooMuchToRead, read_bounded
from entities.gazetteer.database import gazetteer_from_database
from entities.models import Extraction
from tests.factories import make_article

pytestmark = pytest.mark.django_db
TEXT = "Police arrested John Carter in Chicago. "


def text_of(words: str) -> Text:
    return Text(words, (0, len(words)), (), None, "", "", None, None, "en", (), None)


@pytest.fixture(scope="module")
def pipeline(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return Pipeline(gazetteer_from_database())


def test_a_long_text_is_read_as_in_this_process(pipeline):
    words = text_of(TEXT * 5)
    assert read_bounded(pipeline, words) == next(pipeline.read_many([words]))


def test_what_takes_too_long_or_too_much_or_fails_is_told(pipeline, monkeypatch):
    class Slow:
        def read_many(self, texts):
            time.sleep(60)

    class Large:
        def read_many(self, texts):
            yield bytearray(3 * 1024**3)

    class Broken:
        def read_many(self, texts):
            raise ValueError("in the step of this test")

    monkeypatch.setattr(bounded_reading, "MOST_SECONDS", 0.5)
    for pipe, words in ((Slow(), "took longer than 0.5 seconds"), (Large(), "600 MB of memory")):
        with pytest.raises(TooMuchToRead, match=words):
            read_bounded(pipe, text_of(TEXT))
        monkeypatch.setattr(bounded_reading, "MOST_SECONDS", 60)
    with pytest.raises(ValueError, match="of this test"):
        read_bounded(Broken(), text_of(TEXT))
    with pytest.raises(TooMuchToRead, match="at most 5,000,000 are read"):
        read_bounded(pipeline, text_of("a" * 5_000_001))


def test_one_that_is_given_up_keeps_the_others_from_nothing(pipeline, monkeypatch):
    monkeypatch.setattr(read_pending, "LONG", 100)
    monkeypatch.setattr(bounded_reading, "LONGEST", 200)
    articles = [make_article(TEXT), make_article(TEXT * 4), make_article(TEXT * 9)]
    done = list(read_pending.extract([one.pk for one in articles], pipeline))
    assert sum(one.failed for one in done) == 1 and sum(one.articles for one in done) == 3
    assert "at most 200 are read" in Extraction.objects.get(article=articles[2]).error
