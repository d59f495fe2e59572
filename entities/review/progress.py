"""How far the review is, and what each person has done for it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from articles.clearance import hidden, shown
from articles.models import Article
from entities.models import Action, Mention
from entities.models.verbs import COLUMNS, Verb, counted

_Status = Article.ReviewStatus

PERIODS = {"today": "today", "week": "7 days", "all": "all"}


@dataclass(frozen=True)
class Progress:
    """How many articles there are in each state of review."""

    counts: dict[str, int]

    @property
    def all(self) -> int:
        return sum(self.counts.values())

    @property
    def done(self) -> int:
        return self.counts.get(_Status.DONE, 0)

    @property
    def waiting(self) -> int:
        return self.all - self.done

    @property
    def to_approve(self) -> int:
        return self.counts.get(_Status.APPROVAL, 0)

    @property
    def in_review(self) -> int:
        return self.counts.get(_Status.IN_REVIEW, 0)

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means all."""
        return 100 * self.done // self.all if self.all else 0


@dataclass
class Worker:
    """One person: articles that wait in their queue, and counts by the names of `COLUMNS`."""

    user: User
    assigned: int = 0
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def row(self) -> list[int]:
        return [self.counts.get(column, 0) for column in COLUMNS]


def progress() -> Progress:
    counted = (
        Article.objects.not_withdrawn()
        .order_by()
        .values_list("review_status")
        .annotate(Count("pk"))
    )
    return Progress(dict(counted))


def workers(people: Iterable[User], period: str) -> list[Worker]:
    """What each of these people did in the period (of `PERIODS`); undone acts are left out."""
    found = {user.pk: Worker(user) for user in people}
    acts = Action.objects.filter(user__in=found, undone_at=None).order_by()
    if since := _since(period):
        acts = acts.filter(acted_at__gte=since)
    single = acts.filter(verb__in=counted(of_many=False))
    made = Q(changes__model=Mention._meta.label_lower, changes__is_left=False)
    if hidden():
        made &= Q(changes__article__handling__in=shown())
    of_mentions = Count("changes", filter=made)
    many = acts.filter(verb__in=counted(of_many=True))
    for user, verb, count in [
        *single.values_list("user", "verb").annotate(Count("pk")),
        *many.values_list("user", "verb").annotate(count=of_mentions),
    ]:
        counts, column = found[user].counts, Verb(verb).row.column
        counts[column] = counts.get(column, 0) + count
    waiting = Article.objects.waiting().filter(assigned_to__in=found)
    for user, count in waiting.order_by().values_list("assigned_to").annotate(Count("pk")):
        found[user].assigned = count
    return list(found.values())


def reviewers() -> QuerySet[User]:
    """Everybody who may review, by name."""
    may = Q(user_permissions__codename="change_mention") | Q(
        groups__permissions__codename="change_mention"
    )
    people = User.objects.filter(may | Q(is_superuser=True), is_active=True).distinct()
    return people.order_by("first_name", "last_name", "username")


def last_act_of(user: User) -> Action | None:
    """The person's newest act, wherever it was, that still stands."""
    acts = Action.objects.filter(user=user).standing().select_related("article")
    return acts.defer("article__text").first()


def _since(period: str) -> datetime | None:
    now = timezone.now()
    if period == "today":
        return now.replace(hour=0, minute=0, second=0, microsecond=0)
    return now - timedelta(days=7) if period == "week" else None
