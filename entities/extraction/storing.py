"""Write what the pipeline read in an article; what people decided stands."""

from dataclasses import dataclass, field

from django.db import IntegrityError, OperationalError, transaction

from articles.models import Article
from entities.extraction.leftovers import remove_leftovers
from entities.extraction.proposing import store_relations
from entities.extraction.reading import Reading
from entities.extraction.resolving import resolve
from entities.models import Mention

_ATTEMPTS = 4
_LONGEST_NAME = 500
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

    keep: list[Mention] = field(default_factory=list)
    new: list[Mention] = field(default_factory=list)
    changed: list[Mention] = field(default_factory=list)
    gone: list[Mention] = field(default_factory=list)
    left: set[int] = field(default_factory=set)  # entities that lost a mention

    @property
    def standing(self) -> list[Mention]:
        return self.keep + self.changed + self.new


def store(article: Article, reading: Reading, *, seconds: float) -> Counts:
    """Replace the machine's earlier proposals in the article by those of the reading.

    `seconds` is the time the reading took. Storing the same reading again changes nothing.
    Mentions and evidence that a person confirmed, rejected or added are never touched, and what
    a person rejected is not proposed again. Raises `TextChanged` where the article has another
    text by now.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            with transaction.atomic():
                return _store(article, reading, seconds)
        except (IntegrityError, OperationalError) as error:
            # Somebody removed an entity, marked the same words, or waited for us while we waited
            # for them. Their work stands; ours is done again with what is there now.
            if attempt == _ATTEMPTS or transaction.get_connection().needs_rollback:
                raise error
    raise AssertionError("every attempt returns or raises")


def note_failure(article: Article, error: Exception, *, seconds: float) -> None:
    """Keep the reason why the article could not be read; it stays pending."""
    reason = f"{type(error).__name__}: {error}"[:2000].replace("\0", "")
    _note(article, seconds, error=reason)


def _store(article: Article, reading: Reading, seconds: float) -> Counts:
    # no_key: who merely points at the article need not wait.
    locked = Article.objects.select_for_update(no_key=True).only(
        "text_hash", "length", "body_start", "body_end", "furniture"
    )
    current = locked.get(pk=article.pk)
    if current.text_hash != article.text_hash:
        raise TextChanged(f"Article {article.pk} has another text than the one that was read.")
    existing = list(
        Mention.objects.filter(article=current).select_for_update().order_by("start", "pk")
    )
    resolved = resolve(reading, existing)
    found = [
        mention
        for mention in reading.mentions
        if len(mention.text) <= _LONGEST_NAME and current.is_news(mention.start, mention.end)
    ]
    plan, decided = _plan(current, found, existing, resolved)
    _write(plan)
    _write_candidates(plan, found, resolved)
    ends = _ends(resolved, decided)
    proposed, lost = store_relations(current, reading.relations, ends, resolved.kinds)
    remove_leftovers(plan.left | lost)
    _note(current, seconds, mentions=len(plan.standing))
    return Counts(mentions=len(plan.standing), relationships=proposed)
