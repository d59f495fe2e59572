"""The dates that a text states, and which of them is its own."""

from collections import Counter
from enum import IntEnum

from articles.importing.metadata.publication_dates import PartialDate
from articles.text import Span

MOST_LOOSE = 2  # dates over or below a text; more are those of other texts on the page


class Worth(IntEnum):
    """What a date is worth; the first is worth most."""

    RELEASED = 0  # beside a "FOR IMMEDIATE RELEASE" or as "Date:", by the text itself
    OWN = 1  # a line of its own, below the headline
    LABELLED = 2  # "Published:", as sites say it, also when they copied an older text
    BEHIND = 3  # labelled behind the text
    ABOVE = 4  # a line of its own over the headline, which may be the day of the visit
    BELOW = 5  # a line of its own below the first sentences


class StatedDates:
    """The dates met so far; `changed` is the day of the last change."""

    def __init__(self) -> None:
        self.changed: PartialDate | None = None
        self._met: list[tuple[Worth, PartialDate, Span | None]] = []

    def note(self, worth: Worth, date: PartialDate, span: Span | None = None) -> None:
        """Keep a date of publication; `span` is where it stands in the header."""
        self._met.append((worth, date, span))

    def note_change(self, date: PartialDate | None) -> None:
        self.changed = self.changed or date

    @property
    def is_known(self) -> bool:
        """Whether a date has been met that is more than a loose line below the text."""
        return any(worth < Worth.BELOW for worth, _, _ in self._met)

    def best(self) -> tuple[PartialDate, Span | None] | None:
        """The date that is worth most, the first of those that are worth the same."""
        times = Counter(worth for worth, _, _ in self._met)
        met = [one for one in self._met if one[0] < Worth.ABOVE or times[one[0]] <= MOST_LOOSE]
        if not met:
            return None
        _, date, span = min(met, key=lambda one: one[0])
        return date, span
