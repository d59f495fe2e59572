"""Which entities are named beside one more often than elsewhere, by the log-likelihood ratio.

T. Dunning, “Accurate Methods for the Statistics of Surprise and Coincidence”, Computational
Linguistics 19 (1993), 61–74: how much better the articles are told by two rates, one for those that
name the entity and one for others, than by one rate for both. It holds for rare names, too.
"""

import math
from dataclasses import dataclass

from django.db import connection

from articles.clearance import shown_sql
from entities.models import Entity

MOST_BESIDE = 14
# So many articles are compared with each other: the newest that name the entity, the newest others.
MOST_COMPARED = 600
# A value of chi-squared with one degree of freedom that chance exceeds once in a hundred times.
_LEAST = 6.63
_FEWEST = 2

# Near-copies of a text count once.
_COUNTED = """
WITH own AS MATERIALIZED (
    SELECT article_id, cluster FROM entities_digest digest
     WHERE EXISTS (SELECT FROM entities_mention mention
                    WHERE mention.entity_id = %(entity)s AND mention.article_id = digest.article_id
                      AND mention.status <> 'rejected' AND mention.revision_id IS NULL)
       {shown}
     ORDER BY published_on DESC NULLS LAST, article_id DESC LIMIT %(most)s
), others AS MATERIALIZED (
    SELECT article_id, cluster FROM entities_digest digest
     WHERE NOT EXISTS (SELECT FROM entities_mention mention
                        WHERE mention.entity_id = %(entity)s
                          AND mention.article_id = digest.article_id
                          AND mention.status <> 'rejected' AND mention.revision_id IS NULL)
       {shown}
     ORDER BY published_on DESC NULLS LAST, article_id DESC LIMIT %(most)s
), compared AS (
    SELECT article_id, cluster, true AS is_own FROM own
    UNION ALL SELECT article_id, cluster, false FROM others
), named AS (
    SELECT mention.entity_id AS id, count(DISTINCT cluster) FILTER (WHERE is_own) AS together,
           count(DISTINCT cluster) FILTER (WHERE NOT is_own) AS apart
      FROM compared JOIN entities_mention mention USING (article_id)
     WHERE mention.status <> 'rejected' AND mention.revision_id IS NULL
       AND mention.entity_id IS NOT NULL AND mention.entity_id <> %(entity)s
     GROUP BY mention.entity_id
    HAVING count(DISTINCT cluster) FILTER (WHERE is_own) >= %(fewest)s
)
SELECT id, kind, name, together, apart,
       (SELECT count(DISTINCT cluster) FROM own), (SELECT count(DISTINCT cluster) FROM others)
  FROM named JOIN entities_entity entity USING (id)
"""


@dataclass(frozen=True)
class Beside:
    """Another entity, in how many texts both are named, and how surprising that number is."""

    pk: int
    kind: str
    name: str
    together: int
    likelihood: float


def named_beside(entity: Entity) -> list[Beside]:
    """The most surprising first; empty where there are too few articles to tell. One query."""
    given = {"entity": entity.pk, "most": MOST_COMPARED, "fewest": _FEWEST}
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(shown=shown_sql("digest.handling")), given)
        rows = cursor.fetchall()
    found = [
        Beside(key, kind, name, together, log_likelihood(together, apart, own, others))
        for key, kind, name, together, apart, own, others in rows
        if others and together / own > apart / others
    ]
    found = [one for one in found if one.likelihood >= _LEAST]
    return sorted(found, key=lambda one: (-one.likelihood, one.pk))[:MOST_BESIDE]


def log_likelihood(one: int, other: int, of_one: int, of_other: int) -> float:
    """Dunning's −2 log λ: `one` out of `of_one` trials, and `other` out of `of_other`.

    0 where both rates are the same; from 6.63 on chance alone gives it once in a hundred times.
    """
    together = (one + other) / (of_one + of_other)
    return 2 * (
        _log(one, of_one, one / of_one)
        + _log(other, of_other, other / of_other)
        - _log(one, of_one, together)
        - _log(other, of_other, together)
    )


def _log(hits: int, trials: int, rate: float) -> float:
    """The logarithm of the likelihood of so many hits; nothing for what never happens."""
    found = hits * math.log(rate) if hits else 0.0
    misses = trials - hits
    return found + (misses * math.log(1 - rate) if misses else 0.0)
