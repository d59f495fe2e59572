"""What is in an article and what was made of it.

`kind:money` and `mentions:gang>3` count what it mentions; `status:done`, `grade:<=B2` and
`tlp:AMBER` are what people and sources made of it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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

from articles.article_choices import Credibility, Handling
from articles.models import Article
from articles.source_models import Reliability, Source
from entities.kinds import ENTITY_KINDS, Kind
from entities.search.fields.entity_names import query_word
from entities.search.fields.search_field import LOOKUPS, Choice, Counting, Facet, SearchField
from entities.search.language.field import (
    COMPARED,
    Comparison,
    Field,
    Value,
    comparison_of,
    sign_of,
    spaced,
)
from entities.search.language.tree import Node

_GRADE = re.compile(rf"{COMPARED}(?P<letter>[A-F])?(?P<digit>[1-6])?", re.IGNORECASE)
_TLP = re.compile(rf"{COMPARED}(?:TLP:)?(?P<marking>[A-Z+]+)", re.IGNORECASE)
_STATUSES = {status.value.replace("_", " "): status for status in Article.ReviewStatus} | {
    "new": Article.ReviewStatus.NOT_BEGUN,
    "unreviewed": Article.ReviewStatus.NOT_BEGUN,
    "begun": Article.ReviewStatus.IN_REVIEW,
    "reviewed": Article.ReviewStatus.DONE,
}
_OR_EQUAL: dict[Comparison, Comparison] = {"<": "<=", ">": ">="}
_MARKINGS = {handling.value: handling for handling in Handling} | {"WHITE": Handling.CLEAR}


@dataclass(frozen=True)
class Reviewed(SearchField):
    """Of this review status: `status:done`."""

    status: Article.ReviewStatus

    is_single = True

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        return (Field(cls, "status", "has this review status", "in_review", tried=("review",)),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        written = spaced(value.text)
        status = value.member(field, _STATUSES, written, Article.ReviewStatus.values)
        return cls(status, span=value.span)

    def to_text(self) -> str:
        return f"status:{self.status.value}"

    def condition(self) -> Q:
        return Q(review_status=self.status)

    @classmethod
    def choices(cls, field: Field) -> Sequence[tuple[str, str]]:
        return [(status.value, status.label) for status in Article.ReviewStatus]

    @classmethod
    def facets(cls, counting: Counting) -> Iterator[Facet]:
        counted = counting.without(cls)
        chosen = {node.status for node in counting.chosen if isinstance(node, cls)}
        counts = counted.counts(lambda row: [row.status])
        values = (
            Choice(status.value, status.label, counts[status], status in chosen)
            for status in Article.ReviewStatus
            if counts[status] or status in chosen
        )
        yield Facet(cls, "status", "Review", tuple(values), counted.sample)

    @classmethod
    def chosen(cls, choice: Choice, spelled: Mapping[int, Node]) -> Node:
        return cls(Article.ReviewStatus(str(choice.key)))

    def as_choice(self, spelled: Mapping[int, Node]) -> Node:
        return self


@dataclass(frozen=True)
class Graded(SearchField):
    """Admiralty grade, compared part by part: `grade:<=B2` is A or B and 1 or 2.

    Where only a letter or a digit is written, the other is empty and may be any. The order is
    that of the alphabet, so `<=` is “as good or better”. `<` is `<=` without the grade itself.
    """

    reliability: str
    credibility: str
    comparison: Comparison = "="

    is_single = True
    counts_sources = True

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        says = "graded so, or better with <="
        return (Field(cls, "grade", says, "<=B2", tried=("reliability",)),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        match = _GRADE.fullmatch(value.text)
        if not match or not (match["letter"] or match["digit"]):
            letters = re.match(rf"{COMPARED}[A-F]", value.text, re.IGNORECASE)
            raise value.fault(
                f"“{value.text}” is no grade: write a letter from A to F and a digit from 1 to 6, "
                "such as B2, or <=B2 for that or better.",
                letters[0].upper() if letters else "B2",
            )
        letter, digit = (match["letter"] or "").upper(), match["digit"] or ""
        return cls(letter, digit, comparison_of(match), span=value.span)

    def to_text(self) -> str:
        return f"grade:{sign_of(self.comparison)}{self.reliability}{self.credibility}"

    def condition(self) -> Q:
        found = Q()
        compared = _or_equal(self.comparison)
        if self.reliability:
            letters = _compared(Reliability.values, compared, self.reliability)
            sources = Source.objects.filter(reliability__in=letters)
            found &= Q(source__in=list(sources.values_list("pk", flat=True)))
        if self.credibility:
            digits = _compared(Credibility.values, compared, self.credibility)
            found &= Q(credibility__in=digits)
        if self.comparison in ("<", ">"):
            found &= ~Graded(self.reliability, self.credibility).condition()
        return found

    @classmethod
    def choices(cls, field: Field) -> Sequence[tuple[str, str]]:
        return [(letter.value, letter.label) for letter in Reliability]

    @classmethod
    def facets(cls, counting: Counting) -> Iterator[Facet]:
        """Grades, the best first."""
        counted, sources = counting.without(cls), counting.sources
        chosen = {
            f"{node.reliability}{node.credibility}"
            for node in counting.chosen
            if isinstance(node, cls) and node.comparison == "="
        }
        counts = counted.counts(lambda row: [f"{sources[row.source].reliability}{row.credibility}"])
        grades = sorted({*counts, *chosen})
        values = (Choice(grade, grade, counts[grade], grade in chosen) for grade in grades)
        yield Facet(cls, "grade", "Grade", tuple(values), counted.sample)

    @classmethod
    def chosen(cls, choice: Choice, spelled: Mapping[int, Node]) -> Node:
        grade = str(choice.key)
        return cls(grade[:1], grade[1:])

    def as_choice(self, spelled: Mapping[int, Node]) -> Node:
        return self


@dataclass(frozen=True)
class Handled(SearchField):
    """TLP marking, in the order of `Handling`: `tlp:AMBER`, `tlp:<=GREEN`."""

    handling: Handling
    comparison: Comparison = "="

    is_single = True

    @classmethod
    def fields(cls) -> tuple[Field, ...]:
        return (Field(cls, "tlp", "marked for handling so", "AMBER", tried=("handling",)),)

    @classmethod
    def parse(cls, field: Field, value: Value) -> Node:
        match = _TLP.fullmatch(value.text)
        marking = match["marking"].upper() if match else value.text.upper()
        handling = value.member(field, _MARKINGS, marking, Handling.values)
        return cls(handling, comparison_of(match) if match else "=", span=value.span)

    def to_text(self) -> str:
        return f"tlp:{sign_of(self.comparison)}{self.handling.value}"

    def condition(self) -> Q:
        return Q(handling__in=_compared(Handling.values, self.comparison, self.handling))

    @classmethod
    def choices(cls, field: Field) -> Sequence[tuple[str, str]]:
        return [(handling.value, handling.label) for handling in Handling]

    def as_choice(self, spelled: Mapping[int, Node]) -> Node:
        return self


def _or_equal(comparison: Comparison) -> Comparison:
    return _OR_EQUAL.get(comparison, comparison)


def _compared(values: list[str], comparison: Comparison, one: str) -> list[str]:
    """The values that are so in the order of the list."""
    place = values.index(one)
    return {
        "=": [one],
        "<": values[:place],
        "<=": values[: place + 1],
        ">": values[place + 1 :],
        ">=": values[place:],
    }[comparison]


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
