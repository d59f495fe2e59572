"""Taking an upload in: the import of its files, with what its owner said of them."""

from collections.abc import Callable, Sequence

from django.db.models import Q
from django.utils import timezone

from articles.importing.record_run import close_interrupted
from articles.importing.records import Record
from articles.importing.run_import import Importer, take_in
from articles.importing.said import Said
from articles.run_models import Fate, ImportRun
from articles.upload_models import Upload, UploadFile, UploadRun
from articles.uploads.look_at import files_of, found_in

# Somebody looks on: what came of each shows after so many.
BATCH = 50
UNFINISHED = (ImportRun.State.STOPPED, ImportRun.State.INTERRUPTED)


def take_upload_in(upload: Upload, should_abort: Callable[[], bool]) -> None:
    """Import what was dropped, until that is done, stopped by its owner or asked to end.

    A run of it that was stopped or interrupted before is gone on with by the new one.
    """
    close_interrupted()
    earlier = upload.run
    files = files_of(upload)
    if upload.only_failed and earlier:
        files = failed_files(earlier, files)
    run = ImportRun(
        user=upload.owner,
        paths=[upload.name],
        source=upload.source,
        columns=upload.columns,
        total_bytes=sum(file.size for file in files),
        resumes=earlier if earlier and earlier.state in UNFINISHED else None,
    )

    def stop() -> ImportRun.State | None:
        Upload.objects.filter(pk=upload.pk).update(touched_at=timezone.now())
        if Upload.objects.filter(pk=upload.pk, stop_asked=True).exists():
            return ImportRun.State.STOPPED
        return ImportRun.State.INTERRUPTED if should_abort() else None

    importer = Importer(run, with_all=True, said_of=_Sayings(upload).of)
    found = (item for _, item in found_in(upload, files))
    take_in(found, importer, stop=stop, begun=lambda: _belongs(upload, run), most=BATCH)
    if run.state != ImportRun.State.INTERRUPTED:
        Upload.objects.filter(pk=upload.pk).update(
            state=Upload.State.DONE, stop_asked=False, only_failed=False
        )


def _belongs(upload: Upload, run: ImportRun) -> None:
    UploadRun.objects.create(upload=upload, run=run)


def failed_files(run: ImportRun, files: Sequence[UploadFile]) -> list[UploadFile]:
    """Those of the files in which something failed in the run."""
    failed = run.items.filter(fate=Fate.FAILED).values_list("file", flat=True)
    names = set()
    for name in failed:
        # What lies in an archive has the name of the archive before its own.
        parts = name.split("/")
        names |= {"/".join(parts[:number]) for number in range(1, len(parts) + 1)}
    return [file for file in files if file.name in names]


class _Sayings:
    """What the owner of an upload said: of all its items, and of some."""

    def __init__(self, upload: Upload) -> None:
        of_all = {"published": upload.published, "handling": upload.handling}
        self._of_all = {name: value for name, value in of_all.items() if value}
        said = upload.items.filter(Q(is_left_out=True) | ~Q(values={}))
        # Of items that are to be looked at again, and were not yet, the upload keeps what was said.
        self._of_items = {
            (one["file"], one["position"]): Said(self._of_all | one["values"], one["is_left_out"])
            for one in [*upload.said, *said.values("file", "position", "values", "is_left_out")]
        }

    def of(self, record: Record) -> Said:
        return self._of_items.get((record.file, record.line)) or Said(self._of_all)
