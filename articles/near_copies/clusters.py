"""Finds the cluster of each article that is new or has another text, and keeps it.

Each article is compared with the references of clusters alone (see `ClusterPlace`), those that
share some of the phrases that are kept of them. What people have said of an article stays.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from heapq import nlargest
from itertools import chain

import numpy as np
from django.db import connection, transaction
from django.db.models import Count

from articles.copy_models import FEWEST_WORDS, ClusterPlace
from articles.near_copies.likeness import LEAST, are_alike_without, likeness, shared_phrases
from articles.near_copies.wording import Wording

_BATCH = 200  # articles in one transaction
# A phrase of so many texts tells none of them: it is kept of no more, and not looked for.
_COMMON = 64
# Whose shared phrases are rare enough is compared: the sum of one by the number of texts that
# have the phrase. At most so many.
_LEAST_WEIGHT, _MOST_COMPARED = 0.34, 6
# What two texts share counts for nothing where so many others, copies of none, have it too.
_FEW_OTHERS = 3
_MOST_KNOWN = 5_000  # wordings that are held
_LOCK = "articles_clusterplace"

_NEWS = """
SELECT id, article_body(text, body_start, body_end, furniture) FROM articles_article
 WHERE id = ANY(%s)
"""
_REFERENCES = """
SELECT article_id, cluster FROM articles_clusterplace
 WHERE article_id = ANY(%s::bigint[]) AND is_reference
"""
_FOUND = """
SELECT value, array_agg(article_id) FROM articles_phrase
 WHERE value = ANY(%s::bigint[]) GROUP BY value
"""
_KEPT = """
INSERT INTO articles_phrase (value, article_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[])
    ON CONFLICT DO NOTHING
"""
_PLACED = """
UPDATE articles_clusterplace place
   SET cluster = now.cluster, is_reference = now.is_reference, is_due = false
  FROM unnest(%s::bigint[], %s::bigint[], %s::boolean[]) AS now(article, cluster, is_reference)
 WHERE place.article_id = now.article
