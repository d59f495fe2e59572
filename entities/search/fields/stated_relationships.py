"""What articles state between entities: `rel:rival_of(MS-13, "Barrio 18")`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from django.db.models import Q, QuerySet

from entities.kinds import ENDS, Kind, RelationKind, Status
from entities.models import Entity, Evidence, Relationship
from entities.search.fields.entity_names import Named, named_completions
from entities.search.fields.lookup import Names
from entities.search.fields.origin_counts import Corroborated
from entities.search.fields.search_field import (
    MOST_VALUES,
    Because,
    Choice,
    Completion,
    Counting,
    Facet,
    Meaning,
    MentionedName,
    Reason,
    SearchField,
    Spot,
    UnknownName,
    listed,
    overlap,
)
from entities.search.language.field import Field, Value, spaced
from entities.search.language.tree import Fault, Name, Node, name_to_text
from entities.search.statements import said, stating
from entities.weights.weight import counts_of

_KINDS = ", ".join(RelationKind)
# Every kind by its own words and by those that read it backwards.
_READINGS = {ends.backwards: (kind, True) for kind, ends in ENDS.items()} | {
    words: (kind, False)
    for kind, ends in ENDS.items()
    for words in (ends.words, kind.value.replace("_", " "))
}


@dataclass(frozen=True)
class Related(SearchField):
    """States a relationship of this kind: of anybody, with one at either end, or from the first
    to the second; the order says nothing where the kind is symmetric.

    `rel:rival_of`, `rel:rival_of(MS-13)`, `rel:rival_of(MS-13, "Barrio 18")`.
    """

    kind: RelationKind
    names: tuple[Name, ...] = ()

    takes_names = True

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        return (
            Field(
                cls,
                "rel",
                "states a relationship",
                "rival_of(MS-13)",
                others=("relationship",),
                tried=("relation", "link"),
            ),
        )

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        written = spaced(value.text).strip()
        if not written:
            raise value.empty(field)
        if written not in _READINGS:
            nearest = get_close_matches(written, _READINGS, 1, 0.5)
            guess = _READINGS[nearest[0]][0].value if nearest else None
            meant = f"did you mean {guess}?" if guess else f"choose one of {_KINDS}."
            raise value.misfit(field, f"There is no relationship “{value.text}”: {meant}", guess)
        if len(value.names) > 2:
            raise Fault(
                f"“{field.name}:” at character {value.field_start + 1} joins two names, and here "
                f"are {len(value.names)}: leave out the others.",
                value.names[2].span.start,
                value.names[-1].span.end,
                there=(value.names[1].span.end, value.names[-1].span.end),
                instead="",
            )
        kind, is_backwards = _READINGS[written]
        return cls(kind, value.names[::-1] if is_backwards else value.names, span=value.span)

    def to_text(self) -> str:
        names = ", ".join(map(name_to_text, self.names))
        return f"rel:{self.kind.value}" + (f"({names})" if names else "")

    @property
    def entity_names(self) -> tuple[Name, ...]:
        return self.names

    def without_keys(self) -> Node:
        return Related(self.kind, tuple(Name(name.text) for name in self.names))

    def interpret(self, names: Names) -> Meaning:
        ends = self.kind.ends
        kinds = (self.kind, *self.kind.implied_by)
        wanted = (self.either_end,) if len(self.names) == 1 else (ends.heads, ends.children)
        found = (names.meant(name, of) for name, of in zip(self.names, wanted, strict=False))
        return Linked(self, kinds, tuple(found), span=self.span)

    @property
    def either_end(self) -> tuple[Kind, ...]:
        """The kinds of entities that it can join."""
        return tuple(dict.fromkeys((*self.kind.ends.heads, *self.kind.ends.children)))

    def naming(self, name: Name, named: SearchField) -> SearchField:
        if not isinstance(named, Named):
            return named
        return replace(self, names=tuple(named.name if one is name else one for one in self.names))

    @classmethod
    def example(cls, field: Field, names: Mapping[str, str]) -> str:
        return f"rival_of({names['gang']})" if "gang" in names else field.example

    @classmethod
    def completions(cls, field: Field, spot: Spot) -> Iterable[Completion]:
        """Kinds of relationships by their words in either direction, or names that fit one."""
        if spot.relation:
            return _end_completions(spot)
        return _kind_completions(spot)

    @classmethod
    def facets(cls, counting: Counting) -> Iterator[Facet]:
        """Kinds of relationships that the articles give evidence of."""
        counted = counting.every
        chosen = [
            node.written.kind
            for node in counting.chosen
            if isinstance(node, Linked) and not node.ends
        ]
        counts = counted.counts(lambda row: row.relationship_kinds)
        frequent = sorted(counts, key=lambda kind: (-counts[kind], kind))[:MOST_VALUES]
        kinds = map(RelationKind, dict.fromkeys([*frequent, *chosen]))
        values = (Choice(kind.value, kind.label, counts[kind], kind in chosen) for kind in kinds)
        yield Facet(cls, "relationship", "Relationships", tuple(values), counted.sample)

    @classmethod
    def chosen(cls, choice: Choice, spelled: Mapping[int, Node]) -> Node:
        return cls(RelationKind(str(choice.key)))


@dataclass(frozen=True)
class Linked(Meaning):
    """Has live evidence of a relationship of one of `kinds` between the ends.

    `ends` has as many members as names were written: none; one, at either end; or head and child.
    Each is the entities that its name can mean; an empty one finds nothing. What implies
    the kind asked for is among the kinds, as `leader_of` is where members were asked for.
    The relationship is so `corroborated` where that is asked for beside it.
    """

    written: Related
    kinds: tuple[RelationKind, ...]
    ends: tuple[tuple[Entity, ...], ...] = ()
    corroborated: tuple[Corroborated, ...] = ()

    @property
    def as_written(self) -> Related:
        return self.written

    @property
    def unknown_names(self) -> tuple[UnknownName, ...]:
        return tuple(
            UnknownName(self.written, name, self.written.either_end)
            for name, found in zip(self.written.names, self.ends, strict=True)
            if not found
        )

    def condition(self) -> Q:
        if self.ends:
            return overlap(
                "relationships", list(self._relationships().values_list("pk", flat=True))
            )
        if self.corroborated:
            return stating(self._relationships())
        return overlap("relationship_kinds", self.kinds)

    def _relationships(self) -> QuerySet[Relationship]:
        """The live relationships that it means."""
        found = Relationship.objects.live().filter(kind__in=self.kinds)
        for asked in self.corroborated:
            found = found.filter(pk__in=asked.weighed())
        if not self.ends:
            return found
        if len(self.ends) == 1:
            (either,) = self.ends
            return found.filter(Q(head__in=either) | Q(child__in=either))
        one, other = self.ends
        joins = Q(head__in=one, child__in=other)
        if self.kinds[0].ends.symmetric:
            joins |= Q(head__in=other, child__in=one)
        return found.filter(joins)

    def reasons(self, mentions: Mapping[int, list[MentionedName]]) -> dict[int, Because]:
        """What the articles state of it, with the ends marked where it is stated.

        Three queries at most.
        """
        rows = (
            Evidence.objects.filter(
                article__in=list(mentions), revision=None, relationship__kind__in=self.kinds
            )
            .exclude(status=Status.REJECTED)
            .exclude(relationship__status=Status.REJECTED)
            .order_by("article", "start")
            .values_list(
                *("relationship", "article", "start", "end", "relationship__kind"),
                *("relationship__head", "relationship__head__name"),
                *("relationship__child", "relationship__child__name", "relationship__status"),
            )
        )
        counts = counts_of({row[0] for row in rows})
        stated: dict[int, dict[str, None]] = defaultdict(dict)
        decisive: dict[int, list[MentionedName]] = defaultdict(list)
        for key, article, start, end, kind, head, head_name, child, child_name, status in rows:
            if not self.means(kind, head, child, counts[key].origins):
                continue
            words = said(head_name, RelationKind(kind), child_name, status, counts[key])
            stated[article][words] = None
            decisive[article] += [
                one
                for one in mentions[article]
                if one.entity in (head, child) and start <= one.start < end
            ]
        return {
            article: ([Reason([f"by what it states: {listed([*some])}"])], decisive[article])
            for article, some in stated.items()
        }

    def means(self, kind: str, head: int, child: int, origins: int) -> bool:
        """Whether it asks for a relationship of this kind between the two, of so many origins."""
        if kind not in self.kinds or not all(one.holds(origins) for one in self.corroborated):
            return False
        ends = [{entity.pk for entity in end} for end in self.ends]
        if len(ends) < 2:
            return all({head, child} & end for end in ends)
        one, other = ends
        is_symmetric = self.kinds[0].ends.symmetric
        return (head in one and child in other) or (is_symmetric and head in other and child in one)

    def as_choice(self, spelled: Mapping[int, Node]) -> Node | None:
        return None if self.ends else self.written


def _end_completions(spot: Spot) -> Iterator[Completion]:
    """Names that fit an end of the relationship before the bracket; none where it is none."""
    written = spaced(spot.relation).strip()
    if written in _READINGS:
        kind, _ = _READINGS[written]
        yield from named_completions(spot, Related(kind).either_end)


def _kind_completions(spot: Spot) -> Iterator[Completion]:
    typed = spot.typed.casefold().replace("_", " ").replace("-", " ")
    for kind in RelationKind:
        ends = kind.ends
        readings = (kind.value.replace("_", " "), ends.words, ends.backwards)
        if any(typed in reading for reading in readings):
            heads, children = _plurals(ends.heads), _plurals(ends.children)
            says = f"{heads} {'and' if ends.symmetric else '→'} {children}"
            yield Completion(f"{spot.before}{kind.value}(", spot.after, kind.value, says)


def _plurals(kinds: tuple[Kind, ...]) -> str:
    return ", ".join(kind.plural.lower() for kind in kinds)
