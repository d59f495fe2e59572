"""What is known of an entity without any quote, and on whose word: gazetteer, person or article."""

from dataclasses import dataclass

from entities.gazetteer.places.countries import country_name
from entities.gazetteer.sources import source_of
from entities.kinds import Kind
from entities.models import Entity


@dataclass(frozen=True)
class Fact:
    """`origin` is on whose word it stands: `the gazetteer`, `a person`, `articles`."""

    label: str
    value: str
    origin: str


@dataclass(frozen=True)
class Provenance:
    """Where an entity was known from before any article was read.

    `source` says where its row of the gazetteer can be checked; `addresses` are links among that.
    Both are empty for an entity that articles brought in.
    """

    is_listed: bool
    source: str
    addresses: list[str]

    @classmethod
    def of(cls, entity: Entity) -> "Provenance":
        source = source_of(entity.gazetteer_key) if entity.gazetteer_key else ""
        parts = [part.strip() for part in source.split(" ; ") if part.strip()]
        links = [part for part in parts if part.startswith("https://")]
        words = ", ".join(part for part in parts if part not in links)
        return cls(bool(entity.gazetteer_key), words, links)


def facts_of(entity: Entity) -> list[Fact]:
    """Country, position and population, each with its origin; needs the parent fetched."""
    found = []
    if entity.country and not (entity.kind == Kind.LOCATION and entity.subtype == "country"):
        found.append(Fact("Country", country_name(entity.country), origin_of(entity, "country")))
    if entity.kind == Kind.LOCATION:
        if entity.latitude is not None and entity.longitude is not None:
            where = in_degrees(entity.latitude, entity.longitude)
            found.append(Fact("Coordinates", where, origin_of(entity, "latitude")))
        if entity.population:
            number = f"{entity.population:,}"
            found.append(Fact("Population", number, origin_of(entity, "population")))
    return found


def origin_of(entity: Entity, name: str) -> str:
    """On whose word a field of the entity stands."""
    if name in entity.edited_fields:
        return "a person"
    return "the gazetteer" if entity.gazetteer_key else "articles"


def in_degrees(latitude: float, longitude: float) -> str:
    """`13.77° N, 88.27° W`: to a hundredth of a degree, about a kilometre."""
    north = f"{abs(latitude):.2f}° {'N' if latitude >= 0 else 'S'}"
    return f"{north}, {abs(longitude):.2f}° {'E' if longitude >= 0 else 'W'}"
