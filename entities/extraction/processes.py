"""Run a function of the application in a fresh process."""

import django
from django.utils.module_loading import import_string


def run(function: str, *arguments: object) -> None:
    """Call the function of this dotted name once Django is set up.

    A spawned process must not meet a model before that, so it is handed a name and this module,
    which imports none.
    """
    django.setup()
    import_string(function)(*arguments)
