"""Puts rows as a change says, whichever way, many in one statement."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef

from entities.actions.recorder import column, values_of
from entities.models import Relationship, RowChange

_A_STATEMENT = 500
# What follows from other rows (see `follow_evidence`): it may be other than the act left it.
_FOLLOWING = {(Relationship, "status")}
# A change, what the row must be now, and what it becomes; nothing stands for no row.
_Step = tuple[RowChange, dict | None, dict | None]


def apply_changes(changes: Sequence[RowChange]) -> list[RowChange]:
    """Let the rows become what they were after these changes, in their order.

    Returns the changes whose row is not what it was before; those rows are left alone.
    """
    return _put((change, change.before, change.after) for change in changes)


def revert_changes(changes: Sequence[RowChange]) -> list[RowChange]:
    """The same the other way, the last change first."""
    return _put((change, change.after, change.before) for change in reversed(changes))


def agreed_with(changes: Collection[RowChange]) -> set[int]:
    """Those of the changes, by primary key, whose row somebody decided the same way later.

    What they said stands by itself: the row is not theirs to take back who said it first.
    """
    same = RowChange.objects.filter(
        model=OuterRef("model"), row=OuterRef("row"), action__gt=OuterRef("action")
    ).filter(before=F("after"), action__undone_at=None)
    rows = RowChange.objects.filter(pk__in=[change.pk for change in changes])
    return set(rows.filter(Exists(same)).values_list("pk", flat=True))


@dataclass(frozen=True)
class _Run:
    """Neighbours that do the same to rows of one model, each row once."""

    model: type[models.Model]
    creates: bool
    steps: list[_Step]

    @property
    def becomes(self) -> dict | None:
        return self.steps[0][2]


def _put(steps: Iterable[_Step]) -> list[RowChange]:
    left = []
    for run in _runs(steps):
        keys = [change.row for change, _, _ in run.steps]
        held = run.model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys)
        rows = {row.pk: row for row in held}
        settled = _settled(run, rows)
        fitting = []
        for step in run.steps:
            change, was, _ = step
            if change.row in settled:
                continue
            if _is(rows.get(change.row), was):
                fitting.append(step)
            else:
                left.append(change)
        if fitting:
            _write(run, fitting, rows)
    return left


def _runs(steps: Iterable[_Step]) -> Iterator[_Run]:
    def sort(step: _Step) -> tuple:
        change, was, becomes = step
        # Rows that are there become the same in one statement; new ones differ anyway.
        return change.model, was is None, becomes is None, None if was is None else becomes

    for (name, creates, _, _), neighbours in groupby(steps, key=sort):
        run: list[_Step] = []
        keys: set[int] = set()
        for step in neighbours:
            if step[0].row in keys or len(run) == _A_STATEMENT:
                yield _Run(apps.get_model(name), creates, run)
                run, keys = [], set()
            run.append(step)
            keys.add(step[0].row)
        yield _Run(apps.get_model(name), creates, run)


def _settled(run: _Run, rows: Collection[int]) -> set[int]:
    """Rows that are neither made nor taken away.

    A relationship stays for as long as anything else states it, whoever stated it first.
    """
    if run.model is not Relationship or not (run.creates or run.becomes is None):
        return set()
    if run.creates:
        return set(rows)
    others = Relationship.objects.filter(pk__in=rows).spoken_of()
    return set(others.values_list("pk", flat=True))


def _is(row: models.Model | None, was: dict | None) -> bool:
    if row is None or was is None:
        return row is None and was is None
    compared = {name: value for name, value in was.items() if (type(row), name) not in _FOLLOWING}
    return values_of(row, [column(row, name) for name in compared]) == compared


def _write(run: _Run, steps: list[_Step], rows: Mapping[int, models.Model]) -> None:
    keys = [change.row for change, _, _ in steps]
    stored = run.model._base_manager
    if run.creates:
        stored.bulk_create(
            run.model(pk=change.row, **_python(run.model, becomes))
            for change, _, becomes in steps
            if becomes is not None
        )
    elif run.becomes is None:
        stored.filter(pk__in=keys).delete()
    elif "name" in run.becomes:  # its normal form follows from it
        for key in keys:
            for name, value in _python(run.model, run.becomes).items():
                setattr(rows[key], name, value)
            rows[key].save(update_fields=list(run.becomes))
    else:
        stored.filter(pk__in=keys).update(**_python(run.model, run.becomes))


def _python(model: type[models.Model], values: dict) -> dict:
    """Stored JSON values as the model's fields hold them."""
    fields = {column(model, name): value for name, value in values.items()}
    return {field.attname: field.to_python(value) for field, value in fields.items()}
