"""Blocks that say whom to ask: names and posts over telephone numbers, or behind "Contact:"."""

from collections.abc import Callable, Sequence

from articles.importing.metadata import headline, labels, publishers
from articles.importing.metadata.items import Item

MOST_ABOVE = 4  # lines of name and post over a number
MOST_BELOW = 5  # lines below a "Contact:"


def contacts(lines: Sequence[str], taken: Callable[[int], bool], titles: Sequence[int]) -> set[int]:
    """Return the places of the lines that say whom to ask.

    `taken` tells lines that are known to be something else, `titles` are those of the headline.
    """
    found: set[int] = set()

    def belongs(place: int) -> bool:
        line = lines[place]
        if place in titles or len(line) > 60 or headline.SENTENCE.search(line):
            return False
        if taken(place) or not any(map(str.isalnum, line)):
            return not labels.date_line(line)
        return place in found or _names_one(line)

    for place, line in enumerate(lines):
        if not taken(place) and labels.is_contact(line):
            found.add(place)
            above = place - 1
            while above >= 0 and place - above <= MOST_ABOVE and belongs(above):
                found.add(above)
                above -= 1
    for place, line in enumerate(lines):
        label = labels.label(line)
        if label and label.kind == "contact":
            found.add(place)
            below = place + 1
            while below < len(lines) and below - place <= MOST_BELOW and belongs(below):
                found.add(below)
                below += 1
    return found


def _names_one(line: str) -> bool:
    """Whether a line names a person, a post or an office, as blocks of contacts do."""
    return (
        labels.is_person(line)
        or (len(line.split()) <= 8 and bool(labels.JOBS.search(line)))
        or bool(publishers.office(line))
        or line.endswith(" -")
    )


def is_among_contacts(items: Sequence[Item], place: int) -> bool:
    """Whether a line of furniture stands beside whom to ask, as a letterhead does."""
    beside = items[max(0, place - 2) : place + 3]
    return items[place].is_furniture and any(
        labels.is_contact(item.words) or labels.INLINE_CONTACT.search(item.words) for item in beside
    )
