"""Looking up many names at once: who carries each, and in how many articles."""

import csv
import time
from collections import defaultdict
from collections.abc import Callable, Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count

from articles.clearance import seen_by
from entities.exports.csv_table import Line, cell
from entities.gazetteer.places.countries import country_name
from entities.models import Alias, Entity, Mention, NameList
from entities.models.entity import around
from entities.names import fold
from entities.search.fields.lookup import foremost

MOST_NAMES = 10_000
LONGEST_NAME = 300
# So few are looked up while the page waits; more are a job, and the page shows how far it is.
AT_ONCE = 300
_PIECE = 250
_SECONDS = 20
# Entities that are told of an ambiguous name.
_MOST_MEANT = 5
MOST_BYTES = 4_000_000
OUTCOMES = {"match": "matched", "ambiguous": "ambiguous", "none": "nobody"}
_COLUMNS = ("name", "outcome", "entity", "kind", "where", "id", "articles", "mentions")


class NamesError(Exception):
    """The list cannot be looked up; the text can be shown as it is."""


def read_names(text: str) -> list[str]:
    """The names in a text, one a line, up to the first tab. Each once, in order.

    Raises `NamesError` for none, too many, and one that is too long.
    """
    lines = text.lstrip("\ufeff").replace("\x00", "").splitlines()
    found: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        name = " ".join(line.partition("\t")[0].split())
        if not fold(name):
            continue
        if len(name) > LONGEST_NAME:
            raise NamesError(
                f"Line {number} has a name of {len(name)} characters, and at most {LONGEST_NAME} "
                "can be looked up: shorten it."
            )
        found[name] = None
    if not found:
        raise NamesError("There is no name in the list: write one a line.")
    if len(found) > MOST_NAMES:
        raise NamesError(
            f"The list has {len(found):,} names, and at most {MOST_NAMES:,} can be looked up at "
            "once: divide it."
        )
    return list(found)


def first_column(text: str) -> str:
    """The first column of a text in CSV, a line a row, commas or semicolons between columns.

    Raises `NamesError` for what is no CSV.
    """
    lines = text.lstrip("\ufeff").replace("\x00", "").splitlines(keepends=True)
    first = lines[0] if lines else ""
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        raise NamesError(
            "The file is no CSV that can be read: save it as “CSV UTF-8” or plain text and try "
            "again."
        ) from None
    return "\n".join(" ".join(row[0].split()) for row in rows if row)


def begin(names: list[str], *, user: User) -> NameList:
    """Keep the list for the user; nothing is looked up yet."""
    return NameList.objects.create(user=user, names=names)


def look_up(key: int, stop: Callable[[], bool]) -> bool:
    """Look up names of the list for some 20 seconds; returns whether all are done."""
    end = time.monotonic() + _SECONDS
    while not stop() and time.monotonic() < end:
        if _look_up_piece(key):
            return True
    return False


@transaction.atomic
def _look_up_piece(key: int) -> bool:
    names = NameList.objects.select_for_update().filter(pk=key).first()
    if names is None:
        return True
    piece = names.names[names.done : names.done + _PIECE]
    with seen_by(names.user):
        names.rows = names.rows + _rows(piece)
    names.done += len(piece)
    names.save(update_fields=["rows", "done"])
    return names.done == len(names.names)


def _rows(names: list[str]) -> list[list]:
    """A row a name, as `NameList` describes them; three queries."""
    carrying: dict[str, dict[int, Entity]] = defaultdict(dict)
    aliases = (
        Alias.objects.live()
        .filter(normalized__in={fold(name) for name in names}, entity__merged_into=None)
        .select_related("entity__parent__parent__parent")
        .order_by("pk")
    )
    for alias in aliases:
        carrying[alias.normalized][alias.entity_id] = alias.entity
    counts = _counts({key for entities in carrying.values() for key in entities})
    return [_row(name, list(carrying[fold(name)].values()), counts) for name in names]


def _row(name: str, entities: list[Entity], counts: dict[int, tuple[int, int]]) -> list:
    meant, _ = foremost(entities)
    outcome = "none" if not meant else "match" if len(meant) == 1 else "ambiguous"
    told = [
        (entity.pk, entity.kind, entity.name, *counts.get(entity.pk, (0, 0)), _where(entity))
        for entity in meant
    ]
    told.sort(key=lambda one: -one[3])
    return [name, outcome, told[:_MOST_MEANT]]


def _where(entity: Entity) -> str:
    """What tells it from others of its name: the places around it, or its country."""
    return " › ".join(outer.name for outer in reversed(around(entity)[1:])) or country_name(
        entity.country
    )


def _counts(entities: set[int]) -> dict[int, tuple[int, int]]:
    """Articles and mentions by entity."""
    rows = (
        Mention.objects.live()
        .filter(entity__in=entities)
        .order_by()
        .values_list("entity")
        .annotate(Count("article", distinct=True), Count("pk"))
    )
    return {entity: (articles, mentions) for entity, articles, mentions in rows}


def as_csv(names: NameList) -> Iterator[str]:
    """The table as CSV (RFC 4180): a line an entity, one without where nobody carries the name."""
    writer = csv.writer(Line())
    yield "\ufeff" + writer.writerow(_COLUMNS)
    for name, outcome, told in names.shown_rows:
        for key, kind, entity, articles, mentions, where in told or [("", "", "", 0, 0, "")]:
            row = (name, outcome, entity, kind, where, key, articles, mentions)
            yield writer.writerow([cell(value) for value in row])
