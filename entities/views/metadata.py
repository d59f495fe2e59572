"""The details of an article, corrected in place."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from articles.models import Article
from entities.acts import metadata
from entities.acts.errors import CorrectionError
from entities.pages.metadata import DetailsForm
from entities.pages.reader import Reader
from entities.views.acting import acts


@acts("articles.change_article")
def describe(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Correct title, date, source, byline, language, body, credibility or handling."""
    article = _article(article_pk)
    form = DetailsForm(request.POST)
    if not form.is_valid():
        raise CorrectionError(form.sentence)
    changed = metadata.describe(
        article,
        form.values,
        user=request.user,
        shown=form.cleaned_data["shown"],
        new_source=form.new_source_name,
    )
    said = f"Changed the {' and the '.join(changed)}." if changed else "Nothing was different."
    # The text shows the body, and a title that it begins with.
    anew = any("body" in name for name in changed) or (
        "title" in changed and (article.begins_with_title or _article(article_pk).begins_with_title)
    )
    return _answer(request, article_pk, said, anew=anew)


@acts("articles.change_source")
def grade_source(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Grade the article's source, for all its articles."""
    article = _article(article_pk)
    source = metadata.grade_source(
        article.source,
        request.POST.get("reliability", ""),
        user=request.user,
        shown=request.POST.get("shown", ""),
        article=article,
    )
    said = f"{source} is graded {source.reliability} now, in all its articles."
    return _answer(request, article_pk, said)


def _article(pk: int) -> Article:
    articles = Article.objects.select_related("source", "document")
    return get_object_or_404(articles.defer("document__raw"), pk=pk)


def _answer(request: HttpRequest, pk: int, said: str, *, anew: bool = False) -> HttpResponse:
    """Redraw head and details; the whole page where the body is another one."""
    article = _article(pk)
    if not request.htmx or anew:
        messages.success(request, said)
        if request.htmx:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return redirect(f"{article.get_absolute_url()}#details")
    context = {"article": article, "reader": Reader(article, request.user), "said": said}
    return render(request, "entities/_described.html", context)
