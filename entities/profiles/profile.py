"""What the page of one entity shows, each part fetched once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet

from articles.clearance import hidden, shown
from articles.models import Article
from articles.search import Passage, best_passage
from entities.kinds import RelationKind, Status
from entities.lists import page_of
from entities.models import Alias, Entity, Evidence, Mention, Relationship, SearchRow
from entities.names import fold
from entities.periods import Period
from entities.profiles.reach import Newest, Reach
from entities.relationships.contradictions import Contradiction, by_relationship
from entities.search.fields.entity_names import Named, written
from entities.search.fields.stated_relationships import Related
from entities.search.language.tree import to_text
from entities.weights.origins import sentence_key
from entities.weights.weight import Weight, weights

ARTICLES_A_PAGE = 20
MOST_PASSAGES = 3
MOST_LINKS, MOST_PROOFS = 100, 3
# Among so many quotes of a relationship those are looked for that say it in other words.
_MOST_QUOTES = 12


@dataclass(frozen=True)
class InArticle:
    """An article with the passages that mention the entity."""

    article: Article
    passages: list[Passage]
    count: int


@dataclass(frozen=True)
class Proof:
    """A quote, listed once, with where else it stands word for word."""

    evidence: Evidence
    also: list[Evidence]


@dataclass(frozen=True)
class Link:
    """A relationship as seen from the entity: how it reads, and the entity at the other end.

    `proofs` are some of its quotes, `stated` in how many articles there is any; where these are
    more, `query` finds them. `weight` says how much stands behind it, `waiting` how many sentences
    nobody decided on, `against` what the relationship contradicts.
    """

    relationship: Relationship
    words: str
    other: Entity
    proofs: list[Proof]
    stated: int
    query: str
    weight: Weight
    waiting: int
    against: list[Relationship]

    @property
    def period(self) -> Period:
        return Period.of(self.relationship)


@dataclass(frozen=True)
class UsedName:
    """A name of the entity and how far it is used; `alias` is None for the canonical one."""

    name: str
    alias: Alias | None
    reach: Reach | None


class Profile:
    def __init__(self, entity: Entity, *, page: str | None = None) -> None:
        self.entity = entity
        self._page = page

    @property
    def _aliases(self) -> QuerySet[Alias]:
        """Every name but the canonical one."""
        others = self.entity.aliases.live().exclude(name=self.entity.name)
        return others.order_by("weak", "name")

    @property
    def _mentions(self) -> QuerySet[Mention]:
        return Mention.objects.live().filter(entity=self.entity)

    @cached_property
    def mention_count(self) -> int:
        return self._mentions.count()

    @property
    def _rows(self) -> QuerySet[SearchRow]:
        """One for each article that mentions the entity, the newest first."""
        # Digests are in the order of dates already, so that the newest are found at once.
        return SearchRow.objects.filter(
            Exists(self._mentions.filter(article=OuterRef("pk")))
        ).order_by(F("published_on").desc(nulls_last=True), "-pk")

    @cached_property
    def _newest(self) -> Newest:
        return Newest.of(self._rows)

    @cached_property
    def reach(self) -> Reach:
        """How many independent origins speak of the entity, from when to when."""
        return self._newest.reach

    @cached_property
    def names(self) -> list[UsedName]:
        """The canonical name and every other one, each with how far it is used."""
        reach = self._newest.by_name(self._mentions.filter(revision=None))
        own = fold(self.entity.name)
        others = [UsedName(one.name, one, reach.get(one.normalized)) for one in self._aliases]
        return [UsedName(self.entity.name, None, reach.get(own)), *others]

    @cached_property
    def articles(self) -> Page:
        """A page of articles that mention the entity, the newest first, as `InArticle`."""
        found = self._rows.select_related("article__source").only("article")
        page = page_of(found, self._page, ARTICLES_A_PAGE)
        shown = [digest.article for digest in page.object_list]
        spans = defaultdict(list)
        for article, start, end in (
            self._mentions.filter(article__in=shown)
            .order_by("start")
            .values_list("article", "start", "end")
        ):
            spans[article].append((start, end))
        page.object_list = [_in_article(article, spans[article.pk]) for article in shown]
        return page

    @cached_property
    def link_count(self) -> int:
        shown = len(self.links)
        return shown if shown < MOST_LINKS else self._relationships.count()

    @cached_property
    def links(self) -> list[Link]:
        """Relationships that were not rejected, confirmed and often stated ones first.

        Each has the evidence imported last, confirmed before all; of very many only the first.
        """
        return self._links(self._relationships)

    def link(self, pk: int) -> Link | None:
        """One relationship of the entity, also where it is rejected by now."""
        related = Relationship.objects.of(self.entity).filter(pk=pk)
        return next(iter(self._links(related)), None)

    def _links(self, related: QuerySet[Relationship]) -> list[Link]:
        counts = Q(evidence__revision=None) | Q(evidence__revision__of_withdrawal=False)
        if hidden():
            counts &= Q(evidence__article__handling__in=shown())
        stating = ~Q(evidence__status=Status.REJECTED) & counts
        relationships = list(
            related.annotate(
                stated=Count("evidence__article", filter=stating, distinct=True),
                waiting=Count("evidence", filter=Q(evidence__status=Status.PROPOSED) & counts),
            )
            .order_by("status", "-stated", "kind", "pk")
            .prefetch_related(
                Prefetch(
                    "evidence",
                    Evidence.objects.live()
                    .select_related("article__source")
                    .defer("article__text")
                    .order_by("status", "-article")[:_MOST_QUOTES],
                    to_attr="quotes",
                )
            )[:MOST_LINKS]
        )
        # How the ends are written is looked up only where there is more to be found.
        more = [one for one in relationships if one.stated > MOST_PROOFS]
        names = written({end for one in more for end in (one.head, one.child)}) if more else {}
        keys = [one.pk for one in relationships]
        against, weighed = by_relationship(keys), weights(keys)
        # One that has just gone has no weight.
        return [
            self._link(one, names, weighed[one.pk], against.get(one.pk, []))
            for one in relationships
            if one.pk in weighed
        ]

    @property
    def _relationships(self) -> QuerySet[Relationship]:
        return Relationship.objects.live().of(self.entity)

    def _link(
        self,
        relationship: Any,
        names: dict[int, Named],
        weight: Weight,
        against: list[Contradiction],
    ) -> Link:
        kind = RelationKind(relationship.kind)
        is_head = relationship.head_id == self.entity.pk
        head, child = names.get(relationship.head_id), names.get(relationship.child_id)
        return Link(
            relationship,
            kind.ends.words if is_head else kind.ends.backwards,
            relationship.child if is_head else relationship.head,
            _proofs(relationship.quotes),
            relationship.stated,
            to_text(Related(kind, (head.name, child.name))) if head and child else "",
            weight,
            relationship.waiting,
            [one.other(relationship) for one in against],
        )

    @cached_property
    def parts(self) -> Sequence[Entity]:
        """Places inside this place, or factions of this gang."""
        return list(self.entity.children.current().order_by("name")[:60])


def _proofs(quotes: Iterable[Evidence]) -> list[Proof]:
    """Each sentence once, however often it was quoted."""
    found: dict[str, Proof] = {}
    for evidence in quotes:
        key = sentence_key(evidence.quote)
        if key in found:
            found[key].also.append(evidence)
        else:
            found[key] = Proof(evidence, [])
    return list(found.values())[:MOST_PROOFS]


def _in_article(article: Article, spans: list[tuple[int, int]]) -> InArticle:
    """Passages around the first mentions that do not overlap each other."""
    passages: list[Passage] = []
    for start, end in spans:
        if len(passages) == MOST_PASSAGES:
            break
        if passages and start < passages[-1].end:
            continue
        near = [span for span in spans if start <= span[0] and span[1] <= start + 200]
        passages.append(best_passage(article.text, near or [(start, end)], length=220))
    return InArticle(article, passages, len(spans))
