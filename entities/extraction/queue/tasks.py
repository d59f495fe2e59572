"""The job that reads pending articles."""

from django.utils.module_loading import import_string
from procrastinate import JobContext
from procrastinate.contrib.django import app


# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */10")
@app.task(
    queue="extraction",
    lock="extraction",
    queueing_lock="extraction",
    pass_context=True,
    aliases=["entities.tasks.extract_pending"],
)
def extract_pending(context: JobContext, timestamp: int) -> None:
    """Read articles that are pending; never twice at once, on however many machines."""
    # By its name: every process of the application imports this file, and only a worker needs
    # the pipeline, which takes a second to import.
    import_string("entities.extraction.queue.workers.extract_due")(context.should_abort)
