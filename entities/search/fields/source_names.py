"""The source of an article: `source:LIGNET`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from articles.clearance import shown_sql
from articles.source_models import Source
from entities.search.entity_picker import MOST_COUNTED, MOST_OPTIONS
from entities.search.fields.lookup import Names
from entities.search.fields.search_field import (
    MOST_VALUES,
    Choice,
    Completion,
    Counting,
    Facet,
    Meaning,
    SearchField,
    Spot,
    UnknownName,
)
from entities.search.language.field import Field, Value, as_name
from entities.search.language.tree import Name, Node, name_to_text

# Sources of one name that are named.
MOST_NAMED = 6
_ARTICLES = """
    (SELECT count(*) FROM (
        SELECT FROM entities_digest a WHERE a.source_id = articles_source.id {shown} LIMIT %s)
     counted)
"""


@dataclass(frozen=True)
class PublishedBy(SearchField):
    """Of this source: `source:LIGNET`."""

    name: Name

    is_single = True
    takes_tail = True

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        return (
            Field(
                cls,
                "source",
                "published by this source",
                '"The Daily Example"',
                tried=("publisher", "newspaper", "site"),
            ),
        )

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        return cls(value.name(field), span=value.span)

    def to_text(self) -> str:
        return f"source:{name_to_text(self.name)}"

    @property
    def source_names(self) -> tuple[Name, ...]:
        return (self.name,)

    def without_keys(self) -> Node:
        return PublishedBy(Name(self.name.text))

    def interpret(self, names: Names) -> Meaning:
        return Sources(self, names.publishers(self.name), span=self.span)

    @classmethod
    def completions(cls, field: Field, spot: Spot) -> Iterator[Completion]:
        """Sources with the typed letters in their name, those that begin so first."""
        typed = spot.typed.strip()
        counting = _ARTICLES.format(shown=shown_sql("a.handling"))
        found = (
            Source.objects.filter(name__icontains=typed, merged_into=None)
            .annotate(counted=RawSQL(counting, [MOST_COUNTED], models.IntegerField()))  # noqa: S611
            .order_by("name")[: 4 * MOST_OPTIONS]
        )
        best = sorted(found, key=lambda one: not one.name.casefold().startswith(typed.casefold()))
        for source in best[:MOST_OPTIONS]:
            counted = vars(source)["counted"]
            shown = f"{MOST_COUNTED:,}+" if counted == MOST_COUNTED else str(counted)
            says = f"{shown} article{'' if counted == 1 else 's'} · grade {source.reliability}"
            yield Completion.at(spot, name_to_text(written_source(source).name), source.name, says)

    @classmethod
    def facets(cls, counting: Counting) -> Iterator[Facet]:
        counted = counting.without(Sources)
        chosen = [
            key for node in counting.chosen if isinstance(node, Sources) for key in node.source_keys
        ]
        counts = counted.counts(lambda row: [row.source])
        keys = dict.fromkeys([*(key for key, _ in counts.most_common(MOST_VALUES)), *chosen])
        values = (
            Choice(key, counting.sources[key].name, counts[key], key in chosen) for key in keys
        )
        yield Facet(cls, "source", "Source", tuple(values), counted.sample)

    @classmethod
    def chosen(cls, choice: Choice, spelled: Mapping[int, Node]) -> Node:
        return written_source(Source(pk=choice.key, name=choice.name))


@dataclass(frozen=True)
class Sources(Meaning):
    """Of one of these sources; none: the name is unknown, and nothing is found."""

    written: PublishedBy
    sources: tuple[Source, ...]

    counts_sources = True

    @property
    def as_written(self) -> PublishedBy:
        return self.written

    @property
    def source_keys(self) -> tuple[int, ...]:
        return tuple(source.pk for source in self.sources)

    @property
    def unknown_names(self) -> tuple[UnknownName, ...]:
        return () if self.sources else (UnknownName(self.written, self.written.name),)

    @property
    def shown(self) -> str:
        names = ", ".join(source.name for source in self.sources[:MOST_NAMED])
        return f"source: {names or self.written.name.text}"

    def condition(self) -> Q:
        return Q(source__in=[source.pk for source in self.sources])

    def as_choice(self, spelled: Mapping[int, Node]) -> Node | None:
        return written_source(self.sources[0]) if len(self.sources) == 1 else None


def written_source(source: Source) -> PublishedBy:
    """The condition that means this source; names of sources are unique."""
    name = as_name(source.name)
    return PublishedBy(Name(name, None if name == source.name else source.pk))
