"""How much stands behind each relationship, kept so that thousands can be shown and searched."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Floor

from articles.article_choices import Handling
from entities.models.relationship import Relationship

# The row of all markings together.
TOGETHER = "ALL"
# The orders in which relationships are listed; of equal ones the most often stated first.
CERTAIN, DOUBTFUL, ORIGINS = "certain", "doubtful", "origins"
_OFTEN = (F("quotes").desc(), F("relationship"))
ORDERS = {
    CERTAIN: (F("tenths").desc(nulls_last=True), *_OFTEN),
    DOUBTFUL: (F("tenths").asc(nulls_first=True), *_OFTEN),
    ORIGINS: (F("origins").desc(), *_OFTEN),
}


class RelationshipWeight(models.Model):
    """What articles of one marking say of a relationship, counted.

    Counts of live evidence only: quotes that were not rejected, in the present text. What a person
    may see is the sum of the markings that they may see: an article has one marking, and an origin
    counts for the most open one among its articles. A relationship has no row for a marking
    without evidence. The sum of all markings is kept beside them (`TOGETHER`), since lists are in
    its order. Written by `entities.weights.counting` alone; as long as a relationship stands in
    `WeightDue`, its rows may be out of date.
    """

    relationship = models.ForeignKey(
        Relationship,
        models.DO_NOTHING,
        related_name="weights",
        db_constraint=False,  # the foreign key in the migration deletes along
        db_index=False,  # weight_once begins with it
    )
    handling = models.CharField(
        max_length=12, choices=[*Handling.choices, (TOGETHER, "all markings together")]
    )
    articles = models.PositiveIntegerField()
    origins = models.PositiveIntegerField(help_text="that are independent of each other")
    quotes = models.PositiveIntegerField()
    hedged = models.PositiveIntegerField(help_text="of the quotes: alleged, reported, possible …")
    waiting = models.PositiveIntegerField(help_text="of the quotes: nobody decided on them")
    sure = models.FloatField(
        null=True, help_text="the machine's confidence in the surest of the quotes, 0–1"
    )
    # 0.7 times ten may be a little less than seven.
    tenths = models.GeneratedField(
        expression=Floor(F("sure") * 10 + 1e-9),
        output_field=models.SmallIntegerField(null=True),
        db_persist=True,
    )
    grade = models.CharField(
        max_length=2, help_text="the best Admiralty grade, of a quote or else of its article"
    )
    first_on = models.DateField(null=True, help_text="the first date of publication")
    last_on = models.DateField(null=True, help_text="the last date of publication")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relationship", "handling"], name="weight_once"),
            models.CheckConstraint(
                condition=Q(handling__in=[*Handling.values, TOGETHER]),
                name="weight_handling_known",
            ),
            models.CheckConstraint(
                condition=Q(grade__regex="^[A-F][1-6]$"), name="weight_grade_known"
            ),
            # None of them may be an origin: those of which a more open article is known.
            models.CheckConstraint(
                condition=Q(
                    articles__gte=1,
                    origins__lte=F("articles"),
                    quotes__gte=F("articles"),
                    hedged__lte=F("quotes"),
                    waiting__lte=F("quotes"),
                ),
                name="weight_counts_fit",
            ),
            models.CheckConstraint(
                condition=Q(first_on=None, last_on=None)
                | Q(first_on__isnull=False, last_on__isnull=False, first_on__lte=F("last_on")),
                name="weight_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(sure=None) | Q(sure__range=(0, 1)), name="weight_sure_0_to_1"
            ),
        ]
        # A list of the review is read from the beginning of one of these.
        indexes = [
            models.Index(*order, condition=Q(handling=TOGETHER), name=f"weight_{name}")
            for name, order in ORDERS.items()
        ]

    def __str__(self) -> str:
        return f"{self.origins} origins of {self.relationship_id}, {self.handling}"


class WeightDue(models.Model):
    """A relationship whose evidence a transaction changed and that is not counted anew yet.

    Triggers put it down in the very transaction that changes what weights are counted from, one
    row a transaction, so that nobody waits for anybody. Whoever counts takes the rows away.
    """

    transaction = models.BigIntegerField(help_text="its number in PostgreSQL")
    relationship = models.ForeignKey(
        Relationship,
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,  # it may be gone
        db_index=False,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["transaction", "relationship"], name="weight_due_once_a_transaction"
            )
        ]
        indexes = [models.Index(fields=["relationship"], name="weight_due")]

    def __str__(self) -> str:
        return f"Relationship {self.relationship_id} is due"
