"""What people who work here are called."""

from django.contrib.auth.models import User


def person_name(user: User) -> str:
    """The name in full where it is known, else that of the account."""
    return user.get_full_name() or user.get_username()
