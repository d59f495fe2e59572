"""Where the sources of articles are at home: as a person states it, a list tells it, or as their
articles show.
"""

from django.db.models.functions import Left

from articles.importing.metadata import publishers
from articles.models import Article
from articles.source_models import Source
from entities.extraction.places.home import (
    BEGINNING,
    MOST_TEXTS,
    home_learned,
    home_told,
)
from entities.extraction.places.place_index import PlaceIndex
from entities.extraction.places.resolve_places import Home
from entities.models import SourceHome


class Homes:
    """The home of each source, worked out once."""

    def __init__(self, places: PlaceIndex) -> None:
        self._places = places
        self._known: dict[int, Home | None] = {}

    def of(self, source: int) -> Home | None:
        """The home of the source with this primary key; None where it has or shows none."""
        if source not in self._known:
            self._known[source] = self._found(source)
        return self._known[source]

    def _found(self, source: int) -> Home | None:
        stored = SourceHome.objects.filter(pk=source).first()
        if stored and stored.known_from == SourceHome.KnownFrom.PERSON:
            return _home(stored)
        name = Source.objects.values_list("name", flat=True).get(pk=source)
        if name == publishers.UNKNOWN:
            return None
        home, known_from = self._worked_out(source, name)
        if (_home(stored) if stored else None) != home:
            _keep(source, home, known_from)
        return home

    def _worked_out(self, source: int, name: str) -> tuple[Home | None, str]:
        if told := home_told(publishers.place_of(name), self._places):
            return told, SourceHome.KnownFrom.LIST
        texts = Article.objects.filter(source=source).order_by("pk")[:MOST_TEXTS]
        beginnings = texts.annotate(beginning=Left("text", BEGINNING))
        learned = home_learned(beginnings.values_list("beginning", flat=True), self._places)
        return learned, SourceHome.KnownFrom.LEARNED


def _home(stored: SourceHome) -> Home | None:
    if not stored.country:
        return None
    return Home(
        stored.country, stored.division, stored.latitude, stored.longitude, town=stored.town
    )


def _keep(source: int, home: Home | None, known_from: str) -> None:
    """Keep the home for people to see, unless one of them has stated another meanwhile."""
    found = home or Home("")
    values = {
        "country": found.country,
        "division": found.division,
        "town": found.town,
        "latitude": found.latitude,
        "longitude": found.longitude,
        "known_from": known_from,
    }
    made = SourceHome(source_id=source, **values)
    SourceHome.objects.bulk_create([made], ignore_conflicts=True)
    kept = SourceHome.objects.filter(pk=source).exclude(known_from=SourceHome.KnownFrom.PERSON)
    kept.update(**values)
