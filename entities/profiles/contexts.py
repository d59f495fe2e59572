"""An entity's mentions in context, one line an article, the newest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import Greatest, JSONObject, Substr

from articles.models import Article
from entities.models import Mention, SearchRow

A_PAGE = 20
# Characters before the mention and behind it.
_BEFORE, _BEHIND = 90, 110
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Context:
    """The first mention of an article with the words around it; `more` others follow there."""

    article: Article
    mention: int
    status: str
    before: str
    name: str
    behind: str
    more: int


def contexts(
    rows: QuerySet[SearchRow], mentions: QuerySet[Mention], number: str | None, *, articles: int
) -> Page:
    """A page of the articles of these rows, of which there are so many, as `Context`; one query."""
    of_article = mentions.filter(article=OuterRef("pk")).order_by("start")
    around = of_article.values(
        json=JSONObject(
            pk="pk",
            status="status",
            name="name",
            before=Substr("article__text", Greatest(F("start") + 1 - _BEFORE, 1), _BEFORE),
            behind=Substr("article__text", F("end") + 1, _BEHIND),
            start="start",
        )
    )
    found = rows.select_related("article__source").defer("article__text", "words")
    pages = _Counted(found.annotate(around=ArraySubquery(around)), A_PAGE, number_of=articles)
    page = pages.get_page(number)
    page.object_list = [_context(row.article, row.around) for row in page.object_list]
    return page


class _Counted(Paginator):
    """Pages of rows of which somebody has counted already how many there are."""

    def __init__(self, rows: QuerySet, per_page: int, *, number_of: int) -> None:
        super().__init__(rows, per_page)
        self.count = number_of


def _context(article: Article, around: Sequence[dict]) -> Context:
    first = around[0]
    # What stands before is cut at the beginning of the text, not in front of it.
    before = first["before"][: min(first["start"], _BEFORE)]
    return Context(
        article,
        first["pk"],
        first["status"],
        _before(before, is_whole=first["start"] <= _BEFORE),
        first["name"],
        _behind(first["behind"]),
        len(around) - 1,
    )


def _before(words: str, *, is_whole: bool) -> str:
    """The words of the same paragraph, without the half of one that they begin with."""
    _, end, own = words.rpartition("\n\n")
    if end or is_whole:
        return _in_one_line(own)
    _, _, rest = own.partition(" ")
    return f"…{_in_one_line(rest)}"


def _behind(words: str) -> str:
    own, end, _ = words.partition("\n\n")
    if end or len(words) < _BEHIND:
        return _in_one_line(own)
    rest, _, _ = own.rpartition(" ")
    return f"{_in_one_line(rest)}…"


def _in_one_line(words: str) -> str:
    """With one space for any space, at the ends, too."""
    return _SPACE.sub(" ", words)
