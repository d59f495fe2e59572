"""Refuses what holds a NUL, a character that PostgreSQL keeps in no text."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string

_FORM = "application/x-www-form-urlencoded"
_FAULT = (
    "What was sent has a NUL character in it, which no text has, and nothing was changed. "
    "Type it anew instead of pasting it."
)

Answering = Callable[[HttpRequest], HttpResponse]


def refuse_null_characters(get_response: Answering) -> Answering:
    """Middleware that answers 400 where the address or the fields of a form have one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _has_null(request):
            return HttpResponseBadRequest(render_to_string("400.html", {"fault": _FAULT}))
        return get_response(request)

    return middleware


def _has_null(request: HttpRequest) -> bool:
    address = request.path_info + request.META.get("QUERY_STRING", "")
    if "\0" in address or "%00" in address:
        return True
    is_form = request.method == "POST" and request.content_type == _FORM
    return is_form and (b"%00" in request.body or b"\0" in request.body)
