"""Who else has the article open (presence), and what others changed since a page was drawn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from articles.models import Article
from entities.models import Action, Presence, RowChange
from entities.models.review import EXPIRES
from entities.models.verbs import Verb

# Of more acts than this the sentence counts only the last.
MOST_ACTS = 100
_NOUNS = {"entities.mention": "name", "entities.evidence": "relationship"}
_DETAILS = ("articles.article", "articles.source")


class OtherReviewers:
    """The others at an article. `drawn` is what an earlier page carries: its `mark`."""

    def __init__(self, article: Article, user: User, *, drawn: str = "") -> None:
        self.article = article
        self.user = user
        self._drawn = drawn

    @cached_property
    def mark(self) -> str:
        """How many acts of others there are, and how many they undid: differs when they act.

        Counted and not timed, so that an act whose transaction ends late is not missed.
        """
        counts = Action.objects.in_article(self.article).aggregate(
            done=Count("pk", filter=~Q(user=self.user)),
            undone=Count("pk", filter=Q(undone_at__isnull=False) & ~Q(undone_by=self.user)),
        )
        return f"{counts['done']}.{counts['undone']}"

    @cached_property
    def others(self) -> list[str]:
        found = Presence.objects.others(self.article, self.user)
        return [_name(one.user) for one in found]

    @cached_property
    def news(self) -> str:
        """What others changed since, in a sentence; empty where they changed nothing."""
        if not self._drawn or self._drawn == self.mark:
            return ""
        done_then, undone_then = _counts(self._drawn)
        done, undone = _counts(self.mark)
        sentences = []
        if done > done_then:
            theirs = Action.objects.in_article(self.article).exclude(user=self.user)
            newest = theirs.select_related("user").order_by("-pk")
            sentences = _said(list(newest[: min(done - done_then, MOST_ACTS)]), self.article)
        if undone != undone_then:
            sentences.append("Something was undone or done again.")
        return " ".join(sentences)


def _said(acts: Sequence[Action], article: Article) -> list[str]:
    """A sentence a person."""
    changes = RowChange.objects.filter(action__in=[act.pk for act in acts], article=article)
    by_person: dict[User, list[RowChange]] = defaultdict(list)
    for act in acts:
        by_person[act.user] += []
    people = {act.pk: act for act in acts}
    for change in changes:
        by_person[people[change.action_id].user].append(change)
    return [
        f"{_name(user)} changed {_what(changes, people)}." for user, changes in by_person.items()
    ]


def _what(changes: Iterable[RowChange], acts: Mapping[int, Action]) -> str:
    """What was changed: `3 names and the details`."""
    rows: dict[str, set[int]] = defaultdict(set)
    details = False
    for change in changes:
        if change.model in _NOUNS:
            rows[change.model].add(change.row)
        verb = acts[change.action_id].verb
        details |= change.model in _DETAILS and verb in (Verb.DESCRIBE, Verb.GRADE_SOURCE)
    parts = [
        f"{len(rows[model])} {noun}{'' if len(rows[model]) == 1 else 's'}"
        for model, noun in _NOUNS.items()
        if rows[model]
    ]
    if details:
        parts.append("the details")
    return " and ".join(parts) or "something else here"


def _counts(mark: str) -> tuple[int, int]:
    done, _, undone = mark.partition(".")
    if not (done.isdecimal() and undone.isdecimal()):
        return 0, 0
    return int(done), int(undone)


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


@transaction.atomic
def note(article: Article, user: User) -> None:
    """The person's page shows the article now; what expired goes."""
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(article=article, user=user, seen_at=now)],
        update_conflicts=True,
        unique_fields=["article", "user"],
        update_fields=["seen_at"],
    )
    # Two who tidy up at once must not wait for each other.
    expired = Presence.objects.select_for_update(skip_locked=True).filter(seen_at__lt=now - EXPIRES)
    Presence.objects.filter(pk__in=list(expired.values_list("pk", flat=True)[:100])).delete()


def leave(article: Article, user: User) -> None:
    """The person's page was closed."""
    Presence.objects.filter(article=article, user=user).delete()
