"""Jobs that carry acts on very many rows out, and forget tokens of old requests."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app

from entities.actions.bulk import carry_out
from entities.models import SavedRequest

_KEEP_REQUESTS = timedelta(days=2)


# Asked for when somebody decides about very many places; the schedule takes up what was left.
# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */30")
@app.task(
    queue="sweeps",
    lock="sweeps",
    queueing_lock="sweeps",
    pass_context=True,
    aliases=["entities.tasks.carry_out_sweeps"],
)
def carry_out_sweeps(context: JobContext, timestamp: int = 0) -> None:
    """Make, or take back, what people decided everywhere."""
    carry_out(context.should_abort)


@app.periodic(cron="30 4 * * *")
@app.task(
    queue="maintenance",
    queueing_lock="forget_requests",
    aliases=["entities.tasks.forget_requests"],
)
def forget_requests(timestamp: int) -> None:
    """Forget the tokens of requests that nobody repeats any more."""
    SavedRequest.objects.filter(saved_at__lt=timezone.now() - _KEEP_REQUESTS).delete()
