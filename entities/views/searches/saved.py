"""Saved searches: the list with what is new, saving, watching, pausing, removing."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from entities.models import Delivery, Entity, SavedSearch
from entities.search.fields.registry import parse
from entities.search.language.query_errors import QueryError
from entities.search.query.interpret import interpret
from entities.search.results.hits import hits
from entities.watching import keeping
from entities.watching.arriving import newest_arrival
from entities.watching.keeping import SavingError
from entities.watching.running import MOST_NEW, arrived, count_new

_MOST_DELIVERIES = 20
_SHOWN_OF_A_DELIVERY = 5
_HITS_A_PAGE = 50


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The user's saved searches with what is new, and what their watches found lately."""
    searches = list(SavedSearch.objects.of(request.user))
    count_new(searches)
    deliveries = list(
        Delivery.objects.filter(search__user=request.user)
        .select_related("search")
        .order_by("-at", "-pk")[:_MOST_DELIVERIES]
    )
    keys = {key for one in deliveries for key in one.articles[:_SHOWN_OF_A_DELIVERY]}
    articles = Article.objects.for_listing().in_bulk(keys)
    for one in deliveries:
        shown = one.articles[:_SHOWN_OF_A_DELIVERY]
        one.shown = [articles[key] for key in shown if key in articles]
        one.others = one.found - len(one.shown)
    context = {
        "searches": searches,
        "deliveries": deliveries,
        "watches": SavedSearch.Watch,
        "most_new": MOST_NEW,
        "renaming": _key(request.GET.get("rename", "")),
        "sends_email": settings.GANGINTEL_SENDS_EMAIL,
    }
    return render(request, "entities/watching/saved.html", context)


@require_safe
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """The articles that are new to the user since they last said that they had looked."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    newest = newest_arrival()
    context = {"search": search, "up_to": newest, "most": _HITS_A_PAGE}
    try:
        understood = interpret(parse(search.query))
        found = arrived(understood, search.seen_up_to, newest)
        keys = list(found.values_list("article", flat=True)[: _HITS_A_PAGE + 1])
        context["hits"] = hits(keys[:_HITS_A_PAGE], understood)
        context["is_cut"] = len(keys) > _HITS_A_PAGE
    except QueryError as error:
        context["refusal"] = str(error)
    return render(request, "entities/watching/new.html", context)


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep a search, from the page of its result."""
    query = request.POST.get("query", "")
    name, watch = request.POST.get("name", ""), request.POST.get("watch", "off")
    try:
        search = keeping.save(query, user=request.user, name=name, watch=watch)
    except SavingError as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('entities:search')}?{urlencode({'q': query})}")
    messages.success(request, f"“{search}” is saved. {_how_watched(search)}")
    return redirect("entities:saved")


@require_POST
def watch_entity(request: HttpRequest, pk: int) -> HttpResponse:
    """Watch an entity from its page: what comes in that mentions it."""
    entity = get_object_or_404(Entity.objects.current(), pk=pk)
    try:
        search = keeping.save(
            keeping.watched_query(entity),
            user=request.user,
            name=entity.name,
            watch=request.POST.get("watch", SavedSearch.Watch.DAILY),
        )
    except SavingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"You watch {entity}. {_how_watched(search)}")
    return redirect(entity)


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a search, change how often it is watched, pause it or let it go on."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    paused = request.POST.get("paused", "1" if search.paused else "") == "1"
    try:
        search = keeping.change(
            search,
            user=request.user,
            name=request.POST.get("name", search.name),
            watch=request.POST.get("watch", search.watch),
            paused=paused,
        )
    except SavingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"“{search}”: {_how_watched(search)}")
    return redirect(_back(request))


@require_POST
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was shown counts as seen."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    up_to = request.POST.get("up_to", "")
    newest = newest_arrival()
    keeping.look(
        search, user=request.user, up_to=min(int(up_to), newest) if up_to.isdecimal() else newest
    )
    return redirect("entities:saved")


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    keeping.remove(search, user=request.user)
    messages.success(request, f"“{search}” is not saved any more. It asked for: {search.query}")
    return redirect(_back(request))


def _key(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None


def _back(request: HttpRequest) -> str:
    """The page of ours that the form was on."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if back and is_ours else reverse("entities:saved")


def _how_watched(search: SavedSearch) -> str:
    if search.paused:
        return "Its watch is paused."
    if search.watch == SavedSearch.Watch.OFF:
        return "It is not watched; the list says what is new."
    return f"It is watched: you are told {search.get_watch_display()}."
