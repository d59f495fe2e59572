"""What the pages of the import show: the preview of an upload, and runs with their items."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet, Sum

from articles.article_choices import Origin
from articles.clearance import may_be_told
from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.metadata.publishers import UNKNOWN
from articles.models import Article
from articles.run_models import Fate, ImportItem, ImportRun
from articles.upload_models import Upload, UploadItem
from articles.uploads.files import broken_off
from entities.imports.forms import shown_values
from entities.lists import page_of

ROWS_A_PAGE = 50
DATES = {"day": "%-d %b %Y", "month": "%b %Y", "year": "%Y"}
# What the fates are called on these pages, of one and of several, with the sign and the look of
# each, in the order of the tabs.
WORDS = {
    Fate.CREATED: ("new", "new", "✓", "good"),
    Fate.REVISED: ("changed", "changed", "✓", "good"),
    Fate.DUPLICATE: ("copy", "copies", "=", "same"),
    Fate.UNCHANGED: ("here already", "here already", "=", "same"),
    Fate.SKIPPED: ("left out", "left out", "–", "same"),
    Fate.FAILED: ("refused", "refused", "✕", "bad"),
}


@dataclass(frozen=True)
class FateCount:
    fate: Fate
    count: int

    @property
    def words(self) -> str:
        return WORDS[self.fate][0 if self.count == 1 else 1]

    @property
    def sign(self) -> str:
        return WORDS[self.fate][2]

    @property
    def look(self) -> str:
        return WORDS[self.fate][3]


def fate_counts(counts: dict[Fate, int]) -> list[FateCount]:
    """Those of which there are any, in order."""
    return [FateCount(fate, counts[fate]) for fate in WORDS if counts.get(fate)]


def date_words(iso: str) -> str:
    found = PartialDate.from_iso(iso)
    return found.first.strftime(DATES[found.precision]) if found else ""


class Row:
    """An item of an upload, with what it will have."""

    def __init__(self, item: UploadItem) -> None:
        self.item = item
        if item.article and not may_be_told(item.article.handling):
            # That the text is here somewhere is told to who has it; which article that is, is not.
            item.article, item.reason = None, item.reason and "Its text is here already."
        self.is_left_out = item.is_left_out
        self.fate = FateCount(Fate.SKIPPED if item.is_left_out else Fate(item.fate), 1)
        values = shown_values(item)
        article = item.article if item.fate == Fate.UNCHANGED else None
        self.title = values["title"] or (article.title if article else "")
        self.source = values["source"]
        self.published = date_words(values["published"])
        self.is_mended = {name: name in item.values for name in values}
        self.date_is_guessed = _is_guessed(item, "published") and not item.upload.published
        self.source_is_guessed = _is_guessed(item, "source") and not item.upload.source

    @property
    def source_is_unknown(self) -> bool:
        return self.source == UNKNOWN

    @property
    def file(self) -> str:
        """Where it lies in what was dropped."""
        return self.item.file.removeprefix(f"{self.item.upload.name}/")

    @property
    def date_from(self) -> str:
        return Origin(self.item.published_from).label if self.item.published_from else ""

    @property
    def source_from(self) -> str:
        return Origin(self.item.source_from).label if self.item.source_from else ""

    @property
    def name(self) -> str:
        return self.title or str(self.item).rpartition("/")[2]


def _is_guessed(item: UploadItem, name: str) -> bool:
    """Whether the document does not state it itself, and nobody said it."""
    origin = getattr(item, f"{name}_from")
    return name not in item.values and origin not in ("", Origin.GIVEN, Origin.STATED)


class Preview:
    """What an upload would become, as far as it was looked at."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload

    @cached_property
    def counts(self) -> dict[Fate, int]:
        found = self.upload.items.aggregate(
            left_out=Count("pk", filter=Q(is_left_out=True)),
            **{fate.value: Count("pk", filter=Q(fate=fate, is_left_out=False)) for fate in Fate},
        )
        counts = {fate: found[fate.value] for fate in Fate}
        counts[Fate.SKIPPED] += found["left_out"]
        return counts

    @property
    def fates(self) -> list[FateCount]:
        return fate_counts(self.counts)

    @property
    def found(self) -> int:
        return sum(self.counts.values())

    @property
    def taken_in(self) -> int:
        """How many articles are new or changed afterwards."""
        return self.counts[Fate.CREATED] + self.counts[Fate.REVISED]

    @cached_property
    def _files(self) -> dict:
        return self.upload.files.aggregate(count=Count("pk"), size=Sum("size", default=0))

    @property
    def files(self) -> int:
        return self._files["count"]

    @property
    def size(self) -> int:
        return self._files["size"]

    @cached_property
    def broken_off(self) -> int:
        return broken_off(self.upload)

    @property
    def is_looked_at(self) -> bool:
        return self.upload.state == Upload.State.LOOKING

    @cached_property
    def headings(self) -> list[str]:
        """The headings of tables of which no column is known, and those somebody said."""
        found = self.upload.items.exclude(headings=[]).values_list("headings", flat=True)
        every = dict.fromkeys([*self.upload.columns, *(one for row in found for one in row)])
        return list(every)

    def page(self, fate: str | None, number: str | None) -> Page:
        return page_of(self._of_fate(fate), number, ROWS_A_PAGE)

    def rows(self, page: Page) -> list[Row]:
        return [Row(item) for item in page]

    def _of_fate(self, fate: str | None) -> QuerySet[UploadItem]:
        items = self.upload.items.select_related("article").defer("article__text")
        items = items.order_by("number")
        if fate not in Fate.values:
            return items
        if fate == Fate.SKIPPED:
            return items.filter(Q(fate=fate) | Q(is_left_out=True))
        return items.filter(fate=fate, is_left_out=False)


