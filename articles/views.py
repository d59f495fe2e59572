"""Reading one article and its raw document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from articles.models import Article, Document


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The article to read; the template brings in what is known of its entities."""
    articles = Article.objects.select_related(
        "source", "document", "assigned_to", "done_by", "approved_by"
    ).defer("document__raw")
    return render(request, "articles/article.html", {"article": get_object_or_404(articles, pk=pk)})


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
