"""One import from beginning to end: read, parse, store, keep a record of the run."""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext

from django.db import DatabaseError, IntegrityError, connection, transaction

from articles.disk import refuse_when_nearly_full
from articles.importing.lessons import Lessons
from articles.importing.mending import mend_due
from articles.importing.read_files import Found, read_files
from articles.importing.readers import shown_path
from articles.importing.record_run import Item, record, recorded
from articles.importing.records import ArticleError, Failure, ParsedArticle, Record, Skipped
from articles.importing.said import LEFT_OUT, SaidOf, nothing_said
from articles.importing.store_articles import (
    Kept,
    KnownBytes,
    already_here,
    keep_appearances,
    known_bytes,
    state_source,
    store,
)
from articles.near_copies.clusters import place_due, waiting
from articles.run_models import Fate, ImportRun

logger = logging.getLogger(__name__)

# So many new articles are brought in line with what they taught each other, and find their near-
# copies, before the run ends; more are in the background.
MENDED_AT_ONCE = 2000

# What one transaction holds at most, more or less.
BATCH = 200  # articles
BATCH_BYTES = 10_000_000  # of these
BATCH_ITEMS = 500  # with what was skipped and failed

Progress = Callable[[int], object]  # takes the bytes that were read since the last call
Numbered = tuple[int, Found]
Readable = tuple[int, Record, ParsedArticle]


def run(
    paths: list[str],
    import_run: ImportRun | None = None,
    *,
    dry_run: bool = False,
    progress: Progress = lambda size: None,
    tell: Callable[[ImportRun], object] = lambda run: None,
    found: Iterable[Found] | None = None,
) -> ImportRun:
    """Import everything below the paths and return the record of it.

    `import_run` is a new record with what is to be known of the run beforehand: who imports, in
    which format, with which source. What is good is kept, and of all else is said why not. Ctrl-C
    stops between two batches; the record then says so, and the next run goes on. `tell` is called
    with the record when all is done. A dry run does the same, has every item in its record while
    it tells, and leaves nothing behind. `found` is taken in, where it is given, in place of the
    files below the paths, which are then only told of.
    """
    import_run = import_run or ImportRun()
    import_run.paths = (
        [shown_path(os.path.abspath(path)) for path in paths] if found is None else paths
    )
    with taken_back() if dry_run else nullcontext():
        if found is None:
            found = read_files(paths, import_run.format, import_run.columns)
        take_in(found, Importer(import_run, with_all=dry_run), progress=progress, at_once=dry_run)
        tell(import_run)
    return import_run


def take_in(
    found: Iterable[Found],
    importer: "Importer",
    *,
    progress: Progress = lambda size: None,
    stop: Callable[[], ImportRun.State | None] = lambda: None,
    begun: Callable[[], object] = lambda: None,
    at_once: bool = False,
    most: int | None = None,
) -> None:
    """Take in what was found, from the record that the run begins to its end.

    `begun` is called once the record is there. `stop` is asked between two batches: the state in
    which the run is to end there, if it is. A batch has `most` articles at most, else `BATCH`.
    However many are new, `at_once` brings them in line with what they taught each other.
    """
    run = importer.run
    with recorded(run):
        begun()
        try:
            for batch in _batches(enumerate(found, 1), most or BATCH):
                refuse_when_nearly_full()
                importer.take_in(batch)
                progress(_size(batch))
                if ended := stop():
                    run.state = ended
                    return
            if at_once or importer.created <= MENDED_AT_ONCE:
                mend_due(lambda: False)
                # Not when all that was here before waits to be compared as well.
                if waiting(MENDED_AT_ONCE + 1) <= MENDED_AT_ONCE:
                    place_due()
        except KeyboardInterrupt:
            run.state = ImportRun.State.STOPPED
            if not connection.in_atomic_block:
                connection.close()  # it may have been in the midst of a question


