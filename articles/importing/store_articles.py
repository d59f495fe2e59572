"""Keep articles: the only place that writes what an import brings.

Deduplication is done here: the same bytes change nothing, other bytes with the same text of the
same source are kept as a copy, and a new text of a known article makes a revision.
"""

from collections.abc import Iterator
from enum import StrEnum
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Lower

from articles.copy_rows import copy_rows
from articles.importing.parse_document import parse
from articles.importing.records import ArticleError, ParsedArticle, Record
from articles.models import Article, ArticleRevision, Document, Source, text_changed

# What a person may have corrected: an import changes it only where nobody has.
DESCRIPTIVE = (
    *("title", "title_is_made", "byline", "published_on", "published_precision"),
    *("dateline", "url", "language", "sections"),
)


Parsed = tuple[Record, ParsedArticle]


class Outcome(StrEnum):
    """What came of one record; the values are the columns of an ImportRun."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    DUPLICATE = "duplicates"


def known_hashes(hashes: list[str]) -> set[str]:
    """Return which of the SHA-256 sums belong to bytes that are kept already."""
    return set(Document.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))


@transaction.atomic
def store(batch: list[Parsed]) -> list[Outcome]:
    """Keep the bytes and the articles of the batch, all or none; tells what came of each.

    Bytes that are here already change nothing, whatever has become of their article since:
    so a collection that holds two versions of a text ends in the same state every time.
    """
    outcomes = []
    for part in _independent(batch):
        outcomes += _store(part)
    return outcomes


def _independent(batch: list[Parsed]) -> Iterator[list[Parsed]]:
    """Part the batch so that no article of a part could be a version or copy of another."""
    part: list[Parsed] = []
    seen: set[object] = set()
    for record, parsed in batch:
        keys = {record.sha256, parsed.text, parsed.identity or record}
        if keys & seen:
            yield part
            part, seen = [], set()
        part.append((record, parsed))
        seen |= keys
    yield part


def _store(part: list[Parsed]) -> list[Outcome]:
    known = known_hashes([record.sha256 for record, _ in part])
    identities = [parsed.identity for _, parsed in part if parsed.identity]
    locked = Article.objects.select_for_update().filter(identity__in=identities).order_by("pk")
    versions = {article.identity: article for article in locked}
    copies = _copies(part)
    outcomes, new = [], []
    for record, parsed in part:
        version = versions.get(parsed.identity)
        copy = copies.get((_text_hash(parsed.text), parsed.source.lower()))
        if record.sha256 in known:
            outcomes.append(Outcome.UNCHANGED)
        elif version and version.text != parsed.text:
            document = _document(record)
            document.save(force_insert=True)
            revise(version, parsed, document)
            outcomes.append(Outcome.REVISED)
        elif version or copy:
            _document(record, same_text_as=version or copy).save(force_insert=True)
            outcomes.append(Outcome.UNCHANGED if version else Outcome.DUPLICATE)
        else:
            new.append((record, parsed))
            outcomes.append(Outcome.CREATED)
    _create(new)
    return outcomes


def _copies(part: list[Parsed]) -> dict[tuple[str, str], Article]:
    """Return the articles that have one of these texts, by its hash and their source."""
    hashes = {_text_hash(parsed.text) for _, parsed in part}
    same = Article.objects.filter(text_hash__in=hashes).for_listing().order_by("-pk")
    return {(article.text_hash, article.source.name.lower()): article for article in same}


def _create(new: list[Parsed]) -> None:
    sources = _sources({parsed.source for _, parsed in new})
    documents = [_document(record) for record, _ in new]
    copy_rows(documents)
    articles = [
        Article(
            source=sources[parsed.source.lower()],
            document=document,
            identity=parsed.identity,
            text=parsed.text,
            body_start=parsed.body_start,
            body_end=parsed.body_end,
            furniture=parsed.furniture,
            **{name: getattr(parsed, name) for name in DESCRIPTIVE},
        )
        for document, (_, parsed) in zip(documents, new, strict=True)
    ]
    copy_rows(articles)


def revise(article: Article, parsed: ParsedArticle, document: Document) -> ArticleRevision:
    """Give the article a new text and keep the earlier one as a revision.

    Title, date, source and the like follow the new text only where they still are what the
    earlier text said by itself; what a person has changed stays.
    """
    last = article.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = ArticleRevision.objects.create(
        article=article,
        number=last + 1,
        document=article.document,
        title=article.title,
        text=article.text,
        body_start=article.body_start,
        body_end=article.body_end,
        furniture=article.furniture,
    )
    if before := _parsed_again(article.document):
        _follow(article, before, parsed)
    article.document = document
    article.text = parsed.text
    article.body_start, article.body_end = parsed.body_start, parsed.body_end
    article.furniture = parsed.furniture
    article.save()
    text_changed.send(Article, article=article, revision=revision)
    return revision


def _follow(article: Article, before: ParsedArticle, after: ParsedArticle) -> None:
    """Take over what the new text says about itself where nobody has corrected the old."""
    # These belong together: a title and how it came about, a date and its precision.
    for names in (
        *(("title", "title_is_made"), ("published_on", "published_precision")),
        *(("byline",), ("dateline",), ("url",), ("language",), ("sections",)),
    ):
        if all(_same(getattr(article, name), getattr(before, name)) for name in names):
            for name in names:
                setattr(article, name, getattr(after, name))
    if article.source.name.lower() == before.source.lower():
        article.source = _sources({after.source})[after.source.lower()]


def _same(ours: object, theirs: object) -> bool:
    return (tuple(ours) if isinstance(ours, list) else ours) == theirs


def _parsed_again(document: Document) -> ParsedArticle | None:
    """Parse the earlier bytes as today; None when today's rules refuse them."""
    record = Record(bytes(document.raw), document.media_type, document.original_name)
    try:
        return parse(record)
    except ArticleError:
        return None


def _document(record: Record, same_text_as: Article | None = None) -> Document:
    return Document(
        raw=record.raw,
        media_type=record.media_type,
        original_name=record.name,
        same_text_as=same_text_as,
    )


def _text_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _sources(names: set[str]) -> dict[str, Source]:
    """Return the sources of these names by the names in lower case; make the missing ones."""
    folded = {name.lower(): name for name in sorted(names)}
    here = Source.objects.alias(folded=Lower("name")).filter(folded__in=list(folded))
    sources: dict[str, Source] = {source.name.lower(): source for source in here}
    for name in folded.keys() - sources.keys():
        sources[name] = Source.objects.create(name=folded[name])
    return sources
