import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from croniter import croniter
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from entities.extraction.queue.tasks import extract_pending
from entities.models import Delivery, Extraction, KnownWord
from entities.saved_searches.actions import save
from entities.saved_searches.name_lists import begin
from entities.saved_searches.tasks import forget_old_searches, look_up_names, watch
from entities.search.tasks import forget_rare_words, learn_words
from gangintel.tasks import remove_old_jobs, rescue_stalled_jobs
from tests.factories import make_article

# The worker's own connection must see what the test wrote.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_jobs(transactional_db):
    """Django does not empty tables that it does not manage, of other tests neither."""
    _forget_jobs()
    yield
    _forget_jobs()


def _forget_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def run(task) -> None:
    """As a worker would."""
    connector = app.connector.get_worker_connector()
    with app.replace_connector(connector) as working:

        async def go():
            async with working.open_async():
                await task.func(SimpleNamespace(app=working), 0)

        # In a thread of its own: after browser tests this one has a running event loop.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, go()).result()


def make_job(task, *, killed=False, ended=False) -> int:
    """A job that waits; or that a worker held which was killed a minute ago; or an old one."""
    job = task.defer(timestamp=0)
    with connection.cursor() as cursor:
        if killed:
            cursor.execute(
                """
                WITH worker AS (
                    INSERT INTO procrastinate_workers (last_heartbeat)
                    VALUES (now() - interval '1 minute') RETURNING id
                )
                UPDATE procrastinate_jobs SET status = 'doing', worker_id = worker.id
                  FROM worker WHERE procrastinate_jobs.id = %s
                """,
                [job],
            )
        if ended:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s", [job]
            )
            cursor.execute(
                "UPDATE procrastinate_events SET at = now() - interval '3 days' WHERE job_id = %s",
                [job],
            )
    return job


def statuses() -> dict[int, str]:
    return dict(ProcrastinateJob.objects.values_list("id", "status"))


@pytest.mark.parametrize(
    ("task", "seconds"),
    [
        (extract_pending, 10),
        (rescue_stalled_jobs, 10),
        (remove_old_jobs, 24 * 3600),
        (watch, 30),
        (learn_words, 120),
        (forget_rare_words, 24 * 3600),
        (forget_old_searches, 24 * 3600),
    ],
    ids=["extract", "rescue", "remove", "watch", "learn", "words", "searches"],
)
def test_each_task_comes_as_often_as_it_should(task, seconds):
    (schedule,) = [
        periodic
        for periodic in app.periodic_registry.periodic_tasks.values()
        if periodic.task.name == task.name
    ]
    times = croniter(schedule.cron, datetime(2026, 1, 1, 4, 0, 5, tzinfo=UTC))
    first = times.get_next(datetime)
    assert (times.get_next(datetime) - first).total_seconds() == seconds


def test_a_job_of_a_killed_worker_is_taken_up_again():
    job = make_job(extract_pending, killed=True)
    run(rescue_stalled_jobs)
    assert statuses() == {job: "todo"}


def test_a_job_of_a_killed_worker_makes_way_for_the_one_that_waits():
    killed = make_job(extract_pending, killed=True)
    waiting = make_job(extract_pending)
    run(rescue_stalled_jobs)
    assert statuses() == {killed: "failed", waiting: "todo"}


def test_a_job_that_somebody_works_on_is_left_alone():
    job = make_job(extract_pending, killed=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now()")
    run(rescue_stalled_jobs)
    assert statuses() == {job: "doing"}


def test_old_jobs_are_forgotten():
    make_job(extract_pending, ended=True)
    waiting = make_job(extract_pending)
    run(remove_old_jobs)
    assert statuses() == {waiting: "todo"}


def test_watching_records_runs_and_tells(reader, settings, mailoutbox):
    settings.GANGINTEL_SENDS_EMAIL = True
    reader.email = "rob@example.org"
    reader.save()
    save("truce", user=reader, watch="at_once")
    article = make_article("A truce.")
    Extraction.objects.create(
        article=article, pipeline_version="1", text_hash=article.text_hash, seconds=0.1
    )
    watch.func(SimpleNamespace(should_abort=lambda: False), 0)

    assert Delivery.objects.get().articles == [article.pk]
    assert len(mailoutbox) == 1


def test_words_of_new_articles_are_kept():
    make_article("The extortion went on.")
    learn_words.func(SimpleNamespace(should_abort=lambda: False), 0)
    forget_rare_words.func(0)

    assert KnownWord.objects.filter(word="extortion").exists()


def test_a_long_list_of_names_is_a_job_that_goes_on(reader):
    names = begin(["MS-13"], user=reader)
    look_up_names.func(SimpleNamespace(should_abort=lambda: True), names.pk)
    assert list(statuses().values()) == ["todo"]

    look_up_names.func(SimpleNamespace(should_abort=lambda: False), names.pk)
    names.refresh_from_db()
    assert names.done == 1
