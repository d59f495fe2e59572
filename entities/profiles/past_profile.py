"""An entity as it was known at the end of a past day: from what was recorded until then."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from articles.clearance import hidden, shown_sql
from entities.kinds import Kind, RelationKind, Status
from entities.models import Alias, Entity, Evidence, Mention, Relationship, RowChange, SearchRow
from entities.periods import last_day
from entities.profiles.history_states import states, states_sql
from entities.profiles.profile import MOST_PARTS, Parts, Profile, UsedName
from entities.profiles.reach import MOST_COMPARED, Compared, Newest, Reach
from entities.profiles.relationship_groups import FIRST_LINES, MOST_LINES, Group, Line, where_of
from entities.profiles.seen import Month, Seen
from entities.typed_dates import typed_date
from entities.weights.counting import Counts
from entities.weights.origins import Piece, origins, sentence_key

_EARLIEST = datetime.date(1900, 1, 1)

# Where an article is published, and of which texts it is a copy, is told as it is known now.
_NAMED = """
SELECT digest.article_id, digest.source_id, digest.cluster, digest.handling, digest.published_on,
       array_agg(DISTINCT mention.normalized), count(*)
  FROM ({mentions}) mention JOIN entities_digest digest USING (article_id)
 WHERE mention.status <> 'rejected' AND mention.revision_id IS NULL {shown}
 GROUP BY digest.article_id
 ORDER BY digest.published_on DESC NULLS LAST, digest.article_id DESC
"""

_NUMBERS = """
SELECT relationship_id, count(*) FROM ({quotes}) quote JOIN entities_digest USING (article_id)
 WHERE status <> 'rejected' AND revision_id IS NULL {shown} GROUP BY 1
