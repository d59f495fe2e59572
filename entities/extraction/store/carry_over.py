"""When the text of an article changes: what was read and decided follows it.

Everything is placed anew by its words and what stands around them; all places are code points.
What cannot be placed and people decided on keeps pointing at the earlier text, and the article's
page lists it; what the machine merely proposed goes, since the new text is read anyway.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from articles.models import Article, ArticleRevision
from entities.extraction.store.orphans import remove_leftovers
from entities.extraction.store.store_relationships import follow
from entities.kinds import Status
from entities.models import Evidence, Extraction, Mention

# What has a place in a text.
_Placed = TypeVar("_Placed", Mention, Evidence)

# Words around a span that are compared on each side, in code points.
_CONTEXT = 80
# So much of them must agree where the words stand more than once.
_LEAST_AGREEING = 8


@dataclass(frozen=True, slots=True)
class Change:
    """Two texts without what they share at the beginning and at the end."""

    old: str
    new: str
    before: int
    after: int

    @classmethod
    def between(cls, old: str, new: str) -> "Change":
        shortest = min(len(old), len(new))
        before = _agreeing(old[:shortest], new[:shortest])
        rest = shortest - before
        after = _agreeing(old[len(old) - rest :][::-1], new[len(new) - rest :][::-1])
        return cls(old, new, before, after)

    def place(self, start: int, end: int) -> int | None:
        """Where `old[start:end]` begins in the new text; None where nothing clearly fits.

        What lies wholly in a shared part stays there. Else it is the place of the same words
        whose surroundings agree best, if that is the only one, or clearly the best.
        """
        if end <= self.before:
            return start
        if start >= len(self.old) - self.after:
            return start + len(self.new) - len(self.old)
        places = list(_places(self.new, self.old[start:end]))
        if not places:
            return None
        agreeing = sorted((self._agreement(start, end, one), -one) for one in places)[::-1]
        best, place = agreeing[0]
        alone = len(places) == 1 and self.old.count(self.old[start:end]) == 1
        clear = best >= _LEAST_AGREEING and (len(agreeing) == 1 or best > agreeing[1][0])
        return -place if alone or clear else None

    def _agreement(self, start: int, end: int, place: int) -> int:
        """How many code points around the words are the same in both texts."""
        length = end - start
        left = _agreeing(
            self.old[max(0, start - _CONTEXT) : start][::-1],
            self.new[max(0, place - _CONTEXT) : place][::-1],
        )
        right = _agreeing(
            self.old[end : end + _CONTEXT], self.new[place + length : place + length + _CONTEXT]
        )
        return left + right


def place_all(old: str, new: str, spans: Iterable[tuple[int, int]]) -> list[int | None]:
    """The new start of each span, in their order; no two that were apart come to overlap."""
    change = Change.between(old, new)
    taken: list[tuple[int, int, int, int]] = []
    placed = []
    for start, end in spans:
        place = change.place(start, end)
        if place is not None:
            reached = place + end - start
            clash = any(
                place < other_end and other < reached and not (was < end and start < was_end)
                for other, other_end, was, was_end in taken
            )
            place = None if clash else place
        if place is not None:
            taken.append((place, place + end - start, start, end))
        placed.append(place)
    return placed


def _agreeing(one: str, other: str) -> int:
    """The length of what both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _places(text: str, words: str) -> Iterable[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def carry_over(*, article: Article, revision: ArticleRevision, **_signal: object) -> None:
    """Follow the article's new text; `revision` is the earlier one.

    Receives `articles.models.text_changed`, in the same transaction.
    """
    _carry_rows(Mention, article, revision)
    gone = _carry_rows(Evidence, article, revision)
    remove_leftovers(follow({evidence.relationship_id for evidence in gone}, {}))


def _carry_rows(model: type[_Placed], article: Article, revision: ArticleRevision) -> list[_Placed]:
    """Place the article's rows of one model in the new text; return those that went."""
    rows = list(
        model.objects.select_for_update()
        .filter(article=article, revision=None)
        .order_by("start", "pk")
    )
    places = place_all(revision.text, article.text, [(row.start, row.end) for row in rows])
    moved: list[_Placed] = []
    lost: list[_Placed] = []
    gone: list[_Placed] = []
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
    return gone


def _move(model: type[_Placed], rows: list[_Placed], revision: ArticleRevision) -> None:
    """Give the rows their new places.

    They leave the present text first, so that none covers the old place of another on its way.
    """
    model.objects.filter(pk__in=[row.pk for row in rows]).update(revision=revision)
    model.objects.bulk_update(rows, ["start", "end", "revision"])


def read_again(articles: Collection[int], **signal: object) -> None:
    """Let articles count as unread of whose texts other parts are news now.

    What people decided stands; what was merely proposed outside the news goes with the reading.
    """
    Extraction.objects.filter(article__in=articles).delete()
