"""The page for what went wrong in the server: it says what, and needs no database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from psycopg.errors import DiskFull, QueryCanceled
from psycopg_pool import PoolTimeout


def server_error(request: HttpRequest) -> HttpResponse:
    """In words what kept the page from being finished; of a fault in the program only that."""
    error = sys.exc_info()[1]
    cause = getattr(error, "__cause__", None)
    said = {}
    if isinstance(cause, QueryCanceled):
        said = {
            "title": "This took too long",
            "sentence": "The page was stopped after a minute, and nothing was changed. Ask for "
            "less at once: more words, a shorter time, one kind.",
        }
    elif isinstance(cause, DiskFull):
        said = {
            "title": "The disk is full",
            "sentence": "Nothing was changed. Whoever looks after the machine has to make room; "
            "then all goes on by itself.",
        }
    elif isinstance(error, OperationalError | InterfaceError | PoolTimeout):
        said = {
            "title": "The database cannot be reached",
            "sentence": "What you sent was not saved. This page tries again by itself every ten "
            "seconds; if it lasts, tell whoever looks after the machine.",
            "again": request.method == "GET",
        }
    template = loader.get_template("unreachable.html" if said else "500.html")
    return HttpResponse(template.render(said), status=503 if said else 500)
