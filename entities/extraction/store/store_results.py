"""Write what the pipeline read in articles; what people decided stands.

What was found is compared with what is there (`make_plan`) before anything is written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from articles.models import Article
from entities.extraction.result import ExtractionResult, FoundMention
from entities.extraction.store.bulk_insert import insert
from entities.extraction.store.orphans import remove_leftovers
from entities.extraction.store.resolve_keys import NEW, Resolved, resolve
from entities.extraction.store.store_relationships import Stated, store_relations
from entities.gazetteer.database import merge_targets
from entities.kinds import Kind, Status
from entities.models import Candidate, Entity, Mention
from entities.values import LONGEST_VALUE

_BY_PERSON = "person"
COMPARED = (
    *("kind", "entity_id", "value", "confidence"),
    *("origin", "reason", "claimed_parent_id"),
)
# What a new mention has in every column, in their order.
_BLANK = {field.attname: field.get_default() for field in Mention._meta.concrete_fields}


@dataclass
class Plan:
    """What becomes of the machine's proposals in an article."""

    resolved: Resolved
    standing: list[tuple[Mention, FoundMention]] = field(default_factory=list)
    changed: list[Mention] = field(default_factory=list)
    gone: list[Mention] = field(default_factory=list)
    left: set[int] = field(default_factory=set)  # entities that lost a mention
    refused: dict[str, set[int | None]] = field(default_factory=lambda: defaultdict(set))

    def in_the_air(self) -> set[int]:
        """Entities that were looked up or made for mentions that people decided otherwise."""
        named = {
            entity
            for mention, found in self.standing
            for entity in (
                mention.entity_id,
                mention.claimed_parent_id,
                *(self.resolved.entities.get(key) for key, _ in found.candidates),
            )
        }
        return self.resolved.made_for_articles - named

    def ends(self) -> dict[str, int]:
        """The entities behind the keys as far as relationships may join them.

        What is new must be named by a mention that stands. Where people rejected every mention of
        a key, nothing stands behind it; where they gave all to another entity, that one does.
        """
        standing = {found.key for _, found in self.standing}
        ends = {
            key: entity
            for key, entity in self.resolved.entities.items()
            if key in standing or not (key in self.refused or key.startswith(NEW))
        }
        for key in self.refused.keys() - standing:
            meant, *others = self.refused[key]
            if meant is not None and not others:
                ends[key] = meant
        return ends


def make_plan(
    article: int,
    reading: ExtractionResult,
    existing: Iterable[Mention],
    resolved: Resolved,
    kinds: dict[int, Kind],
    winners: Mapping[int, int],
) -> Plan:
    """Say which mentions stand in the article, leaving out what people decided otherwise.

    `kinds` are those of all entities, and is given those of the entities that people named here;
    `winners` has what the entities of the existing mentions were merged into (`merge_targets`).
    """
    fixed, rejected, machine = [], [], {}
    for mention in existing:
        if mention.status == Status.REJECTED:
            rejected.append(mention)
        elif mention.status == Status.CONFIRMED or mention.origin == _BY_PERSON:
            fixed.append(mention)
        else:
            machine[mention.start, mention.end, mention.name] = mention
    kinds.update(
        (winners[mention.entity_id], Kind(mention.kind)) for mention in fixed if mention.entity_id
    )
    plan = Plan(resolved)
    end = 0
    for item in sorted(reading.mentions, key=lambda item: (item.start, -item.end)):
        entity = resolved.entities.get(item.key)
        kind = item.kind if entity is None else kinds.get(entity, item.kind)
        taken = [mention for mention in fixed if _overlap(mention, item)]
        if taken:
            plan.refused[item.key] |= {_means(mention, winners) for mention in taken}
        elif any(_same(mention, item, kind, entity, winners) for mention in rejected):
            plan.refused[item.key].add(None)
        elif item.start >= end:
            end = item.end
            old = machine.pop((item.start, item.end, item.text), None)
            plan.standing.append((_propose(article, item, kind, old, plan), item))
    plan.gone = list(machine.values())
    plan.left |= {key for mention in plan.gone if (key := mention.entity_id)}
    return plan


def _means(mention: Mention, winners: Mapping[int, int]) -> int | None:
    """The entity that the mention is linked to, after merging."""
    return None if mention.entity_id is None else winners.get(mention.entity_id)


def _overlap(mention: Mention, item: FoundMention) -> bool:
    return mention.start < item.end and item.start < mention.end


def _same(
    rejected: Mention,
    item: FoundMention,
    kind: Kind,
    entity: int | None,
    winners: Mapping[int, int],
) -> bool:
    """Whether this was rejected: the same words as the same kind, or some of them as the same."""
    if (rejected.start, rejected.end, rejected.kind) == (item.start, item.end, kind):
        return True
    return entity is not None and _means(rejected, winners) == entity and _overlap(rejected, item)


