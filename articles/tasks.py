"""Jobs that look after what was imported."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from articles.importing.mending import mend_due
from articles.importing.record_run import close_interrupted
from articles.near_copies.clusters import place_due
from articles.upload_models import Upload
from articles.uploads.files import remove_old
from articles.uploads.settle import ask_for_work
from articles.uploads.work import work_on
from articles.watched.look import look_at_due

# How long what was dropped is kept after something was last done with it.
KEPT = timedelta(days=1)
# Work on an upload shows that it goes on more often than this.
SILENCE = timedelta(minutes=1)


# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */30")
@app.task(queue="imports", lock="mending", queueing_lock="mending", pass_context=True)
def mend_articles(context: JobContext, timestamp: int) -> None:
    """Bring articles in line with what newer ones of their source have taught."""
    mend_due(context.should_abort)


@app.periodic(cron="* * * * * */30")
@app.task(queue="imports", lock="clusters", queueing_lock="clusters", pass_context=True)
def find_near_copies(context: JobContext, timestamp: int) -> None:
    """Find the cluster of near-copies of articles that are new or have another text."""
    place_due(context.should_abort)


# The first comes when a worker starts.
@app.periodic(cron="* * * * *")
@app.task(queue="maintenance", queueing_lock="interrupted_imports")
def close_interrupted_imports(timestamp: int) -> None:
    """Close the runs whose process was killed; they can be resumed."""
    close_interrupted()


@app.task(queue="uploads", pass_context=True)
def work_on_upload(context: JobContext, key: int) -> None:
    """Look at what somebody dropped, or take it in; asked to end, it is gone on with later."""
    if not work_on(key, context.should_abort):
        ask_for_work(Upload.objects.get(pk=key))


@app.periodic(cron="* * * * *")
@app.task(queue="maintenance", queueing_lock="uploads")
def look_after_uploads(timestamp: int) -> None:
    """Take up uploads whose worker was lost, and remove those that nobody has touched for a day."""
    now = timezone.now()
    for upload in Upload.objects.at_work().filter(touched_at__lt=now - SILENCE):
        ask_for_work(upload)
    remove_old(now - KEPT)


@app.periodic(cron="* * * * *")
@app.task(queue="watched", lock="watched", queueing_lock="watched", pass_context=True)
def look_at_watched(context: JobContext, timestamp: int = 0) -> None:
    """Look at the folders and feeds that are due."""
    look_at_due(context.should_abort)
