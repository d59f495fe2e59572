"""Write the relationships that articles state, each with the words that state it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.db.models.expressions import RawSQL

from entities.extraction.result import FoundRelation
from entities.extraction.store.bulk_insert import insert
from entities.kinds import Kind, Status
from entities.models import Evidence, Relationship
from entities.periods import NO_PERIOD

_BY_PERSON = "person"
_COMPARED = ("confidence", "rule", "hedged", "attributed", "analysis")
# What makes two relationships the same: kind, head and child.
_Link = tuple[str, int, int]
_LINKED = """
    SELECT id FROM entities_relationship
    JOIN unnest(%s::text[], %s::bigint[], %s::bigint[]) AS link (kind, head_id, child_id)
    USING (kind, head_id, child_id)
"""
# What makes two pieces of evidence the same: link, article, start, end and quote.
_Place = tuple[_Link, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Stated:
    """The relations found in an article; `ends` are the entities behind their keys."""

    relations: Iterable[FoundRelation]
    ends: Mapping[str, int]


def store_relations(
    stated: Mapping[int, Stated], kinds: Mapping[int, Kind]
) -> tuple[Counter[int], set[int]]:
    """Replace the machine's evidence in each article by that of what is stated there.

    `kinds` are those of the entities; a relation is left out where an end has no entity or the
    kinds do not fit. Returns how many pieces of evidence are proposed now by article, and the
    entities at the ends of relationships that went.
    """
    decided: dict[tuple[int, _Link], list[Evidence]] = defaultdict(list)
    machine: dict[_Place, Evidence] = {}
    there = Evidence.objects.filter(article__in=stated, revision=None)
    there = there.select_related("relationship").select_for_update(of=("self",))
    for evidence in there.order_by("pk"):
        link = _link(evidence.relationship)
        article = evidence.article_id
        if evidence.status == Status.PROPOSED and evidence.rule != _BY_PERSON:
            machine[link, article, evidence.start, evidence.end, evidence.quote] = evidence
        else:
            decided[article, link].append(evidence)
    wanted: dict[_Place, FoundRelation] = {}
    for article, one in stated.items():
        wanted |= _wanted(article, one, kinds, decided)
    new = {place: relation for place, relation in wanted.items() if place not in machine}
    gone = [evidence for place, evidence in machine.items() if place not in wanted]
    _update([(machine[place], wanted[place]) for place in wanted if place in machine])
    rows = _held([evidence.relationship_id for evidence in gone], {place[0] for place in new})
    if gone:
        Evidence.objects.filter(pk__in=[evidence.pk for evidence in gone]).delete()
    _add(new, kinds, rows)
    gaining = Counter(
        rows[place[0]].pk for place in new if rows[place[0]].status == Status.REJECTED
    )
    lost = follow({evidence.relationship_id for evidence in gone}, gaining)
    return Counter(article for _, article, *_ in wanted), lost


def _link(relationship: Relationship) -> _Link:
    return relationship.kind, relationship.head_id, relationship.child_id


def _wanted(
    article: int,
    stated: Stated,
    kinds: Mapping[int, Kind],
    decided: Mapping[tuple[int, _Link], list[Evidence]],
) -> dict[_Place, FoundRelation]:
    """What is to be proposed: what two rules found once, and no words that a person judged."""
    wanted: dict[_Place, FoundRelation] = {}
    for relation in sorted(stated.relations, key=attrgetter("confidence")):
        head, child = stated.ends.get(relation.head), stated.ends.get(relation.child)
        fits = relation.kind.ends
        if (
            head is None
            or child is None
            or head == child
            or kinds.get(head) not in fits.heads
            or kinds.get(child) not in fits.children
        ):
            continue
        if fits.symmetric:
            head, child = sorted((head, child))
        link: _Link = (relation.kind, head, child)
        judged = decided.get((article, link), ())
        if not any(
            evidence.start < relation.end and relation.start < evidence.end for evidence in judged
        ):
            wanted[link, article, relation.start, relation.end, relation.quote] = relation
    return wanted


def _update(pairs: Iterable[tuple[Evidence, FoundRelation]]) -> None:
    changed = []
    for evidence, relation in pairs:
        values = [getattr(relation, name) for name in _COMPARED]
        if values != [getattr(evidence, name) for name in _COMPARED]:
            for name, value in zip(_COMPARED, values, strict=True):
                setattr(evidence, name, value)
            changed.append(evidence)
    if changed:
        Evidence.objects.bulk_update(changed, _COMPARED)


def _held(losing: Collection[int], gaining: Collection[_Link]) -> dict[_Link, Relationship]:
    """The relationships that gain evidence and are there already.

    Where some lose evidence they are all held, in the order of their keys: two who remove the
    last two pieces of evidence of one relationship must see each other.
    """
    if not gaining and not losing:
        return {}
    found = {}
    if gaining:
        columns = [[*column] for column in zip(*gaining, strict=True)]
        rows = Relationship.objects.filter(pk__in=RawSQL(_LINKED, columns))  # noqa: S611
        found = {_link(row): row for row in rows}
    if losing:
        keys = {*losing, *(row.pk for row in found.values())}
        held = Relationship.objects.select_for_update().filter(pk__in=keys).order_by("pk")
        found = {link: row for row in held if (link := _link(row)) in gaining}
    return found


def _add(
    new: Mapping[_Place, FoundRelation],
    kinds: Mapping[int, Kind],
    rows: dict[_Link, Relationship],
) -> None:
    """Add evidence, with the relationships that are not among `rows`; these are added there."""
    missing = sorted({place[0] for place in new} - rows.keys())
    periods = {place[0]: one.period for place, one in new.items() if one.period}
    if missing:
        # Another article may bring the same relationship at this moment: whoever is second waits.
        insert(
            [
                Relationship(
                    kind=kind,
                    head_id=head,
                    head_kind=kinds[head],
                    child_id=child,
                    child_kind=kinds[child],
                    **periods.get((kind, head, child), NO_PERIOD).columns(is_read=True),
                )
                for kind, head, child in missing
            ],
            ignore_conflicts=True,
        )
        rows |= _held((), missing)
    evidence = [
        Evidence(
            relationship=rows[link],
            article_id=article,
            start=start,
            end=end,
            quote=quote,
            confidence=relation.confidence,
            rule=relation.rule,
            hedged=relation.hedged,
            attributed=relation.attributed,
            analysis=relation.analysis,
        )
        for (link, article, start, end, quote), relation in new.items()
    ]
    insert(sorted(evidence, key=attrgetter("relationship_id")))


def follow(losing: Collection[int], gaining: Mapping[int, int]) -> set[int]:
    """Let relationships follow their evidence where no person judged them as a whole.

    Of `losing`, those without any evidence go, unless a person said when they held, or the like.
    What was rejected with nothing left to state it is proposed again by new quotes, whose number
    `gaining` has, and rejected again without them.
    Returns the ends of the relationships that went.
    """
    affected = {*losing, *gaining}
    if not affected:
        return set()
    statuses: dict[int, list[str]] = defaultdict(list)
    evidence = Evidence.objects.filter(relationship__in=affected)
    for relationship, status in evidence.values_list("relationship", "status"):
        statuses[relationship].append(status)
    spoken_of = set(
        Relationship.objects.filter(pk__in=losing).spoken_of().values_list("pk", flat=True)
    )
    gone, again, not_any_more = [], [], []
    for row in Relationship.objects.filter(pk__in=affected).exclude(status=Status.CONFIRMED):
        quotes = statuses[row.pk]
        if row.status == Status.REJECTED:
            proposed = quotes.count(Status.PROPOSED)
            if row.pk not in losing and 0 < proposed == gaining.get(row.pk):
                again.append(row.pk)
        elif row.pk not in spoken_of:
            gone.append(row)
        elif set(quotes) <= {Status.REJECTED}:
            not_any_more.append(row.pk)
    Relationship.objects.filter(pk__in=again).update(status=Status.PROPOSED)
    Relationship.objects.filter(pk__in=not_any_more).update(status=Status.REJECTED)
    Relationship.objects.filter(pk__in=[row.pk for row in gone]).delete()
    return {end for row in gone for end in (row.head_id, row.child_id)}
