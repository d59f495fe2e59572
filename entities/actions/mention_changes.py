"""What a decision changes in a mention, written down before it is made: for acts on many."""

from entities.actions.mention_actions import misread_as
from entities.kinds import Kind, Status
from entities.models import Entity, Mention, RowChange

Values = dict[str, str | int | None]


def decided(mention: Mention, after: Values) -> RowChange:
    """The change of the mention to these values."""
    before: Values = {
        "status": mention.status,
        "kind": mention.kind,
        "entity": mention.entity_id,
        "value": mention.value,
        "misread_as": mention.misread_as,
        "claimed_parent": mention.claimed_parent_id,
    }
    return RowChange(
        model=Mention._meta.label_lower,
        row=mention.pk,
        article_id=mention.article_id,
        before={name: before[name] for name in after},
        after=after,
    )


def as_named(
    mention: Mention, kind: str, entity: Entity | None, winners: dict[int, int]
) -> RowChange:
    """The words name this entity, or something of this kind whose entity is open; confirmed.

    `winners` remembers, over many mentions, what their entities were merged into.
    """
    key = entity.pk if entity else None
    claimed = mention.claimed_parent_id if kind == Kind.LOCATION else None
    after: Values = {
        "status": Status.CONFIRMED.value,
        "kind": str(kind),
        "entity": key,
        "value": "",
        "misread_as": misread_as(mention, kind, key, winners),
        "claimed_parent": claimed,
    }
    return decided(mention, after)
