"""Counts what stands behind relationships, keeps it, and compares what is kept.

At every commit each relationship either has the rows that counting it anew gives, or it stands in
`WeightDue`, which triggers write in the transaction that changes evidence, articles or sources.
What an act of a person has changed is counted in its own transaction, unless that takes long; the
rest by a job some seconds later, and at the end of `extract_entities`.
"""

import datetime
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import NamedTuple, Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from entities.kinds import Status
from entities.models import Relationship, RelationshipWeight, WeightDue
from entities.models.weight import TOGETHER
from entities.weights.origins import Piece, origins, sentence_key

_CHUNK = 100
_SECONDS = 20
# An act that changes more is not held up, nor by relationships of more quotes of one marking: the
# job counts them.
_MOST_AT_ONCE, _MOST_QUOTES = 20, 500

# What a digest repeats of its article is never out of date.
_LIVE = """
    SELECT evidence.relationship_id, evidence.article_id, digest.source_id, digest.cluster,
           evidence.quote, digest.handling, evidence.hedged,
           coalesce(nullif(evidence.grade, ''), source.reliability || digest.credibility),
           digest.published_on, evidence.status, evidence.confidence
      FROM entities_evidence evidence
      JOIN entities_digest digest ON digest.article_id = evidence.article_id
      JOIN articles_source source ON source.id = digest.source_id
     WHERE evidence.relationship_id = ANY(%s)
       AND evidence.status <> 'rejected' AND evidence.revision_id IS NULL
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """What `RelationshipWeight` keeps of one marking, or the sum of several."""

    articles: int
    origins: int
    quotes: int
    hedged: int
    grade: str
    first_on: datetime.date | None
    last_on: datetime.date | None
    waiting: int
    sure: float | None

    @classmethod
    def of(cls, row: RelationshipWeight) -> Self:
        return cls(*(getattr(row, name) for name in COLUMNS))

    @classmethod
    def sum(cls, counts: Iterable["Counts"]) -> "Counts":
        """Of markings whose articles differ; the grade is the best one, empty where all is nothing.

        A reliability counts before a credibility: B6 is better than C1.
        """
        some = list(counts)
        firsts = [one.first_on for one in some if one.first_on]
        lasts = [one.last_on for one in some if one.last_on]
        sure = [one.sure for one in some if one.sure is not None]
        return Counts(
            sum(one.articles for one in some),
            sum(one.origins for one in some),
            sum(one.quotes for one in some),
            sum(one.hedged for one in some),
            min((one.grade for one in some), default=""),
            min(firsts, default=None),
            max(lasts, default=None),
            sum(one.waiting for one in some),
            max(sure, default=None),
        )

    @property
    def years(self) -> str:
        """From the first to the last year of publication, such as `2010–2014`; empty without.

        No more exactly, since of some articles only the year is known.
        """
        return years(self.first_on, self.last_on)

    def __str__(self) -> str:
        """`2 origins in 3 articles, 2010–2014`."""
        origins = f"{self.origins} origin{'s' * (self.origins != 1)}"
        articles = f"{self.articles} article{'s' * (self.articles != 1)}"
        return f"{origins} in {articles}" + f", {self.years}" * bool(self.years)


def years(first: datetime.date | None, last: datetime.date | None) -> str:
    if first is None or last is None:
        return ""
    return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"


COLUMNS = [field.name for field in fields(Counts)]
_COLUMNS = ", ".join(COLUMNS)
ByHandling = dict[str, Counts]

_STANDING = f"""
SELECT asked.id,
       EXISTS (SELECT FROM entities_weightdue due WHERE due.relationship_id = asked.id),
       kept.handling, {_COLUMNS}
  FROM unnest(%(keys)s::bigint[]) AS asked(id)
  LEFT JOIN entities_relationshipweight kept
    ON kept.relationship_id = asked.id AND kept.handling = ANY(%(handlings)s)
"""  # noqa: S608
# One statement each, since acts of people wait for them.
# What is due is taken away before the evidence is read: what changes after that is put down again.
_OWN = """
SELECT relationship_id,
       EXISTS (SELECT FROM entities_relationshipweight kept
                WHERE kept.relationship_id = due.relationship_id AND quotes > %(heavy)s)
  FROM entities_weightdue due
 WHERE transaction = pg_current_xact_id()::text::bigint
 ORDER BY relationship_id LIMIT %(most)s
"""
_TAKE = """
WITH held AS MATERIALIZED (
    SELECT id FROM entities_relationship WHERE id = ANY(%(keys)s)
     ORDER BY id FOR NO KEY UPDATE SKIP LOCKED
), taken AS (
    DELETE FROM entities_weightdue due
     WHERE relationship_id = ANY(%(keys)s)
       AND (relationship_id IN (SELECT id FROM held)
            OR NOT EXISTS (SELECT FROM entities_relationship WHERE id = due.relationship_id))
)
SELECT id FROM held
"""
_KEEP = """
WITH now AS MATERIALIZED (
    SELECT relationship_id, handling, {columns}
      FROM jsonb_populate_recordset(NULL::entities_relationshipweight, %(now)s::jsonb)
), gone AS (
    DELETE FROM entities_relationshipweight kept
     WHERE relationship_id = ANY(%(held)s)
       AND NOT EXISTS (SELECT FROM now WHERE now.relationship_id = kept.relationship_id
                                         AND now.handling = kept.handling)
)
INSERT INTO entities_relationshipweight AS kept (relationship_id, handling, {columns})
SELECT * FROM now
    ON CONFLICT (relationship_id, handling) DO UPDATE SET ({columns}) = ROW ({excluded})
 WHERE ({kept}) IS DISTINCT FROM ({excluded})