"""


def waiting(most: int) -> int:
    """How many articles wait to be compared, counted up to so many."""
    return ClusterPlace.objects.filter(is_due=True)[:most].count()


def place_due(stop: Callable[[], bool] = lambda: False) -> int:
    """Find the clusters of all articles that wait for it; returns how many these were.

    Each batch is a transaction. `stop` is asked between two of them.
    """
    done = last = 0
    known: dict[int, Wording] = {}
    while not stop():
        placed = _place_some(known, after=last)
        done += len(placed)
        last = placed[-1] if len(placed) == _BATCH else 0
        # From the beginning again, for what has become due by the others.
        if not last and not waiting(1):
            break
        if len(known) > _MOST_KNOWN:
            known.clear()
    return done


@transaction.atomic
def _place_some(known: dict[int, Wording], *, after: int) -> list[int]:
    """Place the next articles after one that are due; returns their keys."""
    with connection.cursor() as cursor:
        # Two who place articles at once would not see each other's.
        cursor.execute("SELECT pg_advisory_xact_lock(%s::regclass::oid::int, 0)", [_LOCK])
    # After the last one, lest the planner goes through all that is done already.
    waiting_now = ClusterPlace.objects.filter(is_due=True, pk__gt=after).order_by("pk")
    due = list(waiting_now[:_BATCH])
    if due:
        _Batch(due, known).place()
    return [place.pk for place in due]


def keep_phrases(articles: Iterable[int]) -> None:
    """Let others be compared with these articles."""
    found = _wordings([*articles])
    _keep({key: wording.marks() for key, wording in found.items() if _is_told(wording)})


def _keep(marks: dict[int, list[int]]) -> None:
    # Neighbours in the index one after the other.
    rows = sorted((mark, key) for key, some in marks.items() for mark in some)
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [_array(mark for mark, _ in rows), _array(key for _, key in rows)])


def _array(numbers: Iterable[int]) -> str:
    """As PostgreSQL writes it, in a fraction of the time that it takes to write each number."""
    return f"{{{','.join(map(str, numbers))}}}"


def _is_told(wording: Wording) -> bool:
    return len(wording.words) >= FEWEST_WORDS


def _wordings(articles: Collection[int]) -> dict[int, Wording]:
    if not articles:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NEWS, [[*articles]])
        return {key: Wording.of(news) for key, news in cursor}


class _Batch:
    """Articles that are placed together, one after the other.

    What is known of all articles before is asked at once, in few statements.
    """

    def __init__(self, due: Sequence[ClusterPlace], known: dict[int, Wording]) -> None:
        """`known` are the wordings of references, which are kept from batch to batch."""
        self.due, self.known = due, known
        here = {place.pk for place in due}
        own = _wordings(here)
        self.known |= own
        self.marks = {key: wording.marks() for key, wording in own.items() if _is_told(wording)}
        # By phrase the references that have it; those of this batch are added as they come.
        self.found = _having(chain(*self.marks.values()))
        for mark, some in self.found.items():
            if not here.isdisjoint(some):
                self.found[mark] = [key for key in some if key not in here]
        self.weights = {key: self._weighed(key) for key in self.marks}
        # The clusters of references.
        self.references = _references({*chain(*self.weights.values())})
        self.kept: dict[int, list[int]] = {}
        self.added: set[int] = set()  # phrases
        # Others with a phrase that two texts share.
        self.having: dict[int, Sequence[int]] = {}
        compared = {article: self._candidates(article) for article in self.marks}
        self.known |= _wordings({*chain(*compared.values())} - known.keys())
        self.likeness = {
            (article, key): likeness(known[article], known[key])
            for article, some in compared.items()
            for key in some
        }
        alike = [pair for pair, found in self.likeness.items() if found >= LEAST]
        self._ask_who_has(
            phrase for one, other in alike for phrase in shared_phrases(known[one], known[other])
        )

    def place(self) -> None:
        shared = _shared(place.cluster for place in self.due)
        led: list[int] = []
        led_by_one = _with_reference(place.cluster for place in self.due if place.by_hand)
        for place in self.due:
            before = place.cluster, place.is_reference
            if not place.by_hand:
                cluster = self._most_alike(place.pk)
                if cluster:
                    place.cluster, place.is_reference = cluster, False
                else:
                    if not place.is_reference and place.cluster in shared:
                        place.cluster = next_cluster()
                    place.is_reference = True
            elif place.cluster not in led_by_one:
                place.is_reference = True
            if before[1] and before[0] in shared:
                led.append(before[0])
            if place.is_reference:
                led_by_one.add(place.cluster)
                self._add(place)
        with connection.cursor() as cursor:
            rows = [(place.pk, place.cluster, place.is_reference) for place in self.due]
            cursor.execute(_PLACED, [list(column) for column in zip(*rows, strict=True)])
        _keep(self.kept)
        compare_again(led, besides=[place.pk for place in self.due])

    def _add(self, place: ClusterPlace) -> None:
        self.references[place.pk] = place.cluster
        kept = self.kept.setdefault(place.pk, [])
        for mark in self.marks.get(place.pk, ()):
            some = self.found[mark]
            if len(some) < _COMMON:
                some.append(place.pk)
                kept.append(mark)
        self.added.update(kept)

    def _most_alike(self, article: int) -> int | None:
        """The cluster of the reference that the article is a near-copy of; None without one."""
        if article not in self.marks:
            return None
        if not self.added.isdisjoint(self.marks[article]):
            self.weights[article] = self._weighed(article)
        candidates = self._candidates(article)
        alike = [(self._likeness(article, key), key) for key in candidates]
        for found, key in sorted(alike, reverse=True):
            if found >= LEAST and self._is_own(article, key):
                return self.references[key]
        return None

    def _likeness(self, article: int, key: int) -> float:
        if (found := self.likeness.get((article, key))) is None:
            if key not in self.known:
                self.known |= _wordings([key])
            found = likeness(self.known[article], self.known[key])
        return found

    def _weighed(self, article: int) -> dict[int, float]:
        """Who may be alike, by the weight of the phrases that they share."""
        weights: defaultdict[int, float] = defaultdict(float)
        for mark in self.marks[article]:
            some = self.found[mark]
            if len(some) < _COMMON:
                weight = 1 / len(some) if some else 0
                for key in some:
                    weights[key] += weight
        return {key: weight for key, weight in weights.items() if weight >= _LEAST_WEIGHT}

    def _candidates(self, article: int) -> list[int]:
        weights = self.weights[article]
        references = [key for key in weights if key in self.references]
        return nlargest(_MOST_COMPARED, references, key=weights.__getitem__)

    def _is_own(self, article: int, key: int) -> bool:
        """Whether they are alike without what other texts have as well, such as a letterhead."""
        wording, other = self.known[article], self.known[key]
        phrases = shared_phrases(wording, other)
        self._ask_who_has(phrases)
        common = [
            phrase
            for phrase in phrases
            if len({*self.having[phrase], *self.found.get(phrase, ())} - {key}) >= _FEW_OTHERS
        ]
        return not common or are_alike_without(wording, other, np.array(common))

    def _ask_who_has(self, phrases: Iterable[int]) -> None:
        """Know who else has these phrases."""
        if unknown := {phrase for phrase in phrases if phrase not in self.having}:
            self.having.update(dict.fromkeys(unknown, ()))
            self.having.update(_having(unknown))


def _having(phrases: Iterable[int]) -> defaultdict[int, list[int]]:
    """The references by the phrases that are kept of them, some `_COMMON` at most of one."""
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, [_array({*phrases})])
        return defaultdict(list, cursor)


def _references(articles: Collection[int]) -> dict[int, int]:
    """The clusters of those of the articles that are references."""
    if not articles:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_REFERENCES, [_array(articles)])
        return dict(cursor.fetchall())


def _shared(clusters: Iterable[int]) -> set[int]:
    """Those of the clusters that have several articles."""
    several = ClusterPlace.objects.filter(cluster__in=[*clusters]).values("cluster")
    counted = several.annotate(number=Count("pk")).filter(number__gt=1).order_by()
    return set(counted.values_list("cluster", flat=True))


def _with_reference(clusters: Iterable[int]) -> set[int]:
    led = ClusterPlace.objects.filter(cluster__in=[*clusters], is_reference=True)
    return set(led.values_list("cluster", flat=True))


def compare_again(clusters: Collection[int], *, besides: Collection[int] = ()) -> None:
    """Let the articles of these clusters be compared anew; what people have said of them stays."""
    if clusters:
        others = ClusterPlace.objects.filter(cluster__in=clusters)
        others.exclude(pk__in=besides).update(is_due=True)


def next_cluster() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('articles_cluster')")
        return cursor.fetchone()[0]
