"""Takes what was read and decided over to a new text of an article.

Everything is placed anew by its words and what stands around them. What cannot be placed and
people decided on keeps pointing at the earlier text, and the article's page lists it; what the
machine merely proposed goes, since the new text is read anyway.
"""

from articles.models import Article, ArticleRevision
from entities.kinds import Status
from entities.models import Evidence, Mention
from entities.revisions.placing import place_all


def carry_over(*, article: Article, revision: ArticleRevision, **_signal: object) -> None:
    """Follow the article's new text; `revision` is the earlier one.

    Receives `articles.models.text_changed`, in the same transaction.
    """
    for model in (Mention, Evidence):
        rows = list(
            model.objects.select_for_update()
            .filter(article=article, revision=None)
            .order_by("start", "pk")
        )
        places = place_all(revision.text, article.text, [(row.start, row.end) for row in rows])
        moved, lost, gone = [], [], []
        for row, place in zip(rows, places, strict=True):
            if place is None:
                (gone if row.status == Status.PROPOSED else lost).append(row)
            elif place != row.start:
                row.start, row.end = place, place + row.end - row.start
                moved.append(row)
        for row in lost:
            row.revision = revision
        model.objects.filter(pk__in=[row.pk for row in gone]).delete()
        model.objects.bulk_update(lost, ["revision"])
        _move(model, moved, revision)


def _move(model: type[Mention] | type[Evidence], rows: list, revision: ArticleRevision) -> None:
    """Give the rows their new places.

    They leave the present text first, so that none covers the old place of another on its way.
    """
    model.objects.filter(pk__in=[row.pk for row in rows]).update(revision=revision)
    model.objects.bulk_update(rows, ["start", "end", "revision"])
