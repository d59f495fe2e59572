"""The words of the archive: what was probably meant, and which of them begin so."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value

# The stem of an English word, as the search keeps it; nothing for words without meaning.
_STEM = Func(
    Value("pg_catalog.english_stem"),
    F("word"),
    template="(ts_lexize(%(expressions)s))[1]",
    output_field=models.TextField(),
)
# Pairs of words and stems that are looked at: of all beginnings of one query together.
_MOST_CUT = 500


class KnownWordQuerySet(models.QuerySet["KnownWord"]):
    def cut_stems(self, beginnings: Collection[str]) -> dict[str, set[str]]:
        """By beginning the stems of words that begin so where the stem itself does not.

        `extortio` is cut to `extort` by stemming. One query, 500 words at most.
        """
        found: dict[str, set[str]] = {one: set() for one in beginnings if one}
        if not found:
            return found
        cut = (Q(word__startswith=one) & ~Q(stem__startswith=one) for one in found)
        words = self.annotate(stem=_STEM).filter(reduce(or_, cut), stem__isnull=False)
        for word, stem in words.order_by("-articles").values_list("word", "stem")[:_MOST_CUT]:
            for one, stems in found.items():
                if word.startswith(one) and not stem.startswith(one):
                    stems.add(stem)
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

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="vocabulary_read_by_one")]

    def __str__(self) -> str:
        return f"Words read up to article {self.up_to}"
