"""The words of the archive, to say what was probably meant by one that no article has."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class KnownWord(models.Model):
    """A word of at least one article, small and without accents. No history is kept."""

    word = models.CharField(max_length=40, unique=True)
    articles = models.PositiveIntegerField(help_text="how many of the articles read had it")

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
