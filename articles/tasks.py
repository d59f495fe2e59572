"""The job that mends older articles when more is known of their furniture."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from articles.importing.mending import mend_due


# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */30")
@app.task(queue="imports", lock="mending", queueing_lock="mending", pass_context=True)
def mend_articles(context: JobContext, timestamp: int) -> None:
    """Bring articles in line with what newer ones of their source have taught."""
    mend_due(context.should_abort)
