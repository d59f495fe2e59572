"""What somebody chose of the mentions of an entity to split it, and what would go with that."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count
from django.http import QueryDict

from articles.search import Passage, best_passage
from entities.duplicates.split_entity import Fate, Resting, resting_on
from entities.lists import page_of, primary_key
from entities.models import Entity, Mention, NameRule
from entities.names import fold
from entities.search.entity_picker import Option, options

MENTIONS_A_PAGE = 50
_PASSAGE = 160


@dataclass(frozen=True)
class Written:
    """A way in which the entity is written, how often, and how often of that in what is chosen."""

    normalized: str
    name: str
    count: int
    chosen: int
    rule: NameRule | None

    @property
    def fate(self) -> Fate:
        """What is offered: a name that nothing written so is left of goes."""
        return Fate.GOES if self.chosen == self.count else Fate.STAYS


@dataclass(frozen=True)
class Placed:
    mention: Mention
    passage: Passage


class SplitChoice:
    """The choice that an address or form tells: single mentions, and all that are written so."""

    fates_of_names = Fate

    def __init__(self, entity: Entity, data: QueryDict) -> None:
        self.entity = entity
        self._data = data
        self.only = fold(data.get("only", ""))
        self.ticked = {
            key for written in data.getlist("mention") if (key := primary_key(written)) is not None
        }
        self.ways = {name for name in data.getlist("written") if name}

    @cached_property
    def _own(self) -> list[tuple[int, str]]:
        own = Mention.objects.live().filter(entity=self.entity)
        return list(own.values_list("pk", "normalized"))

    @cached_property
    def mentions(self) -> set[int]:
        """Primary keys of what is chosen."""
        return {pk for pk, name in self._own if pk in self.ticked or name in self.ways}

    @property
    def total(self) -> int:
        return len(self._own)

    @property
    def is_all(self) -> bool:
        return bool(self.mentions) and len(self.mentions) == self.total

    @cached_property
    def written(self) -> list[Written]:
        """Every way in which it is written, the most frequent first."""
        chosen = self.mentions
        rules = {
            rule.normalized: rule
            for rule in NameRule.objects.filter(entity=self.entity, ended_at=None)
        }
        own = Mention.objects.live().filter(entity=self.entity)
        counted = own.values("normalized").annotate(count=Count("pk")).order_by("-count")
        names = dict(own.order_by("-pk").values_list("normalized", "name"))
        return [
            Written(
                row["normalized"],
                " ".join(names[row["normalized"]].split()),
                row["count"],
                sum(pk in chosen and name == row["normalized"] for pk, name in self._own),
                rules.get(row["normalized"]),
            )
            for row in counted
        ]

    @property
    def going(self) -> list[Written]:
        return [one for one in self.written if one.chosen]

    @cached_property
    def page(self) -> Page:
        """A page of its mentions, as `Placed`, of one way of writing where that is asked for."""
        own = Mention.objects.live().filter(entity=self.entity)
        if self.only:
            own = own.filter(normalized=self.only)
        rows = own.select_related("article__source").order_by("-article", "start")
        page = page_of(rows, self._data.get("page"), MENTIONS_A_PAGE)
        page.object_list = [
            Placed(one, best_passage(one.article.text, [(one.start, one.end)], length=_PASSAGE))
            for one in page.object_list
        ]
        return page

    @cached_property
    def resting(self) -> Resting:
        """The evidence that would go along, and that which would stay."""
        return resting_on(self.entity, Mention.objects.filter(pk__in=self.mentions))

    @cached_property
    def suggested_name(self) -> str:
        """What the most of the chosen mentions are written like."""
        return max(self.going, key=lambda one: one.chosen).name if self.going else ""

    @property
    def query(self) -> str:
        return self._data.get("q", self.suggested_name).strip()[:300]

    @cached_property
    def targets(self) -> list[Option]:
        """Entities that the chosen mentions may name."""
        found = options(self.query, kinds=(self.entity.kind,))
        return [option for option in found if option.entity.pk != self.entity.pk]

    @property
    def fates(self) -> dict[str, Fate]:
        """What the form says of names, by their normal form."""
        return {
            one.normalized: Fate(said)
            for one in self.going
            if (said := self._data.get(f"fate-{one.normalized}", "")) in set(Fate)
        }
