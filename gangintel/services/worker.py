"""A worker: `python -m gangintel.services.worker`, a process of `manage.py up`.

It does one job at a time. Beside that it takes up what somebody is waiting for, what is looked at
on a schedule, and what keeps the jobs in order, such as the rescue of jobs whose worker was killed:
none of these must wait until a long job is done.
"""

import asyncio
import os
import signal
import sys
from typing import Any, cast

import django
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from gangintel.commandline import sentence_about
from gangintel.services.child_processes import follow_parent, leave_database

MAINTENANCE = "maintenance"
# What somebody is waiting for; of uploads several people may.
SWEEPS = "sweeps"
# What is looked at on a schedule, mostly waiting for the network.
WATCHED = "watched"
UPLOADS = "uploads"
AT_ONCE = {UPLOADS: 4}
# Pages come first where jobs and pages want the same processor.
NICENESS = 5


async def work() -> bool:
    """Do jobs until a signal says stop; returns whether one did."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    options: dict[str, Any] = {
        "install_signal_handlers": False,
        # Then long jobs are asked to stop where they can go on another time.
        "shutdown_graceful_timeout": 1,
    }
    async with app.open_async():
        workers = [
            asyncio.create_task(app.run_worker_async(name="jobs", **options)),
            *(
                asyncio.create_task(
                    app.run_worker_async(
                        name=name, queues=[name], concurrency=AT_ONCE.get(name, 1), **options
                    )
                )
                for name in (MAINTENANCE, SWEEPS, UPLOADS, WATCHED)
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
        connector = cast(DjangoConnector, app.connector).get_worker_connector()
        with app.replace_connector(connector):
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
