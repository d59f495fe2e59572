"""Jobs that look after the jobs themselves."""

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

_KEEP_JOBS_HOURS = 48
_STALLED_SECONDS = 30


# In this schedule the seconds are the sixth field.
@app.periodic(cron="* * * * * */10")
@app.task(
    queue="maintenance",
    queueing_lock="rescue",
    pass_context=True,
    aliases=["entities.tasks.rescue_stalled_jobs"],
)
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
@app.task(
    queue="maintenance",
    queueing_lock="remove_old_jobs",
    pass_context=True,
    aliases=["entities.tasks.remove_old_jobs"],
)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Forget jobs that ended two days ago."""
    await builtin_tasks.remove_old_jobs(
        context,
        max_hours=_KEEP_JOBS_HOURS,
        remove_failed=True,
        remove_cancelled=True,
        remove_aborted=True,
    )
