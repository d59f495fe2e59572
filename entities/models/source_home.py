"""Where a source is at home, and how that is known."""

from django.db import models
from django.db.models import Q

from articles.postgresql import tracked
from articles.source_models import Source


@tracked("SourceHomeHistory")
class SourceHome(models.Model):
    """The home of a source, among whose places those of one name are looked for first.

    Without a country none is known. What a person states is never worked out again.
    """

    class KnownFrom(models.TextChoices):
        PERSON = "person", "stated by a person"
        LIST = "list", "known publisher"
        LEARNED = "learned", "learned from its texts"

    source = models.OneToOneField(Source, models.CASCADE, primary_key=True, related_name="home")
    country = models.CharField(max_length=2, blank=True, db_default="", help_text="ISO 3166-1")
    division = models.CharField(max_length=6, blank=True, db_default="", help_text="ISO 3166-2")
    town = models.CharField(max_length=200, blank=True, db_default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    known_from = models.CharField(max_length=7, choices=KnownFrom)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(country="", division="", town="", latitude=None, longitude=None)
                | Q(country__regex="^[A-Z]{2}$"),
                name="source_home_has_country",
            ),
            models.CheckConstraint(
                condition=Q(division="") | Q(division__regex="^[A-Z]{2}-[A-Z0-9]{1,3}$"),
                name="source_home_division_is_iso",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="source_home_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(known_from__in=["person", "list", "learned"]),
                name="source_home_known_from_something",
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.town, self.division or self.country)))
