"""Running Django's commands for people, who read sentences and not tracebacks."""

import sys

from django.conf import settings
from django.core.management import execute_from_command_line

from gangintel.failures import sentence_about
from gangintel.running.ending import leave_database
from gangintel.running.processes import follow_parent

STOPPED = 130  # what a shell reports of a program that Ctrl-C ended


def run(arguments: list[str]) -> int:
    """Run a command and return its exit status.

    What goes wrong outside the program is said in one sentence; `--traceback` shows all.
    """
    follow_parent()
    try:
        execute_from_command_line(arguments)
    except KeyboardInterrupt:
        return STOPPED
    except Exception as error:
        sentence = sentence_about(error)
        if sentence is None or "--traceback" in arguments:
            raise
        sys.stderr.write(f"{sentence}\n")
        return 1
    finally:
        if settings.configured:
            leave_database()
    return 0
