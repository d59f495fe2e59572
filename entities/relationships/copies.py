"""Quotes of one sentence: where the same words state a relationship again, they are judged once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

from django.db.models import F

from entities.actions.recorder import CorrectionError
from entities.kinds import Status
from entities.models import Evidence, Relationship
from entities.weights.origins import sentence_key

GONE = (
    "This sentence states the relationship no more, since the article was read again or an act was "
    "undone: reload the page."
)


class Copy(NamedTuple):
    """A piece of evidence, as far as it is compared and judged with its copies."""

    pk: int
    quote: str
    status: str
    start: int
    end: int
    hedged: bool
    article: int
    revision: int | None

    @property
    def sentence(self) -> tuple[str, int | None]:
        """What copies have in common: the words, but for case and signs, and which text has them.

        What only an earlier text has is a copy of nothing in another one.
        """
        return sentence_key(self.quote) or self.quote, self.revision


@dataclass(frozen=True)
class Copies:
    """The copies of one sentence, the first of them the one that is shown."""

    relationship: Relationship
    rows: Sequence[Copy]

    @property
    def first(self) -> int:
        return self.rows[0].pk

    @property
    def keys(self) -> list[int]:
        return [one.pk for one in self.rows]

    @property
    def newest(self) -> int:
        """The greatest key: what comes later was not shown with these."""
        return max(self.keys)

    @property
    def articles(self) -> set[int]:
        return {one.article for one in self.rows}

    @property
    def status(self) -> str:
        """`proposed` while one of them waits, else `confirmed` where one is."""
        found = {one.status for one in self.rows}
        order = (Status.PROPOSED, Status.CONFIRMED, Status.REJECTED)
        return next(status.value for status in order if status in found)

    @property
    def seen(self) -> str:
        """A short text that changes with everything about them that a person sees."""
        rows = [(one.pk, one.status, one.start, one.end, one.hedged) for one in self.rows]
        return f"{crc32(repr((sorted(rows), self.relationship.as_seen)).encode()):08x}"


def copies_in(relationship: Relationship) -> list[Copies]:
    """All that was read as the relationship, copies together, the surest first.

    What only an earlier text has comes last. Not by status, so that what is decided stays where it
    stands.
    """
    found: dict[object, list[Copy]] = {}
    for row in _rows(relationship):
        found.setdefault(row.sentence, []).append(row)
    return [Copies(relationship, rows) for rows in found.values()]


def copies_of(evidence: Evidence, newest: int | None = None) -> Copies:
    """The copies of a piece of evidence and itself, with `newest` those of no greater key.

    Raises `CorrectionError` where it states its relationship no more.
    """
    rows = list(_rows(evidence.relationship))
    own = next((one for one in rows if one.pk == evidence.pk), None)
    if own is None:
        raise CorrectionError(GONE)
    last = max(one.pk for one in rows) if newest is None else max(newest, own.pk)
    same = [one for one in rows if one.sentence == own.sentence and one.pk <= last]
    return Copies(evidence.relationship, same)


def _rows(relationship: Relationship) -> Iterable[Copy]:
    stating = (
        Evidence.objects.not_withdrawn()
        .filter(relationship=relationship)
        .order_by(F("revision").asc(nulls_first=True), F("confidence").desc(nulls_last=True), "pk")
    )
    return map(Copy._make, stating.values_list(*Copy._fields))
