"""The page of an article's copies, and what people say of them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.requests import Request
from entities.actions.answers import action_view
from entities.actions.recorder import CorrectionError
from entities.copies import actions
from entities.copies.queries import MOST_SHOWN, Copies
from entities.lists import primary_key


@require_safe
def listing(request: HttpRequest, article_pk: int) -> HttpResponse:
    """Where else the text appeared, and its near-copies, the origin first."""
    article = _article(article_pk)
    context = {"article": article, "copies": Copies(article), "most": MOST_SHOWN}
    return render(request, "entities/copies/copies.html", context)


@action_view("articles.change_article")
def join(request: Request, article_pk: int) -> HttpResponse:
    """Say of what the article is a copy: `origin` is the number or the address of that one."""
    article = _article(article_pk)
    origin = _named(request.POST.get("origin", ""))
    actions.belongs_to(article, origin, user=request.user)
    messages.success(request, f"“{article}” has the origin of “{origin}” now.")
    return redirect("entities:article_copies", article.pk)


@action_view("articles.change_article")
def part(request: Request, article_pk: int) -> HttpResponse:
    article = _article(article_pk)
    actions.is_no_copy(article, user=request.user)
    messages.success(request, f"“{article}” is no copy of anything now.")
    return redirect("entities:article_copies", article.pk)


@action_view("entities.change_mention")
def take_over(request: Request, article_pk: int) -> HttpResponse:
    """Decide in the copies what was decided in the article."""
    article = _article(article_pk)
    action = actions.take_over(article, user=request.user)
    messages.success(request, f"{action.summary}.")
    return redirect("entities:action_detail", action.pk)


def _article(pk: int) -> Article:
    return get_object_or_404(Article.objects.for_listing(), pk=pk)


def _named(written: str) -> Article:
    """The article of this number or address. Raises `CorrectionError` where there is none."""
    written = written.strip()
    key = primary_key(written)
    if key is None and "/" in written:
        path = "/" + written.partition("://")[2].partition("/")[2] if "://" in written else written
        try:
            found = resolve(path.partition("?")[0].partition("#")[0])
            key = found.kwargs.get("pk") if found.view_name == "articles:detail" else None
        except Resolver404:
            key = None
    article = Article.objects.for_listing().filter(pk=key).first() if key else None
    if article is None:
        raise CorrectionError(
            f"“{written[:80]}” is no article: write the number of one, or the address of its page."
        )
    return article
