"""What follows from an act: names are learned or forgotten, relationships follow their evidence,
articles are to be read again, quotes are counted anew. So nothing of this has to be remembered for
undo.
"""

from collections.abc import Collection, Iterable

from articles.copy_models import ClusterPlace
from articles.models import Article
from articles.near_copies.clusters import compare_again
from articles.source_models import Source
from entities.extraction.store.orphans import remove_names
from entities.extraction.text import in_mixed_case, is_in_capitals
from entities.kinds import Kind, Status
from entities.models import (
    Alias,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Relationship,
    RowChange,
    SourceHome,
)
from entities.models.entity import LONGEST_NAME
from entities.weights.counting import count_own

_SHORTEST = 3
_SIGNS = ".,;:!?()[]“”\"'’"


def learn(changes: Iterable[RowChange]) -> None:
    """Bring names in line with the mentions that an act has changed, or that undo put back.

    The words of a confirmed mention become a name of its
    entity, which counts for as long as people confirm a mention of it (see
    `gazetteer_from_database`); names that no mention has any more go. So nothing has to be
    remembered for undo.
    """
    changes = [change for change in changes if change.model == "entities.mention"]
    if not changes:
        return
    linked = Mention.objects.filter(
        pk__in=[change.row for change in changes], entity__isnull=False
    ).order_by()
    # Very many mentions may teach very few names: one of each spelling is looked at.
    mentions = (
        linked.filter(status=Status.CONFIRMED)
        .order_by("entity", "normalized", "name", "pk")
        .distinct("entity", "normalized", "name")
        .select_related("article", "entity")
        .defer("article__text")  # seldom asked for
    )
    names = [name for mention in mentions if (name := _name(mention))]
    # Two people may teach the same name at once.
    Alias.objects.bulk_create(names, ignore_conflicts=True)
    left = {
        state["entity"]
        for change in changes
        for state in (change.before, change.after)
        if state and state.get("entity")
    }
    if any("name" in (change.before or {}) for change in changes):
        # Other words than before: their entity may have lost a name by that.
        left.update(linked.values_list("entity", flat=True).distinct())
    if left:
        remove_names(left)


def _name(mention: Mention) -> Alias | None:
    """The name that the mention gives its entity; None where it has the name, or it is none.

    Words without a capital or digit only describe (`the gang`), and a name that something else
    is known by would make that doubtful everywhere.
    """
    written = " ".join(mention.name.split())
    if mention.entity is None or len(written) > LONGEST_NAME or not mention.normalized:
        return None
    if written == written.lower() and not any(map(str.isdigit, written)):
        return None
    same = Alias.objects.filter(normalized=mention.normalized)
    if same.filter(entity=mention.entity_id).exists():
        return None
    if same.filter(status=Status.CONFIRMED, entity__merged_into=None).exists():
        return None
    return Alias(
        entity=mention.entity,
        name=written,
        weak=_is_weak(written, mention, mention.entity),
        origin=Alias.Origin.ARTICLE,
        status=Status.PROPOSED,
    )


def _is_weak(name: str, mention: Mention, entity: Entity) -> bool:
    """Whether the name counts only beside a cue: it may be a word of the language, or a number.

    A single word is one where the same text writes it small too; of a text in capitals nobody
    can tell. `Supreme Court` means a country's only where the country is named.
    """
    if mention.kind == Kind.AGENCY and entity.country:
        return True
    if " " in name:
        return False
    return (
        name.isdecimal()
        or len(mention.normalized) < _SHORTEST
        or in_mixed_case(name.upper()) == name.lower()
        or is_in_capitals(mention.article.text)
        or name.lower() in {word.strip(_SIGNS) for word in mention.article.text.split()}
    )


def of_withdrawal(changes: Iterable[RowChange]) -> bool:
    """Whether they withdraw or restore articles."""
    return any(_withdraws(change) for change in changes)


def _withdraws(change: RowChange) -> bool:
    states = (change.before or {}, change.after or {})
    return change.model == Article._meta.label_lower and any(
        "withdrawn_at" in one for one in states
    )


