"""What is known of copies: where else a text appeared, and which articles are nearly the same."""

from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Now

from articles.clearance import InArticle
from articles.postgresql import tracked

# A text of fewer words is a copy of nothing: what it says may be said of many things.
FEWEST_WORDS = 30
# The sequence that numbers clusters; a column that takes its next number as its default.
_NEXT_CLUSTER = Func(
    Value("articles_cluster"),
    function="nextval",
    template="nextval(%(expressions)s::regclass)",
    output_field=models.BigIntegerField(),
)


class Appearance(models.Model):
    """Where else the text of an article was met: another address, date or file. Never changed.

    Where it was met first the article itself says. `identity` tells later versions from there.
    """

    article = models.ForeignKey(
        "articles.Article",
        models.CASCADE,
        related_name="appearances",
        db_index=False,  # appearance_once begins with it
    )
    document = models.ForeignKey("articles.Document", models.PROTECT, related_name="appearances")
    file = models.TextField(help_text="as it is shown to people")
    url = models.URLField(max_length=2000, blank=True, default="", db_default="")
    published_on = models.DateField(null=True, blank=True)
    published_precision = models.CharField(max_length=5, blank=True, default="", db_default="")
    identity = models.CharField(
        max_length=2100, null=True, blank=True, unique=True, help_text="as that of an article"
    )
    seen_at = models.DateTimeField(db_default=Now())

    objects = InArticle()

    class Meta:
        ordering = ["article", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "document", "file"], name="appearance_once"),
            models.CheckConstraint(condition=~Q(file=""), name="appearance_has_file"),
            models.CheckConstraint(
                condition=Q(published_on=None, published_precision="")
                | Q(
                    published_on__isnull=False,
                    published_precision__in=["day", "month", "year"],
                ),
                name="appearance_date_has_precision",
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.file


@tracked("ClusterPlaceHistory", exclude=("is_due",))
class ClusterPlace(models.Model):
    """Which cluster of near-copies an article belongs to; one that is like no other has its own.

    Whoever is like the `is_reference` of a cluster joins it, and nobody else: of texts each of
    which is like the next the first and the last do not meet. Their phrases are kept (`Phrase`).
    """

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="place"
    )
    cluster = models.BigIntegerField(db_default=_NEXT_CLUSTER, db_index=True)
    is_reference = models.BooleanField(
        default=False, db_default=False, help_text="new articles are compared with it"
    )
    by_hand = models.BooleanField(
        default=False, db_default=False, help_text="a person said where it belongs; that stays"
    )
    is_due = models.BooleanField(
        default=False, db_default=False, help_text="its text has changed since it was compared"
    )

    objects = InArticle()

    class Meta:
        indexes = [models.Index(fields=["article"], condition=Q(is_due=True), name="place_due")]

    def __str__(self) -> str:
        return f"Article {self.article_id} in cluster {self.cluster}"


class Phrase(models.Model):
    """One of the phrases by which an article that others are compared with is found."""

    pk = models.CompositePrimaryKey("value", "article")
    value = models.BigIntegerField(help_text="a hash of three words")
    article = models.ForeignKey(
        "articles.Article",
        models.DO_NOTHING,
        related_name="+",
        db_constraint=False,  # of an article that is gone nobody asks
        db_index=False,
    )

    def __str__(self) -> str:
        return f"{self.value} in article {self.article_id}"
