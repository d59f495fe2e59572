"""Commands one after another: `python -m gangintel.services.command_sequence ONE … -- TWO … --`.

They share one process and what takes long to load, such as the places of the world, and its memory
is free again at the end. Each command prints its summary, one JSON object, in a line.
"""

import os
import sys

import django
from django.core.management import CommandError, call_command

from gangintel.services.child_processes import follow_parent, leave_database

SEPARATOR = "--"


def main(arguments: list[str]) -> int:
    follow_parent()
    django.setup()
    try:
        while arguments:
            end = arguments.index(SEPARATOR)
            call_command(*arguments[:end], "--json", verbosity=0)
            sys.stdout.flush()
            arguments = arguments[end + 1 :]
    except CommandError as error:
        sys.stderr.write(f"{error}{os.linesep}")
        return error.returncode
    finally:
        leave_database()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
