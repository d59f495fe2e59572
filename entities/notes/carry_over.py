"""When the text of an article changes: comments follow their words."""

from articles.models import Article, ArticleRevision
from entities.extraction.store.carry_over import Change
from entities.models import Note


def carry_over(*, article: Article, revision: ArticleRevision, **_signal: object) -> None:
    """Place the article's comments in its new text; `revision` is the earlier one.

    One whose words are gone keeps pointing at the earlier text, and says so. Receives
    `articles.models.text_changed`, in the same transaction.
    """
    change = Change.between(revision.text, article.text)
    for note in Note.objects.select_for_update().filter(article=article, revision=None):
        if note.start is None or note.end is None:
            continue
        place = change.place(note.start, note.end)
        if place is None:
            note.revision = revision
        else:
            note.start, note.end = place, place + note.end - note.start
        note.save(update_fields=["start", "end", "revision"])
