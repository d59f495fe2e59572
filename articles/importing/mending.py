"""Mend the articles of a group when more is known of its furniture than when they were imported.

What a document says of itself is derived again from its stored bytes: where its news begins and
ends, its furniture, and what its header then reads. Texts never change, what a person has set
stays, and the history keeps what was before.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.furniture_models import MendedGroup
from articles.importing.furniture import Learned, find
from articles.importing.lessons import Group, fingerprint, fingerprints, keep, learned_of
from articles.importing.metadata.publishers import UNKNOWN
from articles.importing.parse_document import parse
from articles.importing.records import ArticleError, ParsedArticle, Record
from articles.models import Article, news_changed
from articles.source_models import Source
from articles.source_names import sources_named

logger = logging.getLogger(__name__)

_BATCH = 100  # articles in one transaction
# Changes with the rules by which an import reads documents (header, language, furniture): groups
# that were mended by earlier ones are read again in the background.
VERSION = 1
FEWEST = 3  # documents that teach something
GROWTH = 0.1  # so much more documents are worth mending again in the background
# What belongs together: it is set as a whole, or was set by a person and stays as a whole.
LIMITS = (("body_start", "body_end", "head"), ("furniture",))
HEADER = (
    *(("title", "title_is_made"), ("byline",), ("dateline",), ("url",), ("sections",)),
    ("language",),
    ("published_on", "published_precision", "published_from"),
    ("updated_on", "updated_precision"),
)


@dataclass
class Mended:
    """What came of mending: how many articles were looked at, and the keys of those changed."""

    looked_at: int
    changed: list[int]
    stopped: bool = False


def mend(group: Group, *, stop: Callable[[], bool] = lambda: False) -> Mended:
    """Bring the articles of a group in line with all that is learned of it now.

    Each batch is a transaction; inside one that is open already (a dry run) nothing is kept when
    that is rolled back. `stop` is asked between two batches. Whoever keeps something beside the
    articles hears of those with other news by `news_changed`.
    """
    row = _row(group)
    is_outdated = row.version < VERSION
    if is_outdated:
        _teach_again(group)
    rules = fingerprint(group)
    learned = learned_of(group)
    mended = Mended(0, [])
    for keys in _batches(group):
        if stop():
            mended.stopped = True
            return mended
        mended.changed += _mend(keys, learned, all_again=is_outdated)
        mended.looked_at += len(keys)
    MendedGroup.objects.filter(pk=row.pk).update(
        documents=learned.documents,
        grown=F("grown") - row.grown,
        rules=rules,
        version=VERSION,
        is_due=fingerprint(group) != rules,
        mended_at=timezone.now(),
    )
    return mended


def mend_due(stop: Callable[[], bool]) -> int:
    """Mend the groups of which enough more is known by now; returns how many articles changed."""
    changed = 0
    for group in list(due()):
        if stop():
            break
        changed += len(mend(group, stop=stop).changed)
    return changed


def due() -> Iterator[Group]:
    """Yield the groups to mend, once what was noted of changes is taken in.

    Those have grown enough since they were mended, or persons have ruled on them, or they were
    read by earlier rules of the import.
    """
    _take_in_changes()
    rows = MendedGroup.objects.filter(is_due=True).order_by("pk")
    earlier = MendedGroup.objects.filter(version__lt=VERSION, is_due=False).order_by("pk")
    for row in (*rows, *earlier):
        yield Group(row.source_id, row.place)


@transaction.atomic
def _take_in_changes() -> None:
    """Add what was noted of the groups to their rows, and tell which of them are due by it."""
    changes: Counter[Group] = Counter()
    with connection.cursor() as cursor:
        # Each note is taken in once, whoever else does so at this moment.
        cursor.execute(
            "DELETE FROM articles_changedgroup RETURNING source_id, place, documents",
        )
        for source, place, documents in cursor.fetchall():
            changes[Group(source, place)] += documents
    sources = set(Source.objects.filter(pk__in=_sources(changes)).values_list("pk", flat=True))
    for group in [one for one in changes if one.source and one.source not in sources]:
        del changes[group]
    MendedGroup.objects.bulk_create(
        [MendedGroup(source_id=one.source, place=one.place, version=VERSION) for one in changes],
        ignore_conflicts=True,
    )
    known = Q(source__in=_sources(changes)) | Q(source=None, place__in=_places(changes))
    # In one order, so that two who do so never wait for each other in a circle.
    rows = list(MendedGroup.objects.select_for_update().filter(known).order_by("pk"))
    rules = fingerprints(changes)
    for row in rows:
        group = Group(row.source_id, row.place)
        row.grown += changes[group]
        enough = row.grown < 0 or row.grown >= max(1, round(row.documents * GROWTH))
        has_grown = enough and row.documents + row.grown >= FEWEST
        row.is_due = row.is_due or has_grown or rules.get(group, 0) != row.rules
    MendedGroup.objects.bulk_update(rows, ["grown", "is_due"], batch_size=1000)


def _sources(groups: Iterable[Group]) -> set[int]:
    return {group.source for group in groups if group.source is not None}


def _places(groups: Iterable[Group]) -> set[str]:
    return {group.place for group in groups if group.source is None}


def _row(group: Group) -> MendedGroup:
    row, _ = MendedGroup.objects.get_or_create(
        source_id=group.source, place=group.place, defaults={"version": VERSION}
    )
    return row


def _teach_again(group: Group) -> None:
    """Keep anew what the articles teach: earlier rules knew other traces, or none."""
    for keys in _batches(group):
        articles = Article.objects.filter(pk__in=keys).select_related("document", "source")
        keep(
            (article, article.document.original_name)
            for article in articles.defer("document__raw").order_by("pk")
        )


def _batches(group: Group) -> Iterator[list[int]]:
    keys = list(group.articles().order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), _BATCH):
        yield keys[first : first + _BATCH]


@transaction.atomic
def _mend(keys: list[int], learned: Learned, *, all_again: bool) -> list[int]:
    """Mend these articles; returns the keys of those that changed.

    Where the furniture is what it was all else is so too, unless the rules have changed.
    """
    locked = Article.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    changed, other_news = [], []
    for article in locked.select_related("document", "source"):
        is_settled = article.source.name != UNKNOWN and not all_again
        if is_settled and set(find(article.text, learned).furniture) == set(article.furniture):
            continue
        values = derived(article, parsed_again(article, learned))
        if values:
            for name, value in values.items():
                setattr(article, name, value)
            article.save(update_fields=list(values))
            changed.append(article.pk)
        if any(name in values for names in (*LIMITS, ("language",)) for name in names):
            other_news.append(article.pk)
    if other_news:
        news_changed.send(Article, articles=other_news)
    return changed


def derived(article: Article, after: ParsedArticle | None) -> dict[str, object]:
    """What its bytes say today and no person has set, where that is something else.

    Nothing where they say another text.
    """
    if after is None or after.text != article.text:
        return {}
    values: dict[str, object] = {}
    for names in (*LIMITS, *HEADER):
        if not set(names) & set(article.set_by_hand):
            new = {name: getattr(after, name) for name in names}
            if any(_plain(getattr(article, name)) != _plain(value) for name, value in new.items()):
                values |= new
    return values | _source(article, after)


def _source(article: Article, after: ParsedArticle) -> dict[str, object]:
    """The source, where it was unknown and the documents of its group have told it since."""
    is_open = article.source.name == UNKNOWN and "source" not in article.set_by_hand
    if not is_open or after.source == UNKNOWN:
        return {}
    source = sources_named({after.source})[after.source.lower()]
    return {"source": source, "source_from": after.source_from}


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def parsed_again(article: Article, learned: Learned) -> ParsedArticle | None:
    """Parse the stored bytes; None where today's rules refuse them."""
    document = article.document
    record = Record(bytes(document.raw), document.media_type, document.original_name)
    try:
        return parse(record, learned=learned)
    except ArticleError:
        return None
    except Exception:
        # A page that nobody foresaw must not stop the pages after it.
        logger.exception("Could not read %s again", document.original_name)
        return None
