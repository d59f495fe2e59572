"""The search page, and the same result to take away."""

import time

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.models import Article
from entities.models import SavedSearch
from entities.reports.formats import FORMATS
from entities.reports.tables import rows
from entities.saved_searches.search_log import slip
from entities.search.engine import Search
from entities.search.finding.hits import hits
from entities.search.language.faults import QueryError
from entities.search.language.parsing import LONGEST_QUERY, parse
from entities.search.language.printing import to_text
from entities.search.language.syntax import And
from entities.search.meaning.understanding import understand
from entities.search.page.completing import completions
from entities.search.page.helping import Help
from entities.search.page.likeness import likeness
from entities.search.page.previewing import pieces
from entities.search.page.showing import Page, fault_in
from entities.search.request import SORT_LABELS, SearchRequest


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Hits with their reasons, and the filters with their counts."""
    query = request.GET.get("q", "").strip()
    context = {"query": query[:LONGEST_QUERY], "sorts": SORT_LABELS.items()}
    template = "entities/_results.html" if request.htmx else "entities/search.html"
    began = time.perf_counter()
    try:
        asked = SearchRequest.from_parameters(request.GET)
        if asked.was_folded:
            return redirect(f"{reverse('entities:search')}?{asked.address()}")
        context["page"] = Page(Search(asked))
        context["help"] = context["page"].help
    except QueryError as error:
        context |= {"fault": fault_in(query, error), "help": Help()}
        seconds = time.perf_counter() - began
        context["slip"] = slip(query, user=request.user, seconds=seconds, fault=str(error))
        # htmx is told 422, which it swaps in; a plain page is a bad request.
        return render(request, template, context, status=422 if request.htmx else 400)
    result = context["page"].result
    if asked.page == 1 and not asked.is_empty:
        context["slip"] = slip(
            asked.query, user=request.user, seconds=result.seconds, total=result.total
        )
    context["watches"] = SavedSearch.Watch.choices
    return render(request, template, context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """All hits of the search in the address, streamed as CSV, JSON or a report."""
    if form not in FORMATS:
        raise Http404
    try:
        search = Search(SearchRequest.from_parameters(request.GET))
    except QueryError as error:
        return render(
            request, "refused.html", {"refusal": str(error), "back": "/search/"}, status=400
        )
    root = request.build_absolute_uri("/").rstrip("/")
    return StreamingHttpResponse(
        FORMATS[form].write(rows(search, root=root), search.request.query),
        content_type=FORMATS[form].media_type,
        headers={"Content-Disposition": f'attachment; filename="gangintel-articles.{form}"'},
    )


@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """How the query may go on: `head` is what stands before the cursor, `tail` what behind it."""
    head, tail = request.GET.get("head", ""), request.GET.get("tail", "")
    found = completions(head, tail) if len(head) + len(tail) <= LONGEST_QUERY else []
    return render(request, "entities/_completions.html", {"completions": found})


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """One hit of the query `q` beside the others, with all that shows why it is one."""
    try:
        understood = understand(parse(request.GET.get("q", "")))
    except QueryError:
        understood = And()
    found = hits([pk], understood)
    if not found:
        raise Http404
    context = {"hit": found[0], "pieces": pieces(found[0])}
    return render(request, "entities/_preview.html", context)


@require_safe
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """The search for articles like this one: what it names most, and its rarest words."""
    query = to_text(likeness(get_object_or_404(Article, pk=pk)))
    return redirect(f"{reverse('entities:search')}?{urlencode({'q': query, 'sort': 'relevance'})}")