def follow_evidence(changes: Iterable[RowChange]) -> None:
    """Let relationships follow the evidence that an act has changed, or that undo put back.

    They follow that of articles that were withdrawn or restored as well.
    """
    changes = list(changes)
    evidence = [change for change in changes if change.model == Evidence._meta.label_lower]
    touched = {
        state["relationship"]
        for change in evidence
        for state in (change.before, change.after)
        if state and "relationship" in state
    }
    if evidence:
        rows = Evidence.objects.filter(pk__in=[change.row for change in evidence])
        touched |= set(rows.order_by().values_list("relationship", flat=True))
    if withdrawn := [change.row for change in changes if _withdraws(change)]:
        rows = Evidence.objects.filter(article__in=withdrawn).order_by()
        touched |= set(rows.values_list("relationship", flat=True).distinct())
    touched |= {change.row for change in changes if change.model == Relationship._meta.label_lower}
    if touched:
        # Two who change the evidence of one relationship at once must see each other.
        list(Relationship.objects.select_for_update().filter(pk__in=touched).order_by("pk"))
        stated = stated_status(touched)
        for status in set(stated.values()):
            keys = [pk for pk, now in stated.items() if now == status]
            others = Relationship.objects.filter(pk__in=keys).exclude(status=status)
            others.update(status=status)


_STRONGEST_FIRST = [Status.CONFIRMED.value, Status.PROPOSED.value, Status.REJECTED.value]


def stated_status(relationships: Collection[int]) -> dict[int, str]:
    """The status that their evidence gives relationships, by their keys.

    Nothing is stated of an entity that was merged into another, nor by what is withdrawn.
    """
    rows = Relationship.objects.filter(pk__in=relationships).order_by().distinct()
    found: dict[int, str] = {}
    for key, status, is_withdrawn, *merged in rows.values_list(
        *("pk", "evidence__status", "evidence__revision__of_withdrawal"),
        *("head__merged_into", "child__merged_into"),
    ):
        before = found.setdefault(key, Status.REJECTED.value)
        if status and not is_withdrawn and not any(merged):
            found[key] = min(before, status, key=_STRONGEST_FIRST.index)
    return found


# What the pipeline judges the text by; see `entities.extraction.pipeline.Text`.
_READ_WITH = {"published_on", "published_precision", "source", "language"} | {
    *("body_start", "body_end", "furniture")
}


def count_as_unread(changes: Iterable[RowChange]) -> None:
    """Let articles count as unread whose date, body or source an act changed or undo put back.

    So do those of a source that is at home elsewhere now. The workers take them up; what people
    decided stands.
    """
    changed = {
        change.row
        for change in changes
        if change.model == Article._meta.label_lower
        and change.before
        and any(change.before.get(name) != (change.after or {}).get(name) for name in _READ_WITH)
    }
    if changed:
        Extraction.objects.filter(article__in=changed).delete()
    moved = {change.row for change in changes if change.model == SourceHome._meta.label_lower}
    if moved:
        Extraction.objects.filter(article__source__in=moved).delete()


def compare_left(changes: Iterable[RowChange]) -> None:
    """Let articles be compared anew whose cluster has lost what they were compared with."""
    clusters = {
        state["cluster"]
        for change in changes
        if change.model == ClusterPlace._meta.label_lower
        for state in (change.before, change.after)
        if state and "cluster" in state
    }
    if clusters:
        led = ClusterPlace.objects.filter(cluster__in=clusters, is_reference=True)
        compare_again(clusters - set(led.values_list("cluster", flat=True)))


# What relationships are weighed by beside their evidence.
_WEIGHED = {
    Article._meta.label_lower: {"handling", "credibility", "published_on", "source"}
    | {"withdrawn_at"},
    ClusterPlace._meta.label_lower: {"cluster"},
    Source._meta.label_lower: {"reliability"},
}


def weigh(changes: Iterable[RowChange]) -> None:
    """Count anew what stands behind relationships whose quotes an act changed or undo put back."""
    if any(
        change.model == Evidence._meta.label_lower
        or _WEIGHED.get(change.model, set()) & {*(change.before or {}), *(change.after or {})}
        for change in changes
    ):
        count_own()
