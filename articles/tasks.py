"""Jobs that look after what was imported."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from articles.importing.mending import mend_due
from articles.importing.record_run import close_interrupted
from articles.watched.look import look_at_due


# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */30")
@app.task(queue="imports", lock="mending", queueing_lock="mending", pass_context=True)
def mend_articles(context: JobContext, timestamp: int) -> None:
    """Bring articles in line with what newer ones of their source have taught."""
    mend_due(context.should_abort)


# The first comes when a worker starts.
@app.periodic(cron="* * * * *")
@app.task(queue="maintenance", queueing_lock="interrupted_imports")
def close_interrupted_imports(timestamp: int) -> None:
    """Close the runs whose process was killed; they can be resumed."""
    close_interrupted()


@app.periodic(cron="* * * * *")
@app.task(queue="watched", lock="watched", queueing_lock="watched", pass_context=True)
def look_at_watched(context: JobContext, timestamp: int = 0) -> None:
    """Look at the folders and feeds that are due."""
    look_at_due(context.should_abort)
