"""Watched folders and feeds: the list with what came of the last look, and what people do there."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_filters import ChoiceFilter
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.requests import Request
from articles.source_models import Source
from articles.watched.folders import roots
from articles.watched.models import Watched, WatchedLook
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.lists import ListFilters, TextFilter, page_of, primary_key
from entities.models import Action
from entities.sources import watched_actions

A_PAGE = 50
MOST_OFFERED = 200


class WatchedFilters(ListFilters):
    title = "Watched"
    tabs = ("kind",)

    kind = ChoiceFilter(choices=Watched.Kind.choices)
    q = TextFilter(label="Address", field_name="address", lookup_expr="icontains")


@require_safe
def listing(request: Request) -> HttpResponse:
    """What is watched, by address; `said` is what was just done."""
    watched = Watched.objects.select_related("source", "look", "user").order_by("address", "pk")
    filters = WatchedFilters(request.GET, watched)
    context = {
        "filters": filters,
        "page": page_of(filters.qs, request.GET.get("page"), A_PAGE),
        "roots": roots(),
        "intervals": Watched.Interval.choices,
        "hour": Watched.Interval.HOUR,
        "sources": Source.objects.current().values_list("name", flat=True)[:MOST_OFFERED],
    }
    if (said := primary_key(request.GET.get("said"))) is not None:
        context["act"] = Action.objects.that_changed(Watched, said).first()
    return render(request, "entities/sources/watched_list.html", context)


@action_view("articles.change_source")
def add(request: Request) -> HttpResponse:
    given = request.POST
    kind = given.get("kind", "")
    if kind not in Watched.Kind.values:
        raise CorrectionError("This form is not whole: reload the page.")
    watched = watched_actions.add(
        Watched.Kind(kind),
        given.get("address", ""),
        user=request.user,
        source=given.get("source", ""),
        interval=primary_key(given.get("interval")) or 0,
        follows_links="follows_links" in given,
    )
    _ask_for_looks()
    return _done(request, watched, f"{watched} is looked at within a minute, and again and again.")


@action_view("articles.change_source")
def pause(request: Request, pk: int) -> HttpResponse:
    watched = watched_actions.set_paused(_watched(pk), True, user=request.user)
    return _done(request, watched, f"{watched} is not looked at until you resume it.")


@action_view("articles.change_source")
def resume(request: Request, pk: int) -> HttpResponse:
    watched = watched_actions.set_paused(_watched(pk), False, user=request.user)
    return _done(request, watched, f"{watched} is looked at again when it is due.")


@action_view("articles.change_source")
def look_now(request: Request, pk: int) -> HttpResponse:
    """Let it be due, however long the pause was to be."""
    watched = _watched(pk)
    if watched.is_paused:
        raise CorrectionError(f"{watched} is paused: resume it first.")
    WatchedLook.objects.filter(watched=watched).update(next_look=timezone.now())
    _ask_for_looks()
    return _done(request, None, f"{watched} is looked at within a minute.")


@action_view("articles.change_source")
def remove(request: Request, pk: int) -> HttpResponse:
    watched = _watched(pk)
    watched_actions.remove(watched, user=request.user)
    said = f"{watched} is not watched any more; what it brought stays."
    return _done(request, watched, said)


def _ask_for_looks() -> None:
    """The schedule looks every minute; this does not wait for it."""
    try:
        with transaction.atomic():
            app.configure_task(
                "articles.tasks.look_at_watched",
                lock="watched",
                queue="watched",
                queueing_lock="watched",
            ).defer()
    except AlreadyEnqueued:
        pass


def _watched(pk: int) -> Watched:
    return get_object_or_404(Watched.objects.select_related("source"), pk=pk)


def _done(request: Request, watched: Watched | None, said: str) -> HttpResponse:
    messages.success(request, said)
    address = redirect("entities:watched_list").url
    return redirect(f"{address}?said={watched.pk}" if watched else address)
