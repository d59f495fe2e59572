"""What processes that work side by side share. It imports no model.

A spawned process must not meet a model before Django is set up in it, and it imports the modules
of all that is handed to it.
"""

import multiprocessing
from multiprocessing.sharedctypes import Synchronized

import django
from django.utils.module_loading import import_string

SPAWN = multiprocessing.get_context("spawn")


def run(function: str, *arguments: object) -> None:
    """Call the function of this dotted name once Django is set up in this process."""
    django.setup()
    import_string(function)(*arguments)


class Quota:
    """How many articles may still be read, by all processes together; None is no limit."""

    def __init__(self, limit: int | None) -> None:
        self._left: Synchronized[int] | None = None if limit is None else SPAWN.Value("q", limit)

    def take(self, wanted: int) -> int:
        """Take as many as there are, up to `wanted`; a negative number gives some back."""
        if self._left is None:
            return wanted
        with self._left.get_lock():
            taken = min(wanted, self._left.value)
            self._left.value -= taken
            return taken
