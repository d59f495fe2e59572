"""Keep articles: the only place that writes what an import brings.

What is one article is decided here. The same bytes change nothing; the same title and news under
another address, date or file are one article that appeared there too; and a new text of a known
article makes a revision, wherever it lies.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from articles.copy_models import Appearance
from articles.importing import lessons
from articles.importing.metadata import publishers
from articles.importing.parse_document import parse
from articles.importing.records import ArticleError, ParsedArticle, Record
from articles.importing.same_text import (
    earlier_version,
    file_name,
    news,
    of_file_names,
    same_texts,
)
from articles.models import Article, ArticleRevision, text_changed
from articles.postgresql import copy_rows
from articles.run_models import Fate, ImportRun
from articles.source_models import Document
from articles.source_names import sources_named

# What a person may have corrected: an import changes it only where nobody has.
DESCRIPTIVE = (
    *("title", "title_is_made", "byline", "published_on", "published_precision"),
    *("published_from", "updated_on", "updated_precision", "source_from"),
    *("dateline", "url", "language", "sections"),
)


Parsed = tuple[Record, ParsedArticle]


class Kept(NamedTuple):
    """What came of one record: its fate, why it is not simply that, and the article's key."""

    fate: Fate
    article: int
    reason: str = ""


class KnownBytes(NamedTuple):
    """Bytes that are here already: under what name, and the article that they belong to."""

    document: int
    name: str
    article: int
    source: str


def known_bytes(hashes: Iterable[str]) -> dict[str, KnownBytes]:
    """Return which of the SHA-256 sums belong to bytes that are kept already."""
    # Those of an article, of a copy of one, or of its earlier text.
    owners = ("article", "same_text_as", "revisions__article")
    rows = Document.objects.filter(sha256__in=hashes).values_list(
        "sha256",
        "pk",
        "original_name",
        Coalesce(*(f"{owner}__pk" for owner in owners)),
        Coalesce(*(f"{owner}__source__name" for owner in owners)),
    )
    return {digest: KnownBytes(*known) for digest, *known in rows}


@transaction.atomic
def store(batch: list[Parsed], import_run: ImportRun | None = None) -> list[Kept]:
    """Keep the bytes and the articles of the batch, all or none; tells what came of each.

    New articles are those of the run, where one is given.

    Bytes that are here already change nothing, whatever has become of their article since:
    so a collection that holds two versions of a text ends in the same state every time.
    """
    kept = []
    for part in _independent(batch):
        kept += _store(part, import_run)
    return kept


def already_here(record: Record, known: KnownBytes) -> Kept:
    """What to say of a record whose bytes are here; they may have come under another name."""
    same = _is_same_file(record, known)
    reason = "" if same else f"The same bytes are here already, from {known.name}."
    return Kept(Fate.UNCHANGED, known.article, reason)


def keep_appearances(found: Iterable[tuple[Record, KnownBytes]]) -> None:
    """Keep under what other names bytes came that are here already."""
    Appearance.objects.bulk_create(
        (
            Appearance(article_id=known.article, document_id=known.document, file=record.name)
            for record, known in found
            if not _is_same_file(record, known)
        ),
        ignore_conflicts=True,
    )


def _is_same_file(record: Record, known: KnownBytes) -> bool:
    return known.name == record.name or known.name.rpartition(":")[0] == record.file


def state_source(article: int, alone: ParsedArticle, stated: ParsedArticle) -> Kept:
    """Give an article that is here the source that somebody states for its bytes.

    They were parsed once `alone` and once with that source. The present source gives way where it
    is unknown, or what the document says by itself; what somebody has stated or corrected stays.
    """
    locked = Article.objects.select_for_update(of=["self"]).select_related("source")
    here = locked.get(pk=article)
    before, after = here.source.name, stated.source
    if before.lower() == after.lower():
        return Kept(Fate.UNCHANGED, here.pk)
    is_guessed = before.lower() in (publishers.UNKNOWN.lower(), alone.source.lower())
    if "source" in here.set_by_hand or not is_guessed:
        reason = f"Its source stays {before}, which somebody has stated or corrected."
        return Kept(Fate.UNCHANGED, here.pk, reason)
    here.source = sources_named({after})[after.lower()]
    here.source_from = stated.source_from
    # An id counts within its source.
    is_free = not Article.objects.filter(identity=stated.identity).exists()
    if here.identity == alone.identity and is_free:
        here.identity = stated.identity
    here.save(update_fields=["source", "source_from", "identity"])
    return Kept(Fate.REVISED, here.pk, f"Its source was {before}, and is {here.source.name} now.")


