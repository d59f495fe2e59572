"""Jobs that run watched searches, look names up, and forget old runs."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from entities.saved_searches.arrivals import record_arrivals, run_due
from entities.saved_searches.name_lists import look_up
from entities.saved_searches.send_email import send_due
from entities.search.search_log import forget_old


# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */30")
@app.task(
    queue="search",
    lock="watches",
    queueing_lock="watches",
    pass_context=True,
    aliases=["entities.tasks.watch"],
)
def watch(context: JobContext, timestamp: int) -> None:
    """Run the watched searches over articles that came in, and tell their owners."""
    record_arrivals()
    run_due(context.should_abort)
    send_due(context.should_abort)


@app.task(queue="search", pass_context=True, aliases=["entities.tasks.look_up_names"])
def look_up_names(context: JobContext, key: int) -> None:
    """Look up a list of names, a part of it at a time, so that other jobs have their turn."""
    if not look_up(key, context.should_abort):
        look_up_names.defer(key=key)


@app.periodic(cron="15 5 * * *")
@app.task(
    queue="maintenance", queueing_lock="forget_runs", aliases=["entities.tasks.forget_old_searches"]
)
def forget_old_searches(timestamp: int) -> None:
    """Forget what people searched for half a year ago."""
    forget_old()
