"""The search page, and the same result to take away."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.reports import tables
from entities.search.engine import Search
from entities.search.language.faults import QueryError
from entities.search.request import SORTS, SearchRequest


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Hits with their reasons, and the filters with their counts."""
    context = {"query": request.GET.get("q", "")[:1000], "sorts": SORTS}
    template = "entities/_results.html" if request.htmx else "entities/search.html"
    try:
        asked = SearchRequest.from_parameters(request.GET)
        context["result"] = Search(asked).page()
    except QueryError as error:
        context["refusal"] = str(error)
        # htmx is told 422, which it swaps in; a plain page is a bad request.
        return render(request, template, context, status=422 if request.htmx else 400)
    return render(request, template, context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """All hits of the search in the address, streamed as CSV or JSON."""
    if form not in tables.FORMATS:
        raise Http404
    try:
        search = Search(SearchRequest.from_parameters(request.GET))
    except QueryError as error:
        return render(
            request, "refused.html", {"refusal": str(error), "back": "/search/"}, status=400
        )
    table = tables.FORMATS[form]
    root = request.build_absolute_uri("/").rstrip("/")
    return StreamingHttpResponse(
        table.write(tables.rows(search, root=root)),
        content_type=table.media_type,
        headers={"Content-Disposition": f'attachment; filename="gangintel-articles.{form}"'},
    )
