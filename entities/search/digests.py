"""Whether the digests, which the database keeps by itself, are what they have to be."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from entities.models import SearchRow

_COLUMNS = [
    field.column
    for field in SearchRow._meta.concrete_fields
    if field.column and not field.primary_key
]
_DIFFERING = ", ".join(
    f"CASE WHEN kept.{column} IS DISTINCT FROM now.{column} THEN '{column}' END"
    for column in _COLUMNS
)
_DIFFERENCES = f"""
SELECT article_id, kept IS NULL, now IS NULL, array_remove(ARRAY[{_DIFFERING}], NULL)
  FROM (SELECT article_id, {", ".join(_COLUMNS)} FROM entities_digest) kept
  FULL JOIN (SELECT article_id, {", ".join(_COLUMNS)} FROM entities_digest_now) now
  USING (article_id)
 WHERE kept IS DISTINCT FROM now
 ORDER BY article_id
"""  # noqa: S608 - names of our own columns


@dataclass(frozen=True)
class Difference:
    """A digest that is missing, of no article, or wrong in the named columns."""

    article: int
    is_missing: bool
    is_left_over: bool
    columns: tuple[str, ...]

    def __str__(self) -> str:
        if self.is_missing:
            return f"Article {self.article} has no digest."
        if self.is_left_over:
            return f"A digest speaks of article {self.article}, which does not exist."
        return f"The digest of article {self.article} is wrong in: {', '.join(self.columns)}."


def differences() -> Iterator[Difference]:
    """Compute every digest anew and name those that differ from what is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES)
        for article, is_missing, is_left_over, columns in cursor:
            yield Difference(article, is_missing, is_left_over, tuple(columns))
