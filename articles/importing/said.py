"""What a person says of an item before it is taken in: it wins over all that the document says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from articles.importing.metadata.publication_dates import PartialDate
from articles.importing.records import ParsedArticle, Record

LEFT_OUT = "Left out by the person who imported it."


@dataclass(frozen=True)
class Said:
    """What somebody said of one item: `values` by field, those of which nothing was said absent.

    The fields are `title`, `byline`, `source`, `url`, `handling`, and `published`, a date as
    `PartialDate.iso` writes it, empty for an article without one.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    is_left_out: bool = False

    @property
    def source(self) -> str:
        return self.values.get("source", "")

    @property
    def url(self) -> str:
        return self.values.get("url", "")

    def applied(self, parsed: ParsedArticle) -> ParsedArticle:
        """Return the article with what was said, as set by hand: nothing changes that any more.

        Its source is set when it is parsed, since much of what is read depends on it.
        """
        new: dict[str, Any] = {
            name: self.values[name]
            for name in ("title", "byline", "url", "handling")
            if name in self.values
        }
        if "title" in new:
            new["title_is_made"] = False
        if "published" in self.values:
            date = PartialDate.from_iso(self.values["published"])
            new["published_on"] = date.first if date else None
            new["published_precision"] = date.precision if date else ""
            new["published_from"] = ""
        if self.source:
            new |= {"source": parsed.source, "source_from": ""}
        return replace(parsed, **new, set_by_hand=tuple(sorted(new))) if new else parsed


NOTHING = Said()
# What was said of the item that the record is.
SaidOf = Callable[[Record], Said]


def nothing_said(record: Record) -> Said:
    return NOTHING
