"""Jobs that look after the records of imports."""

from procrastinate.contrib.django import app

from articles.importing.record_run import close_interrupted


# The first comes when a worker starts.
@app.periodic(cron="* * * * *")
@app.task(queue="maintenance", queueing_lock="interrupted_imports")
def close_interrupted_imports(timestamp: int) -> None:
    """Close the runs whose process was killed; they can be resumed."""
    close_interrupted()
