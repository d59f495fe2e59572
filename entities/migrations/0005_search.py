"What the search asks: a row an article kept by the database, the words of the archive, saved searches."

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from articles.sql import frozen


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("entities", "0008_digest"),
        ("entities", "0009_digest_kept"),
        ("entities", "0010_vocabulary"),
        ("entities", "0011_saved_searches"),
        ("entities", "0015_digests_once_a_transaction"),
        ("entities", "0016_search_by_time_and_kind"),
    ]
    dependencies = [
        ("articles", "0002_articles"),
        ("entities", "0004_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="digest",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "fingerprint",
                    models.BigIntegerField(
                        help_text=(
                            "16 groups of 4 bits, of which near-duplicates share nearly all; empty"
                            " where the words are too few to tell"
                        ),
                        null=True,
                    ),
                ),
                ("published_on", models.DateField(null=True)),
                ("mentions", models.IntegerField(help_text="live ones, values included")),
                (
                    "undecided",
                    models.IntegerField(help_text="of these, how many nobody has decided on"),
                ),
                (
                    "doubt",
                    models.FloatField(
                        help_text="the machine's about the least sure of the undecided, 0–1",
                        null=True,
                    ),
                ),
                (
                    "review_status",
                    models.CharField(
                        choices=[
                            ("not_begun", "not begun"),
                            ("in_review", "in review"),
                            ("approval", "to approve"),
                            ("done", "done"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "handling",
                    models.CharField(
                        choices=[
                            ("CLEAR", "TLP:CLEAR"),
                            ("GREEN", "TLP:GREEN"),
                            ("AMBER", "TLP:AMBER"),
                            ("AMBER+STRICT", "TLP:AMBER+STRICT"),
                            ("RED", "TLP:RED"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "credibility",
                    models.CharField(
                        choices=[
                            ("1", "confirmed by other sources"),
                            ("2", "probably true"),
                            ("3", "possibly true"),
                            ("4", "doubtful"),
                            ("5", "improbable"),
                            ("6", "truth cannot be judged"),
                        ],
                        max_length=1,
                    ),
                ),
                (
                    "entities",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text=(
                            "primary keys of what is mentioned, and of every place around such a"
                            " place"
                        ),
                        size=None,
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        help_text="how many mentions of each kind, in the order of `Kind`",
                        size=None,
                    ),
                ),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(),
                        help_text="how often each of these is, with all that lies inside",
                        size=None,
                    ),
                ),
                (
                    "relationships",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="primary keys of those with live evidence here",
                        size=None,
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.search.SearchVectorField(
                        help_text="title with weight A, body with weight B"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.source",
                    ),
                ),
                (
                    "relationship_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=13),
                        help_text="what these are, as far as they were not rejected",
                        size=None,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("published_on"), descending=True, nulls_last=True),
                        models.OrderBy(models.F("article"), descending=True),
                        name="digest_newest",
                    ),
                    models.Index(fields=["source", "-published_on"], name="digest_source"),
                    django.contrib.postgres.indexes.GinIndex(
                        models.F("words"),
                        models.F("entities"),
                        models.F("relationships"),
                        models.F("relationship_kinds"),
                        models.Func(
                            models.F("published_on"),
                            output_field=django.contrib.postgres.fields.ArrayField(
                                base_field=models.IntegerField(), size=None
                            ),
                            template="ARRAY[(%(expressions)s - DATE '1970-01-01') >> 5]",
                        ),
                        gin_pending_list_limit=256,
                        name="digest_search",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40, unique=True)),
                (
                    "articles",
                    models.PositiveIntegerField(help_text="how many of the articles read had it"),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="word_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VocabularyReading",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        db_default=1, default=1, primary_key=True, serialize=False
                    ),
                ),
                (
                    "up_to",
                    models.BigIntegerField(
                        db_default=0, help_text="primary key of the last article read"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="vocabulary_read_by_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("query", models.CharField(max_length=2000)),
                (
                    "watch",
                    models.CharField(
                        choices=[
                            ("off", "not watched"),
                            ("at_once", "at once"),
                            ("daily", "daily"),
                            ("weekly", "weekly"),
                        ],
                        default="off",
                        max_length=7,
                    ),
                ),
                ("paused", models.BooleanField(db_default=False, default=False)),
                ("seen_up_to", models.BigIntegerField(db_default=0, default=0)),
                ("delivered_up_to", models.BigIntegerField(db_default=0, default=0)),
                ("ran_at", models.DateTimeField(blank=True, null=True)),
                ("fault", models.TextField(blank=True, db_default="", default="")),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "saved searches",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "query"),
                        name="saved_search_once",
                        violation_error_message="You have saved this search already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("query", ""), _negated=True),
                        ),
                        name="saved_search_asks",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("watch__in", ["off", "at_once", "daily", "weekly"])),
                        name="saved_search_watch_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("found", models.PositiveIntegerField(help_text="not counted beyond 1000")),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="primary keys, the newest first",
                        size=None,
                    ),
                ),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="entities.savedsearch",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "indexes": [
                    models.Index(
                        condition=models.Q(("mailed_at", None)),
                        fields=["search"],
                        name="delivery_not_mailed",
                    ),
                    models.Index(
                        models.OrderBy(models.F("at"), descending=True), name="delivery_newest"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("articles__len__gte", 1),
                            ("articles__len__lte", 50),
                            ("found__gte", 1),
                            ("found__lte", 1000),
                        ),
                        name="delivery_is_bounded",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.UUIDField(help_text="of the page, so that it counts once", unique=True),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("query", models.CharField(blank=True, max_length=2000)),
                ("seconds", models.FloatField(help_text="in the server")),
                (
                    "total",
                    models.PositiveIntegerField(
                        help_text="articles found; empty where it failed", null=True
                    ),
                ),
                ("fault", models.TextField(blank=True, db_default="", default="")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_runs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["user", "-at"], name="search_run_own"),
                    models.Index(
                        models.OrderBy(models.F("at"), descending=True), name="search_run_newest"
                    ),
                    models.Index(fields=["-seconds"], name="search_run_slow"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("total", None), ("fault", ""), _connector="XOR"),
                        name="search_run_found_or_failed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text_hash", models.CharField(max_length=64)),
                (
                    "extraction",
                    models.BigIntegerField(help_text="primary key of the reading that told it"),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrivals",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-extraction"], name="arrival_by_extraction")],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "text_hash"), name="arrival_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="NameList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300), size=None
                    ),
                ),
                ("rows", models.JSONField(default=list)),
                ("done", models.PositiveIntegerField(db_default=0, default=0)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="name_lists",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("names__len__gte", 1), ("names__len__lte", 10000)),
                        name="name_list_is_bounded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("names__len__gte", models.F("done"))),
                        name="name_list_done",
                    ),
                ],
            },
        ),
        frozen(__file__),
    ]
