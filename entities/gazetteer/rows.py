"""One row of the gazetteer, whichever file it stands in."""

from dataclasses import dataclass

from entities.gazetteer.snapshot import Known, KnownName
from entities.kinds import Kind
from entities.names import fold


class GazetteerError(Exception):
    """A file cannot be used. The text says which file, which line and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A thing and all its names. `key` and `parent` are whole keys, such as `gang:ms-13`."""

    key: str
    kind: Kind
    name: str
    subtype: str = ""
    country: str = ""
    division: str = ""
    parent: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    where: str = ""  # file and line, for messages

    @property
    def known(self) -> Known:
        return Known(
            key=self.key,
            kind=self.kind,
            name=self.name,
            subtype=self.subtype,
            country=self.country,
            division=self.division,
            parent=self.parent,
        )

    @property
    def names(self) -> dict[str, bool]:
        """Every name with whether it is weak, the canonical one first, no spelling twice.

        What is listed as weak is weak, the canonical name not excepted.
        """
        weak = {fold(name) for name in self.weak_aliases}
        names: dict[str, bool] = {}
        seen: set[str] = set()
        for name in (self.name, *self.aliases, *self.weak_aliases):
            normalized = fold(name)
            if normalized not in seen:
                seen.add(normalized)
                names[name] = normalized in weak
        return names

    @property
    def known_names(self) -> list[KnownName]:
        return [KnownName(name, self.key, weak) for name, weak in self.names.items()]