def unfinished(uploads: QuerySet[Upload]) -> QuerySet[Upload]:
    """Those that their owner has not taken in."""
    return uploads.exclude(state=Upload.State.DONE)


class Run:
    """A run with its items, and how far it is."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run

    @property
    def fates(self) -> list[FateCount]:
        return fate_counts(self.run.counts)

    @property
    def taken_in(self) -> int:
        return self.run.created + self.run.revised

    @property
    def is_running(self) -> bool:
        return self.run.state == ImportRun.State.RUNNING

    @property
    def is_unfinished(self) -> bool:
        """Whether it was stopped or interrupted, and nobody has gone on with it."""
        ended = (ImportRun.State.STOPPED, ImportRun.State.INTERRUPTED)
        return self.run.state in ended and not hasattr(self.run, "resumed_by")

    @property
    def share(self) -> float:
        """How much of its bytes is read, 0–1; 0 where their number is not known."""
        return min(self.run.read_bytes / self.run.total_bytes, 1) if self.run.total_bytes else 0

    @property
    def percent(self) -> int:
        return int(self.share * 100)

    @property
    def seconds_left(self) -> int | None:
        """As long as it will take at the pace it had so far; None where that is not known yet."""
        if not self.share or self.run.seconds < 3:
            return None
        return round(self.run.seconds * (1 - self.share) / self.share)

    @property
    def took(self) -> str:
        """How long it took, in words: `1 min 4 s`."""
        minutes, seconds = divmod(round(self.run.seconds), 60)
        hours, minutes = divmod(minutes, 60)
        parts = ((hours, "h"), (minutes, "min"), (seconds, "s"))
        return " ".join(f"{number} {unit}" for number, unit in parts if number) or "under 1 s"

    @cached_property
    def origin(self) -> str:
        """Whence it took its files, in a few words."""
        paths = [path.rstrip("/").rpartition("/")[2] or path for path in self.run.paths]
        return (
            paths[0]
            if len(paths) == 1
            else f"{paths[0]} and {len(paths) - 1} more"
            if paths
            else ""
        )

    @property
    def has_all_items(self) -> bool:
        """Whether each item is kept: of an import by a command only those not simply taken in."""
        return hasattr(self.run, "of_upload")

    def latest(self, count: int) -> list["ItemRow"]:
        return _item_rows(self._items.order_by("-number")[:count])

    def page(self, fate: str | None, number: str | None) -> Page:
        items = self._items.order_by("number")
        return page_of(
            items.filter(fate=fate) if fate in Fate.values else items, number, ROWS_A_PAGE
        )

    def rows(self, page: Page) -> list["ItemRow"]:
        return _item_rows(page)

    @property
    def _items(self) -> QuerySet[ImportItem]:
        return self.run.items.select_related("article__source").defer("article__text")


@dataclass(frozen=True)
class ItemRow:
    item: ImportItem
    fate: FateCount


def _item_rows(items: Iterable[ImportItem]) -> list[ItemRow]:
    return [ItemRow(item, FateCount(Fate(item.fate), 1)) for item in items]


def all_runs() -> QuerySet[ImportRun]:
    """Every run with who began it, the latest first."""
    return ImportRun.objects.select_related("user", "of_upload", "resumed_by").order_by("-pk")


def run_that_brought(article: Article) -> ImportRun | None:
    """The run by which an article came, where that is certain.

    The run kept it, as those of uploads do; else it is the only one that ran at the time.
    """
    item = ImportItem.objects.filter(article=article, fate=Fate.CREATED).select_related("run")
    if first := item.order_by("pk").first():
        return first.run
    at = article.imported_at
    running = ImportRun.objects.filter(started_at__lte=at).filter(
        Q(finished_at__gte=at) | Q(finished_at=None)
    )
    found = list(running.order_by("pk")[:2])
    return found[0] if len(found) == 1 else None
