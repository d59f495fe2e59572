"""The raw document of an article."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from articles.source_models import Document


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The raw bytes of the article, to save; never run or shown as a page of this site."""
    document = get_object_or_404(Document, article=pk)
    return HttpResponse(
        bytes(document.raw),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, document.original_name),
            "X-Content-Type-Options": "nosniff",
        },
    )
