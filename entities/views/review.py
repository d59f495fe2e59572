"""Undo and redo, and what stands beside the text."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.text import Span
from entities.acts import undoing
from entities.acts.errors import CorrectionError
from entities.models import Action, Mention, RowChange
from entities.pages.reader import Reader
from entities.views.acting import acts, corrected

# What an answer to an act draws anew; for anything else the page is loaded again.
_DRAWN = {"entities.mention", "entities.entity", "entities.alias", "entities.namerule"}


@acts("entities.change_mention")
def undo(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Take back the person's own last act on this article."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    action = undoing.last_of(request.user, article)
    if action is None:
        raise CorrectionError("You have changed nothing in this article that could be undone.")
    return _turned(request, undoing.undo(action, user=request.user), "Undone")


@acts("entities.change_mention")
def redo(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Do again what the person took back last."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    action = undoing.last_undone_of(request.user, article)
    if action is None:
        raise CorrectionError("You have undone nothing in this article that could be done again.")
    return _turned(request, undoing.redo(action, user=request.user), "Done again")


@acts("entities.change_mention")
def undo_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back any act, whoever made it, as long as nothing later depends on it."""
    action = get_object_or_404(Action.objects.select_related("article__source"), pk=pk)
    return _turned(request, undoing.undo(action, user=request.user), "Undone")


@acts("entities.change_mention")
def redo_one(request: HttpRequest, pk: int) -> HttpResponse:
    action = get_object_or_404(Action.objects.select_related("article__source"), pk=pk)
    return _turned(request, undoing.redo(action, user=request.user), "Done again")


@require_safe
def panel(request: HttpRequest, article_pk: int) -> HttpResponse:
    """What stands beside the text, as it is now."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    context = {"article": article, "reader": Reader(article, request.user)}
    return render(request, "entities/_beside.html", context)


def _turned(request: HttpRequest, action: Action, said: str) -> HttpResponse:
    said = f"{said}: {action.summary}."
    if hasattr(action, "sweep"):
        return _under_way(request, action)
    if action.article is None:
        messages.success(request, said)
        return redirect(request.headers.get("Referer", "/"))
    article = Article.objects.select_related("source").get(pk=action.article_id)
    changes = list(action.changes.filter(article=article))
    if request.htmx and not {change.model for change in changes} <= _DRAWN:
        messages.success(request, said)
        return HttpResponse(headers={"HX-Refresh": "true"})
    return corrected(request, article, said, spans=_spans_of(changes), chosen=_one_of(changes))


def _under_way(request: HttpRequest, action: Action) -> HttpResponse:
    """The act is on so many places that it is turned in the background: show how far that is."""
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": reverse("entities:act", args=[action.pk])})
    return redirect("entities:act", action.pk)


def _spans_of(changes: Iterable[RowChange]) -> list[Span]:
    """Where the act's mentions stand now, and where they stood."""
    keys = [one.row for one in changes if one.model == "entities.mention"]
    now = Mention.objects.filter(pk__in=keys).values_list("start", "end")
    states = [state for one in changes for state in (one.before, one.after) if state]
    then = [(one["start"], one["end"]) for one in states if "start" in one and "end" in one]
    return [*now, *then]


def _one_of(changes: Iterable[RowChange]) -> Mention | None:
    """The mention to show: the only one that the act was about, while it lives."""
    keys = {one.row for one in changes if one.model == "entities.mention"}
    live = Mention.objects.live().filter(pk__in=keys).select_related("article")[:2]
    return live[0] if len(keys) == 1 and live else None
