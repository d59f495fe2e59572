import io
import json
import os
import signal
import threading
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg.conninfo import make_conninfo

from articles.models import Article
from entities.extraction.queue import read_pending, workers
from entities.extraction.queue.processes import Quota
from entities.extraction.queue.read_pending import (
    Done,
    Lookout,
    claim,
    extract,
    failed,
    pending_keys,
)
from entities.extraction.queue.read_pending import pending as pending_articles
from entities.extraction.queue.tasks import extract_pending
from entities.extraction.result import pipeline_version
from entities.extraction.store.store_results import note_failure
from entities.kinds import Kind
from entities.models import Entity, Extraction, Mention
from tests.entities.result_builders import NoPlaces, found, reading, store
from tests.factories import make_article, make_entity

pytestmark = pytest.mark.django_db


class ArticlePage:
    """Stands for the pipeline: every article names MS-13; some cannot be read."""

    places = NoPlaces()

    def __init__(self, *, fails_on=()):
        self.fails_on = set(fails_on)
        self.read = []

    def read_many(self, texts):
        for text in texts:
            if text.article_id in self.fails_on:
                raise ValueError("It cannot be read.")
            self.read.append(text.article_id)
            article = Article(text=text.text)
            yield reading([found(article, "MS-13", Kind.GANG, "gang:ms-13")])


@pytest.fixture
def gang():
    return make_entity("MS-13", gazetteer_key="gang:ms-13")


@pytest.fixture
def reader_of_all(monkeypatch, gang):
    """The command and the worker read with a pipeline that is at hand at once."""
    pipeline = ArticlePage()
    monkeypatch.setattr(workers, "Pipeline", lambda gazetteer: pipeline)
    monkeypatch.setattr(workers, "current_gazetteer", lambda: None)
    monkeypatch.setattr(workers, "_pipeline", lambda state: pipeline)
    monkeypatch.setattr(workers, "_lookout", Lookout)
    return pipeline


def articles(number):
    return [make_article(f"{one} MS-13 fled.") for one in range(number)]


def keys(queryset):
    return set(queryset.values_list("pk", flat=True))


def run(**options):
    out = io.StringIO()
    call_command("extract_entities", json=True, stdout=out, **options)
    return json.loads(out.getvalue())


def test_an_article_is_pending_until_it_is_read(gang):
    first, second = articles(2)
    store(first, reading([]), seconds=0)
    assert keys(pending_articles()) == {second.pk}


def test_another_text_or_pipeline_makes_it_pending_again(gang, monkeypatch):
    (article,) = articles(1)
    store(article, reading([]), seconds=0)
    Article.objects.filter(pk=article.pk).update(text="9 MS-13 fled.")
    assert keys(pending_articles()) == {article.pk}
    article.refresh_from_db()
    store(article, reading([]), seconds=0)
    assert not keys(pending_articles())
    monkeypatch.setattr(read_pending, "pipeline_version", lambda: "next")
    assert keys(pending_articles()) == {article.pk}


def test_a_failure_stays_pending_but_the_worker_lets_it_rest(gang):
    failed, fresh = articles(2)
    note_failure(failed, ValueError("no"), seconds=0, version=pipeline_version())
    assert list(pending_keys()) == [fresh.pk, failed.pk]
    lookout = Lookout()
    assert list(lookout.keys()) == [fresh.pk]
    long_ago = (
        Extraction.objects.get().extracted_at - read_pending.RETRY_AFTER - timedelta(seconds=1)
    )
    Extraction.objects.update(extracted_at=long_ago)
    assert list(lookout.keys()) == [fresh.pk, failed.pk]


def test_the_lookout_finds_what_is_new_at_once_and_the_rest_in_turn(gang, monkeypatch):
    monkeypatch.setattr(read_pending, "WINDOW", 2)
    monkeypatch.setattr(read_pending, "_WINDOWS_A_LOOK", 1)
    old = [article.pk for article in articles(4)]
    lookout = Lookout()
    assert list(lookout.keys()) == [old[3], old[2]]
    (new,) = articles(1)
    assert list(lookout.keys()) == [new.pk, old[1], old[0]]
    assert list(lookout.keys()) == []
    assert list(lookout.keys()) == [new.pk, old[3]]


def test_who_stops_looking_in_the_middle_is_given_the_rest(gang):
    first, second = articles(2)
    lookout = Lookout()
    assert next(lookout.keys()) == second.pk
    assert list(lookout.keys()) == [second.pk, first.pk]


def test_it_reads_what_is_pending_and_counts(gang):
    pipeline = ArticlePage()
    some = articles(3)
    store(some[1], reading([]), seconds=0)
    done = list(extract([article.pk for article in some], pipeline))
    assert pipeline.read == [some[0].pk, some[2].pk]
    assert done == [Done(articles=1, mentions=1), Done(articles=1, mentions=1)]
    assert not pending_articles().exists()


def test_a_failure_is_told_with_its_step_and_the_next_version_tries_it_at_once(gang, monkeypatch):
    article, other = articles(2)
    error = ValueError("no such name")
    error.add_note("in the step propose_gangs")
    for one in (article, other):
        note_failure(one, error, seconds=0, version=pipeline_version())
    reason = "ValueError: no such name in the step propose_gangs"
    assert [(one.article, one.error) for one in failed()] == [(other, reason), (article, reason)]
    assert list(Lookout().keys()) == []  # it rests for an hour

    Article.objects.filter(pk=other.pk).update(text="Another text on MS-13.")
    assert [one.article for one in failed()] == [article]

    monkeypatch.setattr(read_pending, "pipeline_version", lambda: "next")
    assert not failed()
    assert list(Lookout().keys()) == [other.pk, article.pk]
    list(extract(pending_keys(), ArticlePage()))
    assert not pending_articles().exists()


