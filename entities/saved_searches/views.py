"""Saved searches with what is new, many names at once, and the log of searches."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.requests import Request, own_address
from entities.lists import page_of, primary_key
from entities.models import Entity, NameList, SavedSearch
from entities.saved_searches import actions, name_lists
from entities.saved_searches.actions import SavingError
from entities.saved_searches.arrivals import (
    MOST_NEW,
    arrived,
    count_new,
    latest_deliveries,
    newest_arrival,
)
from entities.saved_searches.filters import (
    NameListFilters,
    SavedSearchFilters,
    SearchHistoryFilters,
    SearchLogFilters,
)
from entities.saved_searches.name_lists import NamesError
from entities.saved_searches.tasks import look_up_names
from entities.search import search_log
from entities.search.fields.registry import parse
from entities.search.language.tree import QueryError
from entities.search.query import interpret
from entities.search.results.hits import hits

_HITS_A_PAGE = 50


@require_safe
def listing(request: Request) -> HttpResponse:
    """The user's saved searches with what is new, and what their watches found lately."""
    filters = SavedSearchFilters(request.GET, request.user)
    searches = list(filters.qs)
    count_new(searches)
    context = {
        "filters": filters,
        "searches": searches,
        "deliveries": latest_deliveries(request.user),
        "watches": SavedSearch.Watch,
        "most_new": MOST_NEW,
        "renaming": primary_key(request.GET.get("rename")),
        "sends_email": settings.GANGINTEL_SENDS_EMAIL,
    }
    return render(request, "entities/saved_searches/saved_searches.html", context)


@require_safe
def new(request: Request, pk: int) -> HttpResponse:
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
    return render(request, "entities/saved_searches/new_articles.html", context)


@require_POST
def save(request: Request) -> HttpResponse:
    """Keep a search, from the page of its result."""
    query = request.POST.get("query", "")
    name, watch = request.POST.get("name", ""), request.POST.get("watch", "off")
    try:
        search = actions.save(query, user=request.user, name=name, watch=watch)
    except SavingError as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('entities:search')}?{urlencode({'q': query})}")
    messages.success(request, f"“{search}” is saved. {_how_watched(search)}")
    return redirect("entities:saved_searches")


