"""What may stand before a colon, with an example for people who look at it for the first time."""

from dataclasses import dataclass
from difflib import get_close_matches

from entities.kinds import Kind


@dataclass(frozen=True)
class Field:
    """A field: its canonical name, what it asks for in words, and a value as an example."""

    name: str
    says: str
    example: str
    kind: Kind | None = None
    others: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The example as it is typed."""
        return f"{self.name}:{self.example}"


_ALL = (
    Field("gang", "mentions this gang, under any of its names", '"Barrio 18"', Kind.GANG),
    Field("person", "mentions this person", '"Joaquín Guzmán"', Kind.PERSON, ("people",)),
    Field(
        "place",
        "mentions this place or one inside it",
        '"Los Angeles"',
        Kind.LOCATION,
        ("location",),
    ),
    Field("agency", "mentions this agency", "DEA", Kind.AGENCY),
    Field(
        "org",
        "mentions this organization",
        '"Red Cross"',
        Kind.ORGANIZATION,
        ("organization", "organisation"),
    ),
    Field("source", "published by this source", '"The Daily Example"'),
    Field("kind", "mentions anything of this kind", "money"),
    Field("rel", "states a relationship", "rival_of(MS-13)", others=("relationship",)),
    Field("status", "has this review status", "in_review"),
    Field("grade", "graded so, or better with <=", "<=B2"),
    Field("tlp", "marked for handling so", "AMBER"),
    Field("before", "published before this year, month or day", "2012-06"),
    Field("after", "published after this year, month or day", "2012"),
    Field("on", "published on this day", "2012-10-25"),
    Field("in", "published in this year, month or range", "2010..2014"),
    Field("near", "mentions a place so near to this one", '"San Salvador"~50km'),
    Field("box", "mentions a place in this box of degrees", "13,-90,14.5,-88"),
    Field("mentions", "has so many mentions, of all kinds or of one", "gang>3"),
)
FIELDS = {name: field for field in _ALL for name in (field.name, *field.others)}
BY_KIND = {field.kind: field for field in _ALL if field.kind}
# What people try that is called otherwise here.
_TRIED = {
    "cartel": "gang",
    "group": "gang",
    "name": "person",
    "country": "place",
    "city": "place",
    "region": "place",
    "prison": "place",
    "police": "agency",
    "company": "org",
    "publisher": "source",
    "newspaper": "source",
    "site": "source",
    "type": "kind",
    "relation": "rel",
    "link": "rel",
    "review": "status",
    "reliability": "grade",
    "handling": "tlp",
    "until": "before",
    "to": "before",
    "since": "after",
    "from": "after",
    "date": "on",
    "day": "on",
    "year": "in",
    "month": "in",
    "published": "in",
    "around": "near",
}


def all_fields() -> tuple[Field, ...]:
    """Every field once, in the order in which they are explained."""
    return _ALL


def nearest_field(name: str) -> Field | None:
    """The field that was probably meant."""
    if name in _TRIED:
        return FIELDS[_TRIED[name]]
    return FIELDS[found[0]] if (found := get_close_matches(name, FIELDS, 1, 0.72)) else None
