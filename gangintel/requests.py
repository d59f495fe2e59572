"""What is done with every request, whatever it asks for."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.functional import empty

from articles.clearance import seen_by
from articles.disk import DiskNearlyFull, is_nearly_full
from gangintel.logs import of_request

Answer = Callable[[HttpRequest], HttpResponseBase]
requests = logging.getLogger("gangintel.requests")
# In characters, of a path in the log.
_LONGEST_PATH = 300


def logged(answer: Answer) -> Answer:
    """One line in the log a request, under the number that the answer carries too."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        started = time.monotonic()
        with of_request() as number:
            response = answer(request)
            user = getattr(request, "user", None)
            # Asked for only where a page has looked it up: no question more for the log.
            is_known = getattr(user, "_wrapped", user) is not empty
            said = {
                "method": request.method,
                "path": request.path[:_LONGEST_PATH],
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - started) * 1000),
                "user": user.pk if user is not None and is_known else None,
            }
            requests.info("%(method)s %(path)s", said, extra={"said": said})
            response.headers.setdefault("X-Request-ID", number)
        return response

    return middleware


def refuse_other_encodings(answer: Answer) -> Answer:
    """Forms come in UTF-8, as all pages are: what says otherwise is not guessed at."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        charset = (request.content_params or {}).get("charset", "utf-8").strip("\"' ").lower()
        if charset not in ("utf-8", "utf8"):
            return HttpResponse(
                "Forms are read as UTF-8: send this one so.\n",
                status=415,
                content_type="text/plain; charset=utf-8",
            )
        return answer(request)

    return middleware


def keep_out_of_caches(answer: Answer) -> Answer:
    """What is shown to somebody who is logged in is kept by no proxy and by no browser.

    What a view marks itself, such as a style sheet, stays as it is.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def show_what_may_be_seen(answer: Answer) -> Answer:
    """Answer with what the person may see; so are the pieces of a long file, which follow later."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with seen_by(request.user):
            response = answer(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _pieces_seen_by(request, response.streaming_content)
        return response

    return middleware


def _pieces_seen_by(request: HttpRequest, pieces: Iterable[bytes]) -> Iterator[bytes]:
    pieces = iter(pieces)
    while True:
        with seen_by(request.user):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece


# What still works on a full disk: who is logged in may go, and who is not may come to look.
_ALWAYS = ("/account/login/", "/account/logout/")


def change_nothing_on_a_full_disk(answer: Answer) -> Answer:
    """Refuse whatever would write while there is hardly any room; pages are still shown."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method in ("GET", "HEAD") or request.path in _ALWAYS or not is_nearly_full():
            return answer(request)
        context = {"title": "The disk is nearly full", "sentence": str(DiskNearlyFull())}
        return render(request, "unreachable.html", context, status=507)

    return middleware


def disk(request: HttpRequest) -> dict[str, object]:
    """For templates: `disk_is_full` where nothing can be changed."""
    return {"disk_is_full": is_nearly_full()}
