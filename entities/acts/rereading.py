"""Which corrections of an article let the pipeline read it again."""

from collections.abc import Iterable

from articles.models import Article
from entities.models import Extraction, RowChange

# What the pipeline judges the text by; see `entities.extraction.pipeline.Text`.
_READ_WITH = {"published_on", "published_precision", "body_start", "body_end", "source"}


def read_again(changes: Iterable[RowChange]) -> None:
    """Let articles count as unread whose date, body or source an act changed or undo put back.

    The workers take them up; what people decided stands.
    """
    changed = {
        change.row
        for change in changes
        if change.model == Article._meta.label_lower
        and change.before
        and any(change.before.get(name) != (change.after or {}).get(name) for name in _READ_WITH)
    }
    if changed:
        Extraction.objects.filter(article__in=changed).delete()
