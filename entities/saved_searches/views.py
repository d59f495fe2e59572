"""Saved searches with what is new, many names at once, and the log of searches."""

from collections import Counter

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Article
from articles.requests import Request
from entities.models import Delivery, Entity, NameList, SavedSearch, SearchRun
from entities.saved_searches import actions, name_lists
from entities.saved_searches.actions import SavingError
from entities.saved_searches.arrivals import MOST_NEW, arrived, count_new, newest_arrival
from entities.saved_searches.name_lists import NamesError
from entities.saved_searches.tasks import look_up_names
from entities.search import search_log
from entities.search.fields.registry import parse
from entities.search.language.query_errors import QueryError
from entities.search.query.interpret import interpret
from entities.search.results.hits import hits

_MOST_DELIVERIES = 20
_SHOWN_OF_A_DELIVERY = 5
_HITS_A_PAGE = 50


@require_safe
def listing(request: Request) -> HttpResponse:
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
    return redirect(_back(request))


@require_POST
def looked(request: Request, pk: int) -> HttpResponse:
    """Everything that was shown counts as seen."""
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    up_to = request.POST.get("up_to", "")
    newest = newest_arrival()
    actions.look(
        search, user=request.user, up_to=min(int(up_to), newest) if up_to.isdecimal() else newest
    )
    return redirect("entities:saved_searches")


@require_POST
def remove(request: Request, pk: int) -> HttpResponse:
    search = get_object_or_404(SavedSearch, pk=pk, user=request.user)
    actions.remove(search, user=request.user)
    messages.success(request, f"“{search}” is not saved any more. It asked for: {search.query}")
    return redirect(_back(request))


def _key(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 18 else None


def _back(request: Request) -> str:
    """The page of ours that the form was on."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if back and is_ours else reverse("entities:saved_searches")


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
    outcome = request.GET.get("outcome", "")
    rows = [row for row in found.rows if outcome in ("", row[1])]
    counts = Counter(row[1] for row in found.rows)
    context = {
        "list": found,
        "total": len(found.names),
        "is_done": found.done == len(found.names),
        "outcome": outcome,
        "tabs": [(one, label, counts[one]) for one, label in name_lists.OUTCOMES.items()],
        "page": Paginator(rows, _ROWS_A_PAGE).get_page(request.GET.get("page")),
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
    runs = SearchRun.objects.filter(user=request.user).order_by("-at", "-pk")
    page = Paginator(runs, _RUNS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "entities/saved_searches/search_history.html", {"page": page})


@require_POST
def forget(request: Request) -> HttpResponse:
    search_log.forget(request.user)
    messages.success(request, "What you searched for is forgotten.")
    return redirect("entities:search_history")


@require_safe
@permission_required("entities.view_searchrun", raise_exception=True)
def log(request: Request) -> HttpResponse:
    """Slow and failed searches of everybody."""
    context = {
        "slow": search_log.slow().select_related("user")[:_RUNS_A_PAGE],
        "failed": search_log.failed().select_related("user")[:_RUNS_A_PAGE],
        "seconds": search_log.SLOW_SECONDS,
    }
    return render(request, "entities/saved_searches/search_log.html", context)