def _independent(batch: list[Parsed]) -> Iterator[list[Parsed]]:
    """Part the batch so that no article of a part could be a version or copy of another."""
    part: list[Parsed] = []
    seen: set[object] = set()
    for record, parsed in batch:
        keys: set[object] = {record.sha256, parsed.text, (parsed.title, _news_key(parsed))}
        keys.add(parsed.identity or record)
        if name := file_name(record, parsed):
            keys.add(("file", name))
        if keys & seen:
            yield part
            part, seen = [], set()
        part.append((record, parsed))
        seen |= keys
    yield part


def _news_key(parsed: ParsedArticle) -> str:
    return " ".join(news(parsed).split())


def _store(part: list[Parsed], import_run: ImportRun | None) -> list[Kept]:
    hashes = [record.sha256 for record, _ in part]
    known = known_bytes(hashes)
    versions = _versions([parsed.identity for _, parsed in part if parsed.identity])
    same_text = same_texts([parsed for _, parsed in part])
    names = of_file_names(file_name(record, parsed) for record, parsed in part)
    kept: dict[int, Kept] = {}
    new: dict[int, Parsed] = {}
    for place, (record, parsed) in enumerate(part):
        if hashes[place] in known:
            keep_appearances([(record, known[hashes[place]])])
            kept[place] = already_here(record, known[hashes[place]])
            continue
        version = versions.get(parsed.identity or "")
        if version is None and (same := same_text.get(place)):
            _appear(same, record, parsed)
            reason = f"Its text is here already: “{same.title}”."
            kept[place] = Kept(Fate.DUPLICATE, same.pk, reason)
        elif version := version or _moved(record, parsed, names):
            kept[place] = _next_version(version, record, parsed)
        else:
            new[place] = record, parsed
    for place, article in zip(new, _create([*new.values()], import_run), strict=True):
        kept[place] = Kept(Fate.CREATED, article.pk)
    return [kept[place] for place in range(len(part))]


def _versions(identities: list[str]) -> dict[str, Article]:
    """By what tells their versions the articles that are here, held until the batch is stored."""
    elsewhere = Appearance.objects.filter(identity__in=identities)
    appeared = dict(elsewhere.values_list("article", "identity"))
    here = Article.objects.select_for_update().order_by("pk")
    found: dict[str, Article] = {}
    for article in here.filter(Q(identity__in=identities) | Q(pk__in=[*appeared])):
        for identity in (appeared.get(article.pk), article.identity):
            if identity:
                found[identity] = article
    return found


def _moved(record: Record, parsed: ParsedArticle, names: set[str]) -> Article | None:
    """The article of which this is a new text in a file of the same name, held as well.

    `names` are those that files of articles have which are here.
    """
    name = file_name(record, parsed)
    version = earlier_version(name, parsed) if name in names else None
    return version and Article.objects.select_for_update().get(pk=version.pk)


def _next_version(version: Article, record: Record, parsed: ParsedArticle) -> Kept:
    """Keep another text of an article that is here, or other bytes of the same text."""
    if version.text == parsed.text:
        _appear(version, record, parsed)
        return Kept(Fate.UNCHANGED, version.pk)
    if version.withdrawn_at:
        return Kept(
            Fate.SKIPPED,
            version.pk,
            f"It has another text than “{version.title}”, which was withdrawn on "
            f"{version.withdrawn_at:%-d %B %Y}: restore that first.",
        )
    document = _document(record)
    document.save(force_insert=True)
    if parsed.identity != version.identity:
        _keep_appearance(version, document, record, parsed)
    revise(version, parsed, document)
    return Kept(Fate.REVISED, version.pk)


