"""What is said of a relationship wherever it is shown: how many say so, how well, and since when.

`weights` gives the weight of many relationships at once, `quotes_of` the quotes of one of them,
each sentence once.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User
from django.db.models import F, Max

from articles.article_choices import Handling
from articles.clearance import shown
from entities.kinds import Status
from entities.models import Evidence, Relationship, Reliability, RowChange
from entities.models.decision import person_name
from entities.models.reliability import Measured, Shown
from entities.models.weight import TOGETHER
from entities.weights.counting import Counts, count, standing
from entities.weights.origins import sentence_key

EVERY = tuple(Handling.values)


@dataclass(frozen=True)
class Confirmation:
    """Who said that a relationship holds, and when."""

    user: User
    at: datetime.datetime

    def __str__(self) -> str:
        return person_name(self.user)


@dataclass(frozen=True)
class Weight:
    """What stands behind a relationship, as far as a person may see the articles.

    `confirmed_by` is empty where the relationship is not confirmed, or was so by no act.
    `reliability` is that of its most reliable proposal, where it is proposed.
    """

    relationship: int
    status: str
    counts: Counts
    confirmed_by: Confirmation | None = None
    reliability: Shown | None = None

    @property
    def origins(self) -> int:
        return self.counts.origins

    @property
    def articles(self) -> int:
        return self.counts.articles

    @property
    def quotes(self) -> int:
        return self.counts.quotes

    @property
    def hedged(self) -> int:
        """How many of the quotes say it with a reservation: alleged, reported, possible …"""
        return self.counts.hedged

    @property
    def hedging(self) -> str:
        """Whether `all` quotes, `some` or `none` are hedged."""
        if not self.hedged:
            return "none"
        return "all" if self.hedged == self.quotes else "some"

    @property
    def grade(self) -> str:
        """The best Admiralty grade; empty without a quote."""
        return self.counts.grade

    @property
    def years(self) -> str:
        return self.counts.years


def weights(
    relationships: Collection[int],
    *,
    handlings: Collection[str] | None = None,
    measured: Measured | None = None,
) -> dict[int, Weight]:
    """The weight of each of these relationships by primary key; without those that are gone.

    `handlings` are the markings of the articles that count, without them those that the person who
    asks may see. An origin that has only less open
    articles beside these is not among them; one that an unseen article joins to another counts as
    one. What is due is counted at once, so that no number is out of date, and nothing is written.
    Six queries at most, however many there are; meant for a page of them, some 100.
    """
    handlings = shown() if handlings is None else handlings
    counts = counts_of(relationships, handlings=handlings)
    known = Relationship.objects.filter(pk__in=relationships)
    statuses = dict(known.values_list("pk", "status"))
    confirmations = _confirmations(_of_status(statuses, Status.CONFIRMED))
    reliabilities = _reliabilities(
        _of_status(statuses, Status.PROPOSED), handlings, measured or Measured()
    )
    return {
        key: Weight(
            key,
            status,
            counts[key],
            confirmations.get(key),
            reliabilities.get(key),
        )
        for key, status in statuses.items()
    }


def counts_of(
    relationships: Collection[int], *, handlings: Collection[str] | None = None
) -> dict[int, Counts]:
    """The counts alone; two queries at most."""
    if not relationships:
        return {}
    handlings = shown() if handlings is None else handlings
    every = {*handlings} >= {*EVERY}
    found = standing(relationships, [TOGETHER] if every else handlings)
    waiting = [key for key, rows in found.items() if rows is None]
    for key, by_handling in (count(waiting) if waiting else {}).items():
        found[key] = [by_handling[one] for one in handlings if one in by_handling]
    return {key: Counts.sum(rows or ()) for key, rows in found.items()}


def _of_status(statuses: dict[int, str], status: Status) -> list[int]:
    return [key for key, one in statuses.items() if one == status]


def _confirmations(relationships: Collection[int]) -> dict[int, Confirmation]:
    """The newest standing act that confirmed each of the relationships; one query."""
    if not relationships:
        return {}
    changes = (
        RowChange.objects.filter(
            model=Relationship._meta.label_lower,
            row__in=relationships,
            after__status=Status.CONFIRMED,
            is_left=False,
            action__undone_at=None,
        )
        .select_related("action__user")
        .order_by("action")
    )
    return {one.row: Confirmation(one.action.user, one.action.acted_at) for one in changes}


def _reliabilities(
    relationships: Collection[int], handlings: Collection[str], measured: Measured
) -> dict[int, Shown]:
    """What to show of the most reliable live proposal of each relationship; two queries."""
    if not relationships:
        return {}
    proposals = (
        Evidence.objects.filter(
            relationship__in=relationships, revision=None, article__handling__in=handlings
        )
        .filter(status=Status.PROPOSED)
        .values_list("relationship", "relationship__kind", "rule")
        .annotate(stated=Max("confidence"))
        .order_by()
    )
    found: dict[int, Shown] = {}
    for relationship, kind, rule, stated in proposals:
        shown = measured.confidence_of(Reliability.What.RELATIONSHIP, rule, kind, stated)
        best = found.get(relationship)
        if shown and (best is None or shown.confidence > best.confidence):
            found[relationship] = shown
    return found


@dataclass(frozen=True)
class Quote:
    """A sentence that states a relationship: where it stood first, and where else it stands."""

    first: Evidence
    others: Sequence[Evidence]

    @cached_property
    def articles(self) -> int:
        return len({one.article_id for one in (self.first, *self.others)})


def quotes_of(
    relationship: Relationship, *, handlings: Collection[str] | None = None, most: int | None = None
) -> list[Quote]:
    """The live quotes of a relationship, each sentence once, whatever its signs and case.

    By the date of the first article that has it, undated ones last; only the first `most`. Two
    queries; articles and sources are there, but for the texts.
    """
    every = Evidence.objects.filter(relationship=relationship, revision=None)
    live = (
        (every if handlings is None else every.filter(article__handling__in=handlings))
        .exclude(status=Status.REJECTED)
        .order_by(F("article__published_on").asc(nulls_last=True), "article", "start")
    )
    sentences: defaultdict[str, list[int]] = defaultdict(list)
    for key, quote in live.values_list("pk", "quote"):
        sentences[sentence_key(quote) or quote].append(key)
    shown = list(sentences.values())[:most]
    rows = _with_articles(key for keys in shown for key in keys)
    return [
        Quote(rows[first], [rows[key] for key in others if key in rows])
        for first, *others in shown
        if first in rows
    ]


def _with_articles(keys: Iterable[int]) -> dict[int, Evidence]:
    found = Evidence.objects.filter(pk__in=[*keys]).select_related("article__source")
    return found.defer("article__text").in_bulk()
