"""Keep an article: the only place that writes what an import brings."""

from enum import StrEnum
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Lower

from articles.importing.errors import ArticleError
from articles.importing.parsing import parse
from articles.importing.records import ParsedArticle, Record
from articles.models import Article, ArticleRevision, Document, Source

# What a person may have corrected: an import changes it only where nobody has.
DESCRIPTIVE = (
    *("title", "title_is_made", "byline", "published_on", "published_precision"),
    *("dateline", "url", "language", "sections"),
)


class Outcome(StrEnum):
    CREATED = "created"
    UNCHANGED = "unchanged"
    REVISED = "revised"
    DUPLICATE = "duplicates"


def known_hashes(hashes: list[str]) -> set[str]:
    """Return which of the SHA-256 sums belong to bytes that are kept already."""
    return set(Document.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))


@transaction.atomic
def store(record: Record, parsed: ParsedArticle) -> Outcome:
    """Keep the bytes and the article that they hold; tells what came of it.

    Bytes that are here already change nothing, whatever has become of their article since:
    so a collection that holds two versions of a text ends in the same state every time.
    """
    if known_hashes([record.sha256]):
        return Outcome.UNCHANGED
    article = None
    if parsed.identity:
        article = Article.objects.select_for_update().filter(identity=parsed.identity).first()
    if article and article.text != parsed.text:
        revise(article, parsed, _document(record))
        return Outcome.REVISED
    if article:
        _document(record, same_text_as=article)
        return Outcome.UNCHANGED
    if same := _same_text(parsed):
        _document(record, same_text_as=same)
        return Outcome.DUPLICATE
    Article.objects.create(
        source=_source(parsed.source),
        document=_document(record),
        identity=parsed.identity,
        text=parsed.text,
        body_start=parsed.body_start,
        body_end=parsed.body_end,
        furniture=parsed.furniture,
        **{name: getattr(parsed, name) for name in DESCRIPTIVE} | {"sections": [*parsed.sections]},
    )
    return Outcome.CREATED


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
                value = getattr(after, name)
                setattr(article, name, [*value] if name == "sections" else value)
    if article.source.name.lower() == before.source.lower():
        article.source = _source(after.source)


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
    return Document.objects.create(
        raw=record.raw,
        media_type=record.media_type,
        original_name=record.name,
        same_text_as=same_text_as,
    )


def _same_text(parsed: ParsedArticle) -> Article | None:
    """Return an article of the same source with this very text."""
    same_hash = Article.objects.filter(text_hash=sha256(parsed.text.encode()).hexdigest())
    return same_hash.filter(source__name__iexact=parsed.source).order_by("pk").first()


def _source(name: str) -> Source:
    """Return the source of this name, in whatever case it is written; make it when it is new."""
    source = Source.objects.alias(folded=Lower("name")).filter(folded=name.lower()).first()
    return source or Source.objects.create(name=name)
