"""What people decide about a name for good: here, in a source, or everywhere.

The rule holds for all that is read from now on. Where the name stands already, each chosen place
is decided by the same act; on very many places in the background (see `entities.actions.bulk`).
"""

from collections.abc import Collection, Iterable, Iterator

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from articles.clearance import untold
from articles.models import Article
from entities.actions.bulk import complete
from entities.actions.mention_actions import misread_as
from entities.actions.recorder import (
    CorrectionError,
    Recorder,
    acting,
    explained,
    hold,
    refuse_locked,
    stored_values,
)
from entities.kinds import Kind, Status
from entities.models import Action, Entity, Mention, NameRule, RowChange
from entities.models.verbs import Verb
from entities.name_rules.occurrences import Group, Occurrence, Occurrences
from entities.names import fold


def wish(
    name: str,
    decision: str,
    *,
    entity: Entity | None = None,
    kind: str = "",
    article: Article | None = None,
    source_id: int | None = None,
) -> NameRule:
    """A rule that is not made yet. Raises `CorrectionError` where it would mean nothing."""
    name = " ".join(name.split())[:300]
    if not fold(name):
        raise CorrectionError("A name has at least one letter or digit: type the name.")
    is_always = decision == NameRule.Decision.IS
    if is_always:
        if entity is None:
            raise CorrectionError(f"Choose which entity “{name}” always is.")
        if entity.merged_into_id:
            raise CorrectionError(f"{entity} was merged into another entity: choose that one.")
    return NameRule(
        name=name,
        normalized=fold(name),
        decision=decision,
        kind="" if is_always else kind,
        entity=entity if is_always else None,
        article=article,
        source_id=None if article else source_id,
    )


def decide(
    rule: NameRule,
    *,
    user: User,
    groups: Collection[str],
    left_out: Collection[str] = (),
    until: int | None = None,
    article: Article | None = None,
    instead_of: NameRule | None = None,
) -> Action:
    """Make the rule, and do at every place of these groups what it says, but for those left out.

    `rule` is a `wish`; places are named by their `key`; `until` is the newest mention that the
    person was shown; `article` is where they decided. A rule of the same scope, and
    `instead_of`, end with it.
    """
    act = Recorder()
    with explained():
        if article:
            refuse_locked(hold([article.pk], user=user))
        _end_others(act, rule, instead_of)
        rule.user = user
        act.create(rule)
        made = len(act.changes)
        act.changes += _changes(rule, groups, set(left_out), until, first=made)
        planned = act.changes[made:]
        hidden = untold(change.article_id for change in planned)
        # What is done in hidden articles is done, and not told.
        places = sum(change.article_id not in hidden for change in planned)
        act.summary = f"{sentence(rule)} ({places:,} place{'' if places == 1 else 's'})"
        return complete(act, Verb.MAKE_RULE, made=made, user=user, article=article)


def end(rule: NameRule, *, user: User) -> NameRule:
    """Let the rule hold no longer; what was decided by it stays, and can be undone by itself."""
    with acting(Verb.END_RULE, user=user, article=rule.article) as act:
        rule = NameRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
        if rule.ended_at:
            raise CorrectionError(f"The rule on “{rule.name}” was ended already.")
        act.update(rule, ended_at=timezone.now(), entity=rule.entity)
        act.summary = f"Ended the rule: {sentence(rule)}"
    return rule


def sentence(rule: NameRule) -> str:
    """The rule in words: `“MS13” is always MS-13, everywhere`."""
    if rule.decision == NameRule.Decision.IS:
        says = f"is always {rule.entity}"
    else:
        says = (
            f"is never a mention of a {Kind(rule.kind).label}"
            if rule.kind
            else "is never an entity"
        )
    return f"“{rule.name}” {says}, {scope_words(rule)}"


def scope_words(rule: NameRule) -> str:
    if rule.article:
        return f"in the article “{rule.article.title[:80]}”"
    return f"in {rule.source}" if rule.source_id else "everywhere"


def _end_others(act: Recorder, rule: NameRule, instead_of: NameRule | None) -> None:
    """End what says otherwise of the same name and scope, and what the person replaces."""
    same = Q(
        normalized=rule.normalized, kind=rule.kind, article=rule.article, source=rule.source_id
    )
    if instead_of:
        same |= Q(pk=instead_of.pk)
    for other in NameRule.objects.select_for_update(of=("self",)).filter(same, ended_at=None):
        act.update(other, ended_at=timezone.now())


def _changes(
    rule: NameRule, groups: Collection[str], left_out: set[str], until: int | None, *, first: int
) -> list[RowChange]:
    """What the rule does to the places; neighbours that become the same stand side by side."""
    found = Occurrences(rule, until=until)
    chosen = [group for group in groups if group not in (Group.SAME, Group.UNMARKED)]
    changes = [*_decided(rule, found, chosen, left_out)]
    if Group.UNMARKED in groups:
        changes += _marked(rule, (one for one in found.unmarked() if one.key not in left_out))
    changes.sort(key=lambda change: (change.before is None, str(change.after), change.article_id))
    for position, change in enumerate(changes, first):
        change.position = position
    return changes


def _decided(
    rule: NameRule, found: Occurrences, groups: Collection[str], left_out: set[str]
) -> Iterator[RowChange]:
    winners: dict[int, int] = {}
    mentions = found.mentions(*groups).iterator(chunk_size=2000)
    for mention in mentions if groups else ():
        if str(mention.pk) in left_out:
            continue
        before = {
            "status": mention.status,
            "kind": mention.kind,
            "entity": mention.entity_id,
            "value": mention.value,
            "misread_as": mention.misread_as,
            "claimed_parent": mention.claimed_parent_id,
        }
        after: dict[str, str | int | None] = {"status": Status.REJECTED.value}
        if rule.entity:
            kind = rule.entity.kind
            claimed = mention.claimed_parent_id if kind == Kind.LOCATION else None
            after = {
                "status": Status.CONFIRMED.value,
                "kind": str(kind),
                "entity": rule.entity_id,
                "value": "",
                "misread_as": misread_as(mention, kind, rule.entity_id, winners),
                "claimed_parent": claimed,
            }
        yield _change(mention.pk, mention.article_id, {name: before[name] for name in after}, after)


def _marked(rule: NameRule, places: Iterable[Occurrence]) -> list[RowChange]:
    """New mentions where the name stands without a mark; none of a rule that names no entity."""
    places, entity = list(places), rule.entity
    if entity is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [Mention._meta.db_table, len(places)],
        )
        keys = [key for (key,) in cursor.fetchall()]
    return [
        _change(
            key,
            place.article,
            None,
            stored_values(
                Mention(
                    article_id=place.article,
                    kind=entity.kind,
                    entity=entity,
                    start=place.start,
                    end=place.end,
                    name=place.words,
                    status=Status.CONFIRMED,
                    origin="person",
                )
            ),
        )
        for key, place in zip(keys, places, strict=True)
    ]


def _change(row: int, article: int, before: dict | None, after: dict) -> RowChange:
    return RowChange(
        model=Mention._meta.label_lower, row=row, article_id=article, before=before, after=after
    )