"""


class _Named(NamedTuple):
    """An article that named the entity then, with the names in it and how many mentions."""

    article: Compared
    names: list[str]
    mentions: int


def past_day(written: str) -> datetime.date:
    """The last day of the date that is meant. Raises `ValidationError` for none, or one to come."""
    day = last_day(typed_date(written))
    if day < _EARLIEST:
        raise ValidationError(f"Nothing was recorded in {day.year}: choose a later day.")
    today = timezone.localdate()
    if day > today and typed_date(written).first <= today:
        return today
    if day > today:
        raise ValidationError(f"{day:%-d %B %Y} is still to come: choose a day until today.")
    return day


class PastProfile(Profile):
    """An entity as known then, in the form of its profile now.

    Its mentions in context and its neighbours are those of today, and not among it.
    """

    def __init__(self, entity: Entity, day: datetime.date, *, unfolded: str = "") -> None:
        """`entity` is as it is now."""
        self.known_on = day
        after = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
        self._at = timezone.make_aware(after)
        then = next(iter(states(Entity, self._at, id=[entity.pk])), None)
        self.is_known = then is not None
        super().__init__(then or entity, unfolded=unfolded)

    @cached_property
    def merged_into(self) -> int | None:
        """The key of the one that it was merged into by then."""
        return self.entity.merged_into_id if self.is_known else None

    @cached_property
    def _named(self) -> list[_Named]:
        columns = ("id", "article_id", "normalized", "status", "revision_id")
        sql, given = states_sql(Mention, self._at, columns, entity_id=[self.entity.pk])
        with connection.cursor() as cursor:
            shown = shown_sql("digest.handling")
            cursor.execute(_NAMED.format(mentions=sql, shown=shown), given)
            return [_Named(Compared(*row[:3], *row[3:5]), *row[5:]) for row in cursor]

    @cached_property
    def seen(self) -> Seen:
        months: defaultdict[datetime.date | None, list[_Named]] = defaultdict(list)
        for one in self._named:
            day = one.article.published_on
            months[day and day.replace(day=1)].append(one)
        return Seen(tuple(_month(first, some) for first, some in months.items()))

    @cached_property
    def _newest(self) -> Newest:
        compared = [(one.article, one.names) for one in self._named[:MOST_COMPARED]]
        return Newest(compared, len(self._named) > MOST_COMPARED)

    @cached_property
    def names(self) -> list[UsedName]:
        """Of names it is not recorded when they were learned: those that texts used by then, those
        of the gazetteer, and those that no act has added since.
        """
        reach = self._newest.by_name
        added = RowChange.objects.filter(
            model=Alias._meta.label_lower, before=None, action__acted_at__gte=self._at
        ).values("row")
        later = set(self.entity.aliases.filter(pk__in=added).values_list("pk", flat=True))
        found = []
        for alias in self.entity.aliases.live().order_by("weak", "name"):
            learned = alias.origin == Alias.Origin.ARTICLE or alias.pk in later
            if alias.name != self.entity.name and (alias.normalized in reach or not learned):
                found.append(UsedName(alias.name, None, reach.get(alias.normalized)))
        return [UsedName(self.entity.name, None, self._of_own_name(reach)), *found]

    def _of_own_name(self, reach: Mapping[str, Reach]) -> Reach | None:
        own = Alias(name=self.entity.name)
        return reach.get(Alias._meta.get_field("normalized").pre_save(own, add=False))

    @cached_property
    def parts(self) -> Parts:
        children = states(Entity, self._at, parent_id=[self.entity.pk])
        keys = [one.pk for one in children]
        seen = set(Entity.objects.filter(pk__in=keys).values_list("pk", flat=True))
        found = sorted(
            (one for one in children if one.pk in seen and not one.merged_into_id),
            key=lambda one: one.name,
        )
        return Parts(found[:MOST_PARTS], len(found) > MOST_PARTS)

    @cached_property
    def groups(self) -> list[Group]:
        """In the order of the kinds; of each the first lines, the most often quoted ones."""
        key = self.entity.pk
        children = [key]
        if self.entity.kind == Kind.LOCATION:
            children = list(Entity.objects.within([key]).values_list("pk", flat=True))
        links = states(Relationship, self._at, head_id=[key], child_id=children)
        links = [link for link in links if link.status != Status.REJECTED]
        number = self._numbers([link.pk for link in links])
        if hidden():
            # Nobody is told of what only articles state that they may not see.
            links = [link for link in links if link.pk in number]
        groups, shown = [], []
        links.sort(key=lambda one: (_group(one, key), one.status, -number.get(one.pk, 0), one.pk))
        for (place, backwards), some in groupby(links, key=lambda link: _group(link, key)):
            own = list(some)
            confirmed = sum(link.status == Status.CONFIRMED for link in own)
            group = Group(list(RelationKind)[place], backwards, len(own), [], confirmed)
            most = MOST_LINES if group.name == self._unfolded else FIRST_LINES
            groups.append(group)
            shown.append(own[:most])
        lines = iter(self._lines([link for some in shown for link in some]))
        return [
            replace(group, lines=[next(lines) for _ in some])
            for group, some in zip(groups, shown, strict=True)
        ]

    def _lines(self, links: Sequence[Relationship]) -> list[Line]:
        """Each with what stated it then, in three queries."""
        ends = {end for link in links for end in (link.head_id, link.child_id)}
        # Whoever may see a quote may see whom it names.
        entities = Entity._base_manager.in_bulk(ends)
        quotes = self._quotes([link.pk for link in links])
        lines = []
        for link in links:
            some = quotes.get(link.pk, [])
            link.head, link.child = entities[link.head_id], entities[link.child_id]
            other = link.child if link.head_id == self.entity.pk else link.head
            best = min(some, key=_goodness, default=None)
            lines.append(Line(link, other, _counts(some), best, where_of(link, self.entity)))
        return lines

    def _numbers(self, links: Sequence[int]) -> dict[int, int]:
        """How many quotes each relationship had."""
        if not links:
            return {}
        sql, given = states_sql(
            Evidence,
            self._at,
            ("id", "relationship_id", "article_id", "status", "revision_id"),
            relationship_id=links,
        )
        with connection.cursor() as cursor:
            shown = shown_sql("handling")
            cursor.execute(_NUMBERS.format(quotes=sql, shown=shown), given)
            return dict(cursor.fetchall())

    def _quotes(self, links: Sequence[int]) -> dict[int, list[Evidence]]:
        """By relationship what stated it then, with the article as it is now."""
        found: defaultdict[int, list[Evidence]] = defaultdict(list)
        rows = states(Evidence, self._at, relationship_id=links) if links else []
        live = [one for one in rows if one.status != Status.REJECTED and not one.revision_id]
        texts = SearchRow.objects.select_related("article__source").defer("article__text", "words")
        digests = texts.in_bulk({one.article_id for one in live})
        for one in live:
            # What was withdrawn since has no search row, and says nothing any more.
            if digest := digests.get(one.article_id):
                one.article = digest.article
                one.article.digest = digest
                found[one.relationship_id].append(one)
        return found


_ORDER = {kind.value: place for place, kind in enumerate(RelationKind)}


def _group(link: Relationship, entity: int) -> tuple[int, bool]:
    """The place of the kind among all, and whether it is seen from its child."""
    is_symmetric = RelationKind(link.kind).row.symmetric
    return _ORDER[link.kind], link.head_id != entity and not is_symmetric


def _month(first: datetime.date | None, some: Sequence[_Named]) -> Month:
    days = [one.article.published_on for one in some if one.article.published_on]
    mentions = sum(one.mentions for one in some)
    return Month(first, len(some), mentions, min(days, default=None), max(days, default=None))


def _goodness(quote: Evidence) -> tuple:
    """The best first, as `best_quotes` has them."""
    published = quote.article.published_on or datetime.date.min
    return (
        *(quote.status, quote.hedged, quote.article.source.reliability),
        *(-published.toordinal(), quote.pk),
    )


def _counts(quotes: Sequence[Evidence]) -> Counts:
    if not quotes:
        return Counts.sum(())
    rows = [(quote, quote.article.digest) for quote in quotes]
    pieces = [
        Piece(row.pk, row.source_id, row.cluster, sentence_key(quote.quote), row.handling)
        for quote, row in rows
    ]
    days = [row.published_on for _, row in rows if row.published_on]
    return Counts(
        articles=len({quote.article_id for quote in quotes}),
        origins=len(origins(pieces)),
        quotes=len(quotes),
        hedged=sum(quote.hedged for quote in quotes),
        grade=min(quote.grade or quote.article.grade for quote in quotes),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        waiting=0,
        sure=None,
    )
