"""The job that looks for entities that may be one."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from entities.duplicates.find_duplicates import find_duplicates as find


@app.periodic(cron="*/2 * * * *")
@app.task(queue="search", lock="duplicates", queueing_lock="duplicates", pass_context=True)
def find_duplicates(context: JobContext, timestamp: int) -> None:
    """Compare entities that are new or changed with all others."""
    find(context.should_abort)
