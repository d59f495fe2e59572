"""What the view of every act shares: rights, requests that come twice, ticked rows, refusals."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from articles.requests import Request, came_from
from entities.actions.recorder import ChangedMeanwhile, CorrectionError
from entities.lists import primary_key
from entities.models import SavedRequest

View = Callable[..., HttpResponse]
# Answers a script whose act came too late: somebody else has changed the row meanwhile.
Conflict = Callable[[Request, ChangedMeanwhile], HttpResponse]


def action_view(permission: str, *, conflict: Conflict | None = None) -> Callable[[View], View]:
    """Decorator: a POST by somebody with the right; a refusal is answered in one sentence (422).

    `conflict` answers a script in its own way where somebody else was faster (optimistic lock).

    A request that carries a `token` (a UUID) is carried out once: when it comes again, since the
    answer was lost or a button was pressed twice, the answer is only that it is saved (204).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: Request, *args: object, **kwargs: object) -> HttpResponse:
            try:
                with transaction.atomic():
                    if not _is_new(request):
                        return _saved_before(request)
                    return view(request, *args, **kwargs)
            except CorrectionError as refusal:
                if conflict and request.htmx and isinstance(refusal, ChangedMeanwhile):
                    return conflict(request, refusal)
                return refused(request, refusal)

        return require_POST(permission_required(permission, raise_exception=True)(guarded))

    return decorate


def refused(request: Request, refusal: CorrectionError) -> HttpResponse:
    """Say why nothing was changed (422)."""
    context = {"refusal": str(refusal), "back": came_from(request)}
    if not request.htmx:
        return render(request, "refused.html", context, status=422)
    response = render(request, "entities/reader/_refusal.html", context, status=422)
    response["HX-Retarget"], response["HX-Reswap"] = "#notice", "outerHTML"
    return response


def ticked(request: Request, name: str) -> list[tuple[int, str]]:
    """What was ticked: primary keys, each with how the row looked when it was shown."""
    found = []
    for written in request.POST.getlist(name):
        first, _, shown = written.partition(":")
        key = primary_key(first)
        if key is None or not shown:
            raise CorrectionError("This request is none of this page: reload it and try again.")
        found.append((key, shown))
    return found


def _is_new(request: Request) -> bool:
    """Note the request's token; whoever sends it a second time waits here for the first."""
    written = request.POST.get("token", "")
    if not written:
        return True
    try:
        token = UUID(written)
    except ValueError:
        raise CorrectionError(
            "This request has no valid token: reload the page and try again."
        ) from None
    return SavedRequest.note(token, request.user)


def _saved_before(request: Request) -> HttpResponse:
    if request.htmx:
        return HttpResponse(status=204)
    messages.info(request, "That was saved already.")
    return HttpResponseRedirect(came_from(request))
