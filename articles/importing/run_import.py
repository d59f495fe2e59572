"""One import from beginning to end: read, parse, store, keep a record of the run."""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from articles.importing.parse_document import parse
from articles.importing.read_files import read_files
from articles.importing.readers import shown_path
from articles.importing.records import ArticleError, Failure, ParsedArticle, Record
from articles.importing.store_articles import Outcome, Parsed, known_hashes, store
from articles.models import ImportRun

logger = logging.getLogger(__name__)

BATCH = 200  # articles in one transaction
BATCH_BYTES = 10_000_000
STOPPED = "Stopped before the end; run the import again to go on."

Progress = Callable[[int], object]  # takes the bytes that were read since the last call


@dataclass
class Report:
    """What came of an import."""

    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    failed: list[Failure] = field(default_factory=list)
    stopped: bool = False

    def as_dict(self) -> dict:
        """Return the report as programs read it."""
        failed = [{"file": f.file, "line": f.line, "error": f.error} for f in self.failed]
        return {str(outcome): number for outcome, number in self.counts.items()} | {
            "failed": failed
        }


class _DryRun(Exception):
    """Rolls a dry run back."""


def run(
    paths: list[str],
    *,
    format: str = "auto",
    source: str = "",
    user: User | None = None,
    dry_run: bool = False,
    progress: Progress = lambda size: None,
) -> Report:
    """Import everything below the paths and keep an ImportRun of it.

    What is good is kept, what is bad is reported. Ctrl-C stops between two articles; the
    report then says so, and the next run goes on. A dry run leaves nothing behind.
    """
    report = Report()
    if dry_run:
        try:
            with transaction.atomic():
                _import(paths, format, source, report, progress)
                raise _DryRun
        except _DryRun:
            return report
    shown = [shown_path(path) for path in paths]
    import_run = ImportRun.objects.create(user=user, paths=shown)
    try:
        _import(paths, format, source, report, progress)
    finally:
        _finish(import_run, report)
    return report


def _finish(import_run: ImportRun, report: Report) -> None:
    result = report.as_dict()
    import_run.errors = result.pop("failed")
    for name, number in result.items():
        setattr(import_run, name, number)
    if report.stopped:
        import_run.errors.append({"file": "", "line": None, "error": STOPPED})
    import_run.finished_at = timezone.now()
    import_run.save()


def _import(paths: list[str], format: str, source: str, report: Report, progress: Progress) -> None:
    try:
        for records, parsed in _parsed_ahead(_batches(read_files(paths, format)), source, report):
            _store_batch(parsed, report)
            progress(sum(len(record.raw) for record in records))
    except KeyboardInterrupt:
        report.stopped = True


def _parsed_ahead(
    batches: Iterable[tuple[list[Record], list[Failure]]], source: str, report: Report
) -> Iterator[tuple[list[Record], list[Parsed]]]:
    """Parse each batch while the one before it is stored: PostgreSQL is a process of its own."""
    waiting: deque[tuple[list[Record], Future[list[Parsed]]]] = deque()
    with ThreadPoolExecutor(max_workers=1) as reader:
        for records, failures in batches:
            report.failed.extend(failures)
            known = known_hashes([record.sha256 for record in records]) if records else set()
            report.counts[Outcome.UNCHANGED] += sum(record.sha256 in known for record in records)
            new = [record for record in records if record.sha256 not in known]
            waiting.append((records, reader.submit(_parse_batch, new, source, report)))
            if len(waiting) > 1:
                records, parsed = waiting.popleft()
                yield records, parsed.result()
        for records, parsed in waiting:
            yield records, parsed.result()


def _batches(
    items: Iterable[Record | Failure],
) -> Iterator[tuple[list[Record], list[Failure]]]:
    """Group the records, so that a batch neither grows large nor waits for failures."""
    records: list[Record] = []
    failures: list[Failure] = []
    size = 0
    for item in items:
        if isinstance(item, Failure):
            failures.append(item)
        else:
            records.append(item)
            size += len(item.raw)
        if len(records) + len(failures) >= BATCH or size > BATCH_BYTES:
            yield records, failures
            records, failures, size = [], [], 0
    yield records, failures


def _parse_batch(records: list[Record], source: str, report: Report) -> list[Parsed]:
    return [(record, article) for record in records if (article := _parsed(record, source, report))]


def _store_batch(parsed: list[Parsed], report: Report) -> None:
    try:
        outcomes = store(parsed)
    except DatabaseError:
        if not connection.in_atomic_block and not connection.is_usable():
            raise
        outcomes = _store_one_by_one(parsed, report)
    for outcome in outcomes:
        report.counts[outcome] += 1


def _parsed(record: Record, source: str, report: Report) -> ParsedArticle | None:
    try:
        return parse(record, source=source)
    except ArticleError as error:
        report.failed.append(Failure(record.file, record.line, str(error)))
    except Exception as error:
        # A page that nobody foresaw must not stop the pages after it.
        logger.exception("Could not read %s", record.name)
        reason = f"It could not be read ({type(error).__name__}: {error})."
        report.failed.append(Failure(record.file, record.line, reason))
    return None


def _store_one_by_one(parsed: list[tuple[Record, ParsedArticle]], report: Report) -> list[Outcome]:
    """Store a batch of which one article was refused; the others are kept."""
    outcomes = []
    for record, article in parsed:
        try:
            outcomes.append(_store_again(record, article))
        except DatabaseError as error:
            if not connection.in_atomic_block and not connection.is_usable():
                raise
            report.failed.append(Failure(record.file, record.line, _refusal(error)))
    return outcomes


def _store_again(record: Record, article: ParsedArticle) -> Outcome:
    try:
        return store([(record, article)])[0]
    except IntegrityError:
        # Another import has brought the same article at this moment: now it is there.
        return store([(record, article)])[0]


def _refusal(error: DatabaseError) -> str:
    reason = str(error).strip().split("\n")[0]
    if "tsvector" in reason:
        return "The text has too many different words for the search index; split it up."
    return f"The database refused it: {reason}."
