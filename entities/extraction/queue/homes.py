"""Where the sources of articles are at home: as a list tells it, or as their articles show."""

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
        name = Source.objects.values_list("name", flat=True).get(pk=source)
        if name == publishers.UNKNOWN:
            return None
        if told := home_told(publishers.place_of(name), self._places):
            return told
        texts = Article.objects.filter(source=source).order_by("pk")[:MOST_TEXTS]
        beginnings = texts.annotate(beginning=Left("text", BEGINNING))
        return home_learned(beginnings.values_list("beginning", flat=True), self._places)
