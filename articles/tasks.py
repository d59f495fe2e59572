"""Jobs that look after what was imported."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from articles.importing.mending import mend_due
from articles.importing.record_run import close_interrupted
from articles.near_copies.clusters import place_due


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
