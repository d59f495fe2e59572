"""Answers to acts in the open article: what changed is drawn anew, a conflict is shown."""

from collections.abc import Callable, Iterable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from articles.models import Article
from articles.requests import Request
from articles.text import Span
from entities.actions.answers import View, action_view
from entities.actions.recorder import ChangedMeanwhile
from entities.models import Mention
from entities.reader.page import ArticlePage, annotate_around
from entities.review.queue import carried_on

# More paragraphs than this and the page is drawn anew.
_MOST_PARAGRAPHS = 20


def mention_view(permission: str) -> Callable[[View], View]:
    """Decorator: an act on a mention; where somebody else was faster, their mention is shown."""
    return action_view(permission, conflict=_overtaken)


def _overtaken(request: Request, refusal: ChangedMeanwhile) -> HttpResponse:
    """Show what somebody else made of the mention (409), to keep it or to decide again."""
    mention: Mention = refusal.row
    article = mention.article
    context = {
        "article": article,
        "reader": ArticlePage(article, request.user, chosen=mention),
        "touched": annotate_around(article, [(mention.start, mention.end)]),
        "refusal": str(refusal),
    }
    return render(request, "entities/reader/_corrected.html", context, status=409)


def corrected(
    request: Request,
    article: Article,
    said: str,
    *,
    spans: Iterable[Span],
    chosen: Mention | None = None,
    refusal: str = "",
    statements: bool = False,
) -> HttpResponse:
    """Redraw what the act changed: the paragraphs that the spans touch, and the card.

    `refusal` says what of it could not be done. With `statements` the list of relationships is
    drawn too. The panel asks for itself anew a moment later.
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
    reader = ArticlePage(article, request.user, chosen=chosen)
    context = {"article": article, "reader": reader, "touched": paragraphs, "said": said}
    context |= {"refusal": refusal, "statements_changed": statements}
    return render(request, "entities/reader/_corrected.html", context)