""".format(  # noqa: S608
    columns=_COLUMNS,
    excluded=", ".join(f"EXCLUDED.{name}" for name in COLUMNS),
    kept=", ".join(f"kept.{name}" for name in COLUMNS),
)


class _Quote(NamedTuple):
    """A live quote, as far as it counts."""

    piece: Piece
    hedged: bool
    grade: str
    published_on: datetime.date | None
    status: str
    sure: float | None


def count(relationships: Collection[int]) -> dict[int, ByHandling]:
    """The counts of each of the relationships by marking, from its evidence as it is; one query."""
    # Very many quotes may be few sentences.
    key = cache(sentence_key)
    quotes: defaultdict[int, list[_Quote]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_LIVE, [[*relationships]])
        for relationship, article, source, mark, quote, handling, *judged in cursor:
            piece = Piece(article, source, mark, key(quote), handling)
            quotes[relationship].append(_Quote(piece, *judged))
    return {relationship: _by_handling(quotes[relationship]) for relationship in relationships}


def _by_handling(quotes: Sequence[_Quote]) -> ByHandling:
    number = Counter(origin.handling for origin in origins(quote.piece for quote in quotes))
    marked: defaultdict[str, list[_Quote]] = defaultdict(list)
    for quote in quotes:
        marked[quote.piece.handling].append(quote)
    found = {handling: _counts(some, number[handling]) for handling, some in marked.items()}
    return {**found, TOGETHER: Counts.sum(found.values())} if found else {}


def _counts(quotes: Sequence[_Quote], number: int) -> Counts:
    dates = [quote.published_on for quote in quotes if quote.published_on]
    return Counts(
        articles=len({quote.piece.article for quote in quotes}),
        origins=number,
        quotes=len(quotes),
        hedged=sum(quote.hedged for quote in quotes),
        grade=min(quote.grade for quote in quotes),
        first_on=min(dates, default=None),
        last_on=max(dates, default=None),
        waiting=sum(quote.status == Status.PROPOSED for quote in quotes),
        sure=max((quote.sure for quote in quotes if quote.sure is not None), default=None),
    )


def count_due(stop: Callable[[], bool] = lambda: False, *, seconds: float = _SECONDS) -> int:
    """Count what is due anew, for so many seconds or until `stop` says so.

    Any number may do so at once. Returns how many relationships were counted; those that somebody
    is just changing stay due.
    """
    done, last = 0, 0
    end = time.monotonic() + seconds
    while not stop() and time.monotonic() < end:
        waiting = WeightDue.objects.filter(relationship__gt=last).order_by("relationship")
        keys = list(waiting.values_list("relationship", flat=True).distinct()[:_CHUNK])
        if not keys:
            break
        done += keep(keys)
        last = keys[-1]
    return done


def count_own() -> None:
    """Count anew what the present transaction has changed, unless that takes long."""
    with connection.cursor() as cursor:
        cursor.execute(_OWN, {"heavy": _MOST_QUOTES, "most": _MOST_AT_ONCE + 1})
        rows = cursor.fetchall()
    if len(rows) <= _MOST_AT_ONCE and (keys := [key for key, is_heavy in rows if not is_heavy]):
        keep(keys)


@transaction.atomic(savepoint=False)
def keep(relationships: Collection[int]) -> int:
    """Count these anew and keep it; returns how many of them.

    Of two who count the same relationship the later one must see all that the earlier one saw, so
    each is locked. Nobody is waited for: what somebody else holds stays due.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"keys": [*relationships]})
        held = [key for (key,) in cursor]
        if held:
            now = [
                {"relationship_id": key, "handling": handling, **asdict(counts)}
                for key, by_handling in count(held).items()
                for handling, counts in by_handling.items()
            ]
            cursor.execute(_KEEP, {"held": held, "now": json.dumps(now, cls=DjangoJSONEncoder)})
    return len(held)


def standing(
    relationships: Collection[int], handlings: Collection[str]
) -> dict[int, list[Counts] | None]:
    """The kept counts of each of these relationships by marking; None where it is due."""
    found: dict[int, list[Counts] | None] = {}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, {"keys": [*relationships], "handlings": [*handlings]})
        for key, is_due, handling, *counts in cursor:
            rows = found.setdefault(key, None if is_due else [])
            if rows is not None and handling:
                rows.append(Counts(*counts))
    return found


def kept(relationships: Collection[int]) -> list[RelationshipWeight]:
    return list(RelationshipWeight.objects.filter(relationship__in=relationships))


def due(relationships: Collection[int]) -> set[int]:
    """Those whose kept counts may be out of date."""
    waiting = WeightDue.objects.filter(relationship__in=relationships)
    return set(waiting.values_list("relationship", flat=True))


def by_handling(rows: Iterable[RelationshipWeight]) -> Mapping[int, ByHandling]:
    found: defaultdict[int, ByHandling] = defaultdict(dict)
    for row in rows:
        found[row.relationship_id][row.handling] = Counts.of(row)
    return found


def differences() -> Iterator[int]:
    """Count everything anew; primary keys of relationships that are kept otherwise and not due."""
    keys = Relationship.objects.order_by("pk").values_list("pk", flat=True)
    last = 0
    while some := list(keys.filter(pk__gt=last)[:_CHUNK]):
        waiting, rows, now = due(some), by_handling(kept(some)), count(some)
        yield from (key for key in some if key not in waiting and rows[key] != now[key])
        last = some[-1]
