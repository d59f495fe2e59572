"""What every correcting view shares: rights, requests that come twice, answers and refusals."""

from collections.abc import Callable, Iterable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from articles.models import Article
from articles.text import Span
from entities.actions.errors import ChangedMeanwhile, CorrectionError
from entities.models import Mention, SavedRequest
from entities.reader.markup import annotate_around
from entities.reader.page import Reader
from entities.review.queue_position import carried_on

View = Callable[..., HttpResponse]
# More paragraphs than this and the page is drawn anew.
_MOST_PARAGRAPHS = 20


def acts(permission: str) -> Callable[[View], View]:
    """Decorator: a POST by somebody with the right; a refusal is answered in one sentence (422).

    A request that carries a `token` (a UUID) is carried out once: when it comes again, since the
    answer was lost or a button was pressed twice, the answer is only that it is saved (204).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                with transaction.atomic():
                    if not _is_new(request):
                        return _saved_before(request)
                    return view(request, *args, **kwargs)
            except CorrectionError as refusal:
                return refused(request, refusal)

        return require_POST(permission_required(permission, raise_exception=True)(guarded))

    return decorate


def refused(request: HttpRequest, refusal: CorrectionError) -> HttpResponse:
    """Say why nothing was changed (422)."""
    if request.htmx and isinstance(refusal, ChangedMeanwhile):
        return _overtaken(request, refusal)
    context = {"refusal": str(refusal), "back": request.headers.get("Referer", "/")}
    if not request.htmx:
        return render(request, "refused.html", context, status=422)
    response = render(request, "entities/reader/_refusal.html", context, status=422)
    response["HX-Retarget"], response["HX-Reswap"] = "#notice", "outerHTML"
    return response


def _overtaken(request: HttpRequest, refusal: ChangedMeanwhile) -> HttpResponse:
    """Show what somebody else made of the mention (409), to keep it or to decide again."""
    mention, article = refusal.row, refusal.row.article
    context = {
        "article": article,
        "reader": Reader(article, request.user, chosen=mention),
        "touched": annotate_around(article, [(mention.start, mention.end)]),
        "refusal": str(refusal),
    }
    return render(request, "entities/reader/_corrected.html", context, status=409)


def corrected(
    request: HttpRequest,
    article: Article,
    said: str,
    *,
    spans: Iterable[Span],
    chosen: Mention | None = None,
    refusal: str = "",
) -> HttpResponse:
    """Redraw what the act changed: the paragraphs that the spans touch, and the card.

    `refusal` says what of it could not be done. The panel asks for itself anew a moment later.
    """
    if not request.htmx:
        messages.add_message(
            request, messages.WARNING if refusal else messages.SUCCESS, refusal or said
        )
        address = chosen.get_absolute_url() if chosen else f"{article.get_absolute_url()}#text"
        return HttpResponseRedirect(carried_on(address, request.headers.get("Referer", "")))
    paragraphs = annotate_around(article, spans)
    if len(paragraphs) > _MOST_PARAGRAPHS:
        if refusal:
            messages.warning(request, refusal)
        return HttpResponse(headers={"HX-Refresh": "true"})
    reader = Reader(article, request.user, chosen=chosen)
    context = {"article": article, "reader": reader, "touched": paragraphs, "said": said}
    context["refusal"] = refusal
    return render(request, "entities/reader/_corrected.html", context)


def _is_new(request: HttpRequest) -> bool:
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


def _saved_before(request: HttpRequest) -> HttpResponse:
    if request.htmx:
        return HttpResponse(status=204)
    messages.info(request, "That was saved already.")
    return HttpResponseRedirect(request.headers.get("Referer", "/"))
