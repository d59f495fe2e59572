"""How queries and hits are written in the pages that show them."""

from collections import Counter
from itertools import pairwise
from urllib.parse import quote_plus

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from articles.models import Article
from articles.search import Passage
from entities.search.page.hit_position import hit_address
from entities.search.page.search_page import SearchPage
from entities.search.results.hits import Hit

register = template.Library()


@register.simple_tag(takes_context=True)
def to_query(context: Context, query: str) -> SafeString:
    """The attributes of a link to another query, sorted and viewed as the one that is shown."""
    request = context["request"]
    kept = vars(request).get("kept_in_links")
    if kept is None:
        parameters = request.GET.copy()
        for name in ("q", "page"):
            parameters.pop(name, None)
        # Hundreds of links of a page begin alike.
        kept = f"{reverse('entities:search')}?{parameters.urlencode()}{'&' * bool(parameters)}q="
        vars(request)["kept_in_links"] = kept
    return format_html('href="{0}" hx-get="{0}"', kept + quote_plus(query))


@register.simple_tag
def hit_link(hit: Hit, page: SearchPage | str = "") -> str:
    """The address of a hit; with the page that shows it, one steps on to the next from there.

    Where no page of a search shows it, a template gives nothing.
    """
    if isinstance(page, str):
        return hit.article.get_absolute_url()
    words = hit.words or page.find
    return hit_address(hit.article.pk, page.request.address(), page.place(hit), words)


@register.simple_tag
def preview_link(hit: Hit, page: SearchPage) -> str:
    """The address of the preview of a hit, which links to the article as the hit does."""
    position = {"search": page.request.address(), "hit": str(page.place(hit))}
    address = reverse("entities:search_preview", args=[hit.article.pk])
    return f"{address}?{urlencode({'q': page.request.query, **position})}"


@register.filter
def names_of(hit: Hit, kind: str) -> str:
    """The names of this kind that the article mentions most, of three entities."""
    counts = Counter(one.name for one in hit.mentions if one.kind == kind)
    return ", ".join(name for name, _ in counts.most_common(3))


@register.simple_tag
def passage_in(article: Article, passage: Passage) -> SafeString:
    """A passage with the words that matched marked, and a sign where the article goes on."""
    before = "…" if passage.start > article.body_start else ""
    after = "…" if passage.end < article.body_end else ""
    return format_html("{}{}{}", before, marked_in(article, passage), after)


@register.simple_tag
def marked_in(article: Article, passage: Passage) -> SafeString:
    """A piece of an article with the words that matched marked."""
    parts, position = [], passage.start
    for start, end in passage.marks:
        parts.append(format_html("{}<mark>{}</mark>", *_cut(article.text, position, start, end)))
        position = end
    parts.append(escape(article.text[position : passage.end]))
    return mark_safe("".join(parts))  # noqa: S308 - escaped


def _cut(text: str, *positions: int) -> list[str]:
    return [text[start:end] for start, end in pairwise(positions)]
