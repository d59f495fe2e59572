"""The review of a whole article: how far it is, and undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from articles.models import Article
from entities import actions, correction
from entities.errors import CorrectionError
from entities.views.acting import acts


@acts("entities.change_mention")
def set_status(request: HttpRequest, article_pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=article_pk)
    article = correction.set_review_status(
        article, request.POST.get("status", ""), user=request.user
    )
    messages.success(request, f"The review is {article.get_review_status_display()}.")
    return redirect(article)


@acts("entities.change_mention")
def undo(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Take back the person's own last act on this article."""
    article = get_object_or_404(Article, pk=article_pk)
    action = actions.last_of(request.user, article)
    if action is None:
        raise CorrectionError("You have changed nothing in this article that could be undone.")
    actions.undo(action, user=request.user)
    messages.success(request, f"Undone: {action.summary}.")
    if request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return redirect(article)
