"""Single mentions that wait for people, and decisions that a changed text lost."""

from dataclasses import dataclass, field
from functools import cached_property

from django.core.paginator import Page
from django.db.models import F, Max, QuerySet
from django.db.models.functions import Greatest, Substr
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.models import Article
from entities.extraction.text import sentences_in
from entities.lists import count_words, page_of
from entities.models import Evidence, Mention
from entities.review.filters import MentionFilters
from entities.review.queue import MOST_COUNTED, articles_naming

A_PAGE = 30
# So many are put in order by how often their entity is named.
MOST_ORDERED = 600
# Code points around a mention that are looked at for the sentence it stands in.
_AROUND = 200


@dataclass(frozen=True)
class Undecided:
    """One mention with the sentence around it, and in how many articles its entity is named."""

    mention: Mention
    sentence: SafeString
    named: int

    @property
    def named_words(self) -> str:
        counted = count_words(self.named, MOST_COUNTED)
        return f"{counted} article{'' if self.named == 1 else 's'}"


class Undecideds:
    """The undecided mentions that fit the filters: the most doubtful first, in steps of a tenth.

    Of equally doubtful ones those come first whose entity is named in most articles, then the
    newest.
    """

    def __init__(self, filters: MentionFilters) -> None:
        self.filters = filters

    @cached_property
    def order(self) -> list[int]:
        doubtful = self.filters.qs.order_by(F("confidence").asc(nulls_first=True), "-pk")
        rows = list(doubtful.values_list("pk", "confidence", "entity")[:MOST_ORDERED])
        named = articles_naming(entity for _, _, entity in rows if entity)
        rows.sort(key=lambda row: (_tenths(row[1]), -named.get(row[2], 0), -row[0]))
        return [key for key, _, _ in rows]

    @property
    def is_capped(self) -> bool:
        return len(self.order) >= MOST_ORDERED

    def page(self, number: str | None) -> Page:
        """One page of the list, as `Undecided`."""
        page = page_of(self.order, number, A_PAGE)
        page.object_list = in_context(list(page))
        return page


def in_context(keys: list[int]) -> list[Undecided]:
    """These mentions, in this order, with their sentences; those that are gone are left out."""
    mentions: QuerySet[Mention] = Mention.objects.filter(pk__in=keys).with_places()
    mentions = mentions.select_related("article__source").defer("article__text")
    with_passage = mentions.annotate(
        passage=Substr(
            "article__text",
            Greatest(F("start") - _AROUND, 0) + 1,
            F("end") - Greatest(F("start") - _AROUND, 0) + _AROUND,
        ),
    )
    known = {mention.pk: mention for mention in with_passage}
    named = articles_naming(one.entity_id for one in known.values() if one.entity_id)
    return [
        Undecided(
            one, _sentence(one, one.passage), named.get(one.entity_id, 0) if one.entity_id else 0
        )
        for key in keys
        if (one := known.get(key))
    ]


def _sentence(mention: Mention, passage: str) -> SafeString:
    """The sentence around the mention, which is marked; dots where it was cut.

    `passage` is the text from up to `_AROUND` code points before the mention to as many after it.
    """
    start = min(mention.start, _AROUND)
    end = start + mention.end - mention.start
    first = passage.rfind("\n\n", 0, start)
    last = passage.find("\n\n", end)
    touched = [
        span
        for span in sentences_in(
            passage, 0 if first < 0 else first, len(passage) if last < 0 else last
        )
        if span[0] < end and start < span[1]
    ]
    left = min([start, *(one for one, _ in touched)])
    right = max([end, *(one for _, one in touched)])
    return format_html(
        '{}{}<mark data-kind="{}">{}</mark>{}{}',
        "… " if left == 0 and mention.start > _AROUND else "",
        passage[left:start],
        mention.kind,
        passage[start:end],
        passage[end:right],
        " …" if right == len(passage) and right > end and passage[-1] not in '.!?”"' else "",
    )


def _tenths(confidence: float | None) -> int:
    return -1 if confidence is None else int(confidence * 10 + 1e-9)


_A_PAGE = 25


@dataclass
class Losses:
    """One article whose text changed, and what could not be found in its new text."""

    article: Article
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Evidence] = field(default_factory=list)


def count() -> int:
    """How many mentions and statements wait to be placed or rejected."""
    mentions, evidence = Mention.objects.unplaced(), Evidence.objects.unplaced()
    lost = mentions.order_by().values("pk").union(evidence.order_by().values("pk"), all=True)
    return lost.count()


def page(number: str | None) -> Page[Losses]:
    """A page of the articles, those whose text changed last first."""
    found = page_of(_articles(), number, _A_PAGE)
    rows = {article.pk: Losses(article) for article in found}
    mentions = Mention.objects.unplaced().filter(article__in=rows).select_related("entity")
    for mention in mentions.order_by("start"):
        rows[mention.article_id].mentions.append(mention)
    statements = Evidence.objects.unplaced().filter(article__in=rows)
    for statement in statements.select_related("relationship__head", "relationship__child"):
        rows[statement.article_id].statements.append(statement)
    found.object_list = list(rows.values())
    return found


def _articles() -> QuerySet[Article]:
    mentions, evidence = Mention.objects.unplaced(), Evidence.objects.unplaced()
    lost = mentions.order_by().values("article").union(evidence.order_by().values("article"))
    changed = Article.objects.for_listing().filter(pk__in=lost)
    return changed.annotate(changed_at=Max("revisions__replaced_at")).order_by("-changed_at", "-pk")
