"""The result of a search as a file."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from entities.exports.columns import rows
from entities.exports.formats import FORMATS
from entities.search.language.tree import QueryError
from entities.search.request import SearchRequest
from entities.search.results.engine import Search


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse | StreamingHttpResponse:
    """All hits of the search in the address, streamed in one of `FORMATS`."""
    if form not in FORMATS:
        raise Http404
    try:
        search = Search(SearchRequest.from_parameters(request.GET))
    except QueryError as error:
        return render(
            request, "refused.html", {"refusal": str(error), "back": "/search/"}, status=400
        )
    name = FORMATS[form].file_name(search.request.counts)
    root = request.build_absolute_uri("/").rstrip("/")
    return StreamingHttpResponse(
        FORMATS[form].write(rows(search, root=root), search.request.described),
        content_type=FORMATS[form].media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