@require_POST
def watch_entity(request: Request, pk: int) -> HttpResponse:
    """Watch an entity from its page: what comes in that mentions it."""
    entity = get_object_or_404(Entity.objects.current(), pk=pk)
    try:
        search = actions.save(
            actions.watched_query(entity),
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
def change(request: Request, pk: int) -> HttpResponse:
    """Rename a search, change how often it is watched, pause it or let it go on."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    paused = request.POST.get("paused", "1" if search.paused else "") == "1"
    try:
        search = actions.change(
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
    return HttpResponseRedirect(_back(request))


@require_POST
def looked(request: Request, pk: int) -> HttpResponse:
    """Everything that was shown counts as seen."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    newest, up_to = newest_arrival(), primary_key(request.POST.get("up_to"))
    actions.look(search, user=request.user, up_to=newest if up_to is None else min(up_to, newest))
    return redirect("entities:saved_searches")


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    actions.remove(search, user=request.user)
    messages.success(request, f"“{search}” is not saved any more. It asked for: {search.query}")
    return HttpResponseRedirect(_back(request))


def _back(request: Request) -> str:
    """The page of ours that the form was on."""
    return own_address(request.POST.get("back", ""), reverse("entities:saved_searches"))


def _how_watched(search: SavedSearch) -> str:
    if search.paused:
        return "Its watch is paused."
    if search.watch == SavedSearch.Watch.OFF:
        return "It is not watched; the list says what is new."
    return f"It is watched: you are told {search.get_watch_display()}."


_ROWS_A_PAGE = 200
_MOST_LISTS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def lists(request: Request) -> HttpResponse:
    """The form, and the user's lists so far; a posted list is looked up."""
    typed = request.POST.get("names", "")
    context = {
        "lists": NameList.objects.filter(user=request.user)
        .order_by("-pk")
        .defer("rows")[:_MOST_LISTS],
        "most": name_lists.MOST_NAMES,
        "typed": typed,
    }
    if request.method != "POST":
        return render(request, "entities/saved_searches/name_lists.html", context)
    try:
        given = name_lists.read_names(typed + "\n" + _uploaded(request))
    except NamesError as error:
        context["refusal"] = str(error)
        return render(request, "entities/saved_searches/name_lists.html", context, status=400)
    begun = name_lists.begin(given, user=request.user)
    if len(given) <= name_lists.AT_ONCE:
        name_lists.look_up(begun.pk, lambda: False)
    else:
        look_up_names.defer(key=begun.pk)
    return redirect("entities:name_list", begun.pk)


@require_safe
def table(request: Request, pk: int) -> HttpResponse:
    """Every name with who carries it; while they are looked up, how far that is."""
    found = get_object_or_404(NameList, pk=pk, user=request.user)
    filters = NameListFilters(request.GET, found)
    context = {
        "list": found,
        "total": len(found.names),
        "is_done": found.done == len(found.names),
        "filters": filters,
        "page": page_of(filters.rows, request.GET.get("page"), _ROWS_A_PAGE),
    }
    template = "_name_table.html" if request.htmx else "name_list.html"
    return render(request, f"entities/saved_searches/{template}", context)


@require_safe
def export(request: Request, pk: int) -> StreamingHttpResponse:
    found = get_object_or_404(NameList, pk=pk, user=request.user)
    return StreamingHttpResponse(
        name_lists.as_csv(found),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="gangintel-names.csv"'},
    )


def _uploaded(request: Request) -> str:
    """The names in the uploaded file, one a line. Raises `NamesError`."""
    file = request.FILES.get("file")
    if file is None:
        return ""
    if (file.size or 0) > name_lists.MOST_BYTES:
        raise NamesError("The file is larger than 4 MB: divide it.")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NamesError(
            "The file is no text in UTF-8: save it as “CSV UTF-8” or plain text and try again."
        ) from None
    return name_lists.first_column(text) if (file.name or "").lower().endswith(".csv") else text


_RUNS_A_PAGE = 50


@require_POST
def ran(request: Request) -> HttpResponse:
    """Take the slip of a page that somebody sees."""
    is_good = search_log.remember(request.POST.get("slip", ""), user=request.user)
    return HttpResponse(status=204 if is_good else 400)


@require_safe
def history(request: Request) -> HttpResponse:
    """The user's own searches, the newest first."""
    filters = SearchHistoryFilters(request.GET, request.user)
    page = page_of(filters.qs, request.GET.get("page"), _RUNS_A_PAGE)
    context = {"filters": filters, "page": page}
    return render(request, "entities/saved_searches/search_history.html", context)


@require_POST
def forget(request: Request) -> HttpResponse:
    search_log.forget(request.user)
    messages.success(request, "What you searched for is forgotten.")
    return redirect("entities:search_history")


@require_safe
@permission_required("entities.view_searchrun", raise_exception=True)
def log(request: Request) -> HttpResponse:
    """Slow and failed searches of everybody: the first of both, or all of one by pages."""
    filters = SearchLogFilters(request.GET)
    sections = {name: runs[:_RUNS_A_PAGE] for name, runs in filters.sections.items()}
    context: dict[str, Any] = {
        "filters": filters,
        "seconds": search_log.SLOW_SECONDS,
        "most": _RUNS_A_PAGE,
    }
    if len(sections) == 1:
        (name, runs), *_ = filters.sections.items()
        context["page"] = page_of(runs, request.GET.get("page"), _RUNS_A_PAGE)
        sections = {name: context["page"].object_list}
    return render(request, "entities/saved_searches/search_log.html", context | sections)
