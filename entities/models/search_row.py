"""What search and review ask of every article, kept beside it by the database itself.

Beside the rows stand the words of the archive: what was probably meant, and which of them begin so.
"""

import datetime
from collections.abc import Collection
from functools import reduce
from operator import or_

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value

from articles.article_choices import Credibility, Handling
from articles.clearance import Marked
from articles.models import Article
from articles.source_models import Source

# The stretch of 32 days, as an array of one, since that is what the index of words and names takes.
STRETCH = Func(
    F("published_on"),
    template="ARRAY[(%(expressions)s - DATE '1970-01-01') >> 5]",
    output_field=ArrayField(models.IntegerField()),
)


def stretch_of(day: datetime.date) -> int:
    return (day - datetime.date(1970, 1, 1)).days >> 5


class SearchRow(models.Model):
    """One narrow row an article, derived from it, its mentions and its evidence: its digest.

    An article that is withdrawn has none.

    Triggers write it in the transaction that changes what it is derived from; nothing else ever
    does. The view `entities_digest_now` says what every row has to be.
    """

    article = models.OneToOneField(
        Article,
        models.DO_NOTHING,
        primary_key=True,
        related_name="digest",
        db_constraint=False,  # the foreign key in the migration deletes along
    )
    source = models.ForeignKey(
        Source, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    cluster = models.BigIntegerField(
        help_text="the same for near-copies, which have one origin; see ClusterPlace"
    )
    published_on = models.DateField(null=True)
    mentions = models.IntegerField(help_text="live ones, values included")
    undecided = models.IntegerField(help_text="of these, how many nobody has decided on")
    doubt = models.FloatField(
        null=True, help_text="the machine's about the least sure of the undecided, 0–1"
    )
    review_status = models.CharField(max_length=9, choices=Article.ReviewStatus)
    handling = models.CharField(max_length=12, choices=Handling)
    credibility = models.CharField(max_length=1, choices=Credibility)
    entities = ArrayField(
        models.BigIntegerField(),
        help_text="primary keys of what is mentioned, and of every place around such a place",
    )
    kinds = models.JSONField(
        help_text="how many live mentions there are of each kind, by its value; of others none"
    )
    counts = ArrayField(
        models.IntegerField(), help_text="how often each of these is, with all that lies inside"
    )
    relationships = ArrayField(
        models.BigIntegerField(), help_text="primary keys of those with live evidence here"
    )
    relationship_kinds = ArrayField(
        models.TextField(),
        help_text="what these are, as far as they were not rejected",
    )
    words = SearchVectorField(help_text="title with weight A, body with weight B")

    objects = Marked()

    class Meta:
        db_table = "entities_digest"
        indexes = [
            # One index for all, so that words, names and places combine before any row is read, and
            # of frequent ones nothing is read but what belongs to a piece of the collection.
            GinIndex(
                F("words"),
                F("entities"),
                F("relationships"),
                F("relationship_kinds"),
                STRETCH,
                name="digest_search",
                # Long lists of what is not sorted in yet would make every search slow.
                gin_pending_list_limit=256,
            ),
            # Frequent words are looked for from the newest article on, undated ones last.
            models.Index(
                F("published_on").desc(nulls_last=True), F("article").desc(), name="digest_newest"
            ),
            models.Index(fields=["source", "-published_on"], name="digest_source"),
            # The earliest of a cluster is its origin.
            models.Index(fields=["cluster", "published_on", "article"], name="digest_cluster"),
        ]

    def __str__(self) -> str:
        return f"Row of article {self.article_id}"


# The stem of a word by language, as the search keeps it; nothing for words without meaning.
_STEMS = {
    f"stem_{language}": Func(
        Value(f"pg_catalog.{name}_stem"),
        F("word"),
        template="(ts_lexize(%(expressions)s))[1]",
        output_field=models.TextField(),
    )
    for language, name in {
        "en": "english",
        "es": "spanish",
        "pt": "portuguese",
        "fr": "french",
        "de": "german",
        "it": "italian",
    }.items()
}
# Pairs of words and stems that are looked at: of all beginnings of one query together.
_MOST_CUT = 500


class KnownWordQuerySet(models.QuerySet["KnownWord"]):
    def cut_stems(self, beginnings: Collection[str]) -> dict[str, set[tuple[str, str]]]:
        """By beginning the stems of words that begin so where the stem itself does not.

        `extortio` is cut to `extort` by stemming: in English, so it is `("en", "extort")`. One
        query, 500 words at most.
        """
        found: dict[str, set[tuple[str, str]]] = {one: set() for one in beginnings if one}
        if not found:
            return found
        cut = (
            Q(word__startswith=one) & ~Q(**{f"{stem}__startswith": one})
            for one in found
            for stem in _STEMS
        )
        words = self.annotate(**_STEMS).filter(reduce(or_, cut)).order_by("-articles")
        for word, *stems in words.values_list("word", *_STEMS)[:_MOST_CUT]:
            for one, cut_short in found.items():
                if word.startswith(one):
                    cut_short.update(
                        (name.removeprefix("stem_"), stem)
                        for name, stem in zip(_STEMS, stems, strict=True)
                        if stem and not stem.startswith(one)
                    )
        return found


class KnownWord(models.Model):
    """A word of at least one article, small and without accents. No history is kept."""

    word = models.CharField(max_length=40, unique=True)
    articles = models.PositiveIntegerField(help_text="how many of the articles read had it")
    objects = KnownWordQuerySet.as_manager()

    class Meta:
        indexes = [GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="word_trigrams")]

    def __str__(self) -> str:
        return self.word


class VocabularyReading(models.Model):
    """How far the articles have been read for their words: one row at most."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, db_default=1)
    up_to = models.BigIntegerField(db_default=0, help_text="primary key of the last article read")
    renewed_from = models.BigIntegerField(
        db_default=0,
        help_text="digests of articles before this one have their words as an earlier version kept"
        " them; 0 where none has",
    )

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="vocabulary_read_by_one")]

    def __str__(self) -> str:
        return f"Words read up to article {self.up_to}"
