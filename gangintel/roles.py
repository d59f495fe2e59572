"""What people may do here, in four steps; each may do what the one before may."""

from django.contrib.auth.models import User
from django.db import models, transaction

from articles.clearance import USUAL
from articles.clearance_models import Clearance
from gangintel.services.preparation import make_group


class Role(models.TextChoices):
    READER = "reader", "reads, searches, keeps searches of their own"
    ANALYST = "analyst", "corrects, reviews, states relationships, imports"
    SUPERVISOR = "supervisor", "assigns and unlocks what others have locked, sees the logs"
    ADMINISTRATOR = "administrator", "gives roles and clearances, sees everything"


def role_of(user: User) -> Role:
    if user.is_superuser:
        return Role.ADMINISTRATOR
    if user.is_staff:
        return Role.SUPERVISOR
    # By what they may do: an installation can have groups of its own.
    return Role.ANALYST if user.has_perm("entities.change_mention") else Role.READER


@transaction.atomic
def give(user: User, *, role: str, clearance: str) -> None:
    """Let the person be this from now on; whoever may do less is logged in all the same."""
    user.is_superuser = role == Role.ADMINISTRATOR
    user.is_staff = role in (Role.SUPERVISOR, Role.ADMINISTRATOR)
    user.save(update_fields=["is_superuser", "is_staff"])
    if role == Role.READER:
        user.groups.remove(make_group())
    else:
        user.groups.add(make_group())
    Clearance.objects.update_or_create(user=user, defaults={"level": clearance or USUAL})
