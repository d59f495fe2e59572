"""The pairs that may be one, as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import User
from django.core.paginator import Page
from django.db.models import Prefetch, Q, QuerySet
from django_filters import ChoiceFilter

from entities.duplicates.context import contexts
from entities.kinds import ENTITY_CHOICES
from entities.lists import ListFilters, TextFilter, page_of
from entities.models import Action, Alias, ComparedEntity, Duplicate, DuplicateDecision, Entity
from entities.models.decision import person_name
from entities.models.duplicate import DuplicateQuerySet
from entities.names import fold
from entities.profiles.entity_counts import EntityCounts, counts_of

PAIRS_A_PAGE = 30
# Shown on the page of one entity.
_MOST_OF_ONE = 5
# How sure it is, by the bits of evidence.
_SURE = ((10.0, "very likely"), (4.0, "likely"))


class PairFilters(ListFilters):
    """The pairs that are asked, or with `state` those that somebody said something of."""

    title = "Pairs"
    tabs = ("state",)

    state = ChoiceFilter(
        label="State", choices=DuplicateDecision.Decision.choices, method="in_state"
    )
    kind = ChoiceFilter(
        label="Kind", choices=ENTITY_CHOICES, field_name="first__kind", empty_label="all"
    )
    name = TextFilter(label="Name or alias", method="named")

    @property
    def qs(self) -> QuerySet[Duplicate]:
        pairs = super().qs
        return pairs if self.values.get("state") else pairs.undecided()

    def in_state(self, pairs: DuplicateQuerySet, name: str, state: str) -> QuerySet[Duplicate]:
        return pairs.decided(state)

    def named(self, pairs: DuplicateQuerySet, name: str, words: str) -> QuerySet[Duplicate]:
        if not fold(words):
            return pairs
        entities = Entity.objects.with_name_like(words).values("pk")
        return pairs.filter(Q(first__in=entities) | Q(second__in=entities))


@dataclass(frozen=True)
class End:
    """One of a pair, and how far articles name it."""

    entity: Entity
    counts: EntityCounts


@dataclass(frozen=True)
class Pair:
    """Two that may be one: the one that would stay and the one that would go, and why."""

    stays: End
    goes: End
    bits: float
    reasons: Sequence[tuple[bool, str]]

    @property
    def kept(self) -> Entity:
        return self.stays.entity

    @property
    def gone(self) -> Entity:
        return self.goes.entity

    @property
    def key(self) -> str:
        """Tells the pair from others, whichever of the two stays."""
        return "-".join(str(key) for key in sorted((self.kept.pk, self.gone.pk)))

    @property
    def how_sure(self) -> str:
        return next((words for least, words in _SURE if self.bits >= least), "possible")

    @property
    def speaks_for(self) -> list[str]:
        return [words for is_for, words in self.reasons if is_for]

    @property
    def speaks_against(self) -> list[str]:
        return [words for is_for, words in self.reasons if not is_for]


def page_of_pairs(filters: PairFilters, number: str | None) -> Page:
    """A page of the pairs, the surest first, as `Pair`."""
    page = page_of(filters.qs.order_by("-bits", "pk"), number, PAIRS_A_PAGE)
    page.object_list = _drawn(list(page.object_list))
    return page


def pair_of(one: int, other: int) -> Pair | None:
    """The pair as it was found last; None where it was not, or does not count any more."""
    first, second = sorted((one, other))
    return next(iter(_drawn(Duplicate.objects.filter(first=first, second=second))), None)


def pairs_of(entity: Entity, *, most: int = _MOST_OF_ONE) -> list[Pair]:
    """What the entity may be the same as, as far as nobody said that they are two."""
    pairs = Duplicate.objects.current().filter(Q(first=entity) | Q(second=entity))
    pairs = pairs.exclude(pk__in=pairs.decided(DuplicateDecision.Decision.DIFFERENT))
    return _drawn(pairs.order_by("-bits", "pk")[:most])


def _drawn(pairs: Iterable[Duplicate]) -> list[Pair]:
    pairs = list(pairs)
    if not pairs:
        return []
    keys = {key for pair in pairs for key in (pair.first_id, pair.second_id)}
    rows = Entity.objects.filter(pk__in=keys).select_related("parent__parent")
    counts = counts_of(keys)
    names = Prefetch("aliases", Alias.objects.live().order_by("weak", "pk"))
    entities = {entity.pk: entity for entity in rows.prefetch_related(names)}

    def weight(end: End) -> tuple[bool, int, int]:
        """What is listed stays, then what more articles name."""
        return end.entity.gazetteer_key is not None, end.counts.articles, -end.entity.pk

    found = []
    for pair in pairs:
        ends = [End(entities[key], counts[key]) for key in (pair.first_id, pair.second_id)]
        kept, gone = sorted(ends, key=weight, reverse=True)
        found.append(
            Pair(kept, gone, pair.bits, [(bool(one), words) for one, words in pair.reasons])
        )
    return found


def has_compared() -> bool:
    return ComparedEntity.objects.exists()


class Warnings:
    """What speaks against merging two, in sentences."""

    def __init__(self, one: Entity, other: Entity) -> None:
        self._pair = one.pk, other.pk
        self._one, self._other = one, other

    @cached_property
    def sentences(self) -> list[str]:
        first, second = sorted(self._pair)
        context = contexts([(first, second)])[first, second]
        found = []
        if context.relations:
            words = ", ".join(context.relations)
            found.append(f"The two are related to each other ({words}): are they one all the same?")
        if context.in_sentence:
            sentence = " ".join(context.in_sentence.split())
            found.append(f"One sentence names both: “{sentence}”")
        decision = DuplicateDecision.objects.filter(
            first=first, second=second, decision=DuplicateDecision.Decision.DIFFERENT
        ).select_related("user")
        if said := decision.first():
            day = f"{said.created_at:%-d %B %Y}"
            found.append(f"{person_name(said.user)} said on {day} that they are two.")
        return found


def relatives_of(entity: Entity, among: Iterable[Entity]) -> dict[int, str]:
    """Which of these entities are hardly the same as this one, by their keys, with the reason."""
    pairs = {one.pk: tuple(sorted((entity.pk, one.pk))) for one in among if one.pk != entity.pk}
    known = contexts([(first, second) for first, second in pairs.values()]) if pairs else {}
    found = {}
    for key, (first, second) in pairs.items():
        context = known[first, second]
        if context.relations:
            found[key] = f"related: {', '.join(context.relations)}"
        elif context.in_sentence:
            found[key] = "one sentence names both"
    return found


def last_act_on(pair: tuple[int, int], user: User) -> Action | None:
    """The person's newest standing act on both of a pair."""
    acts = Action.objects.standing().filter(user=user, entities__contains=list(pair))
    return acts.first()
