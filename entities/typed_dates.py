"""Dates of publication as people type them: 2012-06-19, 2012-06 or 2012."""

import re
from datetime import date

from django.core.exceptions import ValidationError

from articles.models import Precision

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_EARLIEST = 1600


def typed_date(written: str) -> tuple[date, str]:
    """The first day that is meant, and how exactly. Raises `ValidationError` for what is none."""
    parts = _DATE.fullmatch(written.strip())
    if parts and int(parts[1]) >= _EARLIEST:
        year, month, day = parts.groups()
        try:
            found = date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            pass
        else:
            precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
            return found, precision.value
    raise ValidationError(
        f"“{written}” is no date: write 2012-06-19, or 2012-06 or 2012 where no more is known."
    )
