"""History by database triggers: the old row is kept on every update and delete, whoever made it."""

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pghistory.models
from django.db import models

Class = TypeVar("Class", bound=type[models.Model])


class Change(pghistory.models.Event):
    """Base of every history table; its key must outlast 2,000,000,000 changes."""

    pgh_id = models.BigAutoField(primary_key=True)

    class Meta:
        abstract = True


def tracked(model_name: str, *, exclude: tuple[str, ...] = ()) -> Callable[[Class], Class]:
    """Class decorator: keep each old row in table `model_name`, but for the columns `exclude`."""
    decorator: Callable[[Class], Class] = pghistory.track(
        pghistory.UpdateEvent(row=pghistory.Old),
        pghistory.DeleteEvent(),
        model_name=model_name,
        base_model=Change,
        exclude=list(exclude),
        append_only=True,
    )
    return decorator


def old_rows(model: type[models.Model]) -> "models.QuerySet[Any]":
    """What was kept of a tracked model, under the names of its own columns and pghistory's."""
    history: Any = model._meta.get_field("changes").related_model
    return history._default_manager.all()
