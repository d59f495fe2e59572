"""Write what the pipeline read in an article; what people decided stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from articles.models import Article
from entities.extraction.reading import FoundMention, Reading
from entities.extraction.store.inserting import insert
from entities.extraction.store.leftovers import remove_leftovers
from entities.extraction.store.proposing import store_relations
from entities.extraction.store.resolving import NEW, Resolved, resolve
from entities.extraction.version import pipeline_version
from entities.gazetteer.winners import winners_of
from entities.kinds import Kind, Status
from entities.models import Candidate, Mention

_ATTEMPTS = 4
_NOTE = """
    INSERT INTO entities_extraction
        (article_id, pipeline_version, text_hash, extracted_at, seconds, mentions, error)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (article_id, pipeline_version, text_hash) DO UPDATE
    SET extracted_at = excluded.extracted_at, seconds = excluded.seconds,
        mentions = excluded.mentions, error = excluded.error
"""
_LONGEST_NAME = 500
_BY_PERSON = "person"
_COMPARED = (
    *("kind", "entity_id", "value", "confidence"),
    *("origin", "reason", "claimed_parent_id"),
)


class TextChanged(Exception):
    """The article's text is not the one that was read; it stays pending."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What stands in the article as the machine's proposals after storing."""

    mentions: int
    relationships: int


@dataclass
class _Plan:
    """What becomes of the machine's proposals in an article."""

    standing: list[tuple[Mention, FoundMention]] = field(default_factory=list)
    changed: list[Mention] = field(default_factory=list)
    gone: list[Mention] = field(default_factory=list)
    left: set[int] = field(default_factory=set)  # entities that lost a mention
    refused: dict[str, set[int | None]] = field(default_factory=lambda: defaultdict(set))

    def named(self, resolved: Resolved) -> set[int | None]:
        """The entities that the standing mentions name, may name, or lie in."""
        return {
            entity
            for mention, found in self.standing
            for entity in (
                mention.entity_id,
                mention.claimed_parent_id,
                *(resolved.entities.get(key) for key, _ in found.candidates),
            )
        }

    def ends(self, resolved: Resolved) -> dict[str, int]:
        """The entities behind the keys as far as relationships may join them.

        What is new must be named by a mention that stands. Where people rejected every mention of
        a key, nothing stands behind it; where they gave all to another entity, that one does.
        """
        standing = {found.key for _, found in self.standing}
        ends = {
            key: entity
            for key, entity in resolved.entities.items()
            if key in standing or not (key in self.refused or key.startswith(NEW))
        }
        for key in self.refused.keys() - standing:
            people_say = self.refused[key]
            if len(people_say) == 1 and None not in people_say:
                (ends[key],) = people_say
        return ends


def store(
    article: Article, reading: Reading, *, seconds: float, version: str | None = None
) -> Counts:
    """Replace the machine's earlier proposals in the article by those of the reading.

    `seconds` is the time the reading took, `version` the pipeline that made it: the present one
    unless it is given. Storing the same reading again changes nothing.
    Mentions and evidence that a person confirmed, rejected or added are never touched, and what
    a person rejected is not proposed again. Raises `TextChanged` where the article has another
    text by now.
    """
    if wrong := [
        item for item in reading.mentions if article.text[item.start : item.end] != item.text
    ]:
        raise ValueError(f"“{wrong[0].text}” does not stand at {wrong[0].start} of the text.")
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return _store(article, reading, seconds, version)
        except (IntegrityError, OperationalError) as error:
            # Somebody removed an entity, marked the same words, or waited for us while we waited
            # for them. Their work stands; ours is done again with what is there now.
            if attempt == _ATTEMPTS or connection.needs_rollback:
                raise error
    raise AssertionError("every attempt returns or raises")


def note_failure(
    article: Article, error: Exception, *, seconds: float, version: str | None = None
) -> None:
    """Keep the reason why the article could not be read; it stays pending."""
    reason = f"{type(error).__name__}: {error}"[:2000].replace("\0", "")
    _note(article, seconds, version, error=reason)


