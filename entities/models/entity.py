"""Things in the world that articles mention, under all their names."""

from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now
from django.urls import reverse

from articles.article_choices import Handling
from articles.clearance import Marked
from articles.postgresql import tracked
from entities.kinds import ENTITY_KINDS, LONGEST_KIND, Kind, Status, entity_choices
from entities.names import fold

# Subtype of places above the country, such as Central America.
REGION = "region"
# In characters, of entities and their aliases.
LONGEST_NAME = 300


def derived_marking() -> models.CharField:
    """The marking of what is known from articles alone."""
    return models.CharField(
        max_length=12,
        choices=Handling,
        default=Handling.CLEAR,
        db_default="CLEAR",
        editable=False,
        help_text="the most open marking among the articles it is known from; kept by triggers",
    )


class EntityQuerySet(models.QuerySet["Entity"]):
    def current(self) -> Self:
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def named(self, name: str) -> Self:
        """Entities that carry this name or alias, however it is spelled."""
        return self.current().filter(
            pk__in=Alias.objects.live().filter(normalized=fold(name)).values("entity")
        )

    def with_name_like(self, name: str) -> Self:
        """Entities with a name or alias that contains these letters, however it is spelled."""
        aliases = Alias.objects.live().filter(normalized__contains=fold(name))
        return self.filter(pk__in=aliases.values("entity"))

    def within(self, places: Iterable[int]) -> Self:
        """The given places (primary keys) and all that lies inside them."""
        return self.filter(pk__in=RawSQL("SELECT places_inside(%s)", [list(places)]))


EntityManager = Marked.from_queryset(EntityQuerySet)


@tracked("EntityHistory", exclude=("handling",))
class Entity(models.Model):
    """A gang, person, place, agency or organization."""

    kind = models.CharField(max_length=LONGEST_KIND, choices=entity_choices)
    subtype = models.CharField(max_length=30, blank=True, db_default="")
    name = models.CharField(max_length=LONGEST_NAME)
    note = models.TextField(blank=True, db_default="")
    gazetteer_key = models.CharField(
        max_length=120,
        null=True,
        blank=True,
        unique=True,
        help_text="of the gazetteer row this came from, such as gang:ms-13 or place:US-CA",
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        db_constraint=False,  # a foreign key on (parent, kind) in the migration does more
        help_text="the place this lies in, or the gang it is a faction of",
    )
    country = models.CharField(max_length=2, blank=True, db_default="", help_text="ISO 3166-1")
    division = models.CharField(max_length=6, blank=True, db_default="", help_text="ISO 3166-2")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    population = models.PositiveBigIntegerField(null=True, blank=True)
    edited_fields = ArrayField(
        models.CharField(max_length=30),
        default=list,
        db_default=[],
        blank=True,
        help_text="what a person set; the gazetteer leaves these alone",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        db_constraint=False,
        db_index=False,
    )
    created_at = models.DateTimeField(db_default=Now())
    handling = derived_marking()

    objects = EntityManager()

    class Meta:
        verbose_name_plural = "entities"
        indexes = [
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="entity_name_trigrams"),
            models.Index(fields=["kind", "name"], name="entity_by_kind"),
            models.Index(fields=["id"], condition=~Q(handling="CLEAR"), name="entity_marked"),
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="entity_merged",
            ),
        ]
        constraints = [
            # The target of the foreign keys that also compare the kind.
            models.UniqueConstraint(fields=["id", "kind"], name="entity_id_and_kind"),
            models.CheckConstraint(condition=Q(kind__in=[*ENTITY_KINDS]), name="entity_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="entity_has_name"),
            models.CheckConstraint(
                condition=Q(kind=Kind.LOCATION)
                | Q(division="", latitude=None, longitude=None, population=None),
                name="entity_only_places_have_coordinates",
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                # Said of each that it is there: a comparison with nothing would pass as unknown.
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="entity_coordinates_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(country__regex="^[A-Z]{2}$"),
                name="entity_country_is_iso",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")) & ~Q(merged_into=F("id")),
                name="entity_not_its_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("entities:entity_detail", args=[self.pk])


class AliasQuerySet(models.QuerySet["Alias"]):
    def live(self) -> Self:
        return self.exclude(status=Status.REJECTED)


class FoldedField(models.CharField):
    """Holds the normal form of the row's `name`; computed on every save, bulk saves included."""

    folds = "name"

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = fold(getattr(model_instance, self.folds))
        setattr(model_instance, self.attname, value)
        return value


AliasManager = Marked.from_queryset(AliasQuerySet)


@tracked("AliasHistory", exclude=("handling",))
class Alias(models.Model):
    """A name of an entity, its canonical one included. Two entities may share one."""

    class Origin(models.TextChoices):
        GAZETTEER = "gazetteer"
        ARTICLE = "article"
        PERSON = "person"

    entity = models.ForeignKey(
        Entity,
        models.CASCADE,
        related_name="aliases",
        db_index=False,  # alias_once_an_entity begins with it
    )
    name = models.CharField(max_length=LONGEST_NAME)
    normalized = FoldedField(max_length=LONGEST_NAME, editable=False)
    weak = models.BooleanField(
        default=False, db_default=False, help_text="an ordinary word: counts only beside a cue"
    )
    origin = models.CharField(max_length=9, choices=Origin, default=Origin.PERSON)
    status = models.CharField(
        max_length=9,
        choices=Status,
        default=Status.CONFIRMED,
        db_default="confirmed",
        help_text="a rejected alias stays here, so that no gazetteer brings it back",
    )
    handling = derived_marking()

    objects = AliasManager()

    class Meta:
        verbose_name_plural = "aliases"
        indexes = [
            # Answers equality too, and in any collation what begins so.
            models.Index(
                fields=["normalized"], opclasses=["varchar_pattern_ops"], name="alias_beginnings"
            ),
            GinIndex(fields=["normalized"], opclasses=["gin_trgm_ops"], name="alias_trigrams"),
            models.Index(fields=["entity"], condition=~Q(handling="CLEAR"), name="alias_marked"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["entity", "name"], name="alias_once_an_entity"),
            models.CheckConstraint(condition=~Q(normalized=""), name="alias_has_letters"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="alias_status_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


def around(place: Entity) -> list[Entity]:
    """The place and what it lies in up to the country, innermost first, as far as fetched along."""
    chain = [place]
    while "parent" in chain[-1]._state.fields_cache and (outer := chain[-1].parent):
        if outer.subtype == REGION:
            break
        chain.append(outer)
    return chain
