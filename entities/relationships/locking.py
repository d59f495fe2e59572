"""Holding relationships and their evidence while an act changes them.

Rows are locked in one order, articles first, then relationships, then evidence, so that two acts
never wait for each other; and by optimistic lock an act is refused that was decided on another
state than the present one.
"""

from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.db.models import QuerySet, Subquery

from entities.actions.recorder import ChangedMeanwhile, CorrectionError, hold, refuse_locked
from entities.models import Action, Entity, Evidence, Relationship
from entities.models.decision import person_name
from entities.relationships.copies import GONE


def lock_evidence(
    evidence: Evidence, *, user: User, seen: str, beside: QuerySet[Relationship] | None = None
) -> tuple[Evidence, Collection[Relationship]]:
    """The evidence as it is now, held with its relationship. Raises `ChangedMeanwhile`.

    Returns the relationships that are held with it, too: its own one and those `beside`.
    """
    # The article is held, so the evidence stays where it is. The relationship first: two people
    # who judge its quotes at once queue up here.
    stating = Evidence.objects.filter(pk=evidence.pk).values("relationship")
    asked = Relationship.objects.filter(pk=Subquery(stating))
    asked = asked if beside is None else asked | beside
    held = asked.select_for_update().order_by("pk")
    links = {link.pk: link for link in held}
    # Only now all that stands there: while this waited it may have become other.
    now = (
        Evidence.objects.select_for_update(of=("self",))
        .select_related("relationship__head", "relationship__child")
        .filter(pk=evidence.pk)
        .first()
    )
    if now is None:
        raise CorrectionError(GONE)
    refuse_merged(now.relationship.head, now.relationship.child)
    now.article = evidence.article
    if seen and seen != now.seen:
        refuse_to_overwrite(now, user, [now.pk])
    links[now.relationship_id] = now.relationship
    return now, links.values()


def refuse_to_overwrite(evidence: Evidence, user: User, copies: Iterable[int]) -> None:
    """Raise where somebody else changed it, or a copy of it; one's own changes are known."""
    acts = Action.objects.that_changed(Evidence, *copies)
    acts |= Action.objects.that_changed(Relationship, evidence.relationship_id)
    last = acts.select_related("user").order_by("-pk").first()
    if last is None:
        raise ChangedMeanwhile(
            "The article was read again since you saw this: look at it as it is now, then decide.",
            evidence,
        )
    if last.user_id != user.pk:
        raise ChangedMeanwhile(
            f"{person_name(last.user)} changed this before you (“{last.summary}”): keep that, or "
            "decide again.",
            evidence,
        )


def hold_articles(relationship: Relationship, user: User) -> set[int]:
    """Hold the articles that state the relationship, as all do who write in an article.

    Returns their keys. Raises `CorrectionError` where somebody else has locked one.
    """
    live = Evidence.objects.live().filter(relationship=relationship.pk)
    articles = set(live.order_by().values_list("article", flat=True))
    refuse_locked(hold(articles, user=user))
    return articles


def lock_relationships(keys: Iterable[int]) -> dict[int, Relationship]:
    """The relationships, held in the order of their keys.

    Raises `CorrectionError` where one is gone, or one of its ends was merged away.
    """
    keys = set(keys)
    rows = Relationship.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < len(keys):
        raise CorrectionError("This relationship is there no more: reload the page.")
    # The ends only now: while this waited they may have become others.
    ends = Entity.objects.in_bulk(
        {end for row in found.values() for end in (row.head_id, row.child_id)}
    )
    for row in found.values():
        row.head, row.child = ends[row.head_id], ends[row.child_id]
    refuse_merged(*ends.values())
    return found


def refuse_merged(*ends: Entity) -> None:
    for end in ends:
        if end.merged_into_id:
            raise CorrectionError(
                f"{end} was merged into {end.merged_into}: reload the page, or choose that one."
            )
