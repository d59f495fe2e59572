"""Work that goes on by itself: `manage.py procrastinate worker`."""

from datetime import timedelta

from django.utils import timezone
from django.utils.module_loading import import_string
from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

_KEEP_JOBS_HOURS = 48
_KEEP_REQUESTS = timedelta(days=2)
_STALLED_SECONDS = 30


# In these schedules the seconds are the sixth field.
@app.periodic(cron="* * * * * */10")
@app.task(queue="extraction", lock="extraction", queueing_lock="extraction", pass_context=True)
def extract_pending(context: JobContext, timestamp: int) -> None:
    """Read articles that are pending; never twice at once, on however many machines."""
    # By its name: every process of the application imports this file, and only a worker needs
    # the pipeline, which takes a second to import.
    import_string("entities.extraction.queue.workers.extract_due")(context.should_abort)


# Asked for when somebody decides about very many places; the schedule takes up what was left.
@app.periodic(cron="* * * * * */30")
@app.task(queue="sweeps", lock="sweeps", queueing_lock="sweeps", pass_context=True)
def carry_out_sweeps(context: JobContext, timestamp: int = 0) -> None:
    """Make, or take back, what people decided everywhere."""
    # By its name, as above.
    import_string("entities.actions.bulk.carry_out")(context.should_abort)


@app.periodic(cron="* * * * * */10")
@app.task(queue="maintenance", queueing_lock="rescue", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Take up again the jobs of workers that were killed; nobody else would."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_SECONDS):
        try:
            await manager.retry_job(job)
        except UniqueViolation:
            # The next one of its kind waits already, and cannot start before this one has ended.
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


@app.periodic(cron="0 4 * * *")
@app.task(queue="maintenance", queueing_lock="remove_old_jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Forget jobs that ended two days ago."""
    await builtin_tasks.remove_old_jobs(
        context,
        max_hours=_KEEP_JOBS_HOURS,
        remove_failed=True,
        remove_cancelled=True,
        remove_aborted=True,
    )


@app.periodic(cron="30 4 * * *")
@app.task(queue="maintenance", queueing_lock="forget_requests")
def forget_requests(timestamp: int) -> None:
    """Forget the tokens of requests that nobody repeats any more."""
    # By its name, as above: models cannot be imported while the applications are loaded.
    saved = import_string("entities.models.SavedRequest")
    saved.objects.filter(saved_at__lt=timezone.now() - _KEEP_REQUESTS).delete()


@app.periodic(cron="*/2 * * * *")
@app.task(queue="search", lock="words", queueing_lock="words", pass_context=True)
def learn_words(context: JobContext, timestamp: int) -> None:
    """Keep the words of new articles, to say what was meant by one that no article has."""
    import_string("entities.search.page.vocabulary.learn_words")(context.should_abort)


@app.periodic(cron="45 4 * * *")
@app.task(queue="maintenance", queueing_lock="forget_words")
def forget_rare_words(timestamp: int) -> None:
    """Forget words that only one article had, where there are very many."""
    import_string("entities.search.page.vocabulary.forget_rare_words")()


@app.periodic(cron="* * * * * */30")
@app.task(queue="search", lock="watches", queueing_lock="watches", pass_context=True)
def watch(context: JobContext, timestamp: int) -> None:
    """Run the watched searches over articles that came in, and tell their owners."""
    import_string("entities.saved_searches.arrivals.record_arrivals")()
    import_string("entities.saved_searches.arrivals.run_due")(context.should_abort)
    import_string("entities.saved_searches.send_email.send_due")(context.should_abort)


@app.task(queue="search", pass_context=True)
def look_up_names(context: JobContext, key: int) -> None:
    """Look up a list of names, a part of it at a time, so that other jobs have their turn."""
    if not import_string("entities.saved_searches.name_lists.look_up")(key, context.should_abort):
        look_up_names.defer(key=key)


@app.periodic(cron="15 5 * * *")
@app.task(queue="maintenance", queueing_lock="forget_runs")
def forget_old_searches(timestamp: int) -> None:
    """Forget what people searched for half a year ago."""
    import_string("entities.saved_searches.search_log.forget_old")()