def _propose(
    article: int, item: FoundMention, kind: Kind, old: Mention | None, plan: Plan
) -> Mention:
    """The row for what was found: the old one, brought up to date, or a new one."""
    entities = plan.resolved.entities
    claimed = plan.resolved.claimed_parent(item) if kind == Kind.LOCATION else None
    reason = "; ".join(filter(None, (item.reason, plan.resolved.reasons.get(item.key))))
    values = (
        *(kind, entities.get(item.key), item.value[:LONGEST_VALUE], item.confidence),
        *(item.origin[:60], reason[:300], claimed),
    )
    proposed = dict(zip(COMPARED, values, strict=True))
    if old is None:
        words = {"article_id": article, "start": item.start, "end": item.end, "name": item.text}
        # By their places: by their names Django takes three times as long, for every mention.
        return Mention(*(_BLANK | words | proposed).values())
    if any(getattr(old, name) != value for name, value in proposed.items()):
        plan.changed.append(old)
        if old.entity_id and old.entity_id != proposed["entity_id"]:
            plan.left.add(old.entity_id)
        for name, value in proposed.items():
            setattr(old, name, value)
    return old


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
    reading: ExtractionResult
    seconds: float


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands in the article as the machine's proposals after storing."""

    mentions: int
    relationships: int


def store(batch: Sequence[Read], *, version: str) -> list[Counts | None]:
    """Replace the machine's earlier proposals in the articles by those of the readings.

    `version` is the pipeline that made them. All are stored or none: one transaction costs little
    more than it does for a single article, and the same comes of it. No article may come twice.
    None stands for an article that is gone or has another text by now; it stays pending.
    Storing the same readings again changes nothing. Mentions and evidence that a person confirmed,
    rejected or added are never touched, and what a person rejected is not proposed again.
    """
    for one in batch:
        for item in one.reading.mentions:
            if one.article.text[item.start : item.end] != item.text:
                raise ValueError(f"“{item.text}” does not stand at {item.start} of the text.")
    parts: Sequence[Sequence[Read]] = [batch]
    attempt = 0
    while True:
        try:
            with transaction.atomic():
                counts = _store_parts(parts, version)
            return [counts.get(one.article.pk) for one in batch]
        except _NamesSomethingLost:
            parts = [[one] for one in batch]
        except (IntegrityError, OperationalError) as error:
            # Somebody removed an entity, marked the same words, or waited for us while we waited
            # for them. Their work stands; ours is done again with what is there now.
            attempt += 1
            if attempt == _ATTEMPTS or connection.needs_rollback:
                raise error


def note_failure(article: Article, error: Exception, *, seconds: float, version: str) -> None:
    """Keep the reason why the article could not be read; it stays pending."""
    where = " ".join(getattr(error, "__notes__", []))
    reason = f"{type(error).__name__}: {error} {where}".strip()[:2000].replace("\0", "")
    _note([(article, seconds, 0, reason)], version)


class _NamesSomethingLost(Exception):
    """An article of a batch names what might be gone after an earlier one of it is stored."""


def _store_parts(parts: Iterable[Sequence[Read]], version: str) -> dict[int, Counts]:
    counts: dict[int, Counts] = {}
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN)
        for part in parts:
            counts |= _store(part, version)
        cursor.execute(_END)
    return counts


def _store(batch: Iterable[Read], version: str) -> dict[int, Counts]:
    present = _hold({one.article.pk: one.article.text_hash for one in batch})
    batch = [one for one in batch if one.article.pk in present]
    readings = {one.article.pk: _of_news(one.reading, present[one.article.pk]) for one in batch}
    existing = _hold_mentions(present)
    winners = merge_targets(
        {key for its in existing.values() for mention in its if (key := mention.entity_id)}
    )
    resolved, kinds = resolve(readings, existing, winners)
    plans = {
        article: make_plan(article, reading, existing[article], resolved[article], kinds, winners)
        for article, reading in readings.items()
    }
    if _is_lost_and_named(plans.values()):
        raise _NamesSomethingLost
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
    return counts


def _is_lost_and_named(plans: Iterable[Plan]) -> bool:
    """Whether an article takes what it names for an entity of which an earlier one takes a mention.

    One by one, the entity or the name of it that led there might be gone by then.
    """
    lost: set[int] = set()
    for plan in plans:
        if not lost.isdisjoint(plan.resolved.named_anew):
            return True
        lost |= plan.left | plan.in_the_air()
    return False


def _hold(hashes: Mapping[int, str]) -> dict[int, Article]:
    """Those of the articles that still have the text of this hash and count, locked."""
    # no_key: who merely points at the article need not wait.
    locked = (
        Article.objects.not_withdrawn()
        .select_for_update(no_key=True)
        .only("text_hash", "body_start", "body_end", "furniture", "head")
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


def _of_news(reading: ExtractionResult, article: Article) -> ExtractionResult:
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
