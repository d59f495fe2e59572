"""What every correcting view shares: rights, the answer after the act, the answer to a refusal."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from articles.models import Article
from entities.errors import CorrectionError
from entities.models import Mention
from entities.pages.reader import Reader

View = Callable[..., HttpResponse]


def acts(permission: str) -> Callable[[View], View]:
    """Decorator: a POST by somebody with the right; a refusal is answered in one sentence (422)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except CorrectionError as refusal:
                return refused(request, str(refusal))

        return require_POST(permission_required(permission, raise_exception=True)(guarded))

    return decorate


def refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """Say why nothing was changed."""
    context = {"refusal": sentence, "back": request.headers.get("Referer", "/")}
    if not request.htmx:
        return render(request, "refused.html", context, status=422)
    response = render(request, "entities/_refusal.html", context, status=422)
    response["HX-Retarget"], response["HX-Reswap"] = "#notice", "outerHTML"
    return response


def corrected(
    request: HttpRequest, article: Article, said: str, *, mention: Mention, show: bool = True
) -> HttpResponse:
    """Redraw what the act changed: the paragraphs of the mention, the panel, the card."""
    if not request.htmx:
        messages.success(request, said)
        return HttpResponseRedirect(
            mention.get_absolute_url() if show else f"{article.get_absolute_url()}#text"
        )
    reader = Reader(article, request.user, chosen=mention.pk if show else None)
    context = {
        "article": article,
        "reader": reader,
        "touched": [
            one
            for one in reader.paragraphs_with(mention.start, mention.end)
            if not one.is_furniture
        ],
        "said": said,
    }
    return render(request, "entities/_corrected.html", context)
