"""A worker: `python -m gangintel.running.worker`, a process of `manage.py up`.

It does one job at a time. Beside that it takes up what somebody is waiting for, and what keeps
the jobs in order, such as the rescue of jobs whose worker was killed: neither must wait until a
long job is done.
"""

import asyncio
import os
import signal
import sys

import django
from procrastinate.contrib.django import app

from gangintel.failures import sentence_about
from gangintel.running.ending import leave_database
from gangintel.running.processes import follow_parent

MAINTENANCE = "maintenance"
# What somebody is waiting for.
SWEEPS = "sweeps"
# Pages come first where jobs and pages want the same processor.
NICENESS = 5


async def work() -> bool:
    """Do jobs until a signal says stop; returns whether one did."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    options = {
        "install_signal_handlers": False,
        # Then long jobs are asked to stop where they can go on another time.
        "shutdown_graceful_timeout": 1,
    }
    async with app.open_async():
        workers = [
            asyncio.create_task(app.run_worker_async(name="jobs", **options)),
            *(
                asyncio.create_task(app.run_worker_async(name=name, queues=[name], **options))
                for name in (MAINTENANCE, SWEEPS)
            ),
        ]
        stopped = asyncio.create_task(stop.wait())
        # A worker that ends by itself has lost the database: start both anew.
        await asyncio.wait([*workers, stopped], return_when=asyncio.FIRST_COMPLETED)
        for task in [*workers, stopped]:
            task.cancel()
        await asyncio.gather(*workers, stopped, return_exceptions=True)
    return stop.is_set()


def main() -> int:
    follow_parent()
    os.nice(NICENESS)
    django.setup()
    try:
        with app.replace_connector(app.connector.get_worker_connector()):
            return 0 if asyncio.run(work()) else 1
    except Exception as error:
        sentence = sentence_about(error)
        if sentence is None:
            raise
        sys.stderr.write(f"{sentence}\n")
        return 1
    finally:
        leave_database()


if __name__ == "__main__":
    sys.exit(main())
