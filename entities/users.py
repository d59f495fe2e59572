"""What people who work here are called."""

from django.contrib.auth.models import User


def person_name(user: User | None) -> str:
    """The name in full where it is known, else that of the account; `nobody` without a user."""
    return "nobody" if user is None else user.get_full_name() or user.get_username()