@contextmanager
def taken_back() -> Iterator[None]:
    """Leave nothing behind of what is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _batches(items: Iterable[Numbered], most: int) -> Iterator[list[Numbered]]:
    """Group what was found, so that a batch neither grows large nor waits for what is skipped."""
    batch: list[Numbered] = []
    records = size = 0
    for number, found in items:
        batch.append((number, found))
        if isinstance(found, Record):
            records += 1
            size += len(found.raw)
        if records >= most or size > BATCH_BYTES or len(batch) >= BATCH_ITEMS:
            yield batch
            batch, records, size = [], 0, 0
    if batch:
        yield batch


def _size(batch: list[Numbered]) -> int:
    """Return the bytes that are done with the batch; of what could not be read, none."""
    records = sum(len(found.raw) for _, found in batch if isinstance(found, Record))
    return records + sum(found.size for _, found in batch if isinstance(found, Skipped))


class Importer:
    """Takes in one batch after the other; every number of a batch gets one item of the record.

    `said_of` is what somebody said of single items; with `with_all` the record keeps every item.
    """

    def __init__(self, run: ImportRun, *, with_all: bool, said_of: SaidOf = nothing_said) -> None:
        self.run = run
        self._with_all = with_all
        self._said_of = said_of
        self._lessons = Lessons()
        # Bytes that are here already, of the batch that is taken in.
        self._appeared: list[tuple[Record, KnownBytes]] = []
        self.created = 0

    def take_in(self, batch: list[Numbered]) -> None:
        items, readable = self.read(batch)
        size = _size(batch)
        try:
            self._record(items, readable, size)
        except DatabaseError as error:
            _raise_if_unusable(error)
            self._record_one_by_one(readable)
            self._record(items, [], size)

    def read(self, batch: list[Numbered]) -> tuple[list[Item], list[Readable]]:
        """Part what is settled already from the articles that are to be stored."""
        self._appeared = []
        hashes = {number: found.sha256 for number, found in batch if isinstance(found, Record)}
        known = known_bytes(hashes.values())
        items: list[Item] = []
        readable: list[Readable] = []
        for number, found in batch:
            if isinstance(found, Skipped):
                items.append(Item(number, found.file, found.line, Fate.SKIPPED, found.reason))
                continue
            if isinstance(found, Failure):
                items.append(Item(number, found.file, found.line, Fate.FAILED, found.error))
                continue
            here, said = known.get(hashes[number]), self._said_of(found)
            if said.is_left_out:
                items.append(Item(number, found.file, found.line, Fate.SKIPPED, LEFT_OUT))
                continue
            if here:
                self._appeared.append((found, here))
            source = said.source or self.run.source
            if here and source.lower() in ("", here.source.lower()):
                items.append(_item(number, found, already_here(found, here)))
                continue
            article = self._parsed(found, source)
            if isinstance(article, ParsedArticle):
                readable.append((number, found, article))
            elif here:
                reason = f"Its source stays {here.source}: {article}"
                items.append(_item(number, found, Kept(Fate.UNCHANGED, here.article, reason)))
            else:
                items.append(Item(number, found.file, found.line, Fate.FAILED, article))
        return items, readable

    def keep(self, readable: list[Readable]) -> list[Item]:
        """Store the articles; returns what came of each, in the same order."""
        import_run = self.run if self.run.pk else None
        kept = store([(found, article) for _, found, article in readable], import_run)
        return [
            _item(number, found, _warned(article, self._with_source(found, article, one)))
            for (number, found, article), one in zip(readable, kept, strict=True)
        ]

    @transaction.atomic
    def _record(self, items: list[Item], readable: list[Readable], size: int = 0) -> None:
        """Store the articles and the record of the batch, all or nothing."""
        stored = self.keep(readable)
        keep_appearances(self._appeared)
        record(self.run, [*items, *stored], size=size, with_all=self._with_all)
        self.created += sum(one.fate == Fate.CREATED for one in stored)

    def _with_source(self, found: Record, stated: ParsedArticle, kept: Kept) -> Kept:
        """Give an article that was here the source which is stated now."""
        is_stated = self.run.source or self._said_of(found).source
        if not is_stated or kept.fate != Fate.UNCHANGED:
            return kept
        alone = self._parsed(found, "")
        changed = state_source(kept.article, alone, stated) if not isinstance(alone, str) else kept
        return changed if changed.reason else kept

    def _record_one_by_one(self, readable: list[Readable]) -> None:
        """Store a batch of which one article was refused; the others are kept."""
        for one in readable:
            try:
                self._record_again(one)
            except DatabaseError as error:
                _raise_if_unusable(error)
                number, found, _ = one
                refused = Item(number, found.file, found.line, Fate.FAILED, refusal(error))
                self._record([refused], [])

    def _record_again(self, one: Readable) -> None:
        try:
            self._record([], [one])
        except IntegrityError:
            # Another import has brought the same article at this moment: now it is there.
            self._record([], [one])

    def _parsed(self, found: Record, source: str) -> ParsedArticle | str:
        """Return the article with what somebody said of it, or the reason why there is none."""
        said = self._said_of(found)
        try:
            return said.applied(self._lessons.parse(found, source=source, url=said.url))
        except ArticleError as error:
            return str(error)
        except Exception as error:
            # A page that nobody foresaw must not stop the pages after it.
            logger.exception("Could not read %s", found.name)
            return f"It could not be read ({type(error).__name__}: {error})."


def _warned(parsed: ParsedArticle, kept: Kept) -> Kept:
    """Say what was faulty in a document that was taken in all the same."""
    if kept.fate in (Fate.CREATED, Fate.REVISED) and parsed.warning and not kept.reason:
        return kept._replace(reason=parsed.warning)
    return kept


def _item(number: int, found: Record, kept: Kept) -> Item:
    article = None if kept.fate == Fate.SKIPPED else kept.article
    return Item(number, found.file, found.line, kept.fate, kept.reason, article)


def _raise_if_unusable(error: DatabaseError) -> None:
    """Raise the error when it is the database that cannot be asked any more."""
    if not connection.in_atomic_block and not connection.is_usable():
        raise error


def refusal(error: DatabaseError) -> str:
    reason = str(error).strip().split("\n")[0]
    if "tsvector" in reason:
        return "The text has too many different words for the search index; split it up."
    return f"The database refused it: {reason}."