def test_one_that_fails_does_not_take_others_with_it(gang):
    some = articles(3)
    done = list(extract(pending_keys(), ArticlePage(fails_on=[some[1].pk])))
    assert [one.failed for one in done] == [0, 1, 0]
    assert keys(pending_articles()) == {some[1].pk}
    assert Extraction.objects.exclude(error="").get().error == "ValueError: It cannot be read."


def test_a_fault_in_storing_is_noted_like_one_in_reading(gang, monkeypatch):
    (article,) = articles(1)
    broken = reading([replace(found(article, "MS-13", Kind.GANG), confidence=7.0)])
    monkeypatch.setattr(ArticlePage, "read_many", lambda self, texts: [broken for _ in texts])
    assert [one.failed for one in extract(pending_keys(), ArticlePage())] == [1]
    assert "mention_confidence_0_to_1" in Extraction.objects.get().error
    assert Mention.objects.count() == 0


def test_it_stops_between_batches_and_gives_back_what_it_did_not_read(gang, monkeypatch):
    monkeypatch.setattr(read_pending, "BATCH", 1)
    some = articles(4)
    store(some[3], reading([]), seconds=0)
    quota = Quota(3)
    answers = iter([False, False])
    keys_of_all = [article.pk for article in reversed(some)]
    stop = partial(next, answers, True)
    assert len(list(extract(keys_of_all, ArticlePage(), take=quota.take, stop=stop))) == 1
    assert quota.take(100) == 2


@pytest.mark.django_db(transaction=True)
def test_what_one_has_claimed_nobody_else_gets():
    some = articles(2)
    got = []

    def another():
        with claim(pending_articles(), [article.pk for article in some]) as claimed:
            got.append([article.pk for article in claimed])
        connection.close()

    with claim(pending_articles(), [some[0].pk]):
        thread = threading.Thread(target=another)
        thread.start()
        thread.join()
    thread = threading.Thread(target=another)
    thread.start()
    thread.join()
    assert [sorted(claimed) for claimed in got] == [[some[1].pk], [some[0].pk, some[1].pk]]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_no_work_twice_and_make_no_name_twice():
    some = [make_article(f"{number} Jose Cabezas and MS-13 fled.") for number in range(40)]
    make_entity("MS-13", gazetteer_key="gang:ms-13")
    read = []

    class Slow(ArticlePage):
        def read_many(self, texts):
            for text in texts:
                self.read.append(text.article_id)
                article = Article(text=text.text)
                yield reading([found(article, "Jose Cabezas", Kind.PERSON, "new:person:jc")])

    def work():
        pipeline = Slow()
        list(extract([article.pk for article in some], pipeline))
        read.extend(pipeline.read)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read) == [article.pk for article in some]
    assert Entity.objects.get(kind=Kind.PERSON).mentions.count() == 40


def test_the_command_says_what_it_did_and_does_nothing_twice(reader_of_all):
    articles(3)
    result = run(limit=2)
    assert result.pop("seconds") >= 0
    assert result == {"articles": 2, "mentions": 2, "relationships": 0, "failed": 0}
    assert run()["articles"] == 1
    assert run()["articles"] == 0


def test_the_command_fails_when_an_article_does(reader_of_all, capsys):
    some = articles(2)
    reader_of_all.fails_on = {some[0].pk}
    with pytest.raises(CommandError, match="1 articles failed; they stay pending"):
        call_command("extract_entities", json=True)
    assert json.loads(capsys.readouterr().out)["failed"] == 1


def test_the_command_stops_at_ctrl_c_after_the_batch_at_hand(reader_of_all, monkeypatch):
    monkeypatch.setattr(read_pending, "BATCH", 1)
    articles(3)
    real = workers.extract

    def interrupted(*args, **kwargs):
        for done in real(*args, **kwargs):
            yield done
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(workers, "extract", interrupted)
    with pytest.raises(CommandError, match="Stopped") as raised:
        call_command("extract_entities")
    assert raised.value.returncode == 130
    assert Extraction.objects.count() == 1
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_worker_reads_what_comes_and_rests_when_nothing_does(reader_of_all):
    articles(2)
    assert workers.extract_due(lambda: False).articles == 2
    assert workers.extract_due(lambda: False) == Done()


def test_the_worker_stops_when_it_is_told(reader_of_all):
    class Context:
        def should_abort(self):
            return True

    articles(2)
    extract_pending.func(Context(), 0)
    assert Extraction.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_processes_side_by_side_share_the_work(monkeypatch, gang):
    # They read the settings anew: lead them to the database of this test.
    known = {"dbname", "user", "password", "host", "port"}
    parameters = connection.get_connection_params()
    address = {name: value for name, value in parameters.items() if name in known and value}
    monkeypatch.setenv("DATABASE_URL", make_conninfo(**address))
    some = articles(5)
    result = run(workers=2, limit=4)
    assert (result["articles"], result["failed"]) == (4, 0)
    assert {mention.entity for mention in Mention.objects.filter(name="MS-13")} == {gang}
    # The newest come first.
    assert keys(pending_articles()) == {some[0].pk}


@pytest.mark.django_db(transaction=True)
def test_a_process_that_dies_is_told(monkeypatch):
    monkeypatch.setattr(workers, "__name__", "no.such.module")
    with pytest.raises(workers.WorkerDied, match="2 of 2 processes ended too early"):
        list(workers.extract_in_processes(2, Quota(None), lambda: False))
