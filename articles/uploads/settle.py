"""What the owner of an upload does with it. Each writes in one transaction, and asks for a worker.

Raises UploadError where the upload is in no state for it.
"""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.upload_models import Upload, UploadItem
from articles.uploads.files import UploadError
from articles.uploads.judge import judge_again, judge_those_behind

State = Upload.State


@transaction.atomic
def look(upload: Upload) -> None:
    """Have it looked at, all of it that has arrived."""
    held = _held(upload, State.OPEN)
    if not held.files.exists():
        raise UploadError("No file has arrived yet: drop some first.")
    _set(held, state=State.LOOKING)


@transaction.atomic
def set_for_all(upload: Upload, *, source: str, published: str, handling: str) -> None:
    """Say what holds for all items; where the source is another one, all is looked at again."""
    held = _held(upload, State.LOOKING, State.READY)
    is_other = source.lower() != held.source.lower()
    _set(held, source=source, published=published, handling=handling)
    if is_other:
        _look_again(held)


@transaction.atomic
def set_columns(upload: Upload, columns: Mapping[str, str]) -> None:
    """Say what headings of its tables mean, and have all looked at again."""
    held = _held(upload, State.LOOKING, State.READY)
    _set(held, columns=dict(columns))
    _look_again(held)


@transaction.atomic
def mend(item: UploadItem, values: Mapping[str, str]) -> None:
    """Set fields of an item, those that are not among the values being as they were read."""
    _held(item.upload, State.LOOKING, State.READY)
    item.values = dict(values)
    judge_again(item)
    item.save(update_fields=["values", "fate", "reason", "article"])
    judge_those_behind(item)


@transaction.atomic
def leave_out(item: UploadItem, *, is_left_out: bool) -> None:
    _held(item.upload, State.LOOKING, State.READY)
    item.is_left_out = is_left_out
    item.save(update_fields=["is_left_out"])
    judge_those_behind(item)


@transaction.atomic
def take_in(upload: Upload) -> None:
    """Have it imported; also before all of it was looked at, and again what was stopped."""
    _set(_held(upload, State.LOOKING, State.READY, State.DONE), state=State.IMPORTING)


@transaction.atomic
def try_again(upload: Upload) -> None:
    """Have the files imported again in which something failed."""
    _set(_held(upload, State.DONE), state=State.IMPORTING, only_failed=True)


@transaction.atomic
def stop(upload: Upload) -> None:
    """Have the import end after what is at hand."""
    Upload.objects.filter(pk=upload.pk, state=State.IMPORTING).update(stop_asked=True)


def _held(upload: Upload, *states: Upload.State) -> Upload:
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if held.state not in states:
        raise UploadError(
            f"“{held}” is {held.get_state_display()} by now, so nothing was changed: reload the "
            "page to see how it stands."
        )
    return held


def _set(upload: Upload, **values: object) -> None:
    Upload.objects.filter(pk=upload.pk).update(**values, fault="", touched_at=timezone.now())
    if "state" in values:
        ask_for_work(upload)


def _look_again(upload: Upload) -> None:
    """Look at all items anew; what was said of them is kept for when they come."""
    said = {(one["file"], one["position"]): one for one in upload.said}
    for item in upload.items.all():
        said.pop((item.file, item.position), None)
        if item.values or item.is_left_out:
            said[item.file, item.position] = {
                "file": item.file,
                "position": item.position,
                "values": item.values,
                "is_left_out": item.is_left_out,
            }
    upload.items.all().delete()
    _set(
        upload,
        said=[*said.values()],
        state=State.LOOKING,
        looks=F("looks") + 1,
        files_looked_at=0,
        is_cut=False,
    )


def ask_for_work(upload: Upload) -> None:
    """Have a worker do what the state of the upload asks for."""
    name = f"upload {upload.pk}"
    try:
        with transaction.atomic():
            app.configure_task(
                "articles.tasks.work_on_upload", queue="uploads", lock=name, queueing_lock=name
            ).defer(key=upload.pk)
    except AlreadyEnqueued:
        pass
