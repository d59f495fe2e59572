"""What an article mentions, and how often: `kind:money`, `mentions:gang>3`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import IntegerField, Lookup, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import (
    Exact,
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
)

from entities.kinds import ENTITY_KINDS, Kind
from entities.search.fields.entity_names import query_word
from entities.search.fields.search_field import LOOKUPS, SearchField
from entities.search.language.field import (
    COMPARED,
    Comparison,
    Field,
    Value,
    comparison_of,
    sign_of,
)
from entities.search.language.tree import Node

_MOST_COUNTED = 9999
_COUNT = re.compile(rf"(?P<kind>[a-z]*)\s*{COMPARED}(?P<count>\d{{1,9}})", re.IGNORECASE)
_COMPARISONS: dict[Comparison, type[Lookup]] = {
    "=": Exact,
    "<": LessThan,
    "<=": LessThanOrEqual,
    ">": GreaterThan,
    ">=": GreaterThanOrEqual,
}
# Every kind by its value, by the words before a colon that ask for it, and by their plurals.
_KINDS = {word: kind for kind in Kind for word in (kind.value, query_word(kind), *kind.row.words)}
_KINDS |= {f"{word}s": kind for word, kind in _KINDS.items()}
_KINDS |= {kind.plural.lower(): kind for kind in Kind}


@dataclass(frozen=True)
class OfKind(SearchField):
    """Mentions anything of this kind, values too: `kind:money`."""

    kind: Kind

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        return (Field(cls, "kind", "mentions anything of this kind", "money", tried=("type",)),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        kind = value.member(field, _KINDS, value.text.casefold(), Kind.values)
        return cls(kind, span=value.span)

    def to_text(self) -> str:
        return f"kind:{query_word(self.kind)}"

    def condition(self) -> Q:
        return Q(kinds__has_key=self.kind.value)

    @classmethod
    def choices(cls, field: Field) -> Sequence[tuple[str, str]]:
        return [(query_word(kind), f"mentions {kind.plural.lower()}") for kind in Kind]


@dataclass(frozen=True)
class Mentioning(SearchField):
    """How many mentions it has, of any or of one kind: `mentions:>3`, `mentions:gang>3`."""

    count: int
    comparison: Comparison = "="
    kind: Kind | None = None

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        says = "has so many mentions, of all kinds or of one"
        return (Field(cls, "mentions", says, "gang>3"),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        match = _COUNT.fullmatch(value.text)
        kind = _KINDS.get(match["kind"].casefold()) if match and match["kind"] else None
        if not match or (match["kind"] and not kind):
            known = _KINDS.get(value.text.casefold())
            counted = f"{comparison_of(match)}{match['count']}" if match else ">0"
            raise value.fault(
                f"“{value.text}” is no number of mentions: write >3, or a kind and a number such "
                "as gang>3.",
                f"{known.value}>0" if known else counted,
            )
        count = min(int(match["count"]), _MOST_COUNTED)
        return cls(count, comparison_of(match), kind, span=value.span)

    def to_text(self) -> str:
        if self.kind:
            return f"mentions:{query_word(self.kind)}{self.comparison}{self.count}"
        return f"mentions:{sign_of(self.comparison)}{self.count}"

    def condition(self) -> Q:
        if self.kind:
            return _counted(self.kind, self.comparison, self.count)
        return Q(**{f"mentions{LOOKUPS[self.comparison]}": self.count})

    @classmethod
    def choices(cls, field: Field) -> Sequence[tuple[str, str]]:
        return [
            (">3", "more than three mentions"),
            *((f"{query_word(kind)}>3", f"of {kind.plural.lower()}") for kind in ENTITY_KINDS),
        ]


def _counted(kind: Kind, comparison: Comparison, count: int) -> Q:
    """The rows with so many mentions of the kind; one without any is not in the map."""
    number = Coalesce(Cast(KeyTextTransform(kind.value, "kinds"), IntegerField()), 0)
    return Q(_COMPARISONS[comparison](number, count))
