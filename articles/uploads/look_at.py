"""What each item of an upload would become: tried by the import itself, which keeps nothing of it.

What was looked at is kept batch by batch, so that the first rows show at once, and a worker that
takes over goes on behind the last one.
"""

import time
from collections.abc import Callable, Iterator

from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.utils import timezone

from articles.article_choices import Precision
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.read_files import Found, read_renamed
from articles.importing.record_run import Item
from articles.importing.records import ParsedArticle, Record, Skipped
from articles.importing.run_import import Importer, Readable, refusal, taken_back
from articles.importing.same_text import content_hash
from articles.run_models import Fate, ImportRun
from articles.text import without
from articles.upload_models import Upload, UploadFile, UploadItem
from articles.uploads.files import path_of
from articles.uploads.judge import Judge

# Items behind are taken in as they are, without a look beforehand.
MOST_ITEMS = 20_000
BATCH = 25
BATCH_SECONDS = 1.0
# Code points of the sample: of what stands before the news, and of the news.
BEFORE, FIRST = 100, 260

Numbered = tuple[int, Found]


def look_at(upload: Upload, should_abort: Callable[[], bool]) -> None:
    """Look at the items that were not looked at yet, until that is done or asked to end.

    It ends as well when the state of the upload is another one meanwhile.
    """
    judge = Judge(upload)
    importer = Importer(ImportRun(source=upload.source), with_all=True)
    begun = upload.items.count()
    for files, batch in _batches(upload, begun):
        rows = _rows(upload, importer, batch, judge)
        is_cut = bool(batch) and batch[-1][0] >= MOST_ITEMS
        if not _kept(upload, rows, files_looked_at=files, is_cut=is_cut):
            return
        if is_cut:
            break
        if should_abort():
            return
    _kept(upload, [], state=Upload.State.READY)


@transaction.atomic
def _kept(upload: Upload, rows: list[UploadItem], **values: object) -> bool:
    """Keep what was looked at, unless the upload is not to be looked at so any more."""
    same = Upload.objects.filter(pk=upload.pk, state=Upload.State.LOOKING, looks=upload.looks)
    if same.select_for_update().first() is None:
        return False
    UploadItem.objects.bulk_create(rows)
    same.update(**values, touched_at=timezone.now())
    return True


def found_in(upload: Upload, files: list[UploadFile]) -> Iterator[tuple[int, Found]]:
    """Yield what the files hold, each with how many files are done by then."""
    for done, file in enumerate(files):
        for found in read_renamed(path_of(file), file.name, columns=upload.columns):
            yield done, found


def files_of(upload: Upload) -> list[UploadFile]:
    """Its files that are here as a whole."""
    return list(upload.files.filter(received=F("size")).select_related("upload"))


def _batches(upload: Upload, begun: int) -> Iterator[tuple[int, list[Numbered]]]:
    """Yield items behind the first `begun`, and how many files are done with them.

    The first batch is one item, and none takes long, so that people see that it goes on.
    """
    files = files_of(upload)
    batch: list[Numbered] = []
    since, most = time.monotonic(), 1
    for number, (done, found) in enumerate(found_in(upload, files), 1):
        if number <= begun:
            continue
        batch.append((number, found))
        if len(batch) >= most or time.monotonic() - since > BATCH_SECONDS:
            yield done, batch
            batch, since, most = [], time.monotonic(), min(BATCH, most * 3)
    yield len(files), batch


def _rows(
    upload: Upload, importer: Importer, batch: list[Numbered], judge: Judge
) -> list[UploadItem]:
    """What the items would become: read, tried to be kept, and judged beside those before."""
    settled, readable = importer.read(batch)
    kept = {item.number: item for item in [*settled, *_tried(importer, readable)]}
    parsed = {number: article for number, _, article in readable}
    tried = {item.article for item in kept.values() if item.fate == Fate.CREATED}
    rows = []
    for number, found in batch:
        item = kept[number]
        row = UploadItem(
            upload=upload,
            number=number,
            file=item.file,
            position=item.position,
            fate=item.fate,
            reason=item.reason.replace("\0", "�"),
        )
        if item.article in tried:
            # It is judged beside the others of the upload: what it is compared with is not here.
            row.fate, row.reason = Fate.CREATED, parsed[number].warning
        else:
            row.article_id = item.article
        if isinstance(found, Skipped):
            row.headings = list(found.headings)
        if isinstance(found, Record):
            row.sha256 = found.sha256
        if number in parsed:
            _describe(row, parsed[number])
        judge.settle(row)
        rows.append(row)
    return rows


def _tried(importer: Importer, readable: list[Readable]) -> list[Item]:
    """What would come of these; one by one where one of them is refused."""
    try:
        return _trial(importer, readable)
    except DatabaseError as error:
        if not connection.is_usable():
            raise
        if len(readable) > 1:
            return [item for one in readable for item in _tried(importer, [one])]
        number, found, _ = readable[0]
        return [Item(number, found.file, found.line, Fate.FAILED, refusal(error))]


def _trial(importer: Importer, readable: list[Readable]) -> list[Item]:
    with taken_back():
        return importer.keep(readable)


def _describe(row: UploadItem, article: ParsedArticle) -> None:
    row.title, row.byline, row.url = article.title, article.byline, article.url
    if article.published_on:
        row.published = PartialDate(
            article.published_on, Precision(article.published_precision)
        ).iso
        row.published_from = article.published_from
    row.source, row.source_from = article.source, article.source_from
    row.text_hash, row.identity = content_hash(article), article.identity or ""
    row.sample = sample(article)


def sample(article: ParsedArticle) -> list[tuple[str, bool]]:
    """The first words, in pieces that are furniture and pieces that are none."""
    before = without([(0, article.body_start)], article.head)
    pieces: list[tuple[str, bool]] = []
    if words := " ".join(" ".join(article.text[start:end] for start, end in before).split()):
        pieces.append((words if len(words) <= BEFORE else f"{words[:BEFORE].rstrip()} …", True))
    end = min(article.body_end, article.body_start + FIRST)
    at = article.body_start
    for first, last in [*article.furniture, (end, end)]:
        for start, stop, is_cut in ((at, first, False), (max(at, first), last, True)):
            words = " ".join(article.text[start : min(stop, end)].split())
            if start < stop and words:
                pieces.append((words, is_cut))
        at = max(at, last)
    return pieces
