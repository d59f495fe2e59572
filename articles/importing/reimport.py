"""Reads the stored bytes of articles again, by the rules of today, and says what would be other.

Another text becomes a revision, and what people decided is carried over to it; what a person has
set stays. Bytes that today's rules refuse leave their article as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from articles.importing.lessons import Group, learned_of
from articles.importing.mending import HEADER, LIMITS, derived, parsed_again
from articles.importing.records import ParsedArticle
from articles.importing.store_articles import revise
from articles.models import Article, news_changed

_BATCH = 100  # articles in one transaction
_LONGEST = 120  # characters of a value as it is shown


@dataclass(frozen=True)
class Difference:
    """What is other in one article: each field as it is and as it would be, in words.

    `is_refused` where today's rules make no article of its bytes.
    """

    article: int
    title: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    is_refused: bool = False

    @property
    def is_text(self) -> bool:
        return "text" in self.fields


def differences(articles: QuerySet[Article], *, keep: bool = False) -> Iterator[Difference | None]:
    """For each of the articles what is other today; None where nothing is.

    With `keep` it is taken over, a batch in each transaction; one that is open already can take
    it back.
    """
    keys = list(articles.order_by("source", "pk").values_list("pk", flat=True))
    for first in range(0, len(keys), _BATCH):
        with transaction.atomic():
            yield from _batch(keys[first : first + _BATCH], keep=keep)


def _batch(keys: list[int], *, keep: bool) -> list[Difference | None]:
    held = Article.objects.filter(pk__in=keys).select_related("document", "source")
    if keep:
        held = held.select_for_update(of=("self",))
    found: list[Difference | None] = []
    other_news: list[int] = []
    for group, some in groupby(held.order_by("source", "pk"), key=Group.of):
        learned = learned_of(group)
        for article in some:
            after = parsed_again(article, learned)
            difference = _difference(article, after)
            found.append(difference)
            if keep and after and difference and not difference.is_refused:
                _take_over(article, after, difference)
                if not difference.is_text and _NEWS & {*difference.fields}:
                    other_news.append(article.pk)
    if other_news:
        news_changed.send(Article, articles=other_news)
    return found


# Where another part of the text is news, it is read for names again.
_NEWS = {name for names in (*LIMITS, ("language",)) for name in names}


def _difference(article: Article, after: ParsedArticle | None) -> Difference | None:
    if after is None:
        return Difference(article.pk, article.title, is_refused=True)
    if after.text != article.text:
        values = {name: getattr(after, name) for name in _other_header(article, after)}
        shown = {"text": _counted(article.text, after.text)}
    else:
        values, shown = derived(article, after), {}
    shown |= {name: (_words(getattr(article, name)), _words(now)) for name, now in values.items()}
    return Difference(article.pk, article.title, shown) if shown else None


def _other_header(article: Article, after: ParsedArticle) -> Iterator[str]:
    """The fields that no person has set and of which the new text says something else."""
    for names in HEADER:
        if not {*names} & {*article.set_by_hand}:
            yield from (
                name
                for name in names
                if _words(getattr(article, name)) != _words(getattr(after, name))
            )


def _take_over(article: Article, after: ParsedArticle, difference: Difference) -> None:
    if difference.is_text:
        named = list(_other_header(article, after))
        revise(article, after, article.document)
        values: dict[str, object] = {name: getattr(after, name) for name in named}
    else:
        values = derived(article, after)
    for name, value in values.items():
        setattr(article, name, value)
    if values:
        article.save(update_fields=list(values))


def _counted(before: str, after: str) -> tuple[str, str]:
    return f"{len(before):,} characters", f"{len(after):,} characters"


def _words(value: object) -> str:
    words = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
