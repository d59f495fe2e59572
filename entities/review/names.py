"""What waits by name: undecided mentions of one name, kind and entity are decided together."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.core.paginator import Page
from django.db.models import Count, F, Max, Min, QuerySet
from django.utils.http import urlencode

from articles.models import Article
from entities.kinds import Kind, Status
from entities.lists import page_of
from entities.models import Entity, Mention
from entities.names import fold
from entities.review.filters import MentionFilters
from entities.review.queries import MOST_ORDERED, Undecided, in_context

A_PAGE = 40
# Places of one name that are shown; all of them are decided.
MOST_PLACES = 40


@dataclass(frozen=True)
class NameKey:
    """What the mentions of a group share: the folded name, the kind and the entity."""

    normalized: str
    kind: str
    entity: int | None

    def of(self, mentions: QuerySet[Mention]) -> QuerySet[Mention]:
        return mentions.filter(normalized=self.normalized, kind=self.kind, entity=self.entity)


@dataclass
class NameGroup:
    """One line of the list: the undecided mentions of a name, or what became of them.

    `sure` is the least confidence among them, 0 to 1; `newest` the newest of them, so that what
    is proposed later is not decided with them.
    """

    key: NameKey
    name: str
    entity: Entity | None
    count: int
    articles: int
    first: int
    newest: int
    sure: float | None = None
    status: Status = Status.PROPOSED
    act: int | None = None

    @property
    def kind(self) -> Kind:
        return Kind(self.key.kind)

    @property
    def query(self) -> str:
        """The parameters of an address that name it."""
        key = {"word_kind": self.key.kind, "entity": self.key.entity or ""}
        return urlencode({"name": self.name, **key})

    @property
    def percent(self) -> int:
        return round(100 * (self.sure or 0))


class Names:
    """The names that wait: those of the most doubtful mentions first, then the most frequent."""

    def __init__(self, filters: MentionFilters) -> None:
        self.filters = filters

    @cached_property
    def order(self) -> list[NameKey]:
        doubtful = self.filters.qs.order_by(F("confidence").asc(nulls_first=True), "-pk")
        columns = ("confidence", "normalized", "kind", "entity")
        least: dict[NameKey, int] = {}
        times: dict[NameKey, int] = {}
        for confidence, *key in doubtful.values_list(*columns)[:MOST_ORDERED]:
            name = NameKey(*key)
            least.setdefault(name, int((confidence or 0) * 10 + 1e-9))
            times[name] = times.get(name, 0) + 1
        return sorted(least, key=lambda name: (least[name], -times[name], name.normalized))

    @cached_property
    def is_capped(self) -> bool:
        """Whether more mentions wait than those whose names are counted here."""
        return self.filters.qs.order_by()[: MOST_ORDERED + 1].count() > MOST_ORDERED

    def page(self, number: str | None) -> Page:
        """One page of the list, as `NameGroup`."""
        page = page_of(self.order, number, A_PAGE)
        page.object_list = groups_of(self.filters, list(page))
        return page


def groups_of(filters: MentionFilters, keys: list[NameKey]) -> list[NameGroup]:
    """These names with their counts, in this order; those that wait no more are left out."""
    wanted = filters.qs.filter(normalized__in={key.normalized for key in keys}).order_by()
    counted = wanted.values("normalized", "kind", "entity").annotate(
        count=Count("pk"),
        articles=Count("article", distinct=True),
        first=Min("pk"),
        newest=Max("pk"),
        sure=Min("confidence"),
    )
    rows = {NameKey(row["normalized"], row["kind"], row["entity"]): row for row in counted}
    entities = Entity.objects.select_related("parent__parent").in_bulk(
        [key.entity for key in keys if key.entity]
    )
    found = [key for key in keys if key in rows]
    names = dict(
        Mention.objects.filter(pk__in=[rows[key]["first"] for key in found]).values_list(
            "pk", "name"
        )
    )
    return [
        NameGroup(
            key,
            " ".join(names.get(row["first"], "").split()),
            entities.get(key.entity or 0),
            *(row[column] for column in ("count", "articles", "first", "newest", "sure")),
        )
        for key in found
        if (row := rows[key])
    ]


def places_of(filters: MentionFilters, key: NameKey) -> list[tuple[Article, list[Undecided]]]:
    """The first places of a name, by article, the article with most of them first."""
    mentions = key.of(filters.qs).order_by("article", "start")
    shown = in_context(list(mentions.values_list("pk", flat=True)[:MOST_PLACES]))
    by_article = [
        (article, list(places))
        for article, places in groupby(shown, key=lambda one: one.mention.article)
    ]
    return sorted(by_article, key=lambda one: -len(one[1]))


def key_of(parameters: Iterable[str]) -> NameKey | None:
    """The key from name, kind and entity as an address or a form states them; else None."""
    name, kind, entity = parameters
    if not fold(name) or kind not in Kind.values:
        return None
    if entity and not (entity.isascii() and entity.isdecimal() and len(entity) < 18):
        return None
    return NameKey(fold(name), kind, int(entity) if entity else None)
