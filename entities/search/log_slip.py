"""The signed slip of a search that a page carries, for the log of searches."""

from uuid import uuid4

from django.contrib.auth.models import User
from django.core import signing

SLIP_SALT = "search run"
_LONGEST_QUERY = 2000


def slip(
    query: str, *, user: User, seconds: float, total: int | None = None, fault: str = ""
) -> str:
    """A signed statement that the user was shown this result; for the log, within an hour."""
    run = {
        "token": str(uuid4()),
        "user": user.pk,
        "query": query[:_LONGEST_QUERY],
        "seconds": round(seconds, 4),
        "total": total,
        "fault": fault,
    }
    return signing.dumps(run, salt=SLIP_SALT, compress=True)
