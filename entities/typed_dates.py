"""Dates of publication as people type them: 2012-06-19, 2012-06 or 2012."""

from datetime import date

from django.core.exceptions import ValidationError

from articles.importing.metadata.publication_dates import PartialDate


def typed_date(written: str) -> tuple[date, str]:
    """The first day that is meant, and how exactly. Raises `ValidationError` for what is none."""
    try:
        found = PartialDate.from_iso(written.strip())
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(
            f"“{written}” is no date: write 2012-06-19, or 2012-06 or 2012 where no more is known."
        )
    return found.first, found.precision.value
