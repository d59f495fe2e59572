"""The closed lists of the domain: kinds of entities, values and relationships.

A kind is one row here, and everything that speaks of all kinds is derived from the rows. The
database keeps kinds by their value, never by their position.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

# What columns that hold the value of a kind, of any sort, have room for.
LONGEST_KIND = 40


@dataclass(frozen=True, slots=True)
class KindRow:
    """All that is said of one kind of entity or value.

    `value` is what the database keeps. `field` is the field of the search that takes a name of
    the kind, `says` and `example` explain it, `words` are further words for the field and the
    kind there, `tried` such as people try at first. `facet` is the kind's place among the filters
    beside the hits. `gold` is the label of the gold annotations and of `extract_text`; `model`
    are the labels that the language model has for it, first the one it is trained with. `letter`
    stands for the kind in patterns of relationships. `icon` is one of lucide's,
    `colour` the one on light and the one on dark paper, `underline` the second sign beside it in
    texts, `key` the digit that chooses the kind. `gazetteer`
    are the tables of `entities/data` that name such entities.
    """

    value: str
    label: str
    plural: str
    gold: str
    icon: str
    colour: tuple[str, str]
    underline: str
    key: str
    field: str = ""
    says: str = ""
    example: str = ""
    facet: int = 0
    tried: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    letter: str = ""
    gazetteer: tuple[str, ...] = ()

    @property
    def is_entity(self) -> bool:
        """Whether mentions of the kind name an entity; else they have a value."""
        return bool(self.letter)


class Kind(models.TextChoices):
    """What a mention can name: entities, then values."""

    row: KindRow

    GANG = KindRow(
        "gang",
        "gang",
        "Gangs",
        gold="GANG",
        icon="swords",
        colour=("#b3123d", "#ff7d9c"),
        underline="solid 2px",
        key="1",
        field="gang",
        says="mentions this gang, under any of its names",
        example='"Barrio 18"',
        facet=1,
        tried=("cartel", "group"),
        model=("ORG",),
        letter="G",
        gazetteer=("gangs",),
    )
    PERSON = KindRow(
        "person",
        "person",
        "People",
        gold="PERSON",
        icon="user",
        colour=("#1a56b0", "#85b4ff"),
        underline="dotted 2px",
        key="2",
        field="person",
        says="mentions this person",
        example='"Joaquín Guzmán"',
        facet=3,
        tried=("name",),
        words=("people",),
        model=("PERSON",),
        letter="P",
    )
    LOCATION = KindRow(
        "location",
        "place",
        "Places",
        gold="LOCATION",
        icon="map-pin",
        colour=("#1c7040", "#78d69d"),
        underline="dashed 2px",
        key="3",
        field="place",
        says="mentions this place or one inside it",
        example='"Los Angeles"',
        facet=2,
        tried=("country", "city", "region", "prison"),
        words=("location",),
        model=("GPE", "LOC", "FAC"),
        letter="L",
        gazetteer=("regions", "countries", "divisions", "cities", "towns", "areas", "prisons"),
    )
    AGENCY = KindRow(
        "agency",
        "agency",
        "Agencies",
        gold="AGENCY",
        icon="shield",
        colour=("#6b3fa0", "#c3a2f5"),
        underline="double 1.5px",
        key="4",
        field="agency",
        says="mentions this agency",
        example="DEA",
        facet=4,
        tried=("police",),
        model=("ORG",),
        letter="A",
        gazetteer=("agencies",),
    )
    ORGANIZATION = KindRow(
        "organization",
        "organization",
        "Organizations",
        gold="ORG",
        icon="building-2",
        colour=("#855600", "#e8b65c"),
        underline="wavy 1px",
        key="5",
        field="org",
        says="mentions this organization",
        example='"Red Cross"',
        facet=5,
        tried=("company",),
        words=("organization", "organisation"),
        model=("ORG",),
        letter="O",
        gazetteer=("organizations",),
    )
    DATE = KindRow(
        "date",
        "date",
        "Dates",
        gold="DATE",
        icon="calendar",
        colour=("#585b5f", "#a8abb0"),
        underline="solid 1px",
        key="6",
    )
    MONEY = KindRow(
        "money",
        "money",
        "Money",
        gold="MONEY",
        icon="banknote",
        colour=("#585b5f", "#a8abb0"),
        underline="solid 1px",
        key="7",
    )
    QUANTITY = KindRow(
        "quantity",
        "quantity",
        "Quantities",
        gold="QUANTITY",
        icon="hash",
        colour=("#585b5f", "#a8abb0"),
        underline="dotted 1px",
        key="8",
        words=("amount",),
    )

    def __new__(cls, row: Any) -> "Kind":
        member = str.__new__(cls, row.value)
        member._value_ = row.value
        member.row = row
        return member

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def plural(self) -> str:
        return self.row.plural

    @property
    def is_entity(self) -> bool:
        return self.row.is_entity


ENTITY_KINDS = tuple(kind for kind in Kind if kind.is_entity)
VALUE_KINDS = tuple(kind for kind in Kind if not kind.is_entity)
# Labels of the gold annotations and of `extract_text`.
LABELS = {kind: kind.row.gold for kind in Kind}
# Stand for the entities in the patterns of relationships: `<head:G>` is a gang.
LETTERS = {kind: kind.row.letter for kind in ENTITY_KINDS}
ENTITY_CHOICES = [(kind.value, kind.label) for kind in ENTITY_KINDS]


class Status(models.TextChoices):
    """Review status: the machine proposes, a person confirms or rejects."""

    PROPOSED = "proposed", "proposed"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"


@dataclass(frozen=True, slots=True)
class RelationRow:
    """All that is said of one kind of relationship.

    `heads` and `children` are the kinds of entities that it may join; `words` read it from head
    to child, `backwards` from child to head. A `symmetric` one is the same both ways. `excludes`
    are the kinds that cannot hold between the same two at the same time, `implies` those that
    hold as well. A head has but one child at a time where it is `only_one`; two children of one
    head contradict each other where they are joined by the kind `torn_by`. It `outdoes` kinds that
    say less of the same two, which one statement then does not say beside it.

    `heading` stands over such relationships on the page of a head, `heading_backwards` on that of a
    child; without, the words do. Where `parent_says_it`, so does the parent of an entity that may
    be a head.
    """

    value: str
    heads: tuple[Kind, ...]
    children: tuple[Kind, ...]
    words: str
    backwards: str
    symmetric: bool = False
    excludes: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    outdoes: tuple[str, ...] = ()
    only_one: bool = False
    torn_by: str = ""
    heading: str = ""
    heading_backwards: str = ""
    parent_says_it: bool = False


_GANG, _PERSON, _PLACE = (Kind.GANG,), (Kind.PERSON,), (Kind.LOCATION,)


class RelationKind(models.TextChoices):
    """Kinds of relationships, from head to child."""

    row: RelationRow

    ALLIED_WITH = RelationRow(
        "allied_with",
        _GANG,
        _GANG,
        "allied with",
        "allied with",
        symmetric=True,
        excludes=("rival_of",),
        heading="Allies",
    )
    RIVAL_OF = RelationRow(
        "rival_of",
        _GANG,
        _GANG,
        "rival of",
        "rival of",
        symmetric=True,
        excludes=("allied_with", "faction_of"),
        heading="Rivals",
    )
    FACTION_OF = RelationRow(
        "faction_of",
        _GANG,
        _GANG,
        "faction of",
        "has faction",
        excludes=("rival_of",),
        heading_backwards="Factions",
        parent_says_it=True,
    )
    SUPPLIES = RelationRow(
        "supplies", _GANG, _GANG, "supplies", "supplied by", heading_backwards="Suppliers"
    )
    TRAINS = RelationRow("trains", _GANG, _GANG, "trains", "trained by")
    LEADER_OF = RelationRow(
        "leader_of",
        _PERSON,
        _GANG,
        "leader of",
        "led by",
        implies=("member_of",),
        outdoes=("associate_of",),
        torn_by="rival_of",
        heading="Leads",
        heading_backwards="Leaders",
    )
    MEMBER_OF = RelationRow(
        "member_of",
        _PERSON,
        _GANG,
        "member of",
        "has member",
        outdoes=("associate_of",),
        torn_by="rival_of",
        heading_backwards="Members",
    )
    # Less than a member: neither means or rules out the other, but one statement says one of them.
    ASSOCIATE_OF = RelationRow(
        "associate_of",
        _PERSON,
        _GANG,
        "associate of",
        "has associate",
        heading_backwards="Associates",
    )
    CONTACTED = RelationRow(
        "contacted",
        _PERSON,
        _PERSON,
        "in contact with",
        "in contact with",
        symmetric=True,
        heading="Contacts",
    )
    FAMILY_OF = RelationRow(
        "family_of", _PERSON, _PERSON, "family of", "family of", symmetric=True, heading="Family"
    )
    OPERATES_IN = RelationRow(
        "operates_in",
        _GANG,
        _PLACE,
        "operates in",
        "scene of",
        heading="Places",
        heading_backwards="Gangs here",
    )
    LOCATED_IN = RelationRow(
        "located_in",
        (Kind.PERSON, Kind.AGENCY, Kind.ORGANIZATION),
        _PLACE,
        "located in",
        "location of",
        heading_backwards="Located here",
    )
    IMPRISONED_IN = RelationRow(
        "imprisoned_in",
        _PERSON,
        _PLACE,
        "imprisoned in",
        "holds",
        only_one=True,
        heading_backwards="Held here",
    )
    ACTS_AGAINST = RelationRow(
        "acts_against",
        (Kind.AGENCY, Kind.LOCATION),
        (Kind.GANG, Kind.PERSON),
        "acts against",
        "target of",
        heading_backwards="Against it",
    )

    def __new__(cls, row: Any) -> "RelationKind":
        member = str.__new__(cls, row.value)
        member._value_ = row.value
        member.row = row
        return member

    @property
    def ends(self) -> RelationRow:
        return self.row

    def heading(self, *, backwards: bool) -> str:
        """What stands over such relationships on the page of a head, or of a child."""
        if backwards and not self.row.symmetric:
            return self.row.heading_backwards or self.row.backwards.capitalize()
        return self.row.heading or self.row.words.capitalize()

    @property
    def excludes(self) -> tuple["RelationKind", ...]:
        """What cannot hold between the same two at the same time."""
        return tuple(RelationKind(kind) for kind in self.row.excludes)

    @property
    def implies(self) -> tuple["RelationKind", ...]:
        """What holds as well where this holds."""
        return tuple(RelationKind(kind) for kind in self.row.implies)

    @property
    def outdone_by(self) -> tuple["RelationKind", ...]:
        """The kinds beside which one statement does not say this one: they say more."""
        return tuple(kind for kind in RelationKind if self in (*kind.implies, *kind.row.outdoes))

    @property
    def implied_by(self) -> tuple["RelationKind", ...]:
        """The kinds that mean this one, too."""
        return tuple(kind for kind in RelationKind if self in kind.implies)


ENDS = {kind: kind.row for kind in RelationKind}
SYMMETRIC = tuple(kind for kind in RelationKind if kind.row.symmetric)


# Choices of columns. Migrations name these functions, so that a further kind changes no column.
def kind_choices() -> list[tuple[str, str]]:
    return Kind.choices


def entity_choices() -> list[tuple[str, str]]:
    return ENTITY_CHOICES


def relation_choices() -> list[tuple[str, str]]:
    return RelationKind.choices


def any_kind_choices() -> list[tuple[str, str]]:
    return [*Kind.choices, *RelationKind.choices]


def _check_once(what: str, given: Iterable[str]) -> None:
    """Raise `ValueError` where two rows say the same."""
    if twice := [one for one, count in Counter(filter(None, given)).items() if count > 1]:
        raise ValueError(f"Two kinds have the {what} {', '.join(twice)}.")


def _check() -> None:
    """Raise `ValueError` at import where the rows contradict each other."""
    rows = [kind.row for kind in Kind]
    _check_once("key", (row.key for row in rows))
    _check_once("place among the facets", (str(row.facet or "") for row in rows))
    _check_once("letter", (row.letter for row in rows))
    _check_once("label of gold annotations", (row.gold for row in rows))
    _check_once("gazetteer table", (table for row in rows for table in row.gazetteer))
    _check_once("word of the search", (word for row in rows for word in {row.field, *row.words}))
    for value in (*Kind.values, *RelationKind.values):
        if not 0 < len(value) <= LONGEST_KIND:
            raise ValueError(f"The kind “{value}” has more than {LONGEST_KIND} characters.")
    for kind in RelationKind:
        if not all(kind in other.excludes for other in kind.excludes):
            raise ValueError(f"What {kind} excludes has to exclude it.")
        for other in kind.implies:
            if not (
                {*kind.row.heads} <= {*other.row.heads}
                and {*kind.row.children} <= {*other.row.children}
            ):
                raise ValueError(f"{kind} cannot imply {other}, which joins other kinds.")


_check()
