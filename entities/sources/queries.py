"""What the pages on sources show: the list with its filters, and all that is known of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils.http import urlencode
from django_filters import ChoiceFilter

from articles.clearance import shown_sql
from articles.furniture_models import ArticleTraces, FurnitureRule
from articles.importing.metadata.publishers import Publisher, known
from articles.models import Article
from articles.run_models import ImportRun
from articles.source_models import Reliability, Source, SourceQuerySet
from articles.source_names import known_names
from articles.watched.models import Watched
from entities.lists import ListFilters, TextFilter
from entities.models import SourceHome
from entities.search.fields.source_names import written_source
from entities.search.language.tree import to_text
from entities.sources.languages import language_name
from entities.sources.places import home_words

SOURCES_A_PAGE = 50
MOST_SHOWN = 10
# The newest articles of a source, of which its language and its domains are told.
_LOOKED_AT = 500
_COUNTED = """
    (SELECT count(*) FROM articles_article a WHERE a.source_id = articles_source.id {shown})
"""
_USUAL_LANGUAGE = """
    (SELECT mode() WITHIN GROUP (ORDER BY language) FROM (
        SELECT language FROM articles_article a WHERE a.source_id = articles_source.id {shown}
         ORDER BY a.id DESC LIMIT %s) newest)
"""
# How the list is sorted, by the name of the column; without one by the number of articles.
ORDERS: dict[str, tuple[Any, ...]] = {
    "": ("-article_count", Lower("name")),
    "name": (Lower("name"),),
    "grade": ("reliability", "-article_count", Lower("name")),
    "imported": (F("last_import").desc(nulls_last=True), Lower("name")),
}


class SourceFilters(ListFilters):
    title = "Sources"
    tabs = ("order",)

    q = TextFilter(label="Name", method="called")
    reliability = ChoiceFilter(
        label="Grade",
        choices=[(value, f"{value} – {label}") for value, label in Reliability.choices],
        empty_label="all",
    )
    home = ChoiceFilter(
        label="Home place",
        choices=[*SourceHome.KnownFrom.choices, ("none", "not known")],
        empty_label="all",
        method="with_home",
    )
    order = ChoiceFilter(choices=[(name, name) for name in ORDERS if name], method="sorted_by")

    def called(self, sources: QuerySet[Source], name: str, words: str) -> QuerySet[Source]:
        """Those with the words in one of their names."""
        former = Source.objects.filter(name__icontains=words).values("merged_into")
        return sources.filter(Q(name__icontains=words) | Q(pk__in=former))

    def with_home(self, sources: QuerySet[Source], name: str, how: str) -> QuerySet[Source]:
        known_homes = SourceHome.objects.exclude(country="")
        if how == "none":
            return sources.exclude(pk__in=known_homes.values("pk"))
        return sources.filter(pk__in=known_homes.filter(known_from=how).values("pk"))

    def sorted_by(self, sources: QuerySet[Source], name: str, order: str) -> QuerySet[Source]:
        return sources.order_by(*ORDERS[order], "pk")


def listed() -> SourceQuerySet:
    """Sources with how many articles and rules they have, and when the newest was imported."""
    shown = shown_sql("a.handling")
    language = _USUAL_LANGUAGE.format(shown=shown)
    newest = Article.objects.filter(source=OuterRef("pk")).order_by("-pk")
    rules = FurnitureRule.objects.filter(source=OuterRef("pk"), ended_at=None).order_by()
    counted = rules.values("source").annotate(count=Count("pk")).values("count")
    return (
        Source.objects.current()
        .select_related("home")
        .annotate(
            article_count=RawSQL(_COUNTED.format(shown=shown), [], IntegerField()),  # noqa: S611
            rule_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            last_import=Subquery(newest.values("imported_at")[:1]),
            usual_language=RawSQL(language, [_LOOKED_AT], CharField()),  # noqa: S611
        )
        .order_by(*ORDERS[""], "pk")
    )


@dataclass(frozen=True)
class SourceCard:
    """A source as pages show it. Needs the annotations of `listed`."""

    source: Any

    @property
    def address(self) -> str:
        """That of the search for its articles."""
        query = to_text(written_source(self.source))
        return f"{reverse('entities:search')}?{urlencode({'q': query})}"

    @property
    def home(self) -> str:
        return home_words(self._home)

    @property
    def home_known_from(self) -> str:
        return self._home.get_known_from_display() if self._home else ""

    @property
    def home_is_stated(self) -> bool:
        return self._home is not None and self._home.known_from == SourceHome.KnownFrom.PERSON

    @property
    def language(self) -> str:
        """The language that a person stated, else that of most of its newest articles."""
        code = self.source.language or self.source.usual_language or ""
        return language_name(code) or code

    @property
    def _home(self) -> SourceHome | None:
        return getattr(self.source, "home", None)

    @cached_property
    def names(self) -> Sequence[str]:
        """The other names that mean it: former ones, and those of sources that were merged in."""
        return known_names(self.source)[1:]

    @cached_property
    def publisher(self) -> Publisher | None:
        """What the list of known publishers says about it."""
        return next((row for row in known.rows if row.name == self.source.name), None)

    @cached_property
    def domains(self) -> Sequence[str]:
        """From which domains or folders its newest articles came, most frequent first."""
        newest = Article.objects.filter(source=self.source).order_by("-pk").values("pk")
        places = ArticleTraces.objects.filter(article__in=newest[:_LOOKED_AT]).values("place")
        counted = places.annotate(count=Count("pk")).order_by("-count", "place")
        return list(counted.values_list("place", flat=True)[:MOST_SHOWN])

    @cached_property
    def watched(self) -> Sequence[Watched]:
        return list(Watched.objects.filter(source=self.source).order_by("address")[:MOST_SHOWN])

    @cached_property
    def runs(self) -> Sequence[ImportRun]:
        """The newest imports that stated it."""
        names = [name.lower() for name in known_names(self.source)]
        runs = ImportRun.objects.alias(stated=Lower("source")).filter(stated__in=names)
        return list(runs.select_related("user")[:MOST_SHOWN])
