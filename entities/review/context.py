"""What every page shows of the review: how many articles wait."""

from collections.abc import Callable

from django.http import HttpRequest

from articles.models import Article
from entities.list_pages import count_words
from entities.review.queue import MOST_TOTAL


def waiting(request: HttpRequest) -> dict[str, Callable[[], str]]:
    """`waiting_articles` for the navigation, counted where a page shows it: `1,000+` is more."""
    return {"waiting_articles": _waiting_articles}


def _waiting_articles() -> str:
    count = Article.objects.waiting().order_by()[:MOST_TOTAL].count()
    return count_words(count, MOST_TOTAL)
