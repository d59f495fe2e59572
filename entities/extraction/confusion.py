"""Which kinds readings take for which, and what they get wrong most often."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from entities.extraction.result import ExtractionResult, FoundMention
from entities.kinds import LABELS

# Stands where one side has nothing at all.
NOTHING = "–"
MOST_FREQUENT = 20


def confused(gold: dict[str, Any], reading: ExtractionResult) -> Iterator[tuple[str, str]]:
    """The labels, annotated and read, of each passage that either side names.

    Of several mentions that share letters with an annotated span the one that shares most counts.
    What is optional counts neither way.
    """
    for span in gold["spans"]:
        if not span.get("optional"):
            sharing = [one for one in reading.mentions if _shared(span, one) > 0]
            read = max(sharing, key=lambda one: _shared(span, one), default=None)
            yield span["label"], LABELS[read.kind] if read else NOTHING
    for one in reading.mentions:
        if not any(_shared(span, one) > 0 for span in gold["spans"]):
            yield NOTHING, LABELS[one.kind]


def _shared(span: dict[str, Any], one: FoundMention) -> int:
    """How many code points the two have in common; not above 0 where they have none."""
    return min(span["end"], one.end) - max(span["start"], one.start)


def confusion_table(confusion: Counter[tuple[str, str]]) -> Iterator[str]:
    """The lines of a table: a row a label annotated, a column a label read."""
    labels = [*sorted({label for pair in confusion for label in pair} - {NOTHING}), NOTHING]
    width = max(map(len, labels)) + 2
    yield f"{'annotated / read':18}" + "".join(f"{label:>{width}}" for label in labels)
    for label in labels:
        cells = "".join(f"{confusion[label, read] or '':>{width}}" for read in labels)
        yield f"{label:18}{cells}".rstrip()


def most_frequent(faults: Iterable[tuple[str, str, str]]) -> list[tuple[int, str, str]]:
    """The errors that most texts have: their number, `missed` or `wrong`, and what.

    `faults` are the text, `missed` or `wrong`, and what.
    """
    counted = Counter((what, detail) for _, what, detail in dict.fromkeys(faults))
    ranked = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [(number, *error) for error, number in ranked[:MOST_FREQUENT]]
