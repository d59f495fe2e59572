"""The log of searches: a person's own, and for supervisors what was slow or failed.

Showing a result writes nothing, as no GET does: it may be fetched ahead, repeated or cached. The
page carries a signed slip instead, and its script hands that in once somebody sees the page. So
only what people saw is counted, the figures are the server's, and nobody can log for another.
"""

from datetime import timedelta
from uuid import uuid4

from django.contrib.auth.models import User
from django.core import signing
from django.db.models import QuerySet
from django.utils import timezone

from entities.models import SearchRun

# A search that took longer is slow.
SLOW_SECONDS = 1.0
_KEPT = timedelta(days=180)
_SALT = "search run"
_VALID_SECONDS = 3600
_LONGEST_QUERY = 2000


def slip(
    query: str, *, user: User, seconds: float, total: int | None = None, fault: str = ""
) -> str:
    """A signed statement that the user was shown this result; for `remember`, within an hour."""
    run = {
        "token": str(uuid4()),
        "user": user.pk,
        "query": query[:_LONGEST_QUERY],
        "seconds": round(seconds, 4),
        "total": total,
        "fault": fault,
    }
    return signing.dumps(run, salt=_SALT, compress=True)


def remember(signed: str, *, user: User) -> bool:
    """Log the search of a slip of this user, once; returns whether the slip is good."""
    try:
        run = signing.loads(signed, salt=_SALT, max_age=_VALID_SECONDS)
    except signing.BadSignature:
        return False
    if run.pop("user") != user.pk:
        return False
    SearchRun.objects.bulk_create([SearchRun(user=user, **run)], ignore_conflicts=True)
    return True


def forget(user: User) -> int:
    """Empty the user's history of searches; returns how many there were."""
    return SearchRun.objects.filter(user=user).delete()[0]


def forget_old() -> int:
    return SearchRun.objects.filter(at__lt=timezone.now() - _KEPT).delete()[0]


def slow() -> QuerySet[SearchRun]:
    """The slowest searches that are still kept, of everybody."""
    return SearchRun.objects.filter(seconds__gte=SLOW_SECONDS).order_by("-seconds")


def failed() -> QuerySet[SearchRun]:
    return SearchRun.objects.exclude(fault="").order_by("-at")
