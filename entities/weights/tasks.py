"""The job that counts relationships anew."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from entities.weights.counting import count_due


# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */10")
@app.task(queue="search", lock="weights", queueing_lock="weights", pass_context=True)
def count_weights(context: JobContext, timestamp: int) -> None:
    """Count the origins of relationships whose evidence has changed."""
    count_due(context.should_abort)
