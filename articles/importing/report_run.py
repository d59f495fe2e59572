"""What a run says of itself: to people in words, to programs as JSON, piece by piece.

A run may have met a million files: nothing here holds them all.
"""

import json
from collections.abc import Iterator
from operator import attrgetter

from django.db.models import Count, Min

from articles.models import Article
from articles.run_models import Fate, ImportRun

SHOWN_REASONS = 20
CHUNK = 50  # items with the texts of their articles, held at a time


# What each is told with, and the columns where it stands.
REFUSED = {
    Fate.SKIPPED: {"file": "file", "reason": "reason"},
    Fate.FAILED: {"file": "file", "line": "position", "error": "reason"},
}
# What is known of an article, under the names that programs read, and where it stands.
STORED = {
    "title": "title",
    "byline": "byline",
    "published": "published_on",
    "precision": "published_precision",
    "updated": "updated_on",
    "source": "source.name",
    "url": "url",
    "language": "language",
    "sections": "sections",
    "body_start": "body_start",
    "body_end": "body_end",
    "furniture": "furniture",
    "analysis": "analysis",
    "text": "text",
}


def as_json(run: ImportRun) -> Iterator[str]:
    """Yield the pieces of one JSON object: the counts, and what was skipped and failed."""
    counts = {fate: number for fate, number in run.counts.items() if fate not in REFUSED}
    yield json.dumps(counts)[:-1]
    for fate, keys in REFUSED.items():
        yield f', "{fate}": ['
        rows = run.items.filter(fate=fate).values_list(*keys.values()).iterator()
        for place, row in enumerate(rows):
            yield ", " if place else ""
            yield json.dumps(dict(zip(keys, row, strict=True)), ensure_ascii=False)
        yield "]"
    yield "}\n"


def items_as_json(run: ImportRun) -> Iterator[str]:
    """Yield a line for each item: what is stored of its article now. Null is not stated."""
    items = run.items.order_by("number").select_related("article__source")
    for item in items.iterator(chunk_size=CHUNK):
        fields = {
            "file": item.file,
            "position": item.position,
            **{name: _stored(item.article, place) for name, place in STORED.items()},
            "fate": item.fate,
            "reason": item.reason or None,
        }
        yield json.dumps(fields, ensure_ascii=False, default=str) + "\n"


def _stored(article: Article | None, place: str | None) -> object:
    value = attrgetter(place)(article) if article and place else None
    value = value() if callable(value) else value
    return None if value == "" else value


def in_words(run: ImportRun) -> str:
    """Return the counts in one sentence; they add up to what was found."""
    return (
        f"{run.found} found: {run.created} new, {run.revised} changed, {run.unchanged} unchanged, "
        f"{run.duplicates} with a text that was here already, {run.skipped} skipped, "
        f"{run.failed} failed."
    )


def reasons(run: ImportRun) -> Iterator[str]:
    """Yield why items were skipped or failed, a line a reason, the most frequent first."""
    groups = (
        run.items.filter(fate__in=REFUSED)
        .values("fate", "reason")
        .annotate(number_of_items=Count("pk"), first=Min("number"))
        .order_by("-number_of_items", "first")
    )
    shown = list(groups[: SHOWN_REASONS + 1])
    firsts = run.items.filter(number__in=[group["first"] for group in shown])
    examples = {item.number: str(item) for item in firsts}
    for group in shown[:SHOWN_REASONS]:
        number, example = group["number_of_items"], examples[group["first"]]
        several = f"{number} {group['fate']}, such as " if number > 1 else ""
        yield f"{several}{example}: {group['reason']}"
    if len(shown) > SHOWN_REASONS:
        yield "… and more; the run lists all of them, in the administration."
