"""Which articles that are here have the text that an import brings, or an earlier version of it."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from django.db import connection
from django.db.models import Func, TextField

from articles.article_choices import Origin
from articles.copy_models import FEWEST_WORDS
from articles.importing.metadata.publishers import UNKNOWN
from articles.importing.records import ParsedArticle, Record
from articles.models import Article
from articles.near_copies.likeness import likeness
from articles.near_copies.wording import Wording
from articles.text import Span, without

# So much of the shorter of two versions stands in the other (see `likeness`). What is less alike
# may be two articles whose files have the same name.
_LEAST_ALIKE = 0.7
_WORD = re.compile(r"\w+")
_MOST_COMPARED = 50  # articles whose files have the same name
_FOLDERS = re.compile(r"^.*[/\\]")  # as the database's function `file_name` says it
_FILE_NAME = Func("document__original_name", function="file_name", output_field=TextField())

_SAME = """
WITH asked AS MATERIALIZED (
    SELECT number, content_hash(title, body, first, last, furniture::int4multirange) AS hash
      FROM unnest(%s::int[], %s::text[], %s::text[], %s::int[], %s::int[], %s::text[])
           AS given(number, title, body, first, last, furniture)
)
SELECT asked.number, article.id
  FROM asked
  JOIN articles_article article
    ON content_hash(article.title, article.text, article.body_start, article.body_end,
                    article.furniture) = asked.hash
 ORDER BY article.id DESC
"""


def same_texts(articles: Sequence[ParsedArticle]) -> dict[int, Article]:
    """By its place in the sequence the article that has the same title and news; two queries.

    It is one of the same source, or either source is only guessed. Of several the first that came.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _SAME,
            [
                [*range(len(articles))],
                [one.title for one in articles],
                [one.text for one in articles],
                [one.body_start for one in articles],
                [one.body_end for one in articles],
                [_multirange(one.furniture) for one in articles],
            ],
        )
        pairs = cursor.fetchall()
    here = Article.objects.for_listing().in_bulk({key for _, key in pairs})
    return {number: here[key] for number, key in pairs if _may_be_one(here[key], articles[number])}


def file_name(record: Record, parsed: ParsedArticle) -> str:
    """The file's name without its folders, where that alone tells the versions of an article.

    Empty for what has an address or an id, which tell them.
    """
    is_told_by_file = (parsed.identity or "").startswith("file:")
    return _FOLDERS.sub("", record.name) if is_told_by_file else ""


def of_file_names(names: Iterable[str]) -> set[str]:
    """Those of the names that the file of an article has which is here; one query."""
    wanted = [name for name in names if name]
    if not wanted:
        return set()
    here = Article.objects.annotate(file=_FILE_NAME).filter(file__in=wanted)
    return set(here.values_list("file", flat=True))


def earlier_version(name: str, parsed: ParsedArticle) -> Article | None:
    """The article whose file has this name and much the same text, wherever it lies."""
    named = Article.objects.alias(file=_FILE_NAME).filter(file=name).order_by("pk")
    wording = Wording.of(news(parsed))
    alike = [
        (likeness(wording, Wording.of(news(article))), article)
        for article in named.select_related("source")[:_MOST_COMPARED]
        if _may_be_one(article, parsed)
    ]
    found, article = max(alike, key=lambda pair: pair[0], default=(0, None))
    return article if found >= _LEAST_ALIKE else None


def content_hash(parsed: ParsedArticle) -> str:
    """What tells texts that are one, as the database's function of this name says it.

    Empty for news of fewer than 30 words, which is a copy of nothing.
    """
    body = news(parsed)
    if len(_WORD.findall(body)) < FEWEST_WORDS:
        return ""
    return sha256(" ".join(f"{parsed.title} {body}".split()).encode()).hexdigest()


def news(article: Article | ParsedArticle) -> str:
    """The body without its furniture."""
    parts = without([(article.body_start, article.body_end)], article.furniture)
    return " ".join(article.text[start:end] for start, end in parts)


def _may_be_one(article: Article, parsed: ParsedArticle) -> bool:
    """Whether the sources do not tell the two apart: a folder that was moved may name another."""
    return (
        article.source.name.lower() == parsed.source.lower()
        or is_guess(article.source.name, article.source_from)
        or is_guess(parsed.source, parsed.source_from)
    )


def is_guess(source: str, source_from: str) -> bool:
    """Whether the source of a text tells it from none of another source."""
    return source == UNKNOWN or source_from == Origin.FOLDER


def _multirange(spans: Sequence[Span]) -> str:
    return "{" + ",".join(f"[{start},{end})" for start, end in spans) + "}"
