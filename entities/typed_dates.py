"""Dates of publication as people type them: 2012-06-19, 2012-06 or 2012."""

from django.core.exceptions import ValidationError

from articles.importing.metadata.publication_dates import PartialDate


def typed_date(written: str) -> PartialDate:
    """The day, month or year that is meant. Raises `ValidationError` for what is none."""
    try:
        found = PartialDate.from_iso(written.strip())
    except ValueError:
        found = None
    if found is None:
        raise ValidationError(
            f"“{written}” is no date: write 2012-06-19, or 2012-06 or 2012 where no more is known."
        )
    return found
