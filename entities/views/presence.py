"""The heartbeat of an open article page, and drawing anew what others changed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article
from entities import presence
from entities.pages.company import Company
from entities.pages.reader import Reader


@require_POST
def beat(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Note that the page is open (or was closed), and say who else is here and what is new."""
    article = get_object_or_404(Article.objects.only("pk"), pk=article_pk)
    if request.POST.get("left"):
        presence.leave(article, request.user)
        return HttpResponse(status=204)
    presence.note(article, request.user)
    company = Company(article, request.user, drawn=request.POST.get("drawn", "")[:40])
    return render(request, "entities/_company.html", {"article": article, "company": company})


@require_safe
def anew(request: HttpRequest, article_pk: int) -> HttpResponse:
    """The text, the head and the relationships as they are now."""
    article = get_object_or_404(Article.objects.select_related("source"), pk=article_pk)
    # The mark first: what comes after it is shown once more rather than never.
    company = Company(article, request.user)
    context = {"article": article, "company": company, "mark": company.mark}
    context["reader"] = Reader(article, request.user)
    return render(request, "entities/_anew.html", context)
