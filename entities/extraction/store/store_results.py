"""Write what the pipeline read in articles; what people decided stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from articles.models import Article
from entities.extraction.result import Reading
from entities.extraction.store.bulk_insert import insert
from entities.extraction.store.orphans import remove_leftovers
from entities.extraction.store.plan_changes import COMPARED, Plan, make_plan
from entities.extraction.store.resolve_keys import resolve
from entities.extraction.store.store_relationships import Stated, store_relations
from entities.gazetteer.database import winners_of
from entities.models import Candidate, Entity, Mention


def store_candidates(plans: Iterable[Plan], *, old: bool) -> set[int]:
    """Replace the candidates of the mentions that stand; return entities that they name no more.

    `old` says whether any of the mentions was there before.
    """
    plans = list(plans)
    wanted: dict[tuple[int, int], float] = {}
    for plan in plans:
        wanted |= _wanted(plan)
    gone = []
    changed = []
    if old:
        standing = [mention.pk for plan in plans for mention, _ in plan.standing]
        for candidate in Candidate.objects.filter(mention__in=standing):
            score = wanted.pop((candidate.mention_id, candidate.entity_id), None)
            if score is None:
                gone.append(candidate)
            elif score != candidate.score:
                candidate.score = score
                changed.append(candidate)
    if gone:
        Candidate.objects.filter(pk__in=[candidate.pk for candidate in gone]).delete()
    if changed:
        Candidate.objects.bulk_update(changed, ["score"])
    insert(
        [
            Candidate(mention_id=mention, entity_id=entity, score=score)
            for (mention, entity), score in wanted.items()
        ]
    )
    return {candidate.entity_id for candidate in gone}


def _wanted(plan: Plan) -> dict[tuple[int, int], float]:
    """The score of each mention and entity that it may name."""
    wanted: dict[tuple[int, int], float] = {}
    resolved = plan.resolved
    for mention, item in plan.standing:
        if mention.entity_id is None:
            several = resolved.candidates.get(item.key, ())
            scored = [(entity, 1 / len(several)) for entity in several]
            scored += [
                (resolved.entities[key], score)
                for key, score in item.candidates
                if key in resolved.entities
            ]
            for entity, score in scored:
                place = (mention.pk, entity)
                wanted[place] = max(score, wanted.get(place, 0))
    return wanted


_ATTEMPTS = 4
_LONGEST_NAME = 500
# Need not wait for the disk: what a crash takes away is merely read again. And the digests of the
# articles are brought up to date once, at the end.
_BEGIN = "SET LOCAL synchronous_commit TO off; SET LOCAL gangintel.digests TO late"
_END = "SET CONSTRAINTS digest_due IMMEDIATE"
_NOTE = """
    INSERT INTO entities_extraction
        (pipeline_version, extracted_at, article_id, text_hash, seconds, mentions, error)
    SELECT %s, %s, * FROM unnest(%s::bigint[], %s::text[], %s::float[], %s::int[], %s::text[])
    ON CONFLICT (article_id, pipeline_version, text_hash) DO UPDATE
    SET extracted_at = excluded.extracted_at, seconds = excluded.seconds,
        mentions = excluded.mentions, error = excluded.error
"""


@dataclass(frozen=True, slots=True)
class Read:
    """An article, what the pipeline read in it, and how many seconds that took."""

    article: Article
    reading: Reading
    seconds: float


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands in the article as the machine's proposals after storing."""

    mentions: int
    relationships: int


def store(batch: Sequence[Read], *, version: str) -> list[Counts | None]:
    """Replace the machine's earlier proposals in the articles by those of the readings.

    `version` is the pipeline that made them. All are stored or none: one transaction costs little
    more than it does for a single article. No article may come twice. None stands for an article
    that is gone or has another text by now; it stays pending.
    Storing the same readings again changes nothing. Mentions and evidence that a person confirmed,
    rejected or added are never touched, and what a person rejected is not proposed again.
    """
    for one in batch:
        for item in one.reading.mentions:
            if one.article.text[item.start : item.end] != item.text:
                raise ValueError(f"“{item.text}” does not stand at {item.start} of the text.")
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with transaction.atomic():
                counts = _store(batch, version)
            return [counts.get(one.article.pk) for one in batch]
        except (IntegrityError, OperationalError) as error:
            # Somebody removed an entity, marked the same words, or waited for us while we waited
            # for them. Their work stands; ours is done again with what is there now.
            if attempt == _ATTEMPTS or connection.needs_rollback:
                raise error
    raise AssertionError("every attempt returns or raises")


