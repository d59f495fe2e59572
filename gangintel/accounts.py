"""The accounts that exist from the start."""

import secrets

from django.contrib.auth.models import Group, Permission, User
from django.db import transaction

FIRST_USER = "analyst"
ANALYSTS = "Analysts"
# What people decide about; what only the machine writes, such as readings, is not among it.
CORRECTED = {
    "entities": (
        *("mention", "entity", "alias", "relationship", "evidence"),
        *("namerule", "merge", "action"),
    ),
    "articles": ("article", "source", "importrun"),
}
# Without the signs that look like each other in many typefaces.
SIGNS = "abcdefghijkmnpqrstuvwxyz23456789"


@transaction.atomic
def make_group() -> Group:
    """The group whose members may correct what the machine read. Its rights are for all to see.

    Only a group that is new gets them: an administrator may have changed them since.
    """
    group, is_new = Group.objects.get_or_create(name=ANALYSTS)
    if is_new:
        for app, models in CORRECTED.items():
            codenames = [f"{act}_{model}" for model in models for act in ("add", "change", "view")]
            group.permissions.add(
                *Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
            )
    return group


@transaction.atomic
def make_first_account() -> str | None:
    """Make an account with all rights where there is none at all, and return its password."""
    if User.objects.exists():
        return None
    # 4 × 5 signs out of 32: 100 bits.
    password = "-".join("".join(secrets.choice(SIGNS) for _ in range(5)) for _ in range(4))
    user = User.objects.create_superuser(FIRST_USER, password=password)
    user.groups.add(make_group())
    return password
