"""Keep articles: the only place that writes what an import brings.

Deduplication is done here: the same bytes change nothing, other bytes with the same text of the
same source are kept as a copy, and a new text of a known article makes a revision.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce

from articles.importing import lessons
from articles.importing.metadata import publishers
from articles.importing.parse_document import parse
from articles.importing.records import ArticleError, ParsedArticle, Record
from articles.models import Article, ArticleRevision, text_changed
from articles.postgresql import copy_rows
from articles.run_models import Fate
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

    name: str
    article: int
    source: str


def known_bytes(hashes: Iterable[str]) -> dict[str, KnownBytes]:
    """Return which of the SHA-256 sums belong to bytes that are kept already."""
    # Those of an article, of a copy of one, or of its earlier text.
    owners = ("article", "same_text_as", "revisions__article")
    rows = Document.objects.filter(sha256__in=hashes).values_list(
        "sha256",
        "original_name",
        Coalesce(*(f"{owner}__pk" for owner in owners)),
        Coalesce(*(f"{owner}__source__name" for owner in owners)),
    )
    return {digest: KnownBytes(*known) for digest, *known in rows}


@transaction.atomic
def store(batch: list[Parsed]) -> list[Kept]:
    """Keep the bytes and the articles of the batch, all or none; tells what came of each.

    Bytes that are here already change nothing, whatever has become of their article since:
    so a collection that holds two versions of a text ends in the same state every time.
    """
    kept = []
    for part in _independent(batch):
        kept += _store(part)
    return kept


def already_here(record: Record, known: KnownBytes) -> Kept:
    """What to say of a record whose bytes are here; they may have come under another name."""
    same_file = known.name == record.name or known.name.rpartition(":")[0] == record.file
    reason = "" if same_file else f"The same bytes are here already, from {known.name}."
    return Kept(Fate.UNCHANGED, known.article, reason)


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
        keys = {record.sha256, parsed.text, parsed.identity or record}
        if keys & seen:
            yield part
            part, seen = [], set()
        part.append((record, parsed))
        seen |= keys
    yield part


def _store(part: list[Parsed]) -> list[Kept]:
    hashes = [record.sha256 for record, _ in part]
    known = known_bytes(hashes)
    identities = [parsed.identity for _, parsed in part if parsed.identity]
    locked = Article.objects.select_for_update().filter(identity__in=identities).order_by("pk")
    versions = {article.identity: article for article in locked}
    copies = _copies(part)
    kept: dict[int, Kept] = {}
    new: dict[int, Parsed] = {}
    for place, (record, parsed) in enumerate(part):
        version = versions.get(parsed.identity)
        copy = copies.get((_text_hash(parsed.text), parsed.source.lower()))
        if hashes[place] in known:
            kept[place] = already_here(record, known[hashes[place]])
        elif version and version.text != parsed.text:
            document = _document(record)
            document.save(force_insert=True)
            revise(version, parsed, document)
            kept[place] = Kept(Fate.REVISED, version.pk)
        elif same := version or copy:
            _document(record, same_text_as=same).save(force_insert=True)
            kept[place] = (
                Kept(Fate.UNCHANGED, same.pk)
                if version
                else Kept(Fate.DUPLICATE, same.pk, f"Its text is here already: “{same.title}”.")
            )
        else:
            new[place] = record, parsed
    for place, article in zip(new, _create([*new.values()]), strict=True):
        kept[place] = Kept(Fate.CREATED, article.pk)
    return [kept[place] for place in range(len(part))]


def _copies(part: list[Parsed]) -> dict[tuple[str, str], Article]:
    """Return the articles that have one of these texts, by its hash and their source."""
    hashes = {_text_hash(parsed.text) for _, parsed in part}
    same = Article.objects.filter(text_hash__in=hashes).for_listing().order_by("-pk")
    return {(article.text_hash, article.source.name.lower()): article for article in same}


def _create(new: list[Parsed]) -> list[Article]:
    sources = sources_named({parsed.source for _, parsed in new})
    documents = [_document(record) for record, _ in new]
    copy_rows(documents)
    articles = [
        Article(
            source=sources[parsed.source.lower()],
            document=document,
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


def _text_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
