"""What the command palette offers for a few letters: pages, a search, entities."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from articles.requests import Request
from entities.names import fold
from entities.search.entity_picker import options

_LONGEST = 300
_MOST_ENTITIES = 8


@dataclass(frozen=True)
class Page:
    """A page by its name; `needs` is the right without which it is not offered."""

    title: str
    view: str
    needs: str = ""

    @property
    def address(self) -> str:
        return reverse(self.view)


PAGES = (
    Page("Home", "home"),
    Page("Search", "entities:search"),
    Page("Saved searches", "entities:saved_searches"),
    Page("Review: names", "entities:review_names"),
    Page("Review: articles", "entities:review_articles"),
    Page("Review: relationships", "entities:relationships_review"),
    Page("Review: contradictions", "entities:contradictions"),
    Page("Review: changed texts", "entities:review_changed"),
    Page("Review: people", "entities:review_people"),
    Page("Entities", "entities:entity_list"),
    Page("Sources", "entities:source_list"),
    Page("Import", "entities:import_page", "articles.add_importrun"),
    Page("Rules about names", "entities:rule_list"),
    Page("Rules about furniture", "entities:furniture_rules"),
    Page("Withdrawn", "entities:withdrawals"),
    Page("History of all acts", "entities:history"),
    Page("Change the password", "password_change"),
)


@require_safe
def palette(request: Request) -> HttpResponse:
    """`q` are the letters typed so far; without any all pages are offered."""
    query = request.GET.get("q", "").strip()[:_LONGEST]
    words = fold(query).split()
    pages = [
        page
        for page in PAGES
        if (not page.needs or request.user.has_perm(page.needs))
        and all(word in fold(page.title) for word in words)
    ]
    search = f"{reverse('entities:search')}?{urlencode({'q': query})}"
    context = {
        "query": query,
        "pages": pages,
        "search": search,
        "entities": options(query)[:_MOST_ENTITIES] if query else [],
    }
    return render(request, "parts/_palette.html", context)
