"""The result of a search as a file."""

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.requests import Request
from entities.exports.formats import FORMATS
from entities.exports.product import Product
from entities.models.decision import person_name
from entities.search.language.tree import QueryError
from entities.search.request import SearchRequest
from entities.search.results.engine import Search


@require_safe
def export(request: Request, form: str) -> HttpResponse | StreamingHttpResponse:
    """All hits of the search in the address, streamed in one of `FORMATS`.

    With `proposals` in the address a report holds what the machine proposes, too.
    """
    if form not in FORMATS:
        raise Http404
    try:
        search = Search(SearchRequest.from_parameters(request.GET))
    except QueryError as error:
        return render(
            request, "refused.html", {"refusal": str(error), "back": "/search/"}, status=400
        )
    product = Product(
        search,
        root=request.build_absolute_uri("/").rstrip("/"),
        by=person_name(request.user),
        with_proposals="proposals" in request.GET,
    )
    if refusal := FORMATS[form].refusal(product):
        back = f"/search/?{request.GET.urlencode()}"
        return render(request, "refused.html", {"refusal": refusal, "back": back}, status=400)
    return StreamingHttpResponse(
        FORMATS[form].pieces(product),
        content_type=FORMATS[form].media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{FORMATS[form].file_name(product)}"'
        },
    )
