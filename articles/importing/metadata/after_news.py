"""What stands behind the news about it: who wrote it, when, the headline once more."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.importing.metadata import headline, labels
from articles.importing.metadata.publication_dates import PartialDate
from articles.text import Span, lines_of

LAST_LINES = 70
SAID = {"byline", "published", "changed"}


@dataclass
class AfterNews:
    """What was found; `lines` are those that say it."""

    byline: str = ""
    published: PartialDate | None = None
    changed: PartialDate | None = None
    lines: list[Span] = field(default_factory=list)


def read(text: str, start: int, title: str, *, day_first: bool | None = None) -> AfterNews:
    """Read what stands behind the news that begins at `start`."""
    lines = [
        (first, last, " ".join(text[first:last].split()))
        for first, last in lines_of(text, start, len(text))
        if first < last <= first + 4 * labels.LONGEST_LINE
    ]
    found = AfterNews()
    wanted = headline.folded(title)
    for first, last, line in lines:
        if labels.STAMP.fullmatch(line) or (wanted and headline.folded(line) == wanted):
            found.lines.append((first, last))
    dated = 0
    for first, last, line in lines[-LAST_LINES:]:
        label = labels.label(line) if len(line) <= labels.LONGEST_LINE else None
        if label and label.value and ":" in line and label.kind in SAID:
            dated += label.kind == "published"
            _labelled(found, label, day_first)
            if label.kind == "byline":
                found.lines.append((first, last))
    if dated > 1:  # these are the days of other texts on the page
        found.published = None
    _stamped(found, lines)
    return found


def _labelled(found: AfterNews, label: labels.Label, day_first: bool | None) -> None:
    if label.kind == "byline":
        found.byline = found.byline or labels.names(label.value)
    elif (date := labels.date_line(label.value, day_first)) and not date.rest:
        day = date.published or date.changed
        if label.kind == "changed":
            found.changed = found.changed or day
        else:
            found.published = found.published or day


def _stamped(found: AfterNews, lines: Sequence[tuple[int, int, str]]) -> None:
    """Read the stamps of a machine: the first day, the last change, and before them who wrote."""
    stamps = [place for place, line in enumerate(lines) if labels.STAMP.fullmatch(line[2])]
    if not stamps:
        return
    days = [date.published for at in stamps[:2] if (date := labels.date_line(lines[at][2]))]
    found.published = found.published or days[0]
    if len(days) == 2 and stamps[1] == stamps[0] + 1:
        found.changed = found.changed or days[1]
    first, last, above = lines[stamps[0] - 1] if stamps[0] else (0, 0, "")
    if not found.byline and labels.is_person(above):
        found.byline = labels.names(above)
        found.lines.append((first, last))