def _store(article: Article, reading: Reading, seconds: float, version: str | None) -> Counts:
    with connection.cursor() as cursor:
        # Need not wait for the disk: what a crash takes away is merely read again.
        cursor.execute("SET LOCAL synchronous_commit TO off")
    # no_key: who merely points at the article need not wait.
    locked = Article.objects.select_for_update(no_key=True).only(
        "text_hash", "body_start", "body_end", "furniture"
    )
    current = locked.get(pk=article.pk)
    if current.text_hash != article.text_hash:
        raise TextChanged(f"Article {article.pk} has another text than the one that was read.")
    existing = list(current.mentions.select_for_update().order_by("start", "pk"))
    resolved = resolve(reading, existing)
    found = [
        mention
        for mention in reading.mentions
        if len(mention.text) <= _LONGEST_NAME and current.is_news(mention.start, mention.end)
    ]
    plan = _plan(current, found, existing, resolved)
    if plan.gone:
        Mention.objects.filter(pk__in=[mention.pk for mention in plan.gone]).delete()
    if plan.changed:
        Mention.objects.bulk_update(plan.changed, [*_COMPARED])
    insert([mention for mention, _ in plan.standing if mention.pk is None])
    plan.left |= _store_candidates(plan.standing, resolved, old=bool(existing))
    proposed, lost = store_relations(
        current, reading.relations, plan.ends(resolved), resolved.kinds
    )
    # What was looked up or made for a mention that people decided otherwise hangs in the air too.
    in_the_air = resolved.made_for_articles - plan.named(resolved)
    remove_leftovers(plan.left | lost | in_the_air)
    _note(article, seconds, version, mentions=len(plan.standing))
    return Counts(mentions=len(plan.standing), relationships=proposed)


def _plan(
    article: Article,
    found: Iterable[FoundMention],
    existing: Iterable[Mention],
    resolved: Resolved,
) -> _Plan:
    """Compare what was found with what is there, leaving out what people decided otherwise."""
    fixed, rejected, machine = [], [], {}
    for mention in existing:
        if mention.status == Status.REJECTED:
            rejected.append(mention)
        elif mention.status == Status.CONFIRMED or mention.origin == _BY_PERSON:
            fixed.append(mention)
        else:
            machine[mention.start, mention.end, mention.name] = mention
    winners = winners_of({mention.entity_id for mention in rejected + fixed} - {None})
    resolved.kinds |= {
        winners[mention.entity_id]: Kind(mention.kind) for mention in fixed if mention.entity_id
    }
    plan = _Plan()
    end = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        entity = resolved.entities.get(item.key)
        kind = resolved.kinds.get(entity, item.kind)
        taken = [mention for mention in fixed if _overlap(mention, item)]
        if taken:
            plan.refused[item.key] |= {winners.get(mention.entity_id) for mention in taken}
        elif any(_same(mention, item, kind, entity, winners) for mention in rejected):
            plan.refused[item.key].add(None)
        elif item.start >= end:
            end = item.end
            old = machine.pop((item.start, item.end, item.text), None)
            plan.standing.append((_propose(article, item, kind, resolved, old, plan), item))
    plan.gone = list(machine.values())
    plan.left |= {mention.entity_id for mention in plan.gone} - {None}
    return plan


def _overlap(mention: Mention, item: FoundMention) -> bool:
    return mention.start < item.end and item.start < mention.end


def _same(
    rejected: Mention, item: FoundMention, kind: Kind, entity: int | None, winners: dict[int, int]
) -> bool:
    """Whether this was rejected: the same words as the same kind, or some of them as the same."""
    if (rejected.start, rejected.end, rejected.kind) == (item.start, item.end, kind):
        return True
    return (
        entity is not None
        and winners.get(rejected.entity_id) == entity
        and _overlap(rejected, item)
    )


def _propose(
    article: Article,
    item: FoundMention,
    kind: Kind,
    resolved: Resolved,
    old: Mention | None,
    plan: _Plan,
) -> Mention:
    """The row for what was found: the old one, brought up to date, or a new one."""
    mention = old or Mention(article=article, start=item.start, end=item.end, name=item.text)
    before = [getattr(mention, name) for name in _COMPARED]
    claimed = resolved.entities.get(item.claimed_parent)
    mention.kind = kind
    mention.entity_id = resolved.entities.get(item.key)
    mention.value = item.value[:60]
    mention.confidence = item.confidence
    mention.origin = item.origin[:60]
    mention.reason = item.reason[:300]
    mention.claimed_parent_id = claimed if kind == Kind.LOCATION else None
    if old and before != [getattr(mention, name) for name in _COMPARED]:
        plan.changed.append(mention)
        plan.left |= {before[_COMPARED.index("entity_id")]} - {None, mention.entity_id}
    return mention


def _store_candidates(
    standing: Iterable[tuple[Mention, FoundMention]], resolved: Resolved, *, old: bool
) -> set[int]:
    """Keep which entities an ambiguous mention may name; return those that it names no more."""
    wanted: dict[tuple[int, int], float] = {}
    for mention, item in standing:
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
    gone = []
    changed = []
    if old:
        there = Candidate.objects.filter(mention__in=[mention.pk for mention, _ in standing])
        for candidate in there:
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


def _note(
    article: Article, seconds: float, version: str | None, *, mentions: int = 0, error: str = ""
) -> None:
    # Written out, since Django takes longer to make the statement than the database to run it.
    with connection.cursor() as cursor:
        cursor.execute(
            _NOTE,
            [
                *(article.pk, version or pipeline_version(), article.text_hash),
                *(timezone.now(), seconds, mentions, error),
            ],
        )