def note_failure(article: Article, error: Exception, *, seconds: float, version: str) -> None:
    """Keep the reason why the article could not be read; it stays pending."""
    reason = f"{type(error).__name__}: {error}"[:2000].replace("\0", "")
    _note([(article, seconds, 0, reason)], version)


def _store(batch: Iterable[Read], version: str) -> dict[int, Counts]:
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN)
    present = _hold({one.article.pk: one.article.text_hash for one in batch})
    batch = [one for one in batch if one.article.pk in present]
    readings = {one.article.pk: _of_news(one.reading, present[one.article.pk]) for one in batch}
    existing = _hold_mentions(present)
    winners = winners_of(
        {key for its in existing.values() for mention in its if (key := mention.entity_id)}
    )
    resolved, kinds = resolve(readings, existing, winners)
    plans = {
        article: make_plan(article, reading, existing[article], resolved[article], kinds, winners)
        for article, reading in readings.items()
    }
    left = _write(plans.values())
    left |= store_candidates(plans.values(), old=any(existing.values()))
    proposed, lost = store_relations(
        {
            article: Stated(readings[article].relations, plan.ends())
            for article, plan in plans.items()
        },
        kinds,
    )
    remove_leftovers(left | lost | set().union(*(plan.in_the_air() for plan in plans.values())))
    counts = {
        article: Counts(mentions=len(plan.standing), relationships=proposed[article])
        for article, plan in plans.items()
    }
    _note(
        [(one.article, one.seconds, counts[one.article.pk].mentions, "") for one in batch], version
    )
    with connection.cursor() as cursor:
        cursor.execute(_END)
    return counts


def _hold(hashes: Mapping[int, str]) -> dict[int, Article]:
    """Those of the articles that still have the text of this hash, locked."""
    # no_key: who merely points at the article need not wait.
    locked = Article.objects.select_for_update(no_key=True).only(
        "text_hash", "body_start", "body_end", "furniture"
    )
    return {
        article.pk: article
        for article in locked.filter(pk__in=hashes).order_by("pk")
        if article.text_hash == hashes[article.pk]
    }


def _hold_mentions(articles: Collection[int]) -> dict[int, list[Mention]]:
    """The mentions of each article's present text, locked, in its order."""
    mentions: dict[int, list[Mention]] = defaultdict(list)
    present = Mention.objects.filter(article__in=articles, revision=None)
    for mention in present.select_for_update().order_by("article", "start", "pk"):
        mentions[mention.article_id].append(mention)
    return mentions


def _of_news(reading: Reading, article: Article) -> Reading:
    """The reading without mentions that are part of the page and not of the news."""
    mentions = (
        mention
        for mention in reading.mentions
        if len(mention.text) <= _LONGEST_NAME and article.is_news(mention.start, mention.end)
    )
    return replace(reading, mentions=tuple(mentions))


def _write(plans: Collection[Plan]) -> set[int]:
    """Write the mentions as planned; return the entities that lost one."""
    if gone := [mention.pk for plan in plans for mention in plan.gone]:
        Mention.objects.filter(pk__in=gone).delete()
    if changed := [mention for plan in plans for mention in plan.changed]:
        Mention.objects.bulk_update(changed, COMPARED)
    new = [mention for plan in plans for mention, _ in plan.standing if mention.pk is None]
    _hold_entities({key for mention in new if (key := mention.entity_id)})
    insert(new)
    return set().union(*(plan.left for plan in plans))


def _hold_entities(entities: Collection[int]) -> None:
    """Keep the entities from going, in the order of their keys as merging locks them.

    The foreign keys would do so in the order of the texts.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT FROM {Entity._meta.db_table} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE",
            [[*entities]],
        )


def _note(rows: Iterable[tuple[Article, float, int, str]], version: str) -> None:
    """Write down of each article the seconds it took, the number of mentions, or what failed."""
    texts = [(article.pk, article.text_hash, *rest) for article, *rest in rows]
    if texts:
        # Written out, since Django takes longer to make the statement than the database to run it.
        with connection.cursor() as cursor:
            columns = [[*column] for column in zip(*texts, strict=True)]
            cursor.execute(_NOTE, [version, timezone.now(), *columns])
