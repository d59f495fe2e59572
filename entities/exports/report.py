"""What a report says, whichever format it is written in.

It begins with what it rests on and what is most often named, goes on with the relationships that
people confirmed, each cited to the exact words of a source, and ends with the articles. What the
machine proposes is in it on request, and said to be that.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from entities.exports.columns import rows
from entities.exports.product import Product
from entities.exports.tables import ENTITIES, EVIDENCE, RELATIONSHIPS
from entities.kinds import ENTITY_KINDS, Kind, RelationKind, Status
from entities.models import Mention
from entities.values import in_words

# Of what is named most often, and of the quotes that state one relationship.
MOST_NAMED, MOST_QUOTES = 8, 3
_A_TIME = 200
_TOLD_BY_STATUS = {
    Status.CONFIRMED.value: "confirmed",
    Status.PROPOSED.value: "machine, not checked",
}


@dataclass(frozen=True)
class Named:
    """An entity that articles name, in how many of them."""

    name: str
    articles: int


@dataclass(frozen=True)
class Note:
    """An endnote: the words of a source and where they stand."""

    number: int
    source: str
    grade: str
    published: str
    title: str
    url: str
    quote: str
    place: str
    sha256: str


@dataclass(frozen=True)
class Line:
    """A relationship, with what stands behind it; `notes` are the numbers of its endnotes."""

    head: str
    words: str
    child: str
    period: str
    origins: int
    articles: int
    status: str
    notes: list[int]
    more: int


@dataclass(frozen=True)
class Item:
    """An article; `names` has a heading and its names, those of the machine apart."""

    number: int
    title: str
    link: str
    source: str
    published: str
    grade: str
    handling: str
    review: str
    quote: str
    page: int | None
    why: str
    names: list[tuple[str, str]]


class Report:
    """The parts of a report, in their order. What is said of the articles comes a few at a time."""

    def __init__(self, product: Product) -> None:
        self.product = product

    @property
    def title(self) -> str:
        return f"Articles on {self.product.subject}" if self.product.subject else "All articles"

    @cached_property
    def rests_on(self) -> str:
        """`87 articles of 29 independent origins, 11 January 2010 to 2 November 2015.`"""
        product = self.product
        dates = sorted({one["published"][:10] for one in self._evidence if one["published"]})
        articles = f"{product.total:,} article{'' if product.total == 1 else 's'}"
        origins = f"{product.origins:,} origin{'' if product.origins == 1 else 's'}"
        said = f"{articles} of {origins}"
        if dates:
            ends = " to ".join(map(in_words, dict.fromkeys((dates[0], dates[-1]))))
            said += f"; what it cites was published {ends}"
        return f"{said}."

    @cached_property
    def most_named(self) -> list[tuple[str, list[Named]]]:
        """Of each kind the entities that most articles name, the kinds in their order."""
        named: dict[Kind, list[Named]] = {kind: [] for kind in ENTITY_KINDS}
        for row in ENTITIES.dictionaries(self.product.found):
            some = named[Kind(row["kind"])]
            is_shown = self.product.with_proposals or row["confirmed"]
            if is_shown and row["articles"] and len(some) < MOST_NAMED:
                some.append(Named(row["name"], row["articles"]))
        return [(kind.plural, some) for kind, some in named.items() if some]

    @cached_property
    def relationships(self) -> list[Line]:
        """Confirmed ones first, then those of most origins; their notes are numbered so."""
        lines = []
        number = 0
        for row in self._shown:
            quotes = self._quotes[row["id"]]
            cited = quotes[:MOST_QUOTES]
            notes = [number := number + 1 for _ in cited]
            lines.append(
                Line(
                    head=row["head_name"],
                    words=RelationKind(row["kind"]).ends.words,
                    child=row["child_name"],
                    period=_period(row),
                    origins=row["origins"],
                    articles=row["articles"],
                    status=_TOLD_BY_STATUS[row["status"]],
                    notes=notes,
                    more=len(quotes) - len(cited),
                )
            )
        return lines

    @cached_property
    def left_out(self) -> str:
        """Which relationships are not in the table, and why; empty where all are."""
        left = len(self._rows) - len(self._shown)
        if not left:
            return ""
        are = "relationship is" if left == 1 else "relationships are"
        return f"{left:,} more {are} proposed by the machine and not checked: left out."

    @cached_property
    def notes(self) -> list[Note]:
        cited = (one for row in self._shown for one in self._quotes[row["id"]][:MOST_QUOTES])
        return [_note(number, one) for number, one in enumerate(cited, 1)]

    def articles(self) -> Iterator[Item]:
        everything = enumerate(rows(self.product.search, root=self.product.root), 1)
        while some := list(islice(everything, _A_TIME)):
            names = self._names([row["id"] for _, row in some])
            for number, row in some:
                yield Item(
                    number=number,
                    title=row["title"],
                    link=row["link"] if self.product.root else "",
                    source=row["source"],
                    published=in_words(row["published"]) or "undated",
                    grade=row["grade"],
                    handling=row["handling"],
                    review=row["review_status"],
                    quote=row["quote"],
                    page=row["page"],
                    why="; ".join(row["matched_by"]),
                    names=names[row["id"]],
                )

    @cached_property
    def _rows(self) -> list[dict[str, Any]]:
        every = RELATIONSHIPS.dictionaries(self.product.found)
        return sorted(every, key=lambda row: (row["status"] != Status.CONFIRMED, -row["origins"]))

    @cached_property
    def _shown(self) -> list[dict[str, Any]]:
        if self.product.with_proposals:
            return self._rows
        return [row for row in self._rows if row["status"] == Status.CONFIRMED]

    @cached_property
    def _evidence(self) -> list[dict[str, Any]]:
        shown = {row["id"] for row in self._shown}
        every = EVIDENCE.dictionaries(self.product.found)
        return [one for one in every if one["relationship"] in shown]

    @cached_property
    def _quotes(self) -> dict[int, list[dict[str, Any]]]:
        """By relationship: one of each origin before others, what a person confirmed first."""
        quotes: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for one in self._evidence:
            quotes[one["relationship"]].append(one)
        for some in quotes.values():
            seen: set[int] = set()
            again = []
            for one in some:
                again.append(one["origin"] in seen)
                seen.add(one["origin"])
            order = {one["id"]: repeated for one, repeated in zip(some, again, strict=True)}
            some.sort(key=lambda one: (order[one["id"]], one["status"] != Status.CONFIRMED))
        return quotes

    def _names(self, articles: Collection[int]) -> dict[int, list[tuple[str, str]]]:
        """Entities and values by article, in the order of its text."""
        found = Mention.objects.live().filter(article__in=articles)
        if not self.product.with_proposals:
            found = found.filter(status=Status.CONFIRMED)
        listed: dict[tuple[int, str, bool], dict[str, None]] = defaultdict(dict)
        values = found.order_by("article", "start").values_list(
            *("article", "kind", "status", "entity__name", "value")
        )
        for article, kind, status, name, value in values:
            listed[article, kind, status == Status.CONFIRMED][name or in_words(value)] = None
        names: dict[int, list[tuple[str, str]]] = {article: [] for article in articles}
        for article in articles:
            for is_confirmed in (True, False):
                for kind in Kind:
                    if some := listed.get((article, kind.value, is_confirmed)):
                        heading = kind.plural if is_confirmed else f"{kind.plural}, not checked"
                        names[article].append((heading, ", ".join(filter(None, some))))
        return names


def _period(row: dict[str, Any]) -> str:
    first, last = (in_words(row[name]) if row[name] else "" for name in ("valid_from", "valid_to"))
    if first and last:
        return f"{first} to {last}"
    said = [f"since {first}" * bool(first), f"until {last}" * bool(last)]
    return ", ".join(filter(None, [*said, "former" * row["is_former"]]))


def _note(number: int, one: dict[str, Any]) -> Note:
    place = f"characters {one['start']:,}–{one['end']:,}"
    if one["page"]:
        place = f"page {one['page']}, {place}"
    if one["hedged"]:
        place += "; hedged in its own words"
    return Note(
        number=number,
        source=one["source"],
        grade=one["grade"],
        published=in_words(one["published"]) if one["published"] else "undated",
        title=one["title"],
        url=one["url"],
        quote=" ".join(one["quote"].split()),
        place=place,
        sha256=one["sha256"],
    )
