"""The gazetteer's file format: UTF-8, tab separated, a header row, `|` between list items."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from entities.gazetteer.snapshot import GazetteerEntity, KnownName
from entities.kinds import ENTITY_KINDS, Kind
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
    def known(self) -> GazetteerEntity:
        return GazetteerEntity(
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


LONGEST_NAME = 300
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_KEY = 100
_LISTS = ("aliases", "weak_aliases")


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of file: what its rows are, and its columns, those that may not be empty first."""

    kind: Kind
    prefix: str
    needed: tuple[str, ...]
    optional: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return self.needed + self.optional


# In the order in which they are read: what lies in something comes after it.
TABLES = {
    "regions": Table(
        Kind.LOCATION,
        "place:region:",
        ("key", "name"),
        ("parent", "countries", "latitude", "longitude", "aliases", "source"),
    ),
    "countries": Table(Kind.LOCATION, "place:", ("code", "name"), (*_LISTS, "demonyms", "capital")),
    "divisions": Table(Kind.LOCATION, "place:", ("code",), _LISTS),
    "cities": Table(Kind.LOCATION, "place:geonames:", ("geonames_id",), _LISTS),
    "towns": Table(
        Kind.LOCATION,
        "place:town:",
        ("key", "name", "country"),
        ("division", "latitude", "longitude", "aliases", "source"),
    ),
    "areas": Table(
        Kind.LOCATION,
        "place:area:",
        ("key", "name", "country"),
        ("division", "latitude", "longitude", *_LISTS, "source"),
    ),
    "prisons": Table(
        Kind.LOCATION,
        "place:prison:",
        ("key", "name"),
        ("country", "division", "city", "latitude", "longitude", "aliases", "source"),
    ),
    "gangs": Table(
        Kind.GANG,
        "gang:",
        ("key", "name"),
        ("subtype", "country", "parent", *_LISTS, "source"),
    ),
    "agencies": Table(
        Kind.AGENCY,
        "agency:",
        ("key", "name"),
        ("subtype", "country", "place", *_LISTS, "source"),
    ),
    "organizations": Table(
        Kind.ORGANIZATION,
        "organization:",
        ("key", "name"),
        ("subtype", "country", *_LISTS, "source"),
    ),
}
# Whatever other kind has files.
TABLES |= {
    name: Table(
        kind,
        f"{kind.value}:",
        ("key", "name"),
        ("subtype", "country", "parent", "place", *_LISTS, "source"),
    )
    for kind in ENTITY_KINDS
    for name in kind.row.gazetteer
    if name not in TABLES
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file as it stands there; `where` names file and line for messages."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def items(self, column: str) -> tuple[str, ...]:
        """The items of a list."""
        return tuple(item for part in self[column].split("|") if (item := part.strip()))

    def fault(self, reason: str) -> GazetteerError:
        return GazetteerError(f"{self.where}: {reason}")


def read_table(file: Path) -> tuple[str, list[Line]]:
    """The table's name and its rows. Raises `GazetteerError`."""
    lines = _text(file).splitlines()
    header = [column.strip() for column in lines[0].split("\t")] if lines else []
    name = _table_of(file, header)
    _check_header(file, name, header)
    rows = []
    for number, text in enumerate(lines[1:], start=2):
        if text.strip():
            cells = [cell.strip() for cell in text.split("\t")]
            line = Line(f"{file}, line {number}", dict(zip(header, cells, strict=False)))
            if len(cells) != len(header):
                raise line.fault(f"it has {len(cells)} cells where the header has {len(header)}.")
            _check_cells(line, TABLES[name])
            rows.append(line)
    return name, rows


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GazetteerError(f"{file} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise GazetteerError(f"{file}, line {number}: it is not UTF-8 text.") from error


def _table_of(file: Path, header: Iterable[str]) -> str:
    """Told by a word of the file's name, else by the columns."""
    words = set(re.split(r"[^a-z]+", file.stem.casefold()))
    named = [name for name in TABLES if name in words]
    fitting = [name for name, table in TABLES.items() if set(table.columns) == set(header)]
    found = named if len(named) == 1 else fitting
    if len(found) != 1:
        raise GazetteerError(
            f"{file}, line 1: neither the file's name nor its columns tell what the rows are; "
            f"give the name one of the words {', '.join(TABLES)}, as in my-gangs.tsv."
        )
    return found[0]


def _check_header(file: Path, name: str, header: list[str]) -> None:
    table = TABLES[name]
    missing = [column for column in table.needed if column not in header]
    if missing:
        raise GazetteerError(f"{file}, line 1: the column “{missing[0]}” is missing.")
    for column in header:
        if column not in table.columns or header.count(column) > 1:
            raise GazetteerError(
                f"{file}, line 1: “{column}” is not a column of {name}, or stands there twice; "
                f"its columns are {', '.join(table.columns)}."
            )


def _check_cells(line: Line, table: Table) -> None:
    for column in table.needed:
        if not line[column]:
            raise line.fault(f"the cell “{column}” is empty.")
    if line["key"] and not (_KEY.fullmatch(line["key"]) and len(line["key"]) <= _LONGEST_KEY):
        raise line.fault(
            f"“{line['key']}” is not a key: use small letters, digits and single hyphens, "
            f"{_LONGEST_KEY} at most."
        )
    if len(line["subtype"]) > 30:
        raise line.fault("the subtype is longer than 30 characters.")
    names = (line["name"], *line.items("aliases"), *line.items("weak_aliases"))
    for name in filter(None, names):
        if "\0" in name or len(name) > LONGEST_NAME:
            raise line.fault(f"the name “{name[:40]}…” is longer than {LONGEST_NAME} characters.")
        if not fold(name):
            raise line.fault(f"the name “{name}” has no letter or digit.")
