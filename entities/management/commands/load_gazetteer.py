"""Load the gazetteer's files into the database."""

import json
import time
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from entities.gazetteer.file_format import TABLES, GazetteerError
from entities.gazetteer.load_rows import Loaded, load

_HELP = """
Without FILE the project's own files are loaded (entities/data). A FILE of your own is UTF-8, tab
separated, with a header row; a list inside a cell is separated by “|”. A word of its name says
what its rows are (my-gangs.tsv), else its columns do; they are:
{tables}
Its rows are added, or bring the row of the same key up to date; its names count as added by a
person, so that a later load of the project's own files keeps them. What people changed wins over
any file, names they rejected stay rejected, and rows that left the files stay and are reported.
"""


_TABLES = "; ".join(f"{name}: {', '.join(table.columns)}" for name, table in TABLES.items())


class Command(BaseCommand):
    help = "Load gangs, agencies, organizations, prisons and places with all their names. " + (
        _HELP.format(tables=_TABLES)
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="one JSON object for programs")

    def handle(self, *, files: list[Path], json: bool, **options: object) -> None:
        started = time.monotonic()
        try:
            loaded = load(files)
        except GazetteerError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        seconds = round(time.monotonic() - started, 2)
        self.stdout.write(_as_json(loaded, seconds) if json else _in_words(loaded, seconds))


def _as_json(loaded: Loaded, seconds: float) -> str:
    return json.dumps({**asdict(loaded), "seconds": seconds}, ensure_ascii=False)


def _in_words(loaded: Loaded, seconds: float) -> str:
    lines = [
        f"Rows: {loaded.created} new, {loaded.updated} changed, {loaded.unchanged} as before. "
        f"Names: {loaded.aliases_created} new, {loaded.aliases_updated} changed, "
        f"{loaded.aliases_removed} gone. {seconds} s."
    ]
    if loaded.missing:
        lines.append(
            f"{len(loaded.missing)} rows of the database stand in none of the files and stay: "
            + ", ".join(loaded.missing)
        )
    return "\n".join(lines)
