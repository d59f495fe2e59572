"""The raw document of an article."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from articles.models import Article


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The raw bytes of the article, to save; never run or shown as a page of this site."""
    article = get_object_or_404(Article.objects.select_related("document"), pk=pk)
    document = article.document
    return HttpResponse(
        bytes(document.raw),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(
                True, _file_name(document.original_name)
            ),
            "X-Content-Type-Options": "nosniff",
        },
    )


def _file_name(shown: str) -> str:
    """The last part of where the document came from: the folders are of no concern outside."""
    return re.split(r"[/\\]", shown.rstrip("/\\"))[-1] or "document"
