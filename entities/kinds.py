"""The closed lists of the domain: kinds of entities, values and relationships."""

from dataclasses import dataclass

from django.db import models


class Kind(models.TextChoices):
    """What a mention can name. The first five are entities, the last two are values."""

    GANG = "gang", "gang"
    PERSON = "person", "person"
    LOCATION = "location", "place"
    AGENCY = "agency", "agency"
    ORGANIZATION = "organization", "organization"
    DATE = "date", "date"
    MONEY = "money", "money"

    @property
    def plural(self) -> str:
        return _PLURALS[self]

    @property
    def is_entity(self) -> bool:
        return self in ENTITY_KINDS


_PLURALS = {
    Kind.GANG: "Gangs",
    Kind.PERSON: "People",
    Kind.LOCATION: "Places",
    Kind.AGENCY: "Agencies",
    Kind.ORGANIZATION: "Organizations",
    Kind.DATE: "Dates",
    Kind.MONEY: "Money",
}
ENTITY_KINDS = (Kind.GANG, Kind.PERSON, Kind.LOCATION, Kind.AGENCY, Kind.ORGANIZATION)
VALUE_KINDS = (Kind.DATE, Kind.MONEY)
ENTITY_CHOICES = [(kind.value, kind.label) for kind in ENTITY_KINDS]

# Labels of the gold annotations and of `extract_text`.
LABELS = {
    Kind.GANG: "GANG",
    Kind.PERSON: "PERSON",
    Kind.LOCATION: "LOCATION",
    Kind.AGENCY: "AGENCY",
    Kind.ORGANIZATION: "ORG",
    Kind.DATE: "DATE",
    Kind.MONEY: "MONEY",
}

# Stand for the entities in the patterns of relationships: `<head:G>` is a gang.
LETTERS = {
    Kind.GANG: "G",
    Kind.PERSON: "P",
    Kind.LOCATION: "L",
    Kind.AGENCY: "A",
    Kind.ORGANIZATION: "O",
}


class Status(models.TextChoices):
    """Review status: the machine proposes, a person confirms or rejects."""

    PROPOSED = "proposed", "proposed"
    CONFIRMED = "confirmed", "confirmed"
    REJECTED = "rejected", "rejected"


@dataclass(frozen=True)
class Ends:
    """Which kinds a relationship may join, and how it reads in both directions."""

    heads: tuple[Kind, ...]
    children: tuple[Kind, ...]
    words: str
    backwards: str
    symmetric: bool = False


class RelationKind(models.TextChoices):
    """Kinds of relationships, from head to child."""

    ALLIED_WITH = "allied_with"
    RIVAL_OF = "rival_of"
    FACTION_OF = "faction_of"
    SUPPLIES = "supplies"
    TRAINS = "trains"
    LEADER_OF = "leader_of"
    MEMBER_OF = "member_of"
    CONTACTED = "contacted"
    FAMILY_OF = "family_of"
    OPERATES_IN = "operates_in"
    LOCATED_IN = "located_in"
    IMPRISONED_IN = "imprisoned_in"
    ACTS_AGAINST = "acts_against"

    @property
    def ends(self) -> Ends:
        return ENDS[self]


_GANG, _PERSON, _PLACE = (Kind.GANG,), (Kind.PERSON,), (Kind.LOCATION,)
ENDS = {
    RelationKind.ALLIED_WITH: Ends(_GANG, _GANG, "allied with", "allied with", symmetric=True),
    RelationKind.RIVAL_OF: Ends(_GANG, _GANG, "rival of", "rival of", symmetric=True),
    RelationKind.FACTION_OF: Ends(_GANG, _GANG, "faction of", "has faction"),
    RelationKind.SUPPLIES: Ends(_GANG, _GANG, "supplies", "supplied by"),
    RelationKind.TRAINS: Ends(_GANG, _GANG, "trains", "trained by"),
    RelationKind.LEADER_OF: Ends(_PERSON, _GANG, "leader of", "led by"),
    RelationKind.MEMBER_OF: Ends(_PERSON, _GANG, "member of", "has member"),
    RelationKind.CONTACTED: Ends(
        _PERSON, _PERSON, "in contact with", "in contact with", symmetric=True
    ),
    RelationKind.FAMILY_OF: Ends(_PERSON, _PERSON, "family of", "family of", symmetric=True),
    RelationKind.OPERATES_IN: Ends(_GANG, _PLACE, "operates in", "scene of"),
    RelationKind.LOCATED_IN: Ends(
        (Kind.PERSON, Kind.AGENCY, Kind.ORGANIZATION), _PLACE, "located in", "location of"
    ),
    RelationKind.IMPRISONED_IN: Ends(_PERSON, _PLACE, "imprisoned in", "holds"),
    RelationKind.ACTS_AGAINST: Ends(
        (Kind.AGENCY, Kind.LOCATION), (Kind.GANG, Kind.PERSON), "acts against", "target of"
    ),
}
SYMMETRIC = tuple(kind for kind, ends in ENDS.items() if ends.symmetric)
