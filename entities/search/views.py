"""The search page, what is offered while one types, and one hit beside the others."""

import time

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from articles.models import Article
from entities.models import SavedSearch
from entities.search.fields.registry import parse
from entities.search.language.parser import LONGEST_QUERY
from entities.search.language.query_errors import QueryError
from entities.search.language.tree import And, to_text
from entities.search.page.completions import completions
from entities.search.page.search_page import PAGE_SIZES, Help, SearchPage, fault_in, paragraphs
from entities.search.page.suggestions import more_like
from entities.search.query.interpret import interpret
from entities.search.request import SORT_LABELS, SearchRequest
from entities.search.results.engine import Search
from entities.search.results.hits import hits
from entities.search.search_log import slip


class _Request(HttpRequest):
    """A request of somebody who is logged in, with what htmx says of it."""

    htmx: HtmxDetails
    user: User


@require_safe
def page(request: _Request) -> HttpResponse:
    """Hits with their reasons, and the filters with their counts."""
    query = request.GET.get("q", "").strip()
    context: dict[str, object] = {"query": query[:LONGEST_QUERY], "sorts": SORT_LABELS.items()}
    template = "entities/search/_results.html" if request.htmx else "entities/search/search.html"
    began = time.perf_counter()
    try:
        asked = SearchRequest.from_parameters(request.GET)
        if asked.had_filters:
            return redirect(f"{reverse('entities:search')}?{asked.address()}")
        search = Search(asked)
        result = search.page(PAGE_SIZES[asked.view])
    except QueryError as error:
        context |= {"fault": fault_in(query, error), "help": Help()}
        seconds = time.perf_counter() - began
        context["slip"] = slip(query, user=request.user, seconds=seconds, fault=str(error))
        # htmx is told 422, which it swaps in; a plain page is a bad request.
        return render(request, template, context, status=422 if request.htmx else 400)
    shown = SearchPage(search, result)
    context |= {"page": shown, "help": shown.help, "watches": SavedSearch.Watch.choices}
    if asked.page == 1 and not asked.is_empty:
        context["slip"] = slip(
            asked.query, user=request.user, seconds=result.seconds, total=result.total
        )
    return render(request, template, context)


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """How the query may go on: `head` is what stands before the cursor, `tail` what behind it."""
    head, tail = request.GET.get("head", ""), request.GET.get("tail", "")
    found = completions(head, tail) if len(head) + len(tail) <= LONGEST_QUERY else []
    return render(request, "entities/search/_completions.html", {"completions": found})


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """One hit of the query `q` beside the others, with all that shows why it is one."""
    try:
        understood = interpret(parse(request.GET.get("q", "")))
    except QueryError:
        understood = And()
    found = hits([pk], understood)
    if not found:
        raise Http404
    context = {"hit": found[0], "paragraphs": paragraphs(found[0])}
    return render(request, "entities/search/_preview.html", context)


@require_safe
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """The search for articles like this one: what it names most, and its rarest words."""
    query = to_text(more_like(get_object_or_404(Article, pk=pk)))
    return redirect(f"{reverse('entities:search')}?{urlencode({'q': query, 'sort': 'relevance'})}")