def _appear(article: Article, record: Record, parsed: ParsedArticle) -> None:
    """Keep bytes that bring no text which was not here already, and where they were met."""
    document = _document(record, same_text_as=article)
    document.save(force_insert=True)
    _keep_appearance(article, document, record, parsed)


def _keep_appearance(
    article: Article, document: Document, record: Record, parsed: ParsedArticle
) -> None:
    identity = None if parsed.identity == article.identity else parsed.identity
    if identity and (
        Appearance.objects.filter(identity=identity).exists()
        or Article.objects.filter(identity=identity).exists()
    ):
        identity = None
    Appearance.objects.create(
        article=article,
        document=document,
        file=record.name,
        url=parsed.url,
        published_on=parsed.published_on,
        published_precision=parsed.published_precision,
        identity=identity,
    )


def _create(new: list[Parsed], import_run: ImportRun | None) -> list[Article]:
    sources = sources_named({parsed.source for _, parsed in new})
    documents = [_document(record) for record, _ in new]
    copy_rows(documents)
    articles = [
        Article(
            source=sources[parsed.source.lower()],
            document=document,
            import_run=import_run,
            identity=parsed.identity,
            text=parsed.text,
            page_starts=list(parsed.page_starts),
            body_start=parsed.body_start,
            body_end=parsed.body_end,
            furniture=parsed.furniture,
            head=parsed.head,
            handling=parsed.handling,
            set_by_hand=list(parsed.set_by_hand),
            **{name: getattr(parsed, name) for name in DESCRIPTIVE},
        )
        for document, (_, parsed) in zip(documents, new, strict=True)
    ]
    copy_rows(articles)
    lessons.keep((article, record.file) for article, (record, _) in zip(articles, new, strict=True))
    return articles


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
        page_starts=article.page_starts,
        body_start=article.body_start,
        body_end=article.body_end,
        furniture=article.furniture,
        head=article.head,
    )
    if before := _parsed_again(article.document):
        _follow(article, before, parsed)
    _set_by_hand(article, parsed)
    article.document = document
    article.text = parsed.text
    article.page_starts = list(parsed.page_starts)
    article.body_start, article.body_end = parsed.body_start, parsed.body_end
    article.furniture, article.head = parsed.furniture, parsed.head
    article.save()
    lessons.keep([(article, document.original_name)])
    text_changed.send(Article, article=article, revision=revision)
    return revision


def _follow(article: Article, before: ParsedArticle, after: ParsedArticle) -> None:
    """Take over what the new text says about itself where nobody has corrected the old."""
    # These belong together: a title and how it came about, a date and its precision.
    for names in (
        *(("title", "title_is_made"), ("published_on", "published_precision", "published_from")),
        *(("updated_on", "updated_precision"), ("byline",)),
        *(("dateline",), ("url",), ("language",), ("sections",)),
    ):
        if set(names) & set(article.set_by_hand):
            continue
        compared = [name for name in names if not name.endswith("_from")]
        if all(_same(getattr(article, name), getattr(before, name)) for name in compared):
            for name in names:
                setattr(article, name, getattr(after, name))
    is_own = article.source.name.lower() == before.source.lower()
    if is_own and "source" not in article.set_by_hand:
        article.source = sources_named({after.source})[after.source.lower()]
        article.source_from = after.source_from


def _set_by_hand(article: Article, parsed: ParsedArticle) -> None:
    """Take over what a person said of the new text."""
    for name in parsed.set_by_hand:
        value = getattr(parsed, name)
        if name == "source":
            value = sources_named({value})[value.lower()]
        setattr(article, name, value)
    article.set_by_hand = sorted({*article.set_by_hand, *parsed.set_by_hand})


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
